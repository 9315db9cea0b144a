"""What is done every day: one errand that stands for it, due again the next day, on one machine or on each."""

import tempfile
from datetime import timedelta

import pytest
from django.utils import timezone

from resolutions.models import Errand, Mail
from resolutions.open_data.dumps import current_dump
from resolutions.vocabulary import ErrandKind
from resolutions.work.hands import do_once
from resolutions.work.kinds import ATTEMPTS
from resolutions.works import WORKS
from tests.factories import ForumFactory, RecommendationFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db
IN_THE_REGISTER = [
    "Просроченные сеансы: 0",
    "Записи о входах старше 90 дней: 0",
    "Подписки, не подтверждённые вовремя: 0",
    "Недоставленные письма о пароле старше 90 дней: 0",
    "Сообщения об ошибках, разобранные больше 90 дней назад: 0",
    "Слова, которых не нашли больше года назад: 0",
    "Заявки, разобранные больше 90 дней назад, и те, которым год: 0",
    "Форумы, удалённые больше 90 дней назад: 0",
]
ON_THE_DISK = [
    "Остатки прерванной работы на диске: 0",
    "Исходные файлы, которых нет в реестре: 0",
    "Файлы, которые были открыты другим: 0",
]


@pytest.fixture(autouse=True)
def machine(settings, tmp_path, monkeypatch):
    """machine(name) -> from now on this is another machine, with a disk of its own."""

    def begin(name: str) -> None:
        settings.DATA_DIR = tmp_path / name
        settings.DATA_DIR.mkdir(mode=0o700, exist_ok=True)
        monkeypatch.setattr(tempfile, "tempdir", str(settings.DATA_DIR))

    begin("first")
    return begin


def done(*works: str) -> list[str]:
    return list(do_once([WORKS[work] for work in works]))


def is_night() -> None:
    Errand.objects.update(due=timezone.now())


def standing() -> list[tuple[str, str, bool]]:
    """Of each errand its kind, the hour and minute it is due at, and whether that is within a day."""
    day = timedelta(days=1)
    rows = Errand.objects.order_by("kind").values_list("kind", "due")
    return [(kind, f"{timezone.localtime(due):%H:%M}", due - timezone.now() <= day) for kind, due in rows]


def test_every_daily_work_has_its_errand_from_the_first_day_and_is_not_done_before_its_hour():
    assert [done(*WORKS) for _ in range(2)] == [[], []]
    assert standing() == [
        (ErrandKind.COMPLAINTS, "08:00", True),
        (ErrandKind.DIGESTS, "08:00", True),
        (ErrandKind.DUMP, "03:15", True),
        (ErrandKind.LEFTOVERS, "03:40", True),
        (ErrandKind.TIDY, "03:40", True),
    ]


def test_at_its_hour_it_is_done_once_and_due_again_the_next_day():
    done("tidy")
    is_night()

    assert done("tidy") == [*IN_THE_REGISTER, *ON_THE_DISK]
    assert standing() == [(ErrandKind.LEFTOVERS, "03:40", True), (ErrandKind.TIDY, "03:40", True)]
    assert done("tidy") == []


def test_the_register_is_tidied_by_one_machine_and_each_tidies_its_own_disk(machine):
    done("tidy")
    machine("second")
    done("tidy")
    is_night()

    second = done("tidy")
    machine("first")

    assert (second, done("tidy")) == ([*IN_THE_REGISTER, *ON_THE_DISK], ON_THE_DISK)


def test_every_machine_that_works_has_a_dump_of_its_own(machine, settings, tmp_path):
    for name in ("first", "second"):
        machine(name)
        done("dump")
    is_night()
    made = []
    for name in ("first", "second"):
        machine(name)
        settings.OPEN_DATA_ROOT = tmp_path / name / "open_data"
        made.append((done("dump"), current_dump() is not None))

    assert [is_there for _, is_there in made] == [True, True]
    assert made[0] == made[1]


def test_what_fails_says_so_and_is_due_the_next_day(settings, caplog):
    settings.OPEN_DATA_ROOT.write_text("a file where the folder should be")
    done("dump")
    is_night()

    assert (done("dump"), standing()) == ([], [(ErrandKind.DUMP, "03:15", True)])
    assert caplog.messages == ["The work dump failed, and is due again tomorrow"]


@pytest.mark.parametrize(("killed", "said"), [(ATTEMPTS - 1, [*IN_THE_REGISTER, *ON_THE_DISK]), (ATTEMPTS, [])])
def test_what_has_killed_three_processes_waits_for_the_next_day(killed, said):
    done("tidy")
    is_night()
    Errand.objects.update(attempts=killed)

    assert done("tidy") == said
    assert set(Errand.objects.values_list("attempts", flat=True)) == {0}


def test_subscribers_are_told_in_the_morning():
    SubscriptionFactory(confirmed_at=timezone.now() - timedelta(days=1))
    RecommendationFactory(section__forum=ForumFactory(published_at=timezone.now()))
    done("digests")
    is_night()

    said = ["О новом: 1 письмо.", "О сообщениях об ошибках: 0 писем.", "О заявках: 0 писем."]
    assert (done("digests"), Mail.objects.get().kind) == (said, "digest")
