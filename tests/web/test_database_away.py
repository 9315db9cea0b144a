"""What the portal shows while its database is away: each page as it was last, and nothing that has been taken back."""

from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.cache import caches
from django.db import OperationalError, close_old_connections, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from resolutions import last_seen
from resolutions.models import Forum, Look
from resolutions.register.publish import withdraw
from tests.admin.forms import filled
from tests.factories import AddressingFactory, RecommendationFactory

pytestmark = pytest.mark.django_db
MARK = "База данных сейчас недоступна: страница такой, какой была"
LIST = reverse("recommendation-list")
LOOK = dict.fromkeys(("name", "main_colour", "accent_colour", "contact_email", "contact_phone", "contact_address"), "")


@contextmanager
def away():
    """No question gets an answer."""

    def no_answer(execute, *question):
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(no_answer):
        yield


@pytest.fixture
def pages():
    """Addresses of pages, each read once by a visitor."""
    row = AddressingFactory(recommendation__text="Благоустроить двор").recommendation
    addresses = {
        "home": reverse("home"),
        "list": f"{LIST}?q=двор&page_size=10",
        "recommendation": row.get_absolute_url(),
        "forum": row.section.forum.get_absolute_url(),
        "addressee": row.addressings.get().addressee.get_absolute_url(),
        "about": reverse("about"),
    }
    for address in addresses.values():
        Client().get(address)
    return addresses


def seen(client, *addresses: str) -> list[tuple[int, bool]]:
    """Status, and whether it is marked."""
    answers = []
    for address in addresses:
        if not connection.in_atomic_block:
            close_old_connections()  # as a server does before each request
        answers.append(client.get(address))
    return [(answer.status_code, MARK in answer.content.decode()) for answer in answers]


def test_each_page_is_shown_as_it_was_and_says_so(client, pages):
    before = [client.get(address).content.decode() for address in pages.values()]

    with away():
        answers = [client.get(address) for address in pages.values()]

    for was, answer in zip(before, answers, strict=True):
        first, _, rest = answer.content.decode().partition(
            '<div class="wrap">\n  <div class="message message--warning"'
        )
        mark, main, end = rest.partition('<main class="site-main" id="main"')
        assert (answer.status_code, first + main + end, mark.count(MARK)) == (200, was, 1)
        assert (answer["Cache-Control"], "ETag" in answer) == ("no-store", False)
    assert seen(client, *pages.values()) == [(200, False)] * len(pages)


def test_what_nobody_has_asked_for_is_503_and_so_is_what_cannot_be_marked(client, pages):
    for address in (reverse("recommendation-feed"), f"{reverse('recommendation-suggestions')}?q=дв"):
        assert client.get(address).status_code == 200

    with away():
        answers = [
            client.get(address)
            for address in (
                reverse("statistics"),
                f"{LIST}?year=2019",
                reverse("recommendation-feed"),
                f"{reverse('recommendation-suggestions')}?q=дв",
            )
        ]

    assert [(answer.status_code, answer["Retry-After"]) for answer in answers] == [(503, "5")] * 4


def test_after_midnight_the_page_of_the_evening_is_shown(client, pages):
    """It is kept for a day, and says when it was so."""
    midnight = (timezone.localtime() + timedelta(days=1)).replace(hour=0, minute=0, second=0)

    with away(), time_machine.travel(midnight, tick=False):
        assert seen(client, *pages.values()) == [(200, True)] * len(pages)


def test_a_visitor_who_has_the_page_gets_the_marked_one(client, pages):
    tag = client.get(LIST)["ETag"]

    with away():
        answer = client.get(LIST, headers={"If-None-Match": tag})

    assert (answer.status_code, MARK in answer.content.decode()) == (200, True)


def test_an_address_with_made_up_parameters_is_the_same_page(client, pages):
    with away():
        assert seen(client, f"{pages['home']}?utm_source=x") == [(200, True)]


def test_a_session_that_nobody_can_ask_for_is_a_visitors(pages, signed_in):
    editor = signed_in()

    with away():
        answers = [editor.get(address) for address in pages.values()]
        private = editor.get(reverse("draft-list"))

    for answer in answers:
        page = answer.content.decode()
        assert (answer.status_code, MARK in page, "Выйти" in page) == (200, True, False)
        assert (answer["Cache-Control"], list(answer.cookies)) == ("private, no-store", [])
    assert (private.status_code, private["Cache-Control"]) == (503, "private, no-store")
    assert editor.get(pages["home"]).content.decode().count("Выйти") == 1  # the session is still hers


@pytest.mark.parametrize("is_signed_in", [False, True])
def test_an_address_that_leads_nowhere_is_404_whoever_asks(client, signed_in, is_signed_in):
    visitor = signed_in() if is_signed_in else client

    with away():
        answers = [visitor.get("/nowhere/"), visitor.get("/forums/x/y/z/")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert "Такой страницы нет" in answers[0].content.decode()


# What was taken back


def test_what_was_taken_back_is_not_shown_once_anybody_has_seen_the_register_since(client, pages):
    forum = Forum.objects.get()
    with away():
        assert seen(client, pages["forum"], pages["recommendation"]) == [(200, True)] * 2
    withdraw(forum, by=None)
    Client().get(reverse("about"))  # another page, by another visitor

    with away():
        answers = [client.get(address) for address in pages.values()]

    statuses = dict(zip(pages, [answer.status_code for answer in answers], strict=True))
    assert statuses == dict.fromkeys(pages, 503) | {"about": 200}
    assert ["Благоустроить" in answer.content.decode() for answer in answers] == [False] * 6


def test_what_an_editor_has_taken_back_is_not_shown_though_nobody_has_asked_for_anything_since(
    client, pages, signed_in
):
    forum = Forum.objects.get()
    editor = signed_in(role="administrator")

    page = editor.get(reverse("admin:resolutions_forum_change", args=[forum.pk]))
    answer = editor.post(page.request["PATH_INFO"], filled(page, _unpublish="1"))

    assert (answer.status_code, Forum.objects.get().published_at) == (302, None)
    with away():
        assert seen(client, *pages.values()) == [(503, False)] * len(pages)


def test_a_forum_that_others_leave_alone_is_shown_as_soon_as_it_was_asked_for_again(client, pages):
    RecommendationFactory()  # in another forum
    client.get(reverse("about"))
    with away():
        before = seen(client, pages["forum"])

    client.get(pages["forum"])

    with away():
        assert (before, seen(client, pages["forum"])) == ([(503, False)], [(200, True)])


def test_a_change_that_is_seen_while_a_forum_is_read_makes_its_page_one_from_before(client, pages):
    """Whoever reads the forum's number at the same time as somebody else the register's."""
    forum = Forum.objects.get()
    version = f"{forum.pk}"
    last_seen.note_forum(forum.slug, version, last_seen.newest())
    known = last_seen.newest_of_forum(forum.slug)

    last_seen.note(last_seen.newest() + 1)

    assert (known, last_seen.newest_of_forum(forum.slug), last_seen.newest_of_forum("x")) == (version, "", "")


def test_a_number_that_comes_late_does_not_bring_the_earlier_pages_back():
    last_seen.note(7)
    last_seen.note(5)

    assert last_seen.newest() == 7


def test_when_nobody_can_say_what_an_editor_has_changed_nothing_from_before_is_shown(client, pages, signed_in):
    """The database goes away between her change and the answer."""
    assert leave_in_doubt(signed_in(role="administrator"))

    with away():
        assert seen(client, pages["home"]) == [(503, False)]


def leave_in_doubt(editor) -> list[str]:
    """The database goes away at the end of her request; what it was asked."""
    asked = []

    def gone_in_the_end(execute, sql, *rest):
        asked.append(sql)
        if "contentversion" in sql and sql.startswith("SELECT"):
            raise OperationalError("the server closed the connection")
        return execute(sql, *rest)

    with connection.execute_wrapper(gone_in_the_end):
        editor.post(reverse("view-settings"), {"text": "150"})
    return asked


@pytest.mark.parametrize("times", [1, 2])
def test_a_look_that_is_changed_after_a_doubt_is_shown(client, pages, signed_in, times):
    """The numbers after so many doubts may be those that the very next changes get."""
    administrator = signed_in(role="administrator")

    def call_it(name: str) -> None:
        look = LOOK | {"name": name, "version": Look.objects.current().version}
        assert administrator.post(reverse("look"), look).status_code == 302

    call_it("Озёрск")
    for _ in range(times):
        leave_in_doubt(administrator)
    assert " · Озёрск</title>" in client.get("/").content.decode()

    for number in range(times):
        call_it(f"Озёрск решает, {number}")

    assert f" · Озёрск решает, {times - 1}</title>" in client.get("/").content.decode()


def test_a_doubt_asks_for_the_look_once(client, pages, signed_in):
    leave_in_doubt(signed_in(role="administrator"))
    asked = []

    def noted(execute, sql, *rest):
        asked.append("resolutions_look" in sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(noted):
        for query in ("", "?q=двор", "?q=парк"):
            client.get(f"{LIST}{query}")

    assert (len(asked) > 1, sum(asked)) == (True, 1)


def test_whoever_cannot_be_asked_for_cannot_make_pages_go(client, pages, signed_in):
    editor = signed_in(role="administrator")
    made_up = Client()
    made_up.cookies["sessionid"] = "made-up-" * 4

    with away():
        for visitor in (editor, made_up, client):
            visitor.post(reverse("view-settings"), {"text": "150"})
        assert seen(Client(), pages["home"]) == [(200, True)]


def test_nothing_is_shown_of_a_damaged_file(client, pages):
    for file in Path(caches["pages"]._dir).iterdir():
        file.write_bytes(b"kept 1 text/html\nx")

    with away():
        assert seen(client, *pages.values()) == [(503, False)] * len(pages)


@contextmanager
def nobody_let_in():
    """The server drops the portal's connection and lets no new one in."""
    name = connection.settings_dict["NAME"]
    other = connection.copy()
    other.settings_dict = connection.settings_dict | {"NAME": "postgres"}
    with other.cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
            other.close()


@pytest.mark.several_connections
@pytest.mark.django_db(transaction=True)
def test_a_server_that_goes_away_and_comes_back(client, pages, signed_in):
    editor = signed_in()

    with nobody_let_in():
        answers = [*seen(client, *pages.values()), *seen(editor, pages["home"])]
        nothing_to_show = seen(client, reverse("statistics"), "/nowhere/")
    connection.close()

    assert answers == [(200, True)] * (len(pages) + 1)
    assert nothing_to_show == [(503, False), (404, False)]
    assert seen(client, *pages.values(), reverse("statistics")) == [(200, False)] * (len(pages) + 1)


def test_a_form_without_its_token_is_refused_while_nobody_can_say_whose_it_is(signed_in):
    editor = signed_in()
    editor.handler.enforce_csrf_checks = True

    with away():
        answer = editor.post(reverse("draft-start"), {"title": "Набранное"}, headers={"origin": "http://testserver"})

    assert (answer.status_code, "Набранное" in answer.content.decode()) == (403, True)
