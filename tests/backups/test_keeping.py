"""Which backups stay: all of today, the last of seven days and of thirteen weeks, none over 90 days old."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from resolutions.backups.folders import name_at, prune

pytestmark = pytest.mark.pure
OURS = "ours"
NOW = datetime(2026, 11, 23, 3, 0, tzinfo=ZoneInfo("Europe/Moscow"))  # a Monday


def backup(place: Path, moment: datetime, installation: str = OURS) -> Path:
    folder = place / name_at(moment)
    folder.mkdir()
    (folder / "manifest.json").write_text(json.dumps({"installation": installation}))
    (place / f"{folder.name}.receipt.json").write_text("{}")
    return folder


def left(place: Path) -> list[str]:
    return sorted(path.name for path in place.iterdir())


def test_after_a_year_of_nights_seven_days_and_thirteen_weeks_are_there(tmp_path):
    for night in range(365):
        at = NOW - timedelta(days=365 - night)
        backup(tmp_path, at)
        prune(tmp_path, OURS, at)
    newest = backup(tmp_path, NOW)

    prune(tmp_path, OURS, NOW)

    days = [(NOW - timedelta(days=number)).date() for number in range(7)]
    sundays = [(NOW - timedelta(days=1 + 7 * number)).date() for number in range(12)]
    kept = {f"portal-{day:%Y%m%d}-030000" for day in (*days, *sundays)}
    assert set(left(tmp_path)) == kept | {f"{name}.receipt.json" for name in kept}
    assert newest.exists()


def test_all_of_today_stay_and_of_another_day_the_last(tmp_path):
    today = [backup(tmp_path, NOW + timedelta(hours=hour)) for hour in range(3)]
    yesterday = [backup(tmp_path, NOW - timedelta(days=1, hours=-hour)) for hour in range(3)]

    gone = prune(tmp_path, OURS, NOW + timedelta(hours=5))

    assert (gone, [one.exists() for one in today]) == ([yesterday[1], yesterday[0]], [True] * 3)


def test_what_is_over_ninety_days_old_goes_but_for_the_newest(tmp_path):
    old, older = (backup(tmp_path, NOW - timedelta(days=days)) for days in (91, 98))

    assert prune(tmp_path, OURS, NOW) == [older]
    backup(tmp_path, NOW)
    assert prune(tmp_path, OURS, NOW) == [old]


def test_what_is_not_ours_is_never_touched(tmp_path):
    foreign = backup(tmp_path, NOW - timedelta(days=200), installation="another")
    unreadable = backup(tmp_path, NOW - timedelta(days=201))
    (unreadable / "manifest.json").write_text("half a manif")
    for name in ("portal-20260101-000000", "photos", "portal-20260101-000000.tar"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one").touch()
    backup(tmp_path, NOW)

    assert prune(tmp_path, OURS, NOW) == []
    assert (foreign.exists(), unreadable.exists(), (tmp_path / "portal-20260101-000000" / "one").exists()) == (
        True,
    ) * 3


def test_a_clock_that_went_ahead_costs_nothing(tmp_path):
    ahead = backup(tmp_path, NOW + timedelta(days=400))
    nights = [backup(tmp_path, NOW - timedelta(days=days)) for days in range(7)]

    assert prune(tmp_path, OURS, NOW) == []
    assert all(one.exists() for one in (ahead, *nights))
