"""A page that was made before a change elsewhere is shown again if it shows the same, and never if it does not."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from random import Random

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resolutions.models import Addressee, Forum, Recommendation, Theme
from resolutions.register.addressing import withdraw_addressing
from resolutions.register.publish import publish, withdraw
from resolutions.search import index
from resolutions.tracking import content_version
from resolutions.vocabulary import AddresseeKind
from resolutions.web.remembering import Making, Unwritten, remembered_or_made
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    RecommendationFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
LIST = reverse("recommendation-list")
MUCH_MORE = (
    "Отремонтировать школы, больницы, мосты, дороги, стадионы, театры, музеи, вокзалы, бассейны, рынки, фонтаны и "
    "памятники, заменить трубы, окна, крыши, лифты, провода, подъезды."
)
TEXT = "Построить на набережной площадку для собак с ограждением и освещением."


@pytest.fixture
def row():
    place = LocalityFactory(name="Томск")
    return AddressingFactory(
        recommendation__text=TEXT,
        recommendation__section__forum__locality=place,
        recommendation__section__forum__title="Форум собак",
    ).recommendation


def published_elsewhere(text: str = "Отдых детей.") -> Forum:
    forum = ForumFactory(published_at=None)
    RecommendationFactory(section__forum=forum, text=text)
    return publish(forum, by=None)


def shown(client, address: str) -> tuple[bytes, bool]:
    """The page, and whether it was written just now."""
    page = client.get(address)
    assert page.status_code == 200
    return page.content, bool(page.templates)


def test_a_recommendation_is_not_written_again_for_what_is_published_elsewhere(client, row):
    first = shown(client, row.get_absolute_url())
    published_elsewhere()
    index.up_to_date()

    with CaptureQueriesContext(connection) as asked:
        again = shown(client, row.get_absolute_url())

    assert (first[1], again) == (True, (first[0], False))
    tables = {query["sql"].partition(' FROM "')[2].partition('"')[0] for query in asked.captured_queries}
    assert tables <= {"", "resolutions_recommendation"}
    with CaptureQueriesContext(connection) as asked:
        assert shown(client, row.get_absolute_url()) == again
    assert len(asked) == 1


def test_a_list_is_not_written_again_for_what_it_does_not_show(client, row):
    address = f"{LIST}?place=tomsk&forum={row.section.forum.slug}"
    published_elsewhere()  # today: the list says when that was last
    first = shown(client, address)
    published_elsewhere()
    again = shown(client, address)

    Recommendation.objects.filter(pk=row.pk).update(text="Вырыть пруд.")

    assert (first[1], again) == (True, (first[0], False))
    assert "Вырыть пруд." in shown(client, address)[0].decode()


@pytest.mark.usefixtures("row")
def test_a_list_says_how_many_there_are_now(client):
    """Though the rows of its page are the same."""
    address = f"{LIST}?sort=document&page_size=2"
    for _ in range(2):
        published_elsewhere()
    before = shown(client, address)[0].decode()
    published_elsewhere()

    now = shown(client, address)[0].decode()

    assert ["найдено 3" in before, "найдено 4" in now] == [True, True]


def test_what_says_nearly_the_same_is_there_at_once_and_gone_at_once(client, row):
    address, like = row.get_absolute_url(), TEXT.replace("собак", "кошек")
    before = client.get(address).content
    forum = published_elsewhere(like)

    meanwhile = client.get(address).content
    withdraw(forum, by=None)
    after = client.get(address).content

    assert [like.encode() in page for page in (before, meanwhile, after)] == [False, True, False]
    assert after == before


def test_what_became_of_the_other_is_there_at_once(client, row):
    like = TEXT.replace("собак", "кошек")
    forum = published_elsewhere(like)
    before = client.get(row.get_absolute_url()).content.decode()

    Recommendation.objects.filter(section__forum=forum).update(text=like.replace("площадку", "площадки"))
    after = client.get(row.get_absolute_url()).content.decode()

    assert [like in page for page in (before, after)] == [True, False]
    assert "площадки для кошек" in after


def test_whose_forum_changed_is_written_anew(client, row):
    client.get(row.get_absolute_url())
    published_elsewhere()
    client.get(row.get_absolute_url())

    Forum.objects.filter(pk=row.section.forum_id).update(title="Форум кошек")

    assert "Форум кошек" in client.get(row.get_absolute_url()).content.decode()


def test_while_a_change_is_missing_what_says_the_same_is_shown_and_known_by_no_version(client, row, monkeypatch):
    """A moment later, under the same version, it may say something else."""
    address = f"{LIST}?q=собак"
    other = Recommendation.objects.get(section__forum=published_elsewhere())
    first = client.get(address)
    for text in ("Отдых взрослых.", "Отдых собак."):
        Recommendation.objects.filter(pk=other.pk).update(text=text)
        monkeypatch.setattr(index, "TOGETHER", 3600.0)  # the first of them is there at once
        meanwhile = client.get(address)
    index.apply_changes()

    after = client.get(address)

    assert [page.content == first.content for page in (meanwhile, after)] == [True, False]
    assert (bool(meanwhile.templates), "ETag" in meanwhile, "ETag" in after) == (False, False, True)
    assert "найдено 2" in after.content.decode()


def test_what_comes_to_say_the_same_is_there_at_once(client, row):
    like = TEXT.replace("собак", "кошек")
    other = Recommendation.objects.get(section__forum=published_elsewhere())
    before = client.get(row.get_absolute_url()).content.decode()

    Recommendation.objects.filter(pk=other.pk).update(text=like)

    assert [like in page for page in (before, client.get(row.get_absolute_url()).content.decode())] == [False, True]


def test_what_says_much_less_now_is_there_at_once(client, row):
    """Though all the words that are alike stood in it before."""
    like = TEXT.replace("собак", "кошек")
    other = Recommendation.objects.get(section__forum=published_elsewhere(f"{like} {MUCH_MORE}"))
    before = client.get(row.get_absolute_url()).content.decode()

    Recommendation.objects.filter(pk=other.pk).update(text=like)

    assert [like in page for page in (before, client.get(row.get_absolute_url()).content.decode())] == [False, True]


WORDS = ("парк", "двор", "сквер", "берег", "школа")
LISTS = (
    *("", "?q=парк", "?q=парк двор", "?q=-сквер", "?q=берег&sort=newest", "?theme=deti", "?theme=deti&act=ask"),
    *("?theme=deti&theme=sport&q=двор", "?to=duma", "?to=duma&theme=sport", "?view=table&columns=theme&columns=act"),
    *("?sort=document&page_size=10", "?place=tomsk", "?kind=council&q=школа"),
)
NAMES = {Theme: ("дети", "спорт"), Addressee: ("дума", "мэрия")}


def changed_somehow(row: Recommendation, chance: Random) -> None:
    """Alone, or with its forum's shape."""
    themes, bodies = Theme.objects.order_by("name"), Addressee.objects.order_by("name")
    match chance.randrange(6):
        case 0 | 1 | 2:
            row.text = " ".join(chance.choices(WORDS, k=3)).capitalize() + "."
            row.save()
        case 3:
            Recommendation.objects.filter(pk=row.pk).update(act=chance.choice(["ask", "recommend"]))
        case 4:
            row.section.themes.set(chance.sample(list(themes), k=chance.randrange(3)))
        case 5:
            standing = row.addressings.filter(withdrawn_at=None).first()
            if standing:
                withdraw_addressing(standing, by=None)
            else:
                AddressingFactory(recommendation=row, addressee=chance.choice(list(bodies)))


@pytest.mark.parametrize("seed", range(3))
def test_whatever_changes_a_list_is_as_if_nothing_had_been_remembered(client, monkeypatch, seed):
    monkeypatch.setattr(index, "TOGETHER", 0.0)
    chance = Random(seed)
    for model, names in NAMES.items():
        for name in names:
            make = ThemeFactory if model is Theme else AddresseeFactory
            make(name=name, **({"kind": AddresseeKind.COUNCIL} if name == "дума" else {}))
    place = LocalityFactory(name="Томск")
    rows = [RecommendationFactory(section__forum__locality=place, text=f"{word} {word}") for word in WORDS]
    addresses = [LIST + query for query in LISTS] + [row.get_absolute_url() for row in rows]

    for _ in range(12):
        changed_somehow(chance.choice(rows), chance)
        remembered = {address: client.get(address).content.decode() for address in addresses}
        with nothing_remembered():
            anew = {address: client.get(address).content.decode() for address in addresses}
        assert remembered == anew


@contextmanager
def nothing_remembered() -> Iterator[None]:
    """By this process, as by one that has just started; afterwards it knows again what it knew."""
    known = index.opened
    index.opened = cache(lambda root: index.Opened())
    for name in ("pages", "pieces"):
        caches[name].clear()
    try:
        yield
    finally:
        index.opened = known


# By itself


def made(rf, words: str, write=None) -> bytes:
    """Of a page that shows the same as long as the first view says so."""
    making = Making(rf.get("/"), content_version)
    answer = remembered_or_made(making, lambda: Unwritten("the same", write or (lambda: HttpResponse(words))))
    return answer.content


@pytest.mark.usefixtures("row")
def test_what_shows_the_same_in_another_state_is_not_written_again(rf):
    first = made(rf, "one")
    published_elsewhere()

    assert [first, made(rf, "two")] == [b"one", b"one"]


@pytest.mark.usefixtures("row")
def test_what_was_written_while_something_changed_is_of_its_own_state_alone(rf):
    def write() -> HttpResponse:
        published_elsewhere()
        return HttpResponse("half of one, half of the other")

    first = made(rf, "", write)

    assert [first, made(rf, "two")] == [b"half of one, half of the other", b"two"]


@pytest.mark.usefixtures("row")
def test_what_shows_something_else_is_another_page(rf):
    answers = [
        remembered_or_made(
            Making(rf.get("/"), content_version), lambda shows=shows: Unwritten(shows, lambda: HttpResponse(shows))
        ).content
        for shows in ("one", "two")
        if published_elsewhere()
    ]

    assert answers == [b"one", b"two"]


@pytest.mark.usefixtures("row")
def test_what_is_no_page_is_not_kept_by_what_it_shows(rf):
    refused = made(rf, "", lambda: HttpResponse("refused", status=400))

    assert [refused, made(rf, "two")] == [b"refused", b"two"]
