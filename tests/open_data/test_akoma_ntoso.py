"""A forum as Akoma Ntoso: valid by the published schema, whole, and with names that last."""

from datetime import date, datetime
from pathlib import Path

import pytest
import time_machine
from django.core.management import call_command
from lxml import etree

from resolutions.models import Forum, Recommendation
from resolutions.vocabulary import LineKind
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LineFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
)
from tests.journeys.test_seeds_from_file_to_page import SAMPLES
from tests.open_data.consumer import SITE
from tests.open_data.test_round_trip import HOSTILE

pytestmark = pytest.mark.django_db

A = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
NAMES = {"a": A.strip("{}")}
SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parent / "vendor" / "akomantoso30.xsd"))


def read(client, forum: Forum) -> etree._Element:
    """As a stranger's reader takes it; valid, or the test ends here."""
    answer = client.get(f"/forums/{forum.slug}/akn.xml")
    assert answer.status_code == 200
    document = etree.fromstring(answer.content)
    SCHEMA.assertValid(document)
    return document


def texts(document: etree._Element, path: str) -> list[str]:
    return ["".join(found.itertext()) for found in document.findall(path, NAMES)]


def paragraphs_of(text: str) -> list[str]:
    return [line for line in text.splitlines() if line.strip()]


def test_both_real_resolutions_are_valid_and_whole(client):
    call_command("import_resolution", SAMPLES, publish=True, verbosity=0)

    for forum in Forum.objects.all():
        document = read(client, forum)
        rows = Recommendation.objects.filter(section__forum=forum).order_by("section__order", "order")
        found = document.findall(".//a:paragraph", NAMES)
        assert [row.get("GUID") for row in found] == [f"{SITE}/r/{row.code}/" for row in rows]
        assert [texts(row, ".//a:content/a:p") for row in found] == [paragraphs_of(row.text) for row in rows]
        assert [row.findtext("a:num", "", NAMES) for row in found] == [row.mark for row in rows]
        assert texts(document, ".//a:section/a:heading") == [section.title for section in forum.sections.all()]
        assert texts(document, ".//a:preamble/a:p") == paragraphs_of(forum.preamble)


def test_everything_that_is_known_of_a_forum(client):
    forum = ForumFactory(
        title="ФОРУМ соседей",
        ordinal="II",
        motto="Вместе",
        starts_on=date(2025, 6, 14),
        ends_on=date(2025, 6, 15),
        locality__name="Тверь",
        place="Дом культуры",
        organizer__name="Общественная палата",
        preamble="Первая.\n\nВторая.",
    )
    section = SectionFactory(forum=forum, title="Двор", preamble="Обсудили.")
    section.themes.add(ThemeFactory(name="Экология"))
    city = AddresseeFactory(name="администрация города Твери")
    offered = LineFactory(section=section, text="Предлагаем:")
    recommendation = RecommendationFactory(
        section=section, group=offered, number="2.1", text="Администрации города Твери помочь."
    )
    AddressingFactory(recommendation=recommendation, addressee=city, as_written="Администрации города Твери")

    document = read(client, forum)

    assert document.find(".//a:FRBRalias", NAMES).attrib == {"name": "shown", "value": "Форум соседей"}
    assert texts(document, ".//a:preface/a:p") == [
        "ФОРУМ соседей",
        "II",
        "Вместе",
        "14–15 июня 2025 г.",
        "Тверь",
        "Дом культуры",
        "Общественная палата",
    ]
    assert document.find(".//a:docDate", NAMES).get("date") == "2025-06-14"
    work, expression, manifestation = document.find(".//a:identification", NAMES)
    address = f"{SITE}/forums/{forum.slug}/"
    assert [part[0].get("value") for part in (work, expression, manifestation)] == [
        address,
        f"{address}#rus",
        f"{address}akn.xml",
    ]
    assert [part.find("a:FRBRdate", NAMES).attrib for part in (work, expression)] == [
        {"date": "2025-06-14", "name": "held"},
        {"date": "2020-01-01", "name": "published"},
    ]
    references = document.find(".//a:references", NAMES)
    assert {found.get("eId"): (found.get("href"), found.get("showAs")) for found in references} == {
        "register": (f"{SITE}/", "Реестр резолюций общественных форумов"),
        "organizer": ("/akn/ontology/organization/ru.obshchestvennaya-palata", "Общественная палата"),
        f"addressee-{city.slug}": (f"{SITE}/addressees/{city.slug}/", "администрация города Твери"),
        "place": ("/akn/ontology/location/ru.tver", "Тверь"),
        "theme-ekologiya": ("/akn/ontology/concept/ekologiya", "Экология"),
    }
    assert document.find(".//a:keyword", NAMES).get("href") == "#sec_1"
    assert texts(document, ".//a:section/a:intro/a:p") == ["Обсудили."]
    assert texts(document, ".//a:section/a:hcontainer/a:intro/a:p") == ["Предлагаем:"]
    paragraph = document.find(".//a:paragraph", NAMES)
    assert dict(paragraph.attrib) == {
        "GUID": f"{SITE}/r/{recommendation.code}/",
        "refersTo": f"#addressee-{city.slug}",
        "eId": "sec_1__hcontainer_1__para_2-1",
    }
    assert etree.tostring(paragraph.find(".//a:content/a:p", NAMES), encoding="unicode", with_tail=False) == (
        f'<p xmlns="{NAMES["a"]}" eId="sec_1__hcontainer_1__para_2-1__p_1">'
        f'<organization refersTo="#addressee-{city.slug}" eId="sec_1__hcontainer_1__para_2-1__organization_1">'
        "Администрации города Твери</organization> помочь.</p>"
    )


def test_what_is_not_known_is_left_out(client):
    forum = ForumFactory(title="", starts_on=None, locality=None, organizer__name="Палата")

    document = read(client, forum)

    assert texts(document, ".//a:preface/a:p") == ["Палата"]
    assert [document.find(f".//a:{name}", NAMES) for name in ("preamble", "docDate", "TLCLocation", "conclusions")] == [
        None
    ] * 4
    # The standard wants a date of the work: that of its publication here, and called so.
    assert document.find(".//a:FRBRWork/a:FRBRdate", NAMES).attrib == {"date": "2020-01-01", "name": "published"}
    assert [child.tag for child in document.find(".//a:mainBody", NAMES)] == [f"{A}p"]


def test_a_section_without_title_or_recommendations(client):
    forum = ForumFactory()
    SectionFactory(forum=forum, order=1, title="", preamble="Поговорили.")
    RecommendationFactory(section=SectionFactory(forum=forum, order=2, title="", preamble=""))

    talk, asked = read(client, forum).findall(".//a:section", NAMES)

    assert ([child.tag for child in talk], texts(talk, "a:content/a:p")) == ([f"{A}content"], ["Поговорили."])
    assert [child.tag for child in asked] == [f"{A}paragraph"]


def test_hostile_texts_are_text_and_nothing_else(client):
    section = SectionFactory(title=HOSTILE[7], preamble="\n".join(HOSTILE))
    LineFactory(section=section, text="\x01")
    for text in HOSTILE:
        RecommendationFactory(section=section, text=text, number=text[:20].strip())

    document = read(client, section.forum)

    found = document.findall(".//a:paragraph", NAMES)
    assert [texts(row, ".//a:content/a:p") for row in found] == [paragraphs_of(text) for text in HOSTILE]
    assert document.find(".//{*}script") is None


def test_what_stands_under_a_line_is_in_it_and_what_follows_is_not(client):
    section = SectionFactory()
    outer = LineFactory(section=section, order=1, text="Рекомендовать:")
    inner = LineFactory(section=section, order=2, label="3.", text="Управлению:", level=2, above=outer)
    RecommendationFactory(section=section, order=3, label="а)", text="петь;", group=inner)
    LineFactory(section=section, order=4, kind=LineKind.REMARK, text="Спорили.")
    RecommendationFactory(section=section, order=5, label="б)", text="плясать.", group=inner)
    RecommendationFactory(section=section, order=6, label="4.", text="Строить.", group=outer)
    RecommendationFactory(section=section, order=7, label="5.", text="Сажать.")
    LineFactory(section=section, order=8, text="Жителям:")

    [shown] = read(client, section.forum).findall(".//a:section", NAMES)

    def outline(element: etree._Element) -> list[object]:
        kinds = ("hcontainer", "paragraph")
        inside = [outline(child) for child in element if child.tag.removeprefix(A) in kinds]
        own = element.find("a:intro/a:p", NAMES)
        return [(element.find("a:content/a:p", NAMES) if own is None else own).text, *inside]

    assert [outline(child) for child in shown[1:]] == [
        [
            "Рекомендовать:",
            ["Управлению:", ["петь;"], ["Спорили."], ["плясать."]],
            ["Строить."],
        ],
        ["Сажать."],
        ["Жителям:"],
    ]


def test_control_characters_leave_no_trace(client):
    recommendation = RecommendationFactory(text="до\x01\x0bпосле", number="\x02")

    document = read(client, recommendation.section.forum)

    assert texts(document, ".//a:paragraph/a:content/a:p") == ["допосле"]


def test_identifiers_follow_the_printed_numbers_and_stay_unique(client):
    section = SectionFactory()
    for order, number in enumerate(["1", "2", "2", "", "а)", "2.1", "2-2", "№ 7", "***"], 1):
        RecommendationFactory(section=section, order=order, number=number)

    document = read(client, section.forum)

    assert [row.get("eId").removeprefix("sec_1__") for row in document.findall(".//a:paragraph", NAMES)] == [
        "para_1",
        "para_2",
        "para_2-2",
        "para_4",
        "para_а",
        "para_2-1",
        "para_2-2-2",
        "para_7",
        "para_9",
    ]


def test_each_body_is_marked_once_the_longer_name_first_and_never_inside_a_word(client):
    mayor, city, council = (AddresseeFactory(name=name) for name in ("мэр", "мэрия города", "совет"))
    text = "Советнику мэра: мэрии города Энска и совету, ещё раз мэрии города Энска.\nИ совету, и мэрии."
    recommendation = RecommendationFactory(text=text)
    for order, (body, words) in enumerate([(mayor, "мэрии"), (city, "мэрии города Энска"), (council, "совету")], 1):
        AddressingFactory(recommendation=recommendation, addressee=body, order=order, as_written=words)

    document = read(client, recommendation.section.forum)

    marked = [(found.get("refersTo"), found.text) for found in document.findall(".//a:organization", NAMES)]
    assert marked == [
        (f"#addressee-{city.slug}", "мэрии города Энска"),
        (f"#addressee-{council.slug}", "совету"),
        (f"#addressee-{mayor.slug}", "мэрии"),
    ]
    assert texts(document, ".//a:paragraph/a:content/a:p") == text.splitlines()


def test_it_is_a_file_to_be_saved_with_a_validator(client):
    forum = RecommendationFactory().section.forum

    answer = client.get(f"/forums/{forum.slug}/akn.xml")
    again = client.get(f"/forums/{forum.slug}/akn.xml", headers={"If-None-Match": answer["ETag"]})

    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/akn+xml; charset=utf-8",
        f'attachment; filename="{forum.slug}.akn.xml"',
    )
    assert (again.status_code, again["ETag"]) == (304, answer["ETag"])
    assert answer["Cache-Control"] == "no-cache"
    assert f'href="/forums/{forum.slug}/akn.xml"' in client.get(forum.get_absolute_url()).content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_correction_is_seen_at_once_and_a_forum_taken_back_is_gone_at_once(client):
    recommendation = RecommendationFactory(text="Было.")
    forum = recommendation.section.forum
    old = client.get(f"/forums/{forum.slug}/akn.xml")["ETag"]
    recommendation.text = "Стало."
    recommendation.save()

    assert texts(read(client, forum), ".//a:paragraph/a:content/a:p") == ["Стало."]
    assert client.get(f"/forums/{forum.slug}/akn.xml", headers={"If-None-Match": old}).status_code == 200

    forum.published_at = None
    forum.save()
    assert client.get(f"/forums/{forum.slug}/akn.xml", headers={"If-None-Match": old}).status_code == 404


def test_it_says_on_which_local_day_it_was_made_and_a_day_later_it_is_another_document(client):
    forum, found = ForumFactory(), []
    for moment in ("2026-03-01T23:59:59+03:00", "2026-03-02T00:00:00+03:00", "2026-03-02T03:00:00+03:00"):
        with time_machine.travel(datetime.fromisoformat(moment), tick=False):
            answer = client.get(f"/forums/{forum.slug}/akn.xml")
            found.append((answer["ETag"][-9:-1], b"2026-03-01" in answer.content, b"2026-03-02" in answer.content))

    assert found == [("20260301", True, False), ("20260302", False, True), ("20260302", False, True)]


def test_only_a_published_forum_has_one_even_for_its_editor(client, signed_in):
    forum = ForumFactory(published_at=None)

    doors = [client, signed_in(organizer=forum.organizer)]

    assert [door.get(f"/forums/{forum.slug}/akn.xml").status_code for door in doors] == [404, 404]
    assert "akn.xml" not in doors[1].get(forum.get_absolute_url()).content.decode()


def test_of_a_deleted_forum_is_said_that_it_is_gone(client):
    forum = ForumFactory()
    forum.delete()

    assert client.get(f"/forums/{forum.slug}/akn.xml").status_code == 410


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_for_one_recommendation_and_for_thirty(client, count, django_assert_num_queries):
    forum = ForumFactory()
    for _ in range(count):
        section = SectionFactory(forum=forum)
        section.themes.add(ThemeFactory())
        AddressingFactory(recommendation=RecommendationFactory(section=section))

    # Version, look (once for each state of the register), forum, sections, recommendations, addressings, lines, themes.
    with django_assert_num_queries(8):
        client.get(f"/forums/{forum.slug}/akn.xml")
