"""Whatever is typed or put into an address is words, or nothing; it is never «everything», and never an error."""

import time

import pytest
from django.urls import reverse

from resolutions.search.asked import read_query
from tests.factories import AddressingFactory, RecommendationFactory, SectionFactory
from tests.shown import texts_of

pytestmark = pytest.mark.django_db
LIST = reverse("recommendation-list")
SUGGEST = reverse("recommendation-suggestions")

MAYOR, CHILDREN, LINES = "Рекомендовать мэрии 100 % участия", "Отдых детей: чудо-остров", "Первая строка\nвторая строка"


@pytest.fixture
def register():
    section = SectionFactory()
    for text in (MAYOR, CHILDREN, LINES):
        AddressingFactory(recommendation=RecommendationFactory(section=section, text=text))
    RecommendationFactory(text="Скрытая мэрия", section__forum__published_at=None)


def short(value):
    return ascii(value)[:30]


def found(client, query):
    """Texts that have all the words; of words, or of a query string as it stands if it begins with q=."""
    answer = client.get(f"{LIST}?{query}") if query.startswith("q=") else client.get(LIST, {"q": query})
    assert answer.status_code == 200
    texts = texts_of(answer)
    assert answer.context["total"] == len(texts)
    return [] if answer.context["some"] else texts


ALL = [MAYOR, CHILDREN, LINES]
NOTHING = [
    '"', '""', '"""""', "«", "«»", "“”", "-", "--", "- -", "–", "—", "!!!", "*", "?", "()", "[", "\\", "/", "№", "%",
    "%%", "_", "😀", "👨‍👩‍👧", "\u200b", "\ufeff", "\u00ad", "\u0301", "...", "' OR '1'='1", "; DROP TABLE x",
    "<script>alert(1)</script>", "{{ 7 * 7 }}", "${7*7}", "../../etc/passwd", "я" * 10_000, "мэрия OR дети",
    "мэрия AND дети", " or ".join(["мэрия"] * 3000), "text:мэрия", "мэр*", "/мэр.*/", "мэрия^2000000",
    "\u202eмэрия слон", "-мэрия -дети -строка", "𗀀", "а́" * 3000, "мэрия\u2028слон", "мэри\x7fя",
]  # fmt: skip


@pytest.mark.usefixtures("register")
def test_what_no_text_has_finds_nothing(client):
    assert {short(query): texts for query in NOTHING if (texts := found(client, query))} == {}


WORDS = [
    ("мэрия " * 2000, [MAYOR]),
    (" " * 5000 + "мэрия", [MAYOR]),
    ("\n\t\u00a0мэрия\r\n", [MAYOR]),
    ('"мэрии', [MAYOR]),
    ('мэрии"', [MAYOR]),
    ('"рекомендовать" "мэрии" "', [MAYOR]),
    ("«рекомендовать мэрии", [MAYOR]),
    ("(мэрия)", [MAYOR]),
    ("!!!мэрия???", [MAYOR]),
    ("мэрия 😀", [MAYOR]),
    ("100%", [MAYOR]),
    ("-мэрия", [CHILDREN, LINES]),
    ("--мэрия", [CHILDREN, LINES]),
    ("-мэрия -дети", [LINES]),
    ("дети -", [CHILDREN]),
    ('-"вторая строка" -мэрия', [CHILDREN]),
    ('"строка вторая"', [LINES]),
    ("чудо-остров", [CHILDREN]),
    ("-чудо-остров -строка", [MAYOR]),
    ("q=слон&q=%D0%BC%D1%8D%D1%80%D0%B8%D1%8F", [MAYOR]),
    ("q=%D0%BC%D1%8D%D1%80%D0%B8%D1%8F&q=", [MAYOR]),
    ("q=%FF%FE", []),
    ("q=%ED%A0%80", []),
    ("q=%D0%BC%D1%8D%D1%80%D0%B8%D1%8F+%ED%A0%80", [MAYOR]),
    ("q=%D0", []),
    ("q=", ALL),
    ("q=+++", ALL),
]


@pytest.mark.usefixtures("register")
def test_words_are_found_whatever_stands_around_them(client):
    assert [(short(query), found(client, query)) for query, _ in WORDS] == [
        (short(query), texts) for query, texts in WORDS
    ]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("address", [LIST, SUGGEST, reverse("recommendation-values", args=["to"])])
def test_a_nul_is_refused(client, address):
    assert [client.get(f"{address}?q=a%00b").status_code, client.get(address, {"find": "\0"}).status_code] == [400, 400]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("query", "is_said"),
    [("мэрия " * 33, False), ("мэрия " * 34, True), (" " * 300, False)],
    ids=["198 characters", "203 characters", "blank"],
)
def test_a_long_query_is_cut_and_the_page_says_so(client, query, is_said):
    page = client.get(LIST, {"q": query}).content.decode()

    assert ("искали по первым 200 знакам" in page) is is_said


@pytest.mark.usefixtures("register")
def test_what_was_typed_comes_back_as_text(client):
    page = client.get(LIST, {"q": '"><script>alert(1)</script>'}).content.decode()

    assert ("<script>alert" in page, "&lt;script&gt;alert(1)" in page) == (False, True)


@pytest.mark.parametrize("query", ["стали " * 33, '"' + "стали " * 32 + '"', "а-" * 99, "ц" * 200, "ц-б " * 50])
def test_the_worst_queries_are_answered_in_a_moment(client, query):
    RecommendationFactory.create_batch(20, text="стали " * 200)
    read_query("разогрев")
    client.get(LIST, {"q": "разогрев"})

    started = time.process_time()
    status = client.get(LIST, {"q": query}).status_code

    assert (status, time.process_time() - started < 1.5) == (200, True)


@pytest.mark.parametrize("size", [1, 7, 25, 100])
def test_the_last_page_of_many_holds_the_rest(client, size):
    rows = [
        RecommendationFactory(section=section, order=place).text
        for section in [SectionFactory()]
        for place in range(101)
    ]
    last = -(-101 // size)

    pages = [client.get(LIST, {"page": number, "page_size": size}) for number in (last, last - 1, last + 1) if number]

    shown = [texts_of(answer) for answer in pages[:-1]]
    assert shown == [rows[(number - 1) * size : number * size] for number in (last, last - 1) if number]
    assert pages[-1].status_code == 404


BEGINS_NOTHING = [
    "", "а", "\"", "%", "_", "\\", "%_%", "я" * 10_000, "<script>", "😀", "' OR 9=9", "(((",
    "\u200b\u200b", "-", "𗀀𗀀", "скрыт", "Скрыт",
]  # fmt: skip


@pytest.mark.usefixtures("register")
def test_suggestions_for_what_nothing_begins_with_are_empty(client):
    answers = {short(query): client.get(SUGGEST, {"q": query}) for query in BEGINS_NOTHING}

    said = {query: (answer.status_code, answer.context["groups"]) for query, answer in answers.items()}
    assert said == {short(query): (200, []) for query in BEGINS_NOTHING}
