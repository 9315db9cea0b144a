"""Readers of .xlsx, .ods and .csv: the same table in each, what is merged or hidden, values as they are printed."""

import io
import zipfile
from datetime import date

import pytest

from resolution_reader.readers import UnreadableDocument, read
from tests.resolution_reader.readers.office_files import docx, p, zipped
from tests.resolution_reader.readers.spreadsheets import hints, ods, ods_cell, ods_table, outline, rows_of, xlsx

HEADER = ("№", "Рекомендация", "Ответственный", "Срок")
ROWS = [
    ("1", "Провести конкурс дворов", "Школы", "01.09.2027"),
    ("2", "Открыть каток", "Дом культуры «Маяк»", "ежегодно"),
]
READ = [
    ("1", "Провести конкурс дворов", ["Школы"], "2027-09-01"),
    ("2", "Открыть каток", ["Дом культуры «Маяк»"], None),
]
MERGED = [
    ("1", "Провести конкурс дворов", ["Школы"], None),
    ("2", "Открыть каток", ["Школы"], None),
]


def csv(rows, sign=";", encoding="utf-8"):
    return "\r\n".join(sign.join(row) for row in rows).encode(encoding)


def refusal(data: bytes, format: str) -> str:
    with pytest.raises(UnreadableDocument) as found:
        read(data, format)
    return str(found.value)


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (xlsx(("Лист1", [HEADER, *ROWS])), "xlsx"),
        (ods(ods_table("Лист1", [HEADER, *ROWS])), "ods"),
        (csv([HEADER, *ROWS]), "csv"),
        (csv([HEADER, *ROWS], ",", "utf-16"), "csv"),
        (csv([HEADER, *ROWS], "\t", "utf-8-sig"), "csv"),
    ],
    ids=["xlsx", "ods", "csv;", "csv,", "csv-tab"],
)
def test_a_sheet_of_recommendations_is_read_like_any_table(data, format):
    assert rows_of(outline(data, format)) == READ


def test_letters_of_an_old_code_page_in_a_csv_are_told():
    found = outline(csv([HEADER, *ROWS], encoding="cp1251"), "csv")

    assert rows_of(found) == READ
    assert "encoding-guessed" in [problem.code for problem in found.problems]


def test_a_csv_may_name_its_sign_and_break_lines_within_quotes():
    data = 'sep=,\n№,Рекомендация,Ответственный\n1,"Провести конкурс\nдворов, скверов",Школы\n'.encode()

    assert rows_of(outline(data, "csv")) == [("1", "Провести конкурс\nдворов, скверов", ["Школы"], None)]


def test_a_cell_merged_downwards_counts_for_every_row_it_covers():
    rows = [("№", "Рекомендация", "Кому"), ("1", "Провести конкурс дворов", "Школы"), ("2", "Открыть каток", None)]
    tall = ods_cell("Школы", 'table:number-rows-spanned="2"')
    other = [("№", "Рекомендация", "Кому"), ("1", "Провести конкурс дворов", tall), ("2", "Открыть каток", None)]

    assert rows_of(outline(xlsx(("А", rows), change=lambda book: book["А"].merge_cells("C2:C3")), "xlsx")) == MERGED
    assert rows_of(outline(ods(ods_table("А", other)), "ods")) == MERGED


def test_title_place_and_date_above_the_table_are_those_of_the_document():
    above = [("Резолюция городского форума «Наш двор»",), ("г. Томск, 5 июня 2026 года",), ()]

    found = outline(xlsx(("Лист1", [*above, HEADER, *ROWS])), "xlsx")

    assert (found.title, found.date, found.place) == (
        "Резолюция городского форума «Наш двор»", "2026-06-05", "город Томск",
    )  # fmt: skip
    assert rows_of(found) == READ


def test_numbers_and_days_are_read_as_they_are_printed():
    def printed(book):
        sheet = book["Лист1"]
        sheet["D2"].number_format, sheet["D3"].number_format, sheet["A3"].number_format = (
            "dd.mm.yy",
            "mmmm yyyy",
            "0.00",
        )

    rows = [
        HEADER,
        (1, "Провести конкурс дворов", "Школы", date(2027, 9, 1)),
        (1.1, "Открыть каток", "Школы", date(2027, 6, 1)),
    ]
    blocks = read(xlsx(("Лист1", rows), change=printed), "xlsx")

    assert [block.text for block in blocks if block.column in (1, 4)] == [
        "№",
        "Срок",
        "1",
        "01.09.2027",
        "1.10",
        "июнь 2027",
    ]


def test_hidden_rows_columns_and_sheets_are_not_read_and_told():
    def hide(book):
        book["План"].row_dimensions[3].hidden = True
        book["План"].column_dimensions["C"].hidden = True
        book["Черновик"].sheet_state = "hidden"

    found = outline(xlsx(("План", [HEADER, *ROWS]), ("Черновик", [HEADER, *ROWS]), change=hide), "xlsx")
    row = (
        "<table:table-row table:visibility='filter'>" + ods_cell("2") + ods_cell("Открыть каток") + "</table:table-row>"
    )
    away = '<style:style style:name="no"><style:table-properties table:display="false"/></style:style>'
    tables = ods_table("План", [HEADER, ROWS[0], row]), ods_table("Черновик", [HEADER, *ROWS], "no")

    assert rows_of(found) == [("1", "Провести конкурс дворов", [], "2027-09-01")]
    assert hints(found, "not-printed") == [
        "Не печатается и не прочитано: «скрытый лист «Черновик»», «строка 3 листа «План»», "
        "«скрытые столбцы листа «План»»."
    ]
    assert hints(outline(ods(*tables, styles=away), "ods"), "not-printed") == [
        "Не печатается и не прочитано: «скрытый лист «Черновик»», «строка 3 листа «План»»."
    ]


def test_a_formula_gives_its_value_and_one_without_is_told():
    rows = [HEADER, ("1", "Провести конкурс дворов", '="Шко"&"лы"', "")]

    found = outline(xlsx(("План", rows)), "xlsx")

    assert rows_of(found) == [("1", "Провести конкурс дворов", [], None)]
    assert hints(found, "sheet-unread") == [
        "Лист «План»: формулы без значений не прочитаны (C2). Сохраните файл в Excel заново."
    ]


def test_a_sheet_without_a_column_of_texts_is_refused_by_its_name_or_told_beside_others():
    figures = [("Год", "Сумма"), (2026, 15), (2027, 16)]

    assert refusal(xlsx(("Бюджет", figures)), "xlsx") == (
        "На листе «Бюджет» нет столбца с текстами: оставьте лист с рекомендациями и загрузите снова."
    )
    found = outline(xlsx(("План", [HEADER, *ROWS]), ("Бюджет", figures)), "xlsx")
    assert rows_of(found) == READ
    assert hints(found, "sheet-unread") == ["Лист «Бюджет» не прочитан: на нём нет столбца с текстами."]


def test_each_of_several_sheets_is_a_section_by_its_name():
    found = outline(xlsx(("Спорт", [HEADER, ROWS[0]]), ("Культура", [HEADER, ROWS[1]])), "xlsx")

    assert [(section.title, len(section.recommendations)) for section in found.sections] == [
        ("Спорт", 1),
        ("Культура", 1),
    ]


def test_rows_repeated_without_end_are_bounded():
    row = f'<table:table-row table:number-rows-repeated="1048576">{ods_cell("Открыть каток")}</table:table-row>'
    empty = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'

    assert refusal(ods(ods_table("План", [HEADER, row])), "ods").startswith(
        "На листе «План» больше 5000 заполненных ячеек"
    )
    assert rows_of(outline(ods(ods_table("План", [HEADER, *ROWS, empty])), "ods")) == READ


def test_what_is_no_spreadsheet_is_refused():
    assert refusal(docx(p("текст")), "xlsx").startswith("В файле нет таблицы Excel")
    assert refusal(docx(p("текст")), "ods").startswith("В файле нет таблицы OpenDocument")
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "xlsx").endswith(
        "сохраните его без пароля как .xlsx и загрузите снова."
    )


def test_a_formula_whose_result_is_an_empty_text_lacks_nothing():
    rows = [HEADER, ("1", "Провести конкурс дворов", "Школы", '=IF(A2="","нет","")')]
    book = xlsx(("План", rows))
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].replace(b'<c r="D2"><f>', b'<c r="D2" t="str"><f>')

    found = outline(zipped(parts | {"xl/worksheets/sheet1.xml": sheet}), "xlsx")

    assert rows_of(found) == [("1", "Провести конкурс дворов", ["Школы"], None)]
    assert hints(found, "sheet-unread") == []


@pytest.mark.parametrize("first", ["sep=", 'sep="', "sep= "])
def test_a_csv_that_names_no_sign_or_one_that_parts_nothing_is_parted_by_its_own(first):
    data = "\n".join([first, *(";".join(row) for row in [HEADER, *ROWS])]).encode()

    assert rows_of(outline(data, "csv")) == READ


@pytest.mark.parametrize(
    ("value", "format", "printed"),
    [
        (2.675, "0.00", "2.68"),
        (1234.5, "#,##0", "1235"),
        (0.125, "0%", "13%"),
        (0.07, "0.0%", "7.0%"),
        (12.5, "General", "12.5"),
        (12.5, "0.##", "12.5"),
        (1250, "0.00E+00", "1250"),
        (1e300, "0.00", "1e+300"),
        (-0.5, "0", "-1"),
    ],
)
def test_a_number_is_rounded_as_excel_shows_it(value, format, printed):
    def formatted(book):
        book["Лист1"]["A2"].number_format = format

    blocks = read(xlsx(("Лист1", [HEADER, (value, "Провести конкурс дворов")]), change=formatted), "xlsx")

    assert [block.text for block in blocks if block.column == 1] == ["№", printed]


def test_of_many_hidden_rows_the_first_are_named():
    def hide(book):
        for row in range(3, 63, 2):
            book["План"].row_dimensions[row].hidden = True

    found = outline(xlsx(("План", [HEADER, *[ROWS[0]] * 61]), change=hide), "xlsx")

    assert hints(found, "not-printed") == [
        "Не печатается и не прочитано: «строки 3, 5, 7, 9, 11, 13, 15, 17, 19, 21 и другие листа «План»»."
    ]
