"""What a stranger's program reads from the dump is what the register holds: all of it, verbatim, nothing besides."""

from datetime import date

import pytest

from resolutions.models import Addressee, Addressing, Part, Recommendation, Section
from resolutions.open_data.tables import ALL, TABLES
from resolutions.records import record_of
from resolutions.vocabulary import Act, AddresseeKind, AddressingRole, LineKind
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LineFactory,
    LocalityFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
)
from tests.open_data.consumer import SITE, dump, passports, rows

pytestmark = pytest.mark.django_db

SECRET = "Тайна"
HOSTILE = [
    '=HYPERLINK("http://evil.example","нажми")',
    "+7 383 000-00-00",
    "-1",
    "@СУММ(A1)",
    "\tотступ",
    'кавычка " и запятая, и ещё "одна", и точка с запятой;',
    "строка\nи ещё строка\r\nи ещё\r",
    "<script>alert(1)</script> {{ settings.SECRET_KEY }} {% now 'Y' %}",
    "\u202eзадом наперёд\u202c и \u200bневидимое",
    "é и е\u0301, ş и ș",
    "смайлик 🌳 и ,,,",
    "'; DROP TABLE resolutions_forum; --",
    "|",
    " пробелы по краям ",
]


def test_recommendations_come_back_verbatim_whatever_they_say():
    section = SectionFactory()
    for text in HOSTILE:
        RecommendationFactory(section=section, text=text)

    dump()

    assert [row["text"] for row in rows("Рекомендации")] == HOSTILE


def test_control_characters_leave_no_trace():
    RecommendationFactory(text="до\x01\x08\x0b\x1f\x7f\ufffeпосле")

    dump()

    assert [row["text"] for row in rows("Рекомендации")] == ["до\x7fпосле"]


def test_a_text_longer_than_any_reader_likes_is_whole():
    ForumFactory(preamble="длинно " * 50_000)

    dump()

    assert len(rows("Форумы")[0]["preamble"]) == 350_000


def test_every_field_of_every_set():
    theme = ThemeFactory(name="Экология")
    place = LocalityFactory(name="Тверь", region__name="Тверская область", oktmo="28701000")
    forum = ForumFactory(
        title="ФОРУМ СОСЕДЕЙ",
        ordinal="II",
        motto="Вместе",
        starts_on=date(2025, 6, 14),
        ends_on=date(2025, 6, 15),
        locality=place,
        place="Дом культуры",
        preamble="Первая строка.\nВторая.",
        organizer__name="Общественная палата",
    )
    section = SectionFactory(forum=forum, order=3, title="ДВОР", preamble="Обсудили.")
    section.themes.add(theme)
    offered = LineFactory(section=section, order=4, text="Предлагаем:")
    LineFactory(section=section, order=5, kind=LineKind.REMARK, text="Спорили.")
    mayor = LineFactory(section=section, order=6, label="2)", text="мэрии|думе:", level=2, above=offered)
    recommendation = RecommendationFactory(
        section=section,
        order=7,
        group=mayor,
        number="2.1",
        label="2.1.",
        text="Посадить деревья.",
        act=Act.ASK,
        due_in_days=30,
        repeats="ежегодно",
        others=[
            {"name": "прокуратура", "as_written": "в прокуратуру", "role": "recipient"},
            {"name": "совет", "as_written": "на совет", "role": "controller"},
        ],
    )
    part = Part.objects.create(recommendation=recommendation, label="а)", text="деревья")
    city = AddresseeFactory(name="администрация города Твери", kind=AddresseeKind.CITY_HALL, locality=place)
    body = AddresseeFactory(
        name="управление благоустройства",
        short_name="УБ",
        kind=AddresseeKind.DEPARTMENT,
        locality=place,
        parent=city,
        successor=city,
        exists_from=date(2001, 1, 1),
        exists_until=date(2024, 12, 31),
        is_reviewed=False,
        is_seconded=True,
    )
    body.aliases.create(name="благоустройство|город")
    body.aliases.create(name="УБГ")
    addressing = AddressingFactory(
        recommendation=recommendation,
        addressee=body,
        order=2,
        role=AddressingRole.CO_EXECUTOR,
        as_written="управлению благоустройства",
        part=part,
    )

    dump()

    assert rows("Форумы") == [
        {
            "forum": "tver-2025",
            "address": f"{SITE}/forums/tver-2025/",
            "title": "ФОРУМ СОСЕДЕЙ",
            "ordinal": "II",
            "motto": "Вместе",
            "starts_on": "2025-06-14",
            "ends_on": "2025-06-15",
            "place": "tver",
            "venue": "Дом культуры",
            "organizer": "Общественная палата",
            "preamble": "Первая строка.\nВторая.",
            "published_on": "2020-01-01",
            "recommendations": "1",
            "shown_title": "Форум соседей",
        }
    ]
    assert rows("Секции") == [
        {
            "forum": "tver-2025",
            "section": "dvor",
            "address": f"{SITE}/forums/tver-2025/#s-dvor",
            "order": "3",
            "title": "ДВОР",
            "preamble": "Обсудили.",
            "lead_in": "Предлагаем:",
            "themes": "ekologiya",
            "shown_title": "Двор",
        }
    ]
    assert rows("Рекомендации") == [
        {
            "recommendation": recommendation.code,
            "address": f"{SITE}/r/{recommendation.code}/",
            "forum": "tver-2025",
            "section": "dvor",
            "order": "7",
            "number": "2.1",
            "text": "Посадить деревья.",
            "label": "2.1.",
            "path": "Предлагаем:|2) мэрии/думе:",
            "act": "ask",
            "due_on": "",
            "due_in_days": "30",
            "due_as_written": "",
            "repeats": "ежегодно",
            "recipients": "прокуратура",
            "controllers": "совет",
        }
    ]
    assert [tuple(row.values()) for row in rows("Строки между рекомендациями")] == [
        ("tver-2025", "dvor", "4", "group", "", "Предлагаем:", "1"),
        ("tver-2025", "dvor", "5", "remark", "", "Спорили.", "1"),
        ("tver-2025", "dvor", "6", "group", "2)", "мэрии|думе:", "2"),
    ]
    assert rows("Адресаты") == [
        {
            "addressee": city.slug,
            "address": f"{SITE}/addressees/{city.slug}/",
            "name": "администрация города Твери",
            "short_name": "",
            "other_names": "",
            "kind": "city-hall",
            "place": "tver",
            "parent": "",
            "exists_from": "",
            "exists_until": "",
            "successor": "",
            "is_reviewed": "true",
        },
        {
            "addressee": body.slug,
            "address": f"{SITE}/addressees/{body.slug}/",
            "name": "управление благоустройства",
            "short_name": "УБ",
            "other_names": "благоустройство/город|УБГ",
            "kind": "department",
            "place": "tver",
            "parent": city.slug,
            "exists_from": "2001-01-01",
            "exists_until": "2024-12-31",
            "successor": city.slug,
            "is_reviewed": "false",
        },
    ]
    assert rows("Адресаты рекомендаций") == [
        {
            "recommendation": recommendation.code,
            "addressee": body.slug,
            "order": "2",
            "role": "co-executor",
            "as_written": "управлению благоустройства",
            "addressing": addressing.code,
            "part": "а)",
        }
    ]
    assert rows("Места") == [
        {
            "place": "tver",
            "name": "Тверь",
            "region": "tverskaya-oblast",
            "region_name": "Тверская область",
            "oktmo": "28701000",
        }
    ]
    assert rows("Темы") == [{"theme": "ekologiya", "name": "Экология"}]


def test_the_tables_hold_together_and_agree_with_the_one_outward_record():
    for number in range(7):
        section = SectionFactory(order=number % 3)
        section.themes.add(ThemeFactory())
        for _ in range(number):
            recommendation = RecommendationFactory(section=section)
            AddressingFactory.create_batch(number % 3, recommendation=recommendation)

    dump()

    forums = {row["forum"]: row for row in rows("Форумы")}
    sections = {(row["forum"], row["section"]): row for row in rows("Секции")}
    recommendations = {row["recommendation"]: row for row in rows("Рекомендации")}
    addressees = {row["addressee"]: row for row in rows("Адресаты")}
    addressings = rows("Адресаты рекомендаций")
    assert [len(table) for table in (forums, sections, recommendations, addressees, addressings)] == [7, 7, 21, 19, 19]
    assert {row["forum"] for row in sections.values()} == set(forums)
    assert {(row["forum"], row["section"]) for row in recommendations.values()} <= set(sections)
    assert {row["addressee"] for row in addressings} == set(addressees)
    assert {row["recommendation"] for row in addressings} <= set(recommendations)
    assert {row["place"] for row in forums.values()} == {row["place"] for row in rows("Места")}
    assert {row["themes"] for row in sections.values()} == {row["theme"] for row in rows("Темы")}
    for recommendation in Recommendation.objects.for_records():
        record, row = record_of(recommendation), recommendations[recommendation.code]
        assert (record["url"], record["number"], record["text"]) == (row["address"], row["number"], row["text"])
        assert (record["forum"]["slug"], record["section"]["slug"]) == (row["forum"], row["section"])
        assert sorted((body["slug"], body["role"]) for body in record["addressees"]) == sorted(
            (line["addressee"], line["role"]) for line in addressings if line["recommendation"] == recommendation.code
        )


def test_nothing_unpublished_leaves():
    AddressingFactory()
    hidden = SectionFactory(
        forum=ForumFactory(published_at=None, title=SECRET, locality=LocalityFactory(name=SECRET, region__name=SECRET)),
        title=SECRET,
    )
    hidden.themes.add(ThemeFactory(name=SECRET))
    LineFactory(section=hidden, text=SECRET)
    secret_body = AddresseeFactory(name=SECRET, is_reviewed=False, locality=hidden.forum.locality)
    AddressingFactory(
        recommendation=RecommendationFactory(section=hidden, text=SECRET), addressee=secret_body, as_written=SECRET
    )
    # A public body may stand below one that is not public yet, or be followed by one.
    AddresseeFactory(parent=secret_body, successor=secret_body)

    made = dump()

    told = {file.path for file in made.files() if SECRET in (made.folder / file.path).read_text(encoding="utf-8")}
    slugs = {file.path for file in made.files() if "tayna" in (made.folder / file.path).read_text(encoding="utf-8")}
    assert (told, slugs) == (set(), set())
    assert {title: len(rows(title)) for title in passports()} == {
        "Форумы": 1,
        "Секции": 1,
        "Рекомендации": 1,
        "Строки между рекомендациями": 0,
        "Адресаты": 2,
        "Адресаты рекомендаций": 1,
        "Места": 1,
        "Темы": 0,
    }


def test_what_was_taken_back_is_gone_with_the_next_dump_and_its_old_versions_with_fewer_kept():
    AddressingFactory()
    taken_back = RecommendationFactory(text=SECRET)
    dump("2026-11-23")
    taken_back.section.forum.published_at = None
    taken_back.section.forum.save()

    dump("2026-11-24")
    told = [sorted(row["text"] == SECRET for row in rows("Рекомендации", version)) for version in (0, 1)]
    assert told == [[False], [False, True]]

    made = dump("2026-11-24", keep=1)
    made = dump("2026-11-24", keep=1)  # the second takes the folder of the first from the disk
    left = [path for path in made.folder.parents[1].rglob("*") if path.is_file()]
    assert [path for path in left if SECRET in path.read_text(encoding="utf-8")] == []


def test_a_merged_addressee_is_gone_and_its_recommendations_belong_to_the_other():
    kept, absorbed = AddresseeFactory(), AddresseeFactory(is_reviewed=False)
    AddressingFactory(addressee=kept)
    absorbed.merged_into = kept
    absorbed.save()

    dump()

    assert [row["addressee"] for row in rows("Адресаты")] == [kept.slug]


# The rows; for sections their lines and themes; for addressees parents, successors and other names.
QUERIES = {
    "forums": 1,
    "sections": 3,
    "recommendations": 1,
    "lines": 1,
    "addressees": 4,
    "addressings": 1,
    "places": 1,
    "themes": 1,
}


@pytest.mark.parametrize("count", [1, 30])
def test_a_table_costs_the_same_for_one_row_and_for_thirty(count, django_assert_num_queries):
    for _ in range(count):
        section = SectionFactory()
        section.themes.add(ThemeFactory())
        LineFactory(section=section)
        body = AddresseeFactory(locality=LocalityFactory(), parent=AddresseeFactory(), successor=AddresseeFactory())
        body.aliases.create(name="другое имя")
        AddressingFactory(recommendation__section=section, addressee=body)

    for name, table in TABLES.items():
        with django_assert_num_queries(QUERIES[name]):
            read = [[value(row) for value in table.values.values()] for row in table.rows().iterator(chunk_size=1000)]
        assert len(read) >= count


def test_the_structures_name_the_columns_in_the_order_of_the_data():
    assert {table.name: [column.name for column in table.columns] for table in ALL} == {
        table.name: list(table.values) for table in ALL
    }
    assert {column.format for table in ALL for column in table.columns} == {"string", "date", "integer", "boolean"}


def test_the_structure_explains_every_value_of_a_closed_list():
    kind = next(column for column in TABLES["addressees"].columns if column.name == "kind")
    role = next(column for column in TABLES["addressings"].columns if column.name == "role")

    said = [f"{value} ({label[0].lower()}{label[1:]})" for value, label in AddresseeKind.choices]
    assert [words for words in said if words not in kind.russian] == []
    assert [value for value in AddresseeKind.values if value not in kind.english] == []
    assert [value for value in AddressingRole.values if f"{value}:" not in role.russian + role.english] == []


def test_the_whole_register_is_in_the_dump_and_the_counts_say_so():
    AddressingFactory.create_batch(5)

    made = dump()

    assert {found.table: found.newest.rows for found in made.sets} == {
        "forums": 5,
        "sections": Section.objects.count(),
        "recommendations": Recommendation.objects.count(),
        "lines": 0,
        "addressees": Addressee.objects.count(),
        "addressings": Addressing.objects.count(),
        "places": 5,
        "themes": 0,
    }
    assert {found.table: len(rows(TABLES[found.table].title)) for found in made.sets} == {
        found.table: found.newest.rows for found in made.sets
    }
