"""The spreadsheet as openpyxl opens it: three sheets, typed cells, no formula."""

import io
from datetime import datetime

import openpyxl
import pytest
from django.utils import timezone

from resolutions.exports.columns import PAIRS, RECOMMENDATIONS
from tests.exports.taking import SITE, address_of, sheets, taken
from tests.factories import RecommendationFactory

pytestmark = pytest.mark.django_db


def test_every_column_holds_its_value_in_its_type(client, register):
    rows = sheets(taken(client, address_of("xlsx")))["Рекомендации"]

    first, third = register["Построить площадку.\nИ стадион."], register["Посадить деревья."]
    assert rows[0] == [column.name for column in RECOMMENDATIONS]
    assert rows[1] == [
        first.code,
        "2.1",
        "Построить площадку.\nИ стадион.",
        "мэрия города Томска",
        "НКО",
        "Форум соседей",
        datetime(2021, 4, 21),  # noqa: DTZ001 -- a spreadsheet knows no zones
        2021,
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
    assert rows[3][:9] == [third.code, "7", "Посадить деревья.", None, None, "Конференция", None, None, None]


def test_the_third_sheet_has_a_row_for_each_addressee(client, register):
    rows = sheets(taken(client, address_of("xlsx")))["По адресатам"]

    first, second = register["Построить площадку.\nИ стадион."], register["Провести турнир."]
    assert rows[0] == [column.name for column in PAIRS]
    assert [row[:4] for row in rows[1:]] == [
        ["мэрия города Томска", "исполнитель", first.code, "2.1"],
        ["НКО", "соисполнитель", first.code, "2.1"],
        ["НКО", "исполнитель", second.code, None],
    ]


@pytest.mark.usefixtures("register")
def test_the_first_sheet_says_what_was_taken_and_what_every_column_means(client):
    book = sheets(taken(client, address_of("xlsx", "to=nko&year=2021&departments=1")))

    about = [[value for value in row if value is not None] for row in book["О выгрузке"]]
    assert list(book) == ["О выгрузке", "Рекомендации", "По адресатам"]
    assert about[:8] == [
        ["Сводка по адресату: НКО"],
        ["Кому", "НКО"],
        ["Включая подразделения", "да"],
        ["Год", "2021"],
        ["Адрес на портале", f"{SITE}/recommendations/?to=nko&departments=1&year=2021"],
        ["Дата", f"{timezone.localtime():%d.%m.%Y %H:%M}"],
        ["Строк на листе «Рекомендации»", 2],
        ["Строк на листе «По адресатам»", 3],
    ]
    described = [tuple(row) for row in about[10:-2]]
    assert described == [
        (sheet, column.name, column.kind, column.meaning)
        for sheet, columns in (("Рекомендации", RECOMMENDATIONS), ("По адресатам", PAIRS))
        for column in columns
    ]


@pytest.mark.usefixtures("register")
def test_the_head_stays_in_sight_and_rows_can_be_filtered(client):
    book = openpyxl.load_workbook(io.BytesIO(taken(client, address_of("xlsx"))))

    sheet = book["Рекомендации"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:S4")
    assert sheet.print_area == "'Рекомендации'!$A$1:$L$4"  # the rest is for the screen
    assert book["О выгрузке"]["B3"].hyperlink.target == f"{SITE}/recommendations/"
    assert (book.properties.title, book.properties.language) == ("Рекомендации общественных форумов", "ru")
    assert sheet["G2"].number_format == "dd.mm.yyyy"


def test_nothing_is_a_formula_or_an_error_and_every_word_stays(client, hostile_register):
    book = openpyxl.load_workbook(io.BytesIO(taken(client, address_of("xlsx", "sort=document"))))

    types = {cell.data_type for sheet in book for row in sheet.rows for cell in row if isinstance(cell.value, str)}
    assert types == {"s"}
    assert [cell.value for cell in book["Рекомендации"]["C"]] == ["Текст", *hostile_register]


def test_control_characters_are_left_out(client):
    RecommendationFactory(text="а\x01б\x0bв\x1fг\x7fд\x85е\ufffeж\tз")

    assert sheets(taken(client, address_of("xlsx")))["Рекомендации"][1][2] == "абвгдеж\tз"


@pytest.mark.parametrize("letter", ["я", "😀"])
def test_a_text_too_long_for_a_cell_is_cut_and_leads_to_the_whole(client, letter):
    row = RecommendationFactory(text=letter * 40_000)

    cell = sheets(taken(client, address_of("xlsx")))["Рекомендации"][1][2]

    mark = f" … [текст не поместился в ячейку; целиком: {SITE}/r/{row.code}/]"
    assert (cell.endswith(mark), set(cell.removesuffix(mark))) == (True, {letter})
    assert 32_766 <= len(cell.encode("utf-16-le")) // 2 <= 32_767
