"""The spreadsheet as openpyxl opens it: the list first, typed cells, no formula, and columns to work in."""

import io
from datetime import datetime

import openpyxl
import pytest
from django.utils import timezone

from resolutions.exports.columns import PAIRS, RECOMMENDATIONS, STATUSES, WORKING
from tests.exports.taking import SITE, address_of, sheets, taken
from tests.factories import RecommendationFactory

pytestmark = pytest.mark.django_db


def test_every_column_holds_its_value_in_its_type(client, register):
    rows = sheets(taken(client, address_of("xlsx")))["Рекомендации"]

    first, third = register["Построить площадку.\nИ стадион."], register["Посадить деревья."]
    assert rows[0] == [column.name for column in (*RECOMMENDATIONS, *WORKING)]
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
        *[None] * len(WORKING),
    ]
    assert rows[3][:9] == [third.code, "7", "Посадить деревья.", None, None, "Конференция", None, None, None]


def test_the_second_sheet_has_a_row_for_each_addressee(client, register):
    rows = sheets(taken(client, address_of("xlsx")))["По адресатам"]

    first, second = register["Построить площадку.\nИ стадион."], register["Провести турнир."]
    assert rows[0] == [column.name for column in PAIRS]
    assert [row[:5] for row in rows[1:]] == [
        ["мэрия города Томска", "исполнитель", first.code, "2.1", first.text],
        ["НКО", "соисполнитель", first.code, "2.1", first.text],
        ["НКО", "исполнитель", second.code, None, second.text],
    ]


@pytest.mark.usefixtures("register")
def test_the_last_sheet_says_what_was_taken_and_what_every_column_means(client):
    book = sheets(taken(client, address_of("xlsx", "to=nko&year=2021&departments=1")))

    about = [[value for value in row if value is not None] for row in book["О выгрузке"]]
    assert list(book) == ["Рекомендации", "По адресатам", "О выгрузке"]
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
        for sheet, columns in (("Рекомендации", (*RECOMMENDATIONS, *WORKING)), ("По адресатам", PAIRS))
        for column in columns
    ]


@pytest.mark.usefixtures("register")
def test_it_opens_on_the_list_whose_head_number_and_text_stay_in_sight(client):
    book = openpyxl.load_workbook(io.BytesIO(taken(client, address_of("xlsx"))))

    sheet = book["Рекомендации"]
    assert book.active == sheet
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("D2", "A1:W4")
    assert (book["По адресатам"].freeze_panes, book["По адресатам"].auto_filter.ref) == ("B2", "A1:L4")
    assert book["О выгрузке"]["B3"].hyperlink.target == f"{SITE}/recommendations/"
    assert (book.properties.title, book.properties.language) == ("Рекомендации общественных форумов", "ru")
    assert sheet["G2"].number_format == "dd.mm.yyyy"


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("name", ["Рекомендации", "По адресатам"])
def test_five_columns_are_printed_across_the_paper_with_the_head_on_each_page(client, name):
    sheet = openpyxl.load_workbook(io.BytesIO(taken(client, address_of("xlsx"))))[name]

    assert sheet.print_area == f"'{name}'!$A$1:$E$4"
    assert (sheet.print_title_rows, sheet.page_setup.orientation) == ("$1:$1", "landscape")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, False)
    widths = [sheet.column_dimensions[letter].width for letter in "ABCDE"]
    # LibreOffice takes 7.3 points for a letter of eleven; at eight the columns fit between the margins of A4.
    assert sum(widths) * 7.3 * 8 / 11 <= 842 - 72 * (sheet.page_margins.left + sheet.page_margins.right)
    assert {cell.alignment.wrap_text for cell in sheet[2][:5]} == {True}


@pytest.mark.usefixtures("register")
def test_a_status_is_chosen_from_a_list_and_every_column_to_work_in_is_empty(client):
    sheet = openpyxl.load_workbook(io.BytesIO(taken(client, address_of("xlsx"))))["Рекомендации"]

    [listed] = sheet.data_validations.dataValidation
    assert (listed.type, str(listed.sqref), listed.formula1) == ("list", "V2:V4", f'"{",".join(STATUSES)}"')
    assert sheet["V1"].value == "Статус"
    assert {cell.value for row in sheet["T2:W4"] for cell in row} == {None}
    assert {sheet.column_dimensions[letter].alignment.wrap_text for letter in "TUVW"} == {True}


def test_a_list_of_nothing_has_its_heads_and_no_choice(client):
    book = openpyxl.load_workbook(io.BytesIO(taken(client, address_of("xlsx"))))

    assert [cell.value for cell in book["Рекомендации"][1]] == [column.name for column in (*RECOMMENDATIONS, *WORKING)]
    assert list(book["Рекомендации"].data_validations.dataValidation) == []


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
