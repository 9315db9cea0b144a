"""CSV as a Russian Excel and a program read it."""

from datetime import date

import pytest

from resolutions.exports.columns import RECOMMENDATIONS
from resolutions.models import Forum
from resolutions.search.indexed import MANY
from resolutions.vocabulary import AddressingRole
from tests.exports.hostile import FORMULAS
from tests.exports.taking import SITE, address_of, csv_rows, taken
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LineFactory,
    LocalityFactory,
    PartFactory,
    RecommendationFactory,
    RegionFactory,
    SectionFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


def test_a_russian_excel_sees_columns_and_letters(client, register):
    data = taken(client, address_of("csv"))

    assert data.startswith(b"\xef\xbb\xbf" + "Код;Номер;Текст;".encode())
    lines = data.decode("utf-8-sig").split("\r\n")
    assert (lines[-1], len(lines)) == ("", 1 + 3 + 1)


def test_every_column_holds_what_its_name_says(client, register):
    rows = csv_rows(taken(client, address_of("csv")))

    first, third = register["Построить площадку.\nИ стадион."], register["Посадить деревья."]
    assert rows[0] == [column.name for column in RECOMMENDATIONS]
    assert rows[1] == [
        first.code,
        "2.1",  # as it is printed: a program would have to know what an apostrophe means
        "Построить площадку.\nИ стадион.",
        "мэрия города Томска",
        "НКО",
        "Форум соседей",
        date(2021, 4, 21).isoformat(),
        "2021",
        "Томск",
        "Молодёжь",
        "Молодёжь; Спорт",
        f"{SITE}/r/{first.code}/",
        "2.1.",
        "Участники предлагают:",
        "поручает",
        "30 дней со дня получения",
        "ежеквартально",
        "прокуратура",
        "комиссия; совет",
    ]
    assert rows[3] == [
        third.code,
        "7",
        "Посадить деревья.",
        *["", "", "Конференция", "", "", "", "Экология", ""],
        f"{SITE}/r/{third.code}/",
        *["", "", "рекомендует", "", "", "", ""],
    ]


def test_of_nothing_the_names_of_the_columns_remain(client):
    RecommendationFactory()

    assert csv_rows(taken(client, address_of("csv", "year=2001"))) == [[column.name for column in RECOMMENDATIONS]]


def test_no_cell_begins_like_a_formula(client, hostile_register):
    rows = csv_rows(taken(client, address_of("csv", "sort=document")))[1:]

    signs = ("=", "+", "-", "@", "＝")
    assert {cell for row in rows for cell in row if cell.lstrip(" \u200e").startswith(signs)} == set()
    assert {row[1] for row in rows} == {"'=1+1"}
    # Nothing but the apostrophe is added, and nothing else is lost.
    assert [row[2].removeprefix("'") for row in rows] == list(hostile_register)
    assert [row[2].startswith("'") for row in rows][-len(FORMULAS) :] == [True] * (len(FORMULAS) - 1) + [False]


def test_quotes_semicolons_and_lines_stay_inside_their_cell(client):
    text = 'Первая; "вторая"\nтретья;;'
    RecommendationFactory(text=text)

    assert [row[2] for row in csv_rows(taken(client, address_of("csv")))] == ["Текст", text]


def test_a_large_file_says_of_each_recommendation_what_a_small_one_says(client):
    """What many rows share is read once there."""
    theme = ThemeFactory()
    for number in range(3):
        place = LocalityFactory(region=RegionFactory())
        section = SectionFactory(forum=ForumFactory(locality=place, starts_on=date(2020 + number, 1, 1)))
        section.themes.add(theme)
        above = LineFactory(section=section, label="3.")
        bodies = [AddresseeFactory(locality=place), AddresseeFactory()]
        for row in RecommendationFactory.create_batch(MANY // 2, section=section, group=above, number=""):
            part = PartFactory(recommendation=row)
            AddressingFactory(recommendation=row, addressee=bodies[0], role=AddressingRole.CO_EXECUTOR)
            AddressingFactory(recommendation=row, addressee=bodies[1], part=part)

    header, *rows = csv_rows(taken(client, address_of("csv")))
    small = [
        csv_rows(taken(client, address_of("csv", f"forum={forum.slug}")))
        for forum in Forum.objects.order_by("-starts_on")
    ]

    assert (len(rows), rows) == (3 * (MANY // 2), [row for file in small for row in file[1:]])
    assert [file[0] for file in small] == [header] * 3
