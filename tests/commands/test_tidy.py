"""What the nightly command forgets, and what it leaves alone."""

import os
import tempfile
import time
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from resolutions.models import Complaint, Forum, Mail, SourceDocument, Subscription
from resolutions.vocabulary import MailKind
from tests.factories import ForumFactory, SourceDocumentFactory, UserFactory

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = timedelta(days=1)
NOTHING = {
    "Просроченные сеансы": 0,
    "Записи о входах старше 90 дней": 0,
    "Подписки, не подтверждённые вовремя": 0,
    "Недоставленные письма о пароле старше 90 дней": 0,
    "Сообщения об ошибках, разобранные больше 90 дней назад": 0,
    "Слова, которых не нашли больше года назад": 0,
    "Заявки, разобранные больше 90 дней назад, и те, которым год": 0,
    "Форумы, удалённые больше 90 дней назад": 0,
    "Остатки прерванной работы на диске": 0,
    "Исходные файлы, которых нет в реестре": 0,
    "Файлы, которые были открыты другим": 0,
}


@pytest.fixture(autouse=True)
def folders(settings, monkeypatch, tmp_path) -> Path:
    """The temporary folder; DATA_DIR and what is kept lie beside it."""
    for name in ("temporary", "data", "data/files"):
        (tmp_path / name).mkdir(mode=0o700)
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path / "data", tmp_path / "data" / "files"
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    return tmp_path / "temporary"


def tidy() -> tuple[int, dict[str, int], str]:
    """How it ended, what it counted, what it complained of."""
    out, err = StringIO(), StringIO()
    try:
        call_command("tidy", stdout=out, stderr=err)
        status = 0
    except SystemExit as end:
        status = end.code
    counted = dict(line.rsplit(": ", 1) for line in out.getvalue().splitlines())
    return status, {name: int(count) for name, count in counted.items()}, err.getvalue()


def sign_in_records(at) -> None:
    common = {"username": "anna@example.org", "ip_address": "203.0.113.1", "user_agent": f"Browser {at}"}
    AccessAttempt.objects.create(**common, failures_since_start=1)
    AccessFailureLog.objects.create(**common)
    AccessLog.objects.create(**common)
    for model in (AccessAttempt, AccessFailureLog, AccessLog):
        model.objects.filter(user_agent=common["user_agent"]).update(attempt_time=at)


def test_where_there_is_nothing_to_forget_it_says_so(folders):
    assert tidy() == (0, NOTHING, "")


def test_sessions_go_when_they_have_expired():
    for key, until in (("old", NOW - DAY), ("live", NOW + DAY)):
        Session.objects.create(session_key=key, session_data="x", expire_date=until)

    assert tidy() == (0, NOTHING | {"Просроченные сеансы": 1}, "")
    assert [session.session_key for session in Session.objects.all()] == ["live"]


def test_who_signed_in_and_who_missed_is_forgotten_after_90_days():
    sign_in_records(NOW - 91 * DAY)
    sign_in_records(NOW - 89 * DAY)

    assert tidy() == (0, NOTHING | {"Записи о входах старше 90 дней": 3}, "")
    assert [model.objects.count() for model in (AccessAttempt, AccessFailureLog, AccessLog)] == [1, 1, 1]


def test_what_was_not_confirmed_in_time_goes_and_what_was_stays():
    common = {"query": "", "frequency": "daily", "consent_version": "1"}
    asked = NOW - 8 * DAY
    Subscription.objects.create(email="late@example.org", consent_at=asked, **common)
    Subscription.objects.create(email="new@example.org", consent_at=NOW, **common)
    Subscription.objects.create(
        email="sure@example.org", consent_at=asked, confirmed_at=asked, covered_until=asked, **common
    )

    assert tidy() == (0, NOTHING | {"Подписки, не подтверждённые вовремя": 1}, "")
    assert sorted(Subscription.objects.values_list("email", flat=True)) == ["new@example.org", "sure@example.org"]


def test_addresses_that_no_server_knows_go_and_other_letters_wait():
    old, new = NOW - 91 * DAY, NOW - 89 * DAY
    for email, posted_at, given_up in (("a", old, True), ("b", new, True), ("c", old, False)):
        Mail.objects.create(
            kind=MailKind.PASSWORD, asked_by=f"{email}@example.org", posted_at=posted_at, given_up=given_up
        )
    Mail.objects.create(kind=MailKind.INVITATION, user=UserFactory(), posted_at=old, given_up=True)

    assert tidy() == (0, NOTHING | {"Недоставленные письма о пароле старше 90 дней": 1}, "")
    assert sorted(Mail.objects.values_list("asked_by", flat=True)) == ["", "b@example.org", "c@example.org"]


def test_what_killed_processes_left_goes_after_a_day_and_nothing_of_others(folders, settings):
    files = settings.MEDIA_ROOT
    left = [folders / name for name in ("forum-portal-reader-abcdefgh", "openpyxl.abcdefgh")]
    left += [folders / "tmpabcdefgh.upload.docx", files / "2026" / "a.docx.part"]
    others = [folders / name for name in ("reader-abcd_fgh", "reader-abcdefgh.txt", "tmpabcdefgh", "documents")]
    others += [folders / name for name in ("reader-12345678", "openpyxl.reader-1", "tmpreader-1.upload")]
    kept = [files / "2026" / "a.docx", folders / "forum-portal-reader-just_now", folders / "forum-portal-reader-shared"]
    for path in (*left, *others, *kept):
        path.parent.mkdir(exist_ok=True)
        path.mkdir() if "reader-" in path.name else path.touch()
    (left[0] / "inside").write_text("half a document")
    (others[0] / "thesis").write_text("of another program of the same user")
    (folders / "forum-portal-reader-00000000").symlink_to(others[0])
    (folders / "forum-portal-reader-shared").chmod(0o777)  # as another user's would be: somebody else may change it
    for path in (*left, *others, *kept):
        os.utime(path, (0, time.time() - 25 * 3600))
    os.utime(kept[1])

    assert tidy() == (0, NOTHING | {"Остатки прерванной работы на диске": 4}, "")
    assert [path.exists() for path in left] == [False] * 4
    assert [path.exists() for path in (*others, *kept)] == [True] * 10


# Originals that the register does not know


NOBODYS = "Исходные файлы, которых нет в реестре"


@pytest.fixture
def known(settings) -> Path:
    """An original of the register; others may lie beside it."""
    document = SourceDocumentFactory()
    document.file.save("а.txt", ContentFile("известный".encode()))
    return Path(document.file.path)


def originals(folder, names, days=0) -> None:
    """Files as they were before so many days."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text(f"ничей {name}")
        os.utime(folder / name, (0, time.time() - days * 24 * 3600 - 60))


def files_of(settings) -> list[str]:
    root = settings.MEDIA_ROOT
    return sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


def test_a_document_whose_row_was_never_committed_is_put_aside_after_a_day_and_goes_after_90(settings, known):
    """As after kill -9 between the file and its row."""
    originals(known.parent, [known.name, "old"], days=1)
    originals(known.parent, ["fresh"])
    own = known.parent.relative_to(settings.MEDIA_ROOT / "sources").as_posix()
    originals(settings.MEDIA_ROOT / "nobodys" / own, ["past"], days=90)
    originals(settings.MEDIA_ROOT / "nobodys" / own, ["kept"], days=89)

    assert [tidy() for _ in range(2)] == [(0, NOTHING | {NOBODYS: 2}, ""), (0, NOTHING, "")]
    assert files_of(settings) == sorted(
        [f"nobodys/{own}/kept", f"nobodys/{own}/old", f"sources/{own}/fresh", f"sources/{own}/{known.name}"]
    )


def test_what_comes_in_or_goes_while_the_register_is_asked_is_left_alone(settings, known):
    """Three that nobody knew when it was asked: one comes in with the same bytes, one anew, one goes."""
    originals(known.parent, ["known", "written", "gone", "old"], days=1)
    organizer, folder = SourceDocument.objects.get().organizer, known.parent.relative_to(settings.MEDIA_ROOT)
    asked = []

    def meanwhile(execute, sql, *rest):
        answer = execute(sql, *rest)
        if sql.startswith("SELECT") and "resolutions_sourcedocument" in sql:
            asked.append(sql)
            if len(asked) == 1:  # for all names
                SourceDocumentFactory(file=f"{folder}/known", organizer=organizer)
                (known.parent / "gone").unlink()
            else:  # for one name
                (known.parent / "written").write_text("снова")
        return answer

    with connection.execute_wrapper(meanwhile):
        assert tidy() == (0, NOTHING | {NOBODYS: 1}, "")

    aside = f"{folder}/old".replace("sources", "nobodys")
    assert files_of(settings) == sorted([aside, *(f"{folder}/{name}" for name in (known.name, "known", "written"))])


def test_what_was_put_aside_comes_back_when_the_register_knows_it_again(settings, known):
    text, name = known.read_bytes(), known.relative_to(settings.MEDIA_ROOT).as_posix()
    os.utime(known, (0, time.time() - 25 * 3600))
    row = SourceDocument.objects.get()
    row.delete()  # another database, for one night
    tidy()
    assert files_of(settings) == [name.replace("sources", "nobodys")]
    aside = settings.MEDIA_ROOT / name.replace("sources", "nobodys")
    os.utime(aside, (0, time.time() - 91 * 24 * 3600))
    SourceDocumentFactory(file=name, organizer=row.organizer)

    assert tidy() == (0, NOTHING | {NOBODYS: 1}, "")
    assert (files_of(settings), known.read_bytes()) == ([name], text)


def test_where_the_register_does_not_know_many_originals_none_is_touched(settings, known, caplog):
    """As with the database of an older backup, or of another portal."""
    originals(known.parent, [f"{number}" for number in range(11)], days=1)
    originals(settings.MEDIA_ROOT / "nobodys", ["past"], days=91)
    Session.objects.create(session_key="old", session_data="x", expire_date=NOW - DAY)
    before = files_of(settings)

    status, counted, complaint = tidy()

    done = {name: count for name, count in NOTHING.items() if name != NOBODYS}
    assert (status, counted, files_of(settings)) == (1, done | {"Просроченные сеансы": 1}, before)
    assert complaint == (
        f"{NOBODYS}: 11 из 12 исходных файлов реестр не знает: похоже, база не от этих файлов. Они не тронуты.\n"
    )
    assert caplog.messages == ["Of 12 documents 11 have no row: is this the right database?"]
    (known.parent / "0").unlink()
    assert tidy() == (0, NOTHING | {NOBODYS: 11}, "")


def test_what_an_earlier_version_left_open_is_closed(settings, tmp_path):
    settings.DATA_DIR.chmod(0o755)
    for name in ("portal.sqlite3", "files/a.docx", "mail/letter"):
        path = settings.DATA_DIR / name
        path.parent.mkdir(exist_ok=True, mode=0o755)
        path.touch()
        path.chmod(0o644)
    outside = tmp_path / "outside"
    outside.touch()
    outside.chmod(0o644)
    (settings.DATA_DIR / "link").symlink_to(outside)

    status, counted, _ = tidy()

    modes = {path.name: oct(path.stat().st_mode & 0o777) for path in settings.DATA_DIR.rglob("*")}
    assert (status, counted["Файлы, которые были открыты другим"]) == (0, 3)
    assert modes == {
        "portal.sqlite3": "0o600", "files": "0o700", "a.docx": "0o600", "mail": "0o700", "letter": "0o600",
        "link": "0o644",
    }  # fmt: skip


def test_what_fails_says_so_and_stops_nothing_else():
    Session.objects.create(session_key="old", session_data="x", expire_date=NOW - DAY)
    sign_in_records(NOW - 91 * DAY)
    Mail.objects.create(kind=MailKind.PASSWORD, asked_by="a@example.org", posted_at=NOW - 91 * DAY, given_up=True)
    with connection.cursor() as cursor:  # rolled back with the test
        cursor.execute("ALTER TABLE axes_accesslog RENAME TO away")

    status, counted, complaint = tidy()

    done = {name: count for name, count in NOTHING.items() if name != "Записи о входах старше 90 дней"}
    assert (status, counted) == (
        1,
        done | {"Просроченные сеансы": 1, "Недоставленные письма о пароле старше 90 дней": 1},
    )
    assert complaint == "Записи о входах старше 90 дней: не вышло, причина в журнале.\n"
    assert (AccessAttempt.objects.count(), AccessFailureLog.objects.count()) == (1, 1)  # one transaction


def test_a_forum_that_cannot_go_does_not_keep_the_others_here():
    with connection.cursor() as cursor:  # rolled back with the test
        cursor.execute("CREATE TABLE holding (forum_id bigint REFERENCES resolutions_forum (id))")
    _, held = (ForumFactory(published_at=None, deleted_at=NOW - 91 * DAY) for _ in range(2))
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO holding VALUES (%s)", [held.pk])

    status, _, complaint = tidy()

    assert (status, complaint) == (1, "Форумы, удалённые больше 90 дней назад: не вышло, причина в журнале.\n")
    assert list(Forum.everything.all()) == [held]


def test_complaints_go_when_they_have_been_settled_for_long():
    forum = ForumFactory()
    for settled in (None, NOW - 89 * DAY, NOW - 91 * DAY):
        Complaint.objects.create(forum=forum, kind="private", made_at=NOW - 365 * DAY, settled_at=settled)

    assert tidy()[1]["Сообщения об ошибках, разобранные больше 90 дней назад"] == 1
    assert list(
        Complaint.objects.order_by("settled_at").values_list("settled_at", flat=True).filter(settled_at__isnull=False)
    ) == [NOW - 89 * DAY]
    assert Complaint.objects.count() == 2
