"""Every door shows the lines of a section where the forum's page does; a recommendation alone carries its way."""

import io
import json
from collections.abc import Callable, Iterator

import docx
import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree, html

from resolutions.models import Forum, Recommendation
from resolutions.vocabulary import LineKind
from tests.exports.taking import address_of, csv_rows, odt_lines, pdf_text, sheets, taken, word_lines
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LineFactory,
    RecommendationFactory,
    SectionFactory,
)
from tests.open_data.consumer import dump, rows

pytestmark = pytest.mark.django_db
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
PRINTED = [
    "Рекомендовать администрации:",
    "1. Открыть парк.",
    "2. Управлению культуры:",
    "а) Провести праздник.",
    "Об этом спорили долго.",
    "б) Открыть клуб.",
    "3) Починить мост.",
    "Жителям:",
    "– Беречь двор.",
    "Сажать деревья.",
    "7. Писать письма.",
]
WAYS = {  # of each recommendation, in the order of the document
    "1. Открыть парк.": ["Рекомендовать администрации:"],
    "а) Провести праздник.": ["Рекомендовать администрации:", "2. Управлению культуры:"],
    "б) Открыть клуб.": ["Рекомендовать администрации:", "2. Управлению культуры:"],
    "3) Починить мост.": ["Рекомендовать администрации:"],
    "– Беречь двор.": ["Жителям:"],
    "Сажать деревья.": ["Жителям:"],
    "7. Писать письма.": [],
}
PLACES = ["пункт 1", "пункт 2, а)", "пункт 2, б)", "пункт 3)", "5-я в секции", "6-я в секции", "пункт 7"]


@pytest.fixture
def forum() -> Forum:
    forum = ForumFactory(title="Форум")
    section = SectionFactory(forum=forum, order=1, title="Первая")
    administration = LineFactory(section=section, order=1, text="Рекомендовать администрации:")
    culture = LineFactory(
        section=section, order=3, label="2.", text="Управлению культуры:", level=2, above=administration
    )
    LineFactory(section=section, order=5, kind=LineKind.REMARK, text="Об этом спорили долго.")
    residents = LineFactory(section=section, order=8, text="Жителям:")
    for order, label, text, group in [
        (10, "", "Сажать деревья.", residents),
        (2, "1.", "Открыть парк.", administration),
        (4, "а)", "Провести праздник.", culture),
        (6, "б)", "Открыть клуб.", culture),
        (7, "3)", "Починить мост.", administration),
        (9, "–", "Беречь двор.", residents),
    ]:
        RecommendationFactory(
            section=section, order=order, number=label.strip(".)–"), label=label, text=text, group=group
        )
    last = SectionFactory(forum=forum, order=2, title="Вторая")
    RecommendationFactory(section=last, number="7", label="7.", text="Писать письма.")
    return forum


def in_one_line(pieces: Iterator[str]) -> str:
    return " ".join(" ".join(pieces).split())


def on_the_page(client: Client, forum: Forum) -> list[str]:
    page = html.fromstring(client.get(forum.get_absolute_url()).content)
    for tail in page.find_class("resolution__tail"):
        tail.drop_tree()
    found = page.xpath("//section[starts-with(@id, 's-')]/*[self::p or self::ol]")
    return [in_one_line(row.itertext()) for block in found for row in (block if block.tag == "ol" else [block])]


def in_the_api(client: Client, forum: Forum) -> list[str]:
    said = []
    for section in client.get(reverse("api-forum-detail", args=[forum.slug])).json()["sections"]:
        lines = {row["place"]: row for row in (*section["groups"], *section["remarks"])}
        rest = iter(section["recommendations"])
        total = len(lines) + len(section["recommendations"])
        said += [lines[place] if place in lines else next(rest) for place in range(total)]
    return [f"{row.get('label', '')} {row['text']}".strip() for row in said]


def in_akoma_ntoso(client: Client, forum: Forum) -> list[str]:
    document = etree.fromstring(client.get(f"/forums/{forum.slug}/akn.xml").content)
    said, number = [], ""
    for element in document.find(f".//{AKN}mainBody").iter(f"{AKN}num", f"{AKN}p"):
        words = "".join(element.itertext())
        if element.tag == f"{AKN}num":
            number = words
        else:
            said.append(f"{number} {words}".strip())
            number = ""
    return said


def in_a_document(format: str) -> Callable[[Client, Forum], list[str]]:
    def read(client: Client, forum: Forum) -> list[str]:
        data = taken(client, f"{forum.get_absolute_url()}export/{format}/")
        lines = word_lines(data) if format == "docx" else odt_lines(data)
        shown = ("Вводная", "Рекомендация", "First Paragraph", "Body Text", "First paragraph", "Text body")
        return [text.replace("\t", " ").strip() for style, text in lines if style in shown]

    return read


def in_pdf(client: Client, forum: Forum) -> list[str]:
    text = " ".join(pdf_text(taken(client, f"{forum.get_absolute_url()}export/pdf/")).split())
    return sorted((words for words in PRINTED if words in text), key=text.index)


def in_open_data(client: Client, forum: Forum) -> list[str]:
    dump()
    sections = [row["section"] for row in rows("Секции")]
    said = [
        (sections.index(row["section"]), int(row["order"]), kind, f"{row['label']} {row['text']}".strip())
        for kind, table in enumerate(("Строки между рекомендациями", "Рекомендации"))
        for row in rows(table)
    ]
    return [words for *_, words in sorted(said)]


@pytest.mark.parametrize(
    "door",
    [on_the_page, in_the_api, in_akoma_ntoso, in_a_document("docx"), in_a_document("odt"), in_pdf, in_open_data],
)
def test_every_door_shows_a_resolution_in_one_order(client, forum, door):
    assert door(client, forum) == PRINTED


def test_what_follows_a_sub_list_is_a_list_of_its_own(client, forum):
    """«3)» stands under the first line again: it is no item of the list of «2.»."""
    page = html.fromstring(client.get(forum.get_absolute_url()).content)

    lists = [(row.get("class"), len(row)) for row in page.xpath("//section[starts-with(@id, 's-')]/ol")]

    assert lists == [
        (f"resolution resolution--{depth}", count) for depth, count in [(0, 1), (1, 1), (1, 1), (0, 1), (0, 2), (0, 1)]
    ]
    assert {row.tag for row in page.xpath("//ol/*")} == {"li"}


def ways_in_csv(client: Client) -> list[tuple[list[str], str]]:
    head, *found = csv_rows(taken(client, address_of("csv", "sort=document")))
    return [ways_in_row(dict(zip(head, row, strict=True))) for row in found]


def ways_in_xlsx(client: Client) -> list[tuple[list[str], str]]:
    head, *found = sheets(taken(client, address_of("xlsx", "sort=document")))["Рекомендации"]
    return [ways_in_row({name: value or "" for name, value in zip(head, row, strict=True)}) for row in found]


def ways_in_row(row: dict[str, str]) -> tuple[list[str], str]:
    return row["Под строкой"].splitlines(), f"{row['Как напечатан номер']} {row['Текст']}".strip()


def ways_in_json(client: Client) -> list[tuple[list[str], str]]:
    found = json.loads(taken(client, address_of("json", "sort=document")))["results"]
    return [(row["path"], f"{row['label']} {row['text']}".strip()) for row in found]


def ways_in_the_feed(client: Client) -> list[tuple[list[str], str]]:
    feed = etree.fromstring(client.get(reverse("recommendation-feed")).content)
    contents = [row.text.partition("\n\n")[0].splitlines() for row in feed.iterfind(".//{*}entry/{*}content")]
    return [(way, words) for *way, words in contents]


def ways_on_pages(client: Client) -> list[tuple[list[str], str]]:
    found = []
    for row in Recommendation.objects.in_document_order():
        page = html.fromstring(client.get(row.get_absolute_url()).content)
        *way, words = [in_one_line(line.itertext()) for line in page.find_class("big-recommendation__text")[0]]
        found.append((way, words))
    return found


@pytest.mark.parametrize("door", [ways_in_csv, ways_in_xlsx, ways_in_json, ways_in_the_feed, ways_on_pages])
@pytest.mark.usefixtures("forum")
def test_a_recommendation_alone_carries_its_way(client, door):
    assert door(client) == [(way, words) for words, way in WAYS.items()]


@pytest.mark.usefixtures("forum")
def test_cards_name_the_place_and_show_the_lines_above(client):
    page = html.fromstring(client.get(f"{reverse('recommendation-list')}?sort=document").content)

    cards = page.find_class("recommendation-card")
    places = [card.find_class("recommendation-card__number")[0].text for card in cards]
    ways = [[line.text for line in card.find_class("lines-above")] for card in cards]
    assert [place.casefold() for place in places] == PLACES
    assert ways == list(WAYS.values())


def test_neighbours_have_lines_above_in_a_document_of_a_list_once(client, forum):
    body = AddresseeFactory(name="управление культуры")
    for text in ("Провести праздник.", "Открыть клуб."):
        AddressingFactory(recommendation=Recommendation.objects.get(text=text), addressee=body)

    found = docx.Document(io.BytesIO(taken(client, address_of("docx", f"to={body.slug}")))).paragraphs

    assert [row.text for row in found if row.style.name in ("Вводная", "Рекомендация")] == [
        "Рекомендовать администрации:",
        "2. Управлению культуры:",
        "а)\tПровести праздник.",
        "б)\tОткрыть клуб.",
    ]


def test_who_only_gets_a_paper_or_controls_is_asked_by_nobody(client, forum):
    """A body of the directory, so that there is somebody to be counted."""
    body = AddresseeFactory(name="прокуратура области")
    asked = AddressingFactory(recommendation=Recommendation.objects.get(text="Открыть парк.")).addressee
    for role in ("recipient", "controller"):
        others = [{"name": body.name, "as_written": "в прокуратуру области", "role": role}]
        Recommendation.objects.filter(text="Открыть парк.").update(others=others)

        answer = client.get(f"{reverse('api-recommendation-list')}?facets=to,kind").json()
        chosen = client.get(f"{reverse('api-recommendation-list')}?to={body.slug}").json()
        page = html.fromstring(client.get(forum.get_absolute_url()).content)

        assert {row["value"] for row in answer["facets"]["to"] if row["count"]} == {asked.slug, "none"}
        assert chosen["count"] == 0
        assert body.name in page.find_class("terms")[0].text_content()
        assert [row.text_content() for row in page.xpath("//aside//tbody//th")] == [asked.name]
