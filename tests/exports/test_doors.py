"""Who gets what through the doors for taking away: the filtered rows in every format, or one clear sentence."""

import json
from urllib.parse import unquote

import pytest
from django.http import QueryDict
from django.urls import reverse

from resolutions.asking.filters import RecommendationFilter
from resolutions.models import Recommendation
from resolutions.vocabulary import Role
from tests.exports.taking import FORMATS, LIST, address_of, codes, taken
from tests.factories import AddresseeFactory, AddressingFactory, RecommendationFactory, SectionFactory

pytestmark = pytest.mark.django_db

QUERIES = [
    "",
    "to=meriya-goroda-tomska",
    "to=none",
    "to=none&to=nko&departments=1",
    "year=2021",
    "year=none&year=2021",
    "theme=sport",
    "place=tomsk&kind=city-hall",
    "forum=tomsk-2021",
    "section=tomsk-2021/molodyozh",
    "sort=document",
    "q=площадки&sort=newest",
    "q=строить+турниры",
    "year=2020",
    "page=2&page_size=1",
    "page=abc&page_size=0&unknown=1&to=",
]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("format", FORMATS)
def test_a_file_holds_exactly_what_was_filtered_in_the_order_of_the_list(client, format):
    held = {query: codes(format, taken(client, address_of(format, query))) for query in QUERIES}

    assert held == {query: in_the_list(query) for query in QUERIES}


def in_the_list(query: str) -> list[str]:
    """Codes on the first page of a hundred."""
    plain = QueryDict(query, mutable=True)
    for name in ("page", "page_size"):
        plain.pop(name, None)
    return [row.code for row in RecommendationFilter(plain, Recommendation.objects.public()).found[:100]]


@pytest.mark.parametrize("query", ["q=двор", "q=двор&sort=relevance", "q=двор&sort=newest"])
@pytest.mark.parametrize("format", FORMATS)
def test_words_choose_rows_but_the_order_is_that_of_the_documents(client, format, query):
    section = SectionFactory()
    texts = ["Двор и школа, сад и библиотека города.", "Парк.", "Двор, двор и двор."]
    rows = [RecommendationFactory(section=section, text=text) for text in texts]

    assert codes(format, taken(client, address_of(format, query))) == [rows[0].code, rows[2].code]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("format", FORMATS)
def test_a_forum_is_taken_whole_in_its_own_order(client, format):
    section = SectionFactory(forum__title="Третий", order=2)
    later = RecommendationFactory(section=section, order=2)
    sooner = RecommendationFactory(section=section, order=1)
    earlier = RecommendationFactory(section=SectionFactory(forum=section.forum, order=1))

    data = taken(client, f"{section.forum.get_absolute_url()}export/{format}/")

    assert codes(format, data) == [earlier.code, sooner.code, later.code]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("year=abc", "Год (year): Нет такого значения: «abc»."),
        ("to=nobody&page=1", "Кому (to): Нет такого значения: «nobody»."),
        ("sort=random", "Порядок (sort): Нет такого значения: «random»."),
        ("forum=hidden", "Форум (forum): Нет такого значения: «hidden»."),
    ],
)
def test_a_bad_value_is_a_sentence_that_names_the_parameter_and_never_a_file(client, format, query, sentence):
    AddressingFactory(recommendation__section__forum__slug="hidden", recommendation__section__forum__published_at=None)

    answer = client.get(address_of(format, query))

    assert answer.status_code == 400
    assert answer.content.decode() == f"В адресе ошибка, поэтому файла нет. {sentence}\n"
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Content-Disposition" not in answer.headers


@pytest.mark.parametrize("name", ["exe", "CSV", "csv.php", "__init__", "doc"])
def test_an_unknown_format_is_not_found(client, name):
    forum = RecommendationFactory().section.forum

    answers = [client.get(f"{LIST}export/{name}/"), client.get(f"{forum.get_absolute_url()}export/{name}/")]

    assert [answer.status_code for answer in answers] == [404, 404]


@pytest.mark.parametrize("format", FORMATS)
def test_an_unpublished_forum_is_for_its_own_editor_alone(client, signed_in, register, format):
    forum = register["Скрытая"].section.forum
    address = f"{forum.get_absolute_url()}export/{format}/"

    assert client.get(address).status_code == 404
    assert signed_in().get(address).status_code == 404
    assert codes(format, taken(signed_in(organizer=forum.organizer), address)) == [register["Скрытая"].code]


@pytest.mark.parametrize("format", FORMATS)
def test_a_list_holds_nothing_unpublished_even_for_who_may_see_it(signed_in, register, format):
    own = signed_in(organizer=register["Скрытая"].section.forum.organizer)
    administrator = signed_in(role=Role.ADMINISTRATOR)
    public = {row.code for row in register.values()} - {register["Скрытая"].code}

    assert set(codes(format, taken(own, address_of(format)))) == public
    assert set(codes(format, taken(administrator, address_of(format)))) == public


def test_a_deleted_forum_is_gone(client):
    forum = RecommendationFactory().section.forum
    address = f"{forum.get_absolute_url()}export/csv/"
    forum.delete()

    assert client.get(address).status_code == 410


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("format", FORMATS)
def test_what_is_taken_while_signed_in_is_stored_by_nobody_and_no_file_is_indexed(client, signed_in, format):
    own, public = signed_in().get(address_of(format)), client.get(address_of(format))

    assert own.headers["Cache-Control"] == "private, no-store"
    assert (own.headers["X-Robots-Tag"], public.headers["X-Robots-Tag"]) == ("noindex", "noindex")
    assert "nosniff" in public.headers["X-Content-Type-Options"]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize(
    ("query", "russian", "ascii_name"),
    [
        ("", "Рекомендации общественных форумов", "rekomendatsii-obshchestvennykh-forumov"),
        (
            "to=meriya-goroda-tomska",
            "Сводка по адресату мэрия города Томска",
            "svodka-po-adresatu-meriya-goroda-tomska",
        ),
        (
            "year=2021&place=tomsk",
            "Рекомендации общественных форумов, Томск, 2021",
            "rekomendatsii-obshchestvennykh-forumov-tomsk-2021",
        ),
    ],
)
def test_a_file_is_called_by_what_is_inside_and_its_day(client, query, russian, ascii_name):
    answer = client.get(address_of("csv", query))
    plain, _, encoded = answer.headers["Content-Disposition"].partition("; filename*=utf-8''")
    day = unquote(encoded)[-14:-4]

    assert unquote(encoded) == f"{russian} – {day}.csv"
    assert plain == f'attachment; filename="{ascii_name}-{day}.csv"'


def test_the_file_of_a_forum_is_called_by_its_title_as_shown(client):
    forum = RecommendationFactory(section__forum__title="РЕЗОЛЮЦИЯ форума НКО").section.forum

    answer = client.get(f"{forum.get_absolute_url()}export/csv/")

    assert unquote(answer.headers["Content-Disposition"].partition("utf-8''")[2]).startswith("Резолюция форума НКО, ")


HOSTILE_TITLE = 'a"b\\../c:d|e\r\nX-Evil: 1\x01\u202ecod.exe' + "я" * 500


def test_a_hostile_title_makes_a_harmless_name(client):
    forum = RecommendationFactory(section__forum__title=HOSTILE_TITLE).section.forum

    answer = client.get(f"{forum.get_absolute_url()}export/docx/")

    header = answer.headers["Content-Disposition"]
    name = unquote(header.partition("utf-8''")[2])
    assert (header.isascii(), "X-Evil" in answer.headers, header.count('"')) == (True, False, 2)
    assert not set(name) & set('"\\/:|\r\n\x01\u202e')
    assert len(name.encode()) < 255


@pytest.mark.parametrize("format", FORMATS)
def test_only_reading_is_allowed(client, format):
    assert client.post(address_of(format)).status_code == 405


@pytest.mark.parametrize(
    ("format", "queries"),
    # content version, rows, addressings, themes
    [("csv", 4), ("json", 4), ("xlsx", 4), ("docx", 4), ("odt", 4), ("pdf", 4)],
)
@pytest.mark.parametrize("count", [1, 30])
def test_a_file_costs_the_same_for_any_number_of_rows(client, format, queries, count, django_assert_num_queries):
    for _ in range(count):
        addressing = AddressingFactory()
        AddressingFactory(recommendation=addressing.recommendation)

    client.get(LIST)  # brings the index up to date

    with django_assert_num_queries(queries):
        taken(client, address_of(format))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("count", [1, 30])
def test_a_forum_costs_the_same_for_any_number_of_rows(client, format, count, django_assert_num_queries):
    section = SectionFactory()
    for recommendation in RecommendationFactory.create_batch(count, section=section):
        AddressingFactory(recommendation=recommendation)

    with django_assert_num_queries(6):  # forum, sections, recommendations, addressings, lines, themes
        taken(client, f"{section.forum.get_absolute_url()}export/{format}/")


def test_each_chunk_costs_the_same(client, django_assert_num_queries):
    section = SectionFactory()
    Recommendation.objects.bulk_create(
        Recommendation(section=section, order=order, text=f"Пункт {order}") for order in range(2001)
    )

    client.get(LIST)  # brings the index up to date

    # content version; for each chunk rows, sections, themes, addressings; the last one is of one row, with its section
    with django_assert_num_queries(1 + 2 * 4 + 3):
        assert len(codes("csv", taken(client, address_of("csv")))) == 2001


def test_an_address_in_the_file_leads_to_the_same_list(client, register):
    query = "to=nko&year=2021&sort=document&page=9&utm_source=mail"

    data = taken(client, address_of("json", query))

    assert json.loads(data)["url"].endswith(reverse("recommendation-list") + "?to=nko&year=2021&sort=document")


def test_a_merged_addressee_is_called_by_its_present_name(client):
    kept = AddressingFactory(addressee__name="совет").addressee
    AddresseeFactory(name="старый совет", merged_into=kept)

    assert "Сводка по адресату: совет".encode() in taken(client, address_of("json", "to=stary-sovet&to=sovet"))
