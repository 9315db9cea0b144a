"""What the doctor finds in the register and beside it."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.utils import timezone

from resolutions.models import Errand, Mail, Recommendation
from resolutions.open_data.dump import dump_open_data
from resolutions.search import store
from resolutions.search.index import up_to_date
from resolutions.vocabulary import ErrandKind
from resolutions.works import WORKS
from tests.admin.letterbox import mail_server, no_mail_server
from tests.doctor.asking import Told, doctor
from tests.factories import ForumFactory, RecommendationFactory, SubscriptionFactory, UserFactory

pytestmark = pytest.mark.django_db

# What the one that runs the tests may have too little of.
OF_THE_MACHINE = {"Память", "Диск", "Часы", "Стены вокруг документов"}
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture(autouse=True)
def in_production(settings, tmp_path):
    """As on a server, where what is missing is to be done; but for TLS, which has its own tests."""
    settings.PRODUCTION, settings.WORK_APART = True, True
    settings.BACKUP_DIR = str(tmp_path / "backups")


def backed_up(folder: str, age: timedelta) -> None:
    path = Path(folder) / "2026-12-01"
    path.mkdir(parents=True, exist_ok=True)
    (path / "manifest.json").write_text(json.dumps({"made_at": (timezone.now() - age).isoformat()}))


def is_well(title: str) -> bool:
    return not doctor().told[title].to_do


def test_where_everything_is_well_it_says_so(settings, web_server_that_answers):
    settings.CONTACT_EMAIL = settings.DATA_OPERATOR = settings.OPEN_DATA_PUBLISHER = settings.OPEN_DATA_CONTACT = "x"
    settings.OPEN_DATA_INN, settings.DEFAULT_FROM_EMAIL = "7707083893", "Портал <portal@example.ru>"
    UserFactory(role="administrator")
    RecommendationFactory()
    up_to_date()
    Errand.objects.attend(list(WORKS), "somebody")
    backed_up(settings.BACKUP_DIR, HOUR)
    dump_open_data(timezone.now())

    with mail_server(settings):
        answer = doctor()

    unwell = {title for title, row in answer.told.items() if row.to_do}
    assert (unwell - OF_THE_MACHINE, len(answer.told)) == (set(), 19)
    assert (answer.status == 0) is ("Всё в порядке." in answer.text) is (not unwell)
    assert answer.told["Поисковый индекс"] == Told("1 рекомендация")


def test_what_is_to_be_done_is_counted_and_ends_the_command_with_1():
    answer = doctor()

    to_do = [title for title, row in answer.told.items() if row.to_do]
    assert (answer.status, answer.text.splitlines()[-1]) == (1, f"Надо сделать: {len(to_do)} дел.")
    assert {"Администратор", "Работа без посетителя", "Резервная копия", "Открытые данные"} < set(to_do)


def test_work_that_nobody_does_is_named(settings):
    Errand.objects.attend([name for name in WORKS if name not in ("mail", "dump")], "somebody")

    assert doctor().told["Работа без посетителя"].said == "некому делать: mail, dump"
    settings.WORK_APART = settings.PRODUCTION = False
    assert is_well("Работа без посетителя")


def test_what_waits_is_told_by_kind_and_to_be_done_after_an_hour():
    Errand.objects.post(ErrandKind.READ, 1, due=timezone.now() - HOUR / 2)
    Errand.objects.post(ErrandKind.READ, 2, due=timezone.now() - HOUR / 2)
    Errand.objects.post(ErrandKind.DUMP, due=timezone.now() + HOUR)
    soon = doctor().told["Поручения"]
    Errand.objects.filter(key="1").update(due=timezone.now() - 2 * HOUR)
    late = doctor().told["Поручения"]

    assert soon == Told("прочитать документ: 2")
    assert late.said == "прочитать документ: 2; дольше часа ждут: прочитать документ"
    assert late.to_do.endswith("скажет, что мешает.")


def test_letters_that_wait_and_those_that_nobody_will_try_again():
    first = Mail.objects.post("already", subscription=SubscriptionFactory())
    waiting = doctor().told["Письма"]
    Mail.objects.filter(pk=first.pk).update(given_up=True)
    given_up = doctor().told["Письма"]

    assert waiting == Told("ждут 1 письмо")
    assert (given_up.said, "Письма в очереди" in given_up.to_do) == ("ничего не ждёт, не дошли 1", True)


@pytest.mark.django_db(transaction=True)  # PostgreSQL counts a change when it is committed
def test_an_index_that_holds_something_else_than_the_register_is_to_be_built_anew():
    ForumFactory()
    RecommendationFactory.create_batch(2)
    none = doctor().told["Поисковый индекс"]
    up_to_date()
    right = doctor().told["Поисковый индекс"]
    current = store.read_pointer()
    Recommendation.objects.first().delete()
    behind = doctor().told["Поисковый индекс"]
    store.write_pointer(current.folder, current.version + 1000)
    wrong = doctor().told["Поисковый индекс"]

    assert (none.said, right, behind.to_do) == ("нет; в реестре 2 рекомендации", Told("2 рекомендации"), "")
    assert behind.said.startswith("1 рекомендация в реестре, не прочитано изменений: ")
    assert (wrong.said, "rebuild_index" in wrong.to_do) == ("в нём 2, а в реестре 1 рекомендация", True)


@pytest.mark.parametrize(
    ("age", "said", "well"),
    [(HOUR / 2, "меньше часа назад", True), (26 * HOUR, "26 часов назад", True), (3 * DAY, "3 дня назад", False)],
)
def test_how_old_the_backup_and_the_open_data_are(settings, age, said, well):
    backed_up(settings.BACKUP_DIR, age)
    dump_open_data(timezone.now())
    then = (timezone.now() - age).timestamp()
    os.utime(Path(settings.OPEN_DATA_ROOT) / "current", (then, then), follow_symlinks=False)

    told = doctor().told

    assert [(told[title].said, not told[title].to_do) for title in ("Резервная копия", "Открытые данные")] == [
        (said, well)
    ] * 2


def test_of_several_backups_the_newest_counts_and_what_is_none_does_not(settings):
    backed_up(settings.BACKUP_DIR, 3 * DAY)
    for name, manifest in {
        "newer": {"made_at": timezone.now().isoformat()},
        "odd": {},
        "words": {"made_at": "x"},
    }.items():
        folder = Path(settings.BACKUP_DIR) / name
        folder.mkdir()
        (folder / "manifest.json").write_text(json.dumps(manifest))

    assert doctor().told["Резервная копия"] == Told("меньше часа назад")


def test_without_a_folder_for_backups_there_are_none(settings):
    settings.BACKUP_DIR = ""

    assert "BACKUP_DIR" in doctor().told["Резервная копия"].to_do


def test_a_letter_is_sent_to_who_is_named_and_to_nobody_else(settings):
    settings.DEFAULT_FROM_EMAIL = "portal@example.ru"
    with mail_server(settings) as box:
        greeted = doctor().told["Почта"]
        without = len(box.letters)
        sent = doctor("--mail", "anna@example.ru").told["Почта"]

    assert (greeted, without, sent.to_do) == (Told("сервер отвечает"), 0, "")
    assert [(letter["To"], letter["From"]) for letter in box.letters] == [("anna@example.ru", "portal@example.ru")]
    with pytest.raises(CommandError, match="--mail: нужен адрес"):
        doctor("--mail", "anna")


def test_mail_that_cannot_leave_is_to_be_seen_to(settings):
    no_mail_server(settings)
    away = doctor().told["Почта"]
    with mail_server(settings):
        settings.DEFAULT_FROM_EMAIL = "Реестр <noreply@localhost>"
        nobodys = doctor().told["Почта"]

    assert away.said == "почтовый сервер не отвечает (ConnectionRefusedError)"
    assert away.to_do.startswith("Впишите EMAIL_HOST, EMAIL_PORT")
    assert (nobodys.said, "DEFAULT_FROM_EMAIL" in nobodys.to_do) == (
        "сервер отвечает, но у писем нет обратного адреса",
        True,
    )
