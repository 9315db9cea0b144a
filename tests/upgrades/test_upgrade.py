"""A register of each earlier release is taken over by this one: nothing is lost, and what was promised still holds.

Every change of the schema adds a folder, made before it (tests/upgrades/make.py). A sum that a migration changes on
purpose stands in CHANGED, with the reason.
"""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from resolution_reader import PROBLEMS
from tests.upgrades.databases import engine, restored
from tests.upgrades.told import ROWS

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
# Of Django's own, which every new model adds to.
GROW = {"auth_permission", "django_content_type", "django_migrations"}
# release -> what it had and has no longer the same -> why
CHANGED: dict[str, dict[str, str]] = {}
NOTICED_SINCE = {
    "no-name", "several-bodies", "names-left", "addressee-unread", "nobody-in-prose", "no-request", "line-over-others",
    "tail-inside", "much-longer", "term-unread", "term-is-how-often", "heading-missed", "no-section", "two-dates",
}  # fmt: skip
COME_SINCE = {"resolutions_theme": 19}  # rows that a migration brings to what has no table of the look yet
# What is summed only of releases that had its table.
SUMMED_SINCE = {
    "look": "resolutions_look",
    "offers": "resolutions_offer",
    "reads": "resolutions_forumreads",
    "not found": "resolutions_soughtinvain",
}
CALLED_NOW = {"resolutions_letter": "resolutions_mail"}  # tables of which only the name has changed


@dataclass(frozen=True)
class Upgrade:
    """What the earlier release said of the register, and what this one finds in it."""

    release: str
    known: dict[str, Any]
    found: dict[str, Any]

    def as_before(self, what: str) -> dict[str, Any]:
        """Of what was known, that which is not the same and was not changed on purpose."""
        known, found = self.known[what], self.found[what]
        changed = CHANGED.get(self.release, {})
        return {name: found.get(name) for name in known if found.get(name) != known[name] and name not in changed}


RELEASES = sorted(path.name for path in HERE.glob("[0-9]*"))


@pytest.fixture(scope="module", params=[pytest.param(name, marks=pytest.mark.xdist_group(name)) for name in RELEASES])
def upgrade(request, tmp_path_factory) -> Upgrade:
    release = HERE / request.param
    known = release / f"{engine()}.json"
    with restored(release, tmp_path_factory.mktemp("upgrade")) as environment:
        run(environment, "manage.py", "migrate", "--no-input", "--verbosity=0")
        found = run(environment, "-m", "tests.upgrades.takes_over", str(known))
    return Upgrade(request.param, json.loads(known.read_text(encoding="utf-8")), json.loads(found))


def run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_every_table_has_the_rows_it_had(upgrade):
    counts = upgrade.known["tables"]

    come = {} if "resolutions_look" in counts else COME_SINCE

    assert len(counts) > 40
    assert {name: upgrade.found["tables"].get(CALLED_NOW.get(name, name)) for name in counts.keys() - GROW} == {
        name: counts[name] + come.get(name, 0) for name in counts.keys() - GROW
    }


def test_every_text_address_and_file_is_what_it_was(upgrade):
    had = upgrade.known["tables"]
    summed = {*ROWS, "files"} - {name for name, table in SUMMED_SINCE.items() if table not in had}
    assert (upgrade.known["sums"].keys(), len(summed)) == (summed, 18 + len(had.keys() & SUMMED_SINCE.values()))
    assert upgrade.as_before("sums") == {}


def test_each_addressing_has_one_code_and_its_history_the_same(upgrade):
    count = upgrade.known["tables"]["resolutions_addressing"]

    assert count > 30
    assert upgrade.found["codes"] == {"distinct": count, "other in history": 0}


def test_what_was_settled_stays_settled_and_what_was_open_is_asked(upgrade):
    """But for what is shown on no card any more (decision 44), and what no release before could notice."""
    assert sum(map(len, upgrade.known["doubts"].values())) > 4
    asked = {key: [row for row in rows if _is_shown(row[1])] for key, rows in upgrade.known["doubts"].items()}
    found = {key: [row for row in rows if row[1] not in NOTICED_SINCE] for key, rows in upgrade.found["doubts"].items()}
    assert found == asked


def _is_shown(code: str) -> bool:
    return code not in PROBLEMS or PROBLEMS[code].shown == "card"


def test_every_address_answers_as_before(upgrade):
    answers = upgrade.found["doors"]

    assert {path: answers[path] for path, may in upgrade.known["doors"].items() if answers[path] not in may} == {}
    assert upgrade.found["moved"] == upgrade.known["moved"]


def test_people_sign_in_with_their_passwords(upgrade):
    assert upgrade.found["people"] == upgrade.known["people"]


def test_links_that_were_given_open(upgrade):
    assert upgrade.found["links"] == dict.fromkeys(upgrade.known["links"], True)
    before, after = upgrade.found["subscribers"]
    assert before == {"leaves@example.org": False, "reader@example.org": True, "waits@example.org": False}
    assert after == {"reader@example.org": True, "waits@example.org": True}


def test_letters_that_waited_leave_once_and_their_links_open(upgrade):
    waited = sorted(email for _, email in upgrade.known["letters"])

    assert upgrade.found["rounds"] == [waited, []]
    assert upgrade.found["unsent"] == [["password", "away@example.org", True]]
    assert upgrade.found["their_links"] == [200] * 6


def test_edits_are_undone_and_documents_that_waited_are_read(upgrade):
    known = upgrade.known["undone"]
    shown = [row for row in known["doubts"] if _is_shown(row[1])]
    assert upgrade.found["undone"] == known | {"doubts": shown}
    assert upgrade.found["read_later"] == upgrade.known["read_later"]
