"""What a list is put together from is asked for once, and shows every change at once, whoever asks."""

from datetime import date, timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse
from django.utils import timezone
from lxml import html

from resolutions.models import (
    Addressee,
    Addressing,
    Forum,
    Line,
    Locality,
    Part,
    Recommendation,
    Section,
)
from resolutions.pieces.recommendations import Piece, under_forums
from resolutions.register.addressing import withdraw_addressing
from resolutions.register.deleting import delete_forum
from resolutions.register.hiding import hide_words
from resolutions.register.publish import withdraw
from resolutions.tracking import versions_of
from resolutions.vocabulary import AddressingRole, HidingReason, Role
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LineFactory,
    LocalityFactory,
    PartFactory,
    RecommendationFactory,
    SectionFactory,
)
from tests.shown import rows_of, texts_of

# Committed for real: on PostgreSQL a change counts at commit.
pytestmark = pytest.mark.django_db(transaction=True)
LIST = reverse("recommendation-list")
LOOKS = ["", "view=table&columns=to&columns=forum&columns=section&columns=day&columns=place", "q=лампы"]


@pytest.fixture
def reader(signed_in):
    """For whom no page is remembered, only pieces."""
    return signed_in(role=Role.EDITOR)


@pytest.fixture(params=["pieces", "pages"])
def anybody(request, reader, client):
    """Or for whom pages are, too."""
    return {"pieces": reader, "pages": client}[request.param]


@pytest.fixture
def register():
    forum = ForumFactory(title="Форум дворов", starts_on=date(2021, 5, 1), locality=LocalityFactory(name="Томск"))
    section = SectionFactory(forum=forum, title="Секция света")
    above = LineFactory(section=section, text="Управлению света:", label="")
    row = RecommendationFactory(section=section, group=above, number="7", text="Зажечь лампы у прачечной.")
    part = PartFactory(recommendation=row, label="а)")
    AddressingFactory(recommendation=row, addressee=AddresseeFactory(name="совет фонарей"), part=part)
    other = RecommendationFactory(number="3", text="Погасить лампы в полдень.", section__forum__title="Форум мостов")
    AddressingFactory(recommendation=other, addressee=AddresseeFactory(name="бюро зонтов"))


def words_of(client, query: str) -> str:
    return client.get(f"{LIST}?{query}").content.decode()


def changed(model, of=None, **values):
    """A change of rows that the verbs do not know of, as a statement in a database shell is."""

    def change() -> None:
        model._base_manager.filter(**of or {}).update(**values)

    return change


OWN, BODY = {"number": "7"}, {"name": "совет фонарей"}
# What is changed; the words that were there, and those that are there now.
EVERYWHERE = {
    "text": (changed(Recommendation, of=OWN, text="Чинить лампы у школы."), "у прачечной", "у школы"),
    "number": (changed(Recommendation, of=OWN, number="8"), "ункт 7", "ункт 8"),
    "line": (changed(Line, text="Управлению тени:"), "Управлению света", "Управлению тени"),
    "forum": (changed(Forum, of={"title": "Форум дворов"}, title="Форум садов"), "Форум дворов", "Форум садов"),
    "day": (changed(Forum, of={"title": "Форум дворов"}, starts_on=date(2020, 5, 2)), "1 мая 2021", "2 мая 2020"),
    "body": (changed(Addressee, of=BODY, name="совет факелов"), "овет фонарей", "овет факелов"),
    "confirmed": (changed(Addressee, of=BODY, is_reviewed=False), 'href="/addressees/sovet-fonarey/"', ">"),
    "section": (changed(Section, of={"title": "Секция света"}, title="Секция тьмы"), "Секция света", "Секция тьмы"),
}
ON_CARDS = {
    "part": (changed(Part, label="б)"), "к части а)", "к части б)"),
    "role": (changed(Addressing, role=AddressingRole.CO_EXECUTOR), 'class="chip"', "при участии"),
    "term": (changed(Recommendation, of=OWN, repeats="по вторникам"), "</h3>", "по вторникам"),
}
UNDER_FORUMS = {"place": (changed(Locality, of={"name": "Томск"}, name="Бийск"), "Томск", "Бийск")}
TRIED = [
    *((query, name, EVERYWHERE[name]) for query in LOOKS for name in EVERYWHERE),
    *((query, name, ON_CARDS[name]) for query in ("", "q=лампы") for name in ON_CARDS),
    *((query, name, UNDER_FORUMS[name]) for query in LOOKS[:2] for name in UNDER_FORUMS),
]
KEPT = {">", "</h3>"}  # words that stay, where a change only adds or only takes away


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(("query", "name", "change"), TRIED, ids=[f"{name} {query[:6]}" for query, name, _ in TRIED])
def test_a_change_is_there_at_once(anybody, query, name, change):
    make, before, after = change
    shown = words_of(anybody, query)

    make()
    now = words_of(anybody, query)

    assert (before in shown, after in now) == (True, True)
    assert [words for words in (before,) if words in now and words not in KEPT] == []
    assert [words for words in (after,) if words in shown and words not in KEPT] == []
    assert "полдень" in now


def taken_back(row: Recommendation) -> None:
    withdraw(row.section.forum, by=None)


def deleted(row: Recommendation) -> None:
    delete_forum(row.section.forum, by=None)


def in_a_shell(row: Recommendation) -> None:
    Forum.objects.filter(pk=row.section.forum_id).update(published_at=None)


def removed(row: Recommendation) -> None:
    row.delete()


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("query", LOOKS)
@pytest.mark.parametrize("take", [taken_back, deleted, in_a_shell, removed])
def test_what_is_taken_back_is_gone_at_once(anybody, query, take):
    before = texts_of(anybody.get(f"{LIST}?{query}"))

    take(Recommendation.objects.get(number="7"))

    assert sorted(before) == ["Зажечь лампы у прачечной.", "Погасить лампы в полдень."]
    assert texts_of(anybody.get(f"{LIST}?{query}")) == ["Погасить лампы в полдень."]
    assert "прачечн" not in words_of(anybody, query)


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("query", LOOKS)
def test_a_hidden_word_and_a_body_that_is_asked_no_more_are_gone_at_once(anybody, query):
    assert ["прачечной" in words_of(anybody, query), "овет фонарей" in words_of(anybody, query)] == [True, True]
    forum = Forum.objects.get(title="Форум дворов")

    hide_words(forum, "прачечной", HidingReason.NAME, by=None)
    withdraw_addressing(Addressing.objects.get(addressee__name="совет фонарей"), by=None)

    assert ["прачечной" in words_of(anybody, query), "овет фонарей" in words_of(anybody, query)] == [False, False]


@pytest.mark.usefixtures("register")
def test_what_stands_in_front_of_it_moves_the_place_of_what_has_no_number(reader):
    Recommendation.objects.filter(number="7").update(number="", label="")
    before = words_of(reader, "")
    section = Section.objects.get(title="Секция света")

    RecommendationFactory(section=section, number="1", order=0, text="Сначала купить лампы.")

    assert ("1-я в секции" in before, "2-я в секции" in before) == (True, False)
    assert ("1-я в секции" in words_of(reader, ""), "2-я в секции" in words_of(reader, "")) == (False, True)


@pytest.mark.usefixtures("register")
def test_a_card_and_a_row_under_other_words_and_columns_are_others(reader):
    pages = [words_of(reader, query) for query in (*LOOKS, "q=прачечная", "view=table&columns=code", "sort=document")]
    again = [words_of(reader, query) for query in (*LOOKS, "q=прачечная", "view=table&columns=code", "sort=document")]
    marked = [html.fromstring(page).xpath("//mark/text()") for page in again]

    assert [without_tokens(page) for page in pages] == [without_tokens(page) for page in again]
    assert [sorted(words) for words in marked] == [[], [], ["лампы", "лампы"], ["прачечной"], [], []]
    assert ["Томск" in page.partition('id="found"')[2].partition('id="filters"')[0] for page in again] == [
        *(True, True, False, False, True, True)
    ]


def without_tokens(page: str) -> list[str]:
    return [line for line in page.splitlines() if "csrf" not in line]


@pytest.mark.usefixtures("register")
def test_known_pieces_ask_for_no_row(reader, django_assert_max_num_queries):
    first = rows_of(reader.get(LIST))

    # session, user, organizer; content version of the index, versions of forums
    with django_assert_max_num_queries(5) as asked:
        again = reader.get(LIST)

    assert [query["sql"] for query in asked.captured_queries if '"resolutions_recommendation"' in query["sql"]] == []
    assert rows_of(again) == first


def pieces_kept() -> list[str]:
    return [key for key in caches["pieces"]._cache if "template.cache" not in key]


@pytest.mark.usefixtures("register")
def test_of_another_day_are_other_pieces(reader, time_machine):
    words_of(reader, "")
    time_machine.move_to(timezone.now() + timedelta(days=1))

    before = pieces_kept()
    words_of(reader, "")

    assert (len(before), len(pieces_kept())) == (4, 8)


def test_a_forum_that_went_while_its_page_was_made_has_no_heading():
    shown, hidden = ForumFactory(), ForumFactory(published_at=None)

    rows = [Piece(1, shown.pk, "<p>1</p>"), Piece(2, hidden.pk, "<p>2</p>")]
    groups = under_forums(rows, versions_of({1: shown.pk, 2: hidden.pk}))

    assert [[row.key for row in group.rows] for group in groups] == [[1]]
