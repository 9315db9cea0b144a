"""A visitor who has the page already is told so in a few bytes; whoever is signed in gets her own page each time."""

from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
import time_machine
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from resolutions.models import Recommendation
from resolutions.search.index import up_to_date
from resolutions.web import remembering
from tests.factories import AddressingFactory, RecommendationFactory

pytestmark = pytest.mark.django_db
LIST = reverse("recommendation-list")
MIDNIGHT = datetime.fromisoformat("2026-03-02T00:00:00+03:00")  # by the clocks on the wall, in TIME_ZONE


@pytest.fixture
def pages():
    """Addresses of pages that are remembered."""
    row = AddressingFactory(recommendation__text="Благоустроить двор").recommendation
    RecommendationFactory(text="Отдых детей")
    return {
        "list": LIST,
        "words": f"{LIST}?q=двор",
        "filter": f"{LIST}?year=2019&sort=document&page=1&page_size=50",
        "suggestions": f"{reverse('recommendation-suggestions')}?q=дв",
        "recommendation": row.get_absolute_url(),
        "forum": row.section.forum.get_absolute_url(),
        "home": reverse("home"),
    }


PAGES = ["list", "words", "filter", "suggestions", "recommendation", "forum", "home"]


def again(client, address, tag, **headers):
    return client.get(address, headers={"If-None-Match": tag, **headers})


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_has_not_changed_is_304_without_a_body(client, pages, name):
    first = client.get(pages[name])

    second = again(client, pages[name], first["ETag"])

    assert (first.status_code, second.status_code, second.content) == (200, 304, b"")
    assert [(answer["ETag"], answer["Cache-Control"], answer["Vary"]) for answer in (first, second)] == [
        (first["ETag"], "no-cache", "Cookie")
    ] * 2
    assert "Content-Type" not in second


@pytest.mark.parametrize("name", PAGES)
def test_after_a_change_it_is_another_page(client, pages, name):
    before = client.get(pages[name])

    Recommendation.objects.filter(text="Благоустроить двор").update(text="Благоустроить дворы")

    after = again(client, pages[name], before["ETag"])
    assert (after.status_code, after["ETag"] != before["ETag"]) == (200, True)


@pytest.mark.parametrize("name", PAGES)
def test_at_midnight_here_it_is_another_page_though_nothing_has_changed(client, pages, name):
    with time_machine.travel(MIDNIGHT - timedelta(seconds=1), tick=False):
        evening = client.get(pages[name])
        same_day = again(client, pages[name], evening["ETag"]).status_code
    with time_machine.travel(MIDNIGHT, tick=False):
        morning = again(client, pages[name], evening["ETag"])
    with time_machine.travel(MIDNIGHT + timedelta(hours=3), tick=False):  # midnight in Greenwich
        later = again(client, pages[name], morning["ETag"]).status_code

    assert (same_day, morning.status_code, later) == (304, 200, 304)
    assert morning["ETag"] != evening["ETag"]


def test_each_address_and_each_view_is_a_page_of_its_own(client, pages):
    here = client.get(LIST)["ETag"]
    addresses = [f"{LIST}?page=1", f"{LIST}?q=", f"{LIST}?q=двор", f"{LIST}?year=2019", f"{LIST}?to=none"]
    others = [client.get(address)["ETag"] for address in addresses]
    others.append(client.get(LIST, headers={"host": "localhost"})["ETag"])
    for view in ("150..", ".dark.", "..wide"):
        client.cookies["view"] = view
        others.append(client.get(LIST)["ETag"])
    del client.cookies["view"]

    assert len({here, *others}) == 10
    assert [again(client, LIST, tag).status_code for tag in others] == [200] * 9


@pytest.mark.parametrize("name", PAGES)
def test_whoever_is_signed_in_gets_the_page_anew_and_nobody_keeps_it(client, signed_in, pages, name):
    tag = client.get(pages[name])["ETag"]

    answer = again(signed_in(), pages[name], tag)

    assert (answer.status_code, answer["Cache-Control"], "ETag" in answer) == (200, "private, no-store", False)


@pytest.mark.parametrize("cookie", ["sessionid", "messages"])
def test_a_cookie_that_was_not_given_here_is_none(client, pages, cookie):
    page = client.get(LIST)
    client.cookies[cookie] = "made-up-" * 4

    answer = client.get(LIST)

    assert (answer.content, answer["ETag"]) == (page.content, page["ETag"])
    assert (cookie, answer["Cache-Control"]) in (("sessionid", "private, no-store"), ("messages", "no-cache"))
    if cookie == "sessionid":  # the browser is told to forget it
        assert answer.cookies["sessionid"]["max-age"] == 0


def test_a_page_made_for_a_made_up_cookie_is_everybodys(client, pages):
    client.cookies["sessionid"] = "made-up-" * 4
    first = client.get(LIST)

    assert (Client().get(LIST).content, "Войти" in first.content.decode()) == (first.content, True)


def test_a_session_that_was_given_here_is_never_answered_from_memory(client, pages):
    """As that of somebody who has opened the link for a new password."""
    tag = client.get(LIST)["ETag"]
    session = client.session
    session["step"] = 1
    session.save()

    answer = again(client, LIST, tag)

    assert (answer.status_code, "ETag" in answer, answer["Cache-Control"]) == (200, False, "private, no-store")


def test_a_message_is_shown_once_and_to_nobody_else(client, pages, rf):
    before = client.get(LIST)
    request = rf.get("/")
    storage = CookieStorage(request)
    storage.add(messages.SUCCESS, "Только для вас")
    answer = HttpResponse()
    storage.update(answer)
    client.cookies["messages"] = answer.cookies["messages"].value

    seen = ["Только для вас" in client.get(LIST).content.decode() for _ in range(2)]

    assert (seen, Client().get(LIST).content) == ([True, False], before.content)


@pytest.mark.parametrize(
    "tag", ["", "*", '"x"', 'W/"x", W/"y"', "x" * 10_000, "\"", "W/", 'W/"' + "0" * 64 + '"'], ids=lambda tag: tag[:9]
)  # fmt: skip
def test_a_tag_that_is_not_ours_gets_the_page(client, pages, tag):
    assert again(client, LIST, tag).status_code == 200


def test_a_tag_among_others_is_known(client, pages):
    tag = client.get(LIST)["ETag"]

    assert again(client, LIST, f'"x", {tag}, W/"y"').status_code == 304
    assert again(client, LIST, tag.removeprefix("W/")).status_code == 304


def test_asked_for_the_head_alone_it_says_the_same(client, pages):
    tag = client.get(LIST)["ETag"]

    heads = [client.head(LIST), client.head(LIST, headers={"If-None-Match": tag})]

    assert [(head.status_code, head.content, head["ETag"]) for head in heads] == [(200, b"", tag), (304, b"", tag)]


@pytest.mark.parametrize("query", ["year=abc", "page=99", "page_size=1000"])
def test_what_is_wrong_is_not_remembered(client, pages, query):
    answers = [client.get(f"{LIST}?{query}") for _ in range(2)]

    assert ["ETag" in answer for answer in answers] == [False, False]


@pytest.mark.parametrize(
    ("name", "query"),
    [("list", "zz=1"), ("home", "q=двор"), ("forum", "page=2"), ("recommendation", "utm_source=x&utm_source=y")],
)
def test_a_parameter_that_a_page_does_not_know_is_as_good_as_absent(client, pages, name, query):
    page = client.get(pages[name])

    answer = client.get(f"{pages[name]}?{query}")
    anew = Client(SERVER_NAME="localhost").get(f"{pages[name]}?{query}").content  # nobody has asked there yet

    assert (answer.content, answer["ETag"]) == (page.content, page["ETag"])
    assert anew == Client(SERVER_NAME="localhost").get(pages[name]).content
    assert [words.encode() in anew for words in (query, quote(query))] == [False, False]
    assert again(client, f"{pages[name]}?{query}", page["ETag"]).status_code == 304


def test_what_a_page_knows_stays_beside_what_it_does_not(client, pages):
    words = quote("двор")  # as a browser sends it
    known = client.get(f"{LIST}?q={words}&year=2019&year=none")

    answer = client.get(f"{LIST}?zz=1&q={words}&year=2019&zz=2&year=none")

    assert (answer.content, answer["ETag"]) == (known.content, known["ETag"])


def test_made_up_values_and_parameters_leave_one_file(client, pages):
    for number in range(20):
        client.get(f"{reverse('forum-list')}?q=zz{number}&x{number}=1")

    assert len(list(Path(caches["pages"]._dir).glob("*.djcache"))) == 1


def test_a_style_sheet_is_the_same_for_everybody_whatever_cookies_they_have(settings):
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True

    answer = Client().get("/static/css/components.css")
    answer.getvalue()  # to the end, which closes the file

    assert (answer.status_code, "Cookie" in answer.get("Vary", "")) == (200, False)


def test_names_of_forums_and_sections_are_not_kept(client, pages):
    for name in ("forum", "section", "place"):
        client.get(f"{LIST}values/{name}/")

    kept = {parameter for parameter, _ in up_to_date().names.read}
    assert kept & {"forum", "section", "place"} == {"place"}


# What stands on the disk may be anything


@pytest.mark.parametrize("damage", [lambda content: content[:-1], lambda content: content[:9], lambda content: b""])
def test_a_page_that_was_damaged_is_made_anew(client, pages, damage):
    first = {name: client.get(address).content for name, address in pages.items()}
    for file in Path(caches["pages"]._dir).iterdir():
        file.write_bytes(damage(file.read_bytes()))

    again = {name: client.get(address) for name, address in pages.items()}

    assert {name: answer.content for name, answer in again.items()} == first
    assert all(answer.templates for answer in again.values())


def test_a_page_of_another_release_is_not_shown(client, pages, monkeypatch):
    """Its process has started at another time, and what it shows may look otherwise."""
    tags = {address: client.get(address)["ETag"] for address in pages.values()}
    monkeypatch.setattr(remembering, "START", "another")

    answers = [again(client, address, tag) for address, tag in tags.items()]

    assert [(answer.status_code, bool(answer.templates)) for answer in answers] == [(200, True)] * len(pages)
