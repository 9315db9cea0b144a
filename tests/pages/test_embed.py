"""What another site shows of the register in a frame: the only pages that may be framed, and the same for everybody."""

import html
import re

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resolutions.register.deleting import delete_forum
from resolutions.register.publish import withdraw
from resolutions.vocabulary import Role
from tests.factories import AddresseeFactory, AddressingFactory, ForumFactory, RecommendationFactory, SectionFactory
from tests.test_addresses import RULES, address_of, body, world  # noqa: F401 -- a fixture

pytestmark = pytest.mark.django_db
LIST = "/embed/recommendations/"
FRAMED = {"embedded-list", "embedded-forum"}


def text_of(answer) -> str:
    return answer.content.decode()


def framing(answer) -> tuple[str | None, str | None]:
    """Who may frame it, as both headers say it."""
    policy = re.search(r"frame-ancestors ([^;]+)", answer.get("Content-Security-Policy", ""))
    return policy and policy[1], answer.get("X-Frame-Options")


@pytest.fixture
def forum():
    forum = ForumFactory(title="Форум соседей")
    section = SectionFactory(forum=forum, title="Дворы")
    body = AddresseeFactory(name="совет двора", slug="sovet")
    for number in range(12):
        row = RecommendationFactory(section=section, text=f"Посадить дерево, {number}.", number=str(number))
        AddressingFactory(recommendation=row, addressee=body)
    return forum


def embedded(forum) -> str:
    return reverse("embedded-forum", args=[forum.slug])


@pytest.mark.parametrize("visitor", ["nobody", "administrator"])
def test_no_other_page_may_be_framed(visitor, world, forum):  # noqa: F811 -- the fixture
    clients, rows = world
    addresses = {name: address_of(name, rows) for name in RULES} | {
        "published": forum.get_absolute_url(),
        "no such page": "/embed/",
        "a bad value": "/forums/?place=x",
    }
    # A word for machines that watch, answered before anything else is.
    del addresses["healthz"], addresses["readyz"]

    told = {}
    for name, address in addresses.items():
        answer = clients[visitor].get(address)
        body(answer)
        told[name] = framing(answer)

    assert {name for name, said in told.items() if said != ("'none'", "DENY")} == FRAMED
    assert {told[name] for name in FRAMED} == {("*", None)}


def test_a_list_shows_its_first_rows_and_leads_to_the_others(client, forum):
    RecommendationFactory(text="Чужая.")

    page = text_of(client.get(f"{LIST}?to=sovet"))

    assert page.count('<article class="card recommendation-card"') == 10
    told = ("Чужая." in page, "12 рекомендаций" in page, "Кому: совет двора" in page)
    assert told == (False, True, True)
    assert '<a href="/recommendations/?to=sovet">Ещё в реестре: 2</a>' in page


def test_a_list_shows_as_many_as_it_is_asked_for(client, forum):
    page = text_of(client.get(f"{LIST}?page_size=12"))

    assert (page.count('<article class="card recommendation-card"'), "Ещё в реестре" in page) == (12, False)


def test_nothing_found_is_said(client, forum):
    assert "Пока ничего не найдено." in text_of(client.get(f"{LIST}?to=none&q=космодром"))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("year=20x1", "Показать нечего: в адресе ошибка. Год. Нет такого значения: «20x1»."),
        ("to=<b>", "Показать нечего: в адресе ошибка. Кому. Нет такого значения: «<b>»."),
    ],
)
def test_a_bad_value_is_one_sentence_in_the_frame(client, forum, query, sentence):
    answer = client.get(f"{LIST}?{query}")

    assert (answer.status_code, framing(answer)) == (400, ("*", None))
    assert f'<h1 class="embed__said">{html.escape(sentence)}</h1>' in text_of(answer)
    assert "Посадить" not in text_of(answer)


def test_a_forum_is_shown_as_it_reads(client, forum):
    page = text_of(client.get(embedded(forum)))

    assert [words in page for words in ("Форум соседей", "Дворы", "Посадить дерево, 11.")] == [True, True, True]
    assert f'<a href="{forum.get_absolute_url()}">Эта резолюция в реестре</a>' in page
    assert '<base target="_blank">' in page
    assert ("<form" in page, "<script" in page, "<nav" in page) == (False, False, False)


@pytest.mark.parametrize(("take", "words"), [(withdraw, "снята с публикации"), (delete_forum, "удалена")])
def test_what_was_taken_back_is_said_in_the_frame(client, forum, take, words):
    client.get(embedded(forum))
    take(forum, by=None)

    answer = client.get(embedded(forum))

    assert (answer.status_code, framing(answer)) == (410, ("*", None))
    assert (f"Резолюция {words} " in text_of(answer), "Посадить" in text_of(answer)) == (True, False)


def test_what_never_was_public_is_not_told(client, signed_in):
    hidden = RecommendationFactory(section__forum__published_at=None, text="Тайна").section.forum
    for visitor in (client, signed_in(organizer=hidden.organizer), signed_in(role=Role.ADMINISTRATOR)):
        answer = visitor.get(embedded(hidden))
        assert (answer.status_code, framing(answer)) == (404, ("*", None))
        assert ("Такой страницы в реестре нет." in text_of(answer), "Тайна" in text_of(answer)) == (True, False)


def test_nobody_is_known_there_and_nothing_is_left_in_the_browser(client, forum, signed_in):
    client.cookies["view"] = "200.dark.wide"
    editor = signed_in(organizer=forum.organizer)
    for address in (LIST, embedded(forum)):
        plain = type(client)().get(address)
        others = [visitor.get(address) for visitor in (client, editor)]

        assert {answer.content for answer in others} == {plain.content}
        assert [dict(answer.cookies) for answer in (plain, *others)] == [{}, {}, {}]
        assert {(answer["X-Robots-Tag"], answer["Cache-Control"]) for answer in (plain, *others)} == {
            ("noindex", "no-cache")
        }


def test_who_has_the_frame_already_is_told_so(client, forum):
    for address in (LIST, embedded(forum)):
        tag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


def test_a_forum_costs_the_same_for_few_rows_and_for_many(client, forum):
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(embedded(forum)).status_code == 200
        return len(asked)

    few = cost()
    for _ in range(20):
        AddressingFactory(recommendation=RecommendationFactory(section=forum.sections.get()))

    assert cost() == few


def test_the_page_of_a_list_and_of_a_forum_gives_the_code_to_copy(client, forum):
    forum.title = 'Форум «A» & "B" </textarea>'
    forum.save()

    of_list = text_of(client.get("/recommendations/?sort=document&to=sovet&page_size=5"))
    of_forum = text_of(client.get(forum.get_absolute_url()))

    assert copied(of_list) == ("http://127.0.0.1:8000/embed/recommendations/?to=sovet", LIST_TITLE)
    assert copied(of_forum) == (f"http://127.0.0.1:8000{embedded(forum)}", forum.title)


LIST_TITLE = "Рекомендации общественных форумов"


def copied(page: str) -> tuple[str, str]:
    """Where the frame leads and what it is called, as the page into which the code was pasted understands it."""
    (code,) = re.findall(r"<textarea[^>]* readonly[^>]*>(.*?)</textarea>", page, re.DOTALL)
    (frame,) = re.findall(r'^<iframe src="([^"]*)" title="([^"]*)" .*></iframe>$', html.unescape(code))
    return html.unescape(frame[0]), html.unescape(frame[1])


def test_a_forum_that_is_not_published_offers_no_code(signed_in):
    hidden = RecommendationFactory(section__forum__published_at=None).section.forum

    page = text_of(signed_in(organizer=hidden.organizer).get(hidden.get_absolute_url()))

    assert "Встроить на свой сайт" not in page


def test_while_the_database_is_away_the_frame_says_so(client, forum, monkeypatch):
    def away(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", away)
    answer = client.get(f"{LIST}?to=sovet")

    assert (answer.status_code, framing(answer), answer["Retry-After"]) == (503, ("*", None), "5")
    assert "Реестр сейчас не может ответить." in text_of(answer)
