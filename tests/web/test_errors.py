"""What went wrong is said in our own clothes, and hides nothing and nobody else's data."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from resolutions.last_backup import note_backup, note_check
from resolutions.web.errors import server_error
from resolutions.web.middleware import DatabaseLimitsMiddleware
from tests.factories import ForumFactory, RecommendationFactory


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/nowhere/", "/forums/x/", "/addressees/x/", "/r/x/", "/forums/%D1%84/"])
def test_what_is_not_there_is_404_with_a_way_on(client, address):
    answer = client.get(address)

    assert (answer.status_code, answer["Cache-Control"]) == (404, "no-cache")
    assert 'href="/recommendations/"' in answer.content.decode()


@pytest.mark.django_db
def test_what_is_not_there_for_somebody_signed_in_is_stored_by_nobody(signed_in):
    answer = signed_in().get("/nowhere/")

    assert (answer.status_code, answer["Cache-Control"]) == (404, "private, no-store")


def test_the_500_page_needs_neither_database_nor_session(rf):
    answer = server_error(rf.get("/"))

    assert (answer.status_code, "<h1" in answer.content.decode()) == (500, True)


def test_an_unknown_host_is_refused():
    assert Client(SERVER_NAME="evil.example").get("/about/").status_code == 400


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/?x=%00", "/recommendations/?to=%00", "/login/?next=%00", "/r/%00/", "/forums/a%00b/"]
)
def test_a_nul_in_the_address_is_refused(client, address):
    assert client.get(address).status_code == 400


@pytest.mark.django_db
def test_every_answer_says_what_a_browser_may_do_with_it(client):
    RecommendationFactory()
    policies = {
        address: sorted(client.get(address).headers.get("Content-Security-Policy", "").split("; "))
        for address in ("/", "/recommendations/?year=abc", "/nowhere/", "/?x=%00", "/admin/", "/login/")
    }

    assert {tuple(policy) for policy in policies.values()} == {
        (
            "base-uri 'none'",
            "connect-src 'self'",
            "default-src 'none'",
            "font-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "img-src 'self' data:",
            "manifest-src 'self'",
            "object-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
        )
    }


@pytest.mark.django_db
def test_common_headers_are_on_every_answer(client):
    headers = client.get("/").headers

    assert {name: headers.get(name) for name in ("X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")} == {
        "X-Frame-Options": "DENY",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
def test_a_page_for_somebody_signed_in_is_stored_by_nobody(client, signed_in):
    ForumFactory()

    caching = [door.get(reverse("home")).headers.get("Cache-Control") for door in (client, signed_in())]

    assert caching == ["no-cache", "private, no-store"]


@pytest.mark.django_db
def test_the_portal_says_that_it_is_alive_and_ready():
    watching = Client(REMOTE_ADDR="203.0.113.7")

    assert [watching.get(address).content for address in ("/healthz", "/readyz")] == [b"ok\n", b"ok\n"]


NEVER = "ok\nbackup_age_seconds never\nbackup_check_age_seconds never\n"
PASSED_ON = ("X-Forwarded-For", "X-Real-IP", "Forwarded")


@pytest.mark.django_db
def test_its_own_machine_is_told_how_old_the_last_backup_is_and_nobody_else(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    client = Client(headers={"host": "127.0.0.1"})
    before = client.get("/readyz").content.decode()
    note_backup(tmp_path, timezone.now() - timedelta(hours=2))
    note_check(tmp_path, timezone.now() - timedelta(minutes=1))
    after = [line.split() for line in client.get("/readyz").content.decode().splitlines()]
    others = [client.get("/readyz", headers={name: "203.0.113.7"}).content for name in PASSED_ON]

    assert (before, others) == (NEVER, [b"ok\n"] * 3)
    assert [line[0] for line in after] == ["ok", "backup_age_seconds", "backup_check_age_seconds"]
    assert ([round(int(line[1]) / 60) for line in after[1:]]) == [120, 1]


@pytest.mark.django_db
def test_what_is_remembered_of_backups_may_be_unreadable(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    client = Client(headers={"host": "127.0.0.1"})
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "last_backup.json").write_text("half a")

    assert client.get("/readyz").content.decode() == NEVER


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["evil.example", "10.0.0.7:8000", "", "a b", "x" * 5000])
def test_a_machine_that_watches_needs_no_name_of_ours(settings, host):
    settings.SECURE_SSL_REDIRECT = True
    watching = Client(headers={"host": host}, REMOTE_ADDR="203.0.113.7")

    answers = [watching.get(address) for address in ("/healthz", "/readyz")]

    assert [(answer.status_code, answer.content, answer.headers.get("Vary")) for answer in answers] == [
        (200, b"ok\n", None)
    ] * 2
    assert {answer["Cache-Control"] for answer in answers} == {
        "max-age=0, no-cache, no-store, must-revalidate, private"
    }
    assert [watching.head(address).status_code for address in ("/healthz", "/readyz")] == [200, 200]


@pytest.mark.django_db
def test_a_portal_without_its_database_is_alive_and_not_ready_and_says_no_more(client):
    def no_answer(execute, *question):
        raise OperationalError("host db.internal refused portal_user")

    with connection.execute_wrapper(no_answer):
        answers = [client.get(address) for address in ("/healthz", "/readyz")]

    assert [(answer.status_code, answer.content) for answer in answers] == [(200, b"ok\n"), (503, b"not ok\n")]


@pytest.mark.parametrize("address", ["/", "/recommendations/", "/forums/", "/addressees/", "/about/"])
@pytest.mark.django_db
def test_pages_refuse_what_is_not_reading(client, address):
    assert client.delete(address).status_code == 405


@pytest.mark.django_db
def test_a_nul_in_a_cookie_is_refused(client):
    assert client.get("/", headers={"Cookie": 'sessionid="\\000aaaaaaaaaaaa"'}).status_code == 400


def test_a_database_that_does_not_answer_is_503_and_says_to_try_again(rf):
    answer = DatabaseLimitsMiddleware(lambda request: HttpResponse()).process_exception(
        rf.get("/"), OperationalError("gone")
    )

    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "нажмите кнопку ещё раз" in answer.content.decode()


def test_other_mistakes_are_not_hidden_as_a_busy_database(rf):
    assert DatabaseLimitsMiddleware(lambda request: HttpResponse()).process_exception(rf.get("/"), ValueError()) is None
