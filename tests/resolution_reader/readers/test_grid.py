"""The grid of a table in each format: what reaches down, what is left out, what stands within a cell."""

import pytest

from resolution_reader.readers import read
from tests.hostile.files import html, odt, rtf
from tests.resolution_reader.readers.office_files import docx, p
from tests.resolution_reader.readers.test_rich_text import escaped


def places(data: bytes, format: str):
    return [(b.text, b.table, b.row, b.column, b.rows, b.columns) for b in read(data, format)]


def word(*rows: str) -> bytes:
    return docx(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")


def tc(text: str, properties: str = "", more: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}{more}</w:tc>"


def odt_cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def odt_rows(*rows: str) -> bytes:
    told = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return odt(f'<table:table><table:table-column table:number-columns-repeated="3"/>{told}</table:table>')


BEGINS, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
COVERED = "<table:covered-table-cell/>"
DOWN = 'table:number-rows-spanned="2"'
TALL = [("один", 1, 1, 1, 2, 1), ("два", 1, 1, 2, 1, 1), ("три", 1, 2, 2, 1, 1)]


def rtf_row(definition: str, *cells: str) -> str:
    return rf"\trowd{definition}\pard\intbl " + "".join(escaped(cell) + r"\cell " for cell in cells) + r"\row "


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (word(tc("один", BEGINS) + tc("два"), tc("", GOES_ON) + tc("три")), "docx"),
        (html("<table><tr><td rowspan=2>один<td>два<tr><td>три</table>"), "html"),
        (odt_rows(odt_cell("один", DOWN) + odt_cell("два"), COVERED + odt_cell("три")), "odt"),
        (
            rtf(
                rtf_row(r"\clvmgf\cellx1000\cellx2000", "один", "два")
                + rtf_row(r"\clvmrg\cellx1000\cellx2000", "", "три")
            ),
            "rtf",
        ),
    ],
    ids=["vmerge-addressee.docx", "html-rowspan-first.html", "odt", "rtf"],
)
def test_a_cell_merged_downwards_moves_no_cell_beside_it(data, format):
    assert places(data, format) == TALL


def test_gridbefore_columns_left_out_at_the_beginning_of_a_row_are_counted():
    short = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>' + tc("два") + tc("три")

    assert places(word(tc("№") + tc("Что") + tc("Кому"), short), "docx")[3:] == [
        ("два", 1, 2, 2, 1, 1),
        ("три", 1, 2, 3, 1, 1),
    ]


def test_cells_whose_borders_were_dragged_stand_on_the_columns_of_the_header():
    two = '<w:gridSpan w:val="2"/>'

    found = places(word(tc("№") + tc("Что", two) + tc("Кому"), tc("1") + tc("Дело") + tc("Школы", two)), "docx")

    assert [column for _, _, _, column, _, _ in found] == [1, 2, 3, 1, 2, 3]


@pytest.mark.parametrize(
    ("data", "format"),
    [
        (
            word(tc("№") + tc("Что"), tc("1") + tc("Дело", more=f"<w:tbl><w:tr>{tc('а')}{tc('б')}</w:tr></w:tbl>")),
            "docx",
        ),
        (html("<table><tr><td>№<td>Что<tr><td>1<td>Дело<table><tr><td>а<td>б</table></table>"), "html"),
    ],
    ids=["docx", "html"],
)
def test_a_table_within_a_cell_of_rows_and_columns_is_text_of_the_cell(data, format):
    assert places(data, format)[2:] == [
        ("1", 1, 2, 1, 1, 1), ("Дело", 1, 2, 2, 1, 1), ("а", 1, 2, 2, 1, 1), ("б", 1, 2, 2, 1, 1),
    ]  # fmt: skip


def test_a_table_within_a_page_that_a_table_lays_out_is_one_of_its_own():
    page = "<table><tr><td>меню<td><table><tr><td>№<td>Что<tr><td>1<td>Дело</table></table>"

    assert [(text, table) for text, table, *_ in places(html(page), "html")] == [
        ("меню", 1), ("№", 2), ("Что", 2), ("1", 2), ("Дело", 2),
    ]  # fmt: skip


def test_rtf_table_multipar_paragraphs_in_a_cell_tear_no_row_and_signs_part_no_cell():
    two = r"\trowd\cellx1000\cellx2000\pard\intbl one|1\cell two\par three\cell\row "
    aside = r"\trowd\clmgf\cellx1000\clmrg\cellx2000\pard\intbl wide\cell\cell\row "

    assert places(rtf(two + aside), "rtf") == [
        ("one|1", 1, 1, 1, 1, 1), ("two", 1, 1, 2, 1, 1), ("three", 1, 1, 2, 1, 1), ("wide", 1, 2, 1, 1, 2),
    ]  # fmt: skip


def test_rtf_a_table_within_a_cell_keeps_the_columns_of_its_row():
    inner = r"\itap2 a\nestcell b\nestcell{\*\nesttableprops\trowd\cellx100\cellx200\cellx300\nestrow}"
    rows = (
        rf"\trowd\clvmgf\cellx1000\cellx2000\pard\intbl x\cell {inner}\cell\row "
        r"\trowd\clvmrg\cellx1000\cellx2000\pard\intbl\cell c\cell\row "
    )

    assert places(rtf(rows), "rtf") == [
        ("x", 1, 1, 1, 2, 1), ("a", 1, 1, 2, 1, 1), ("b", 1, 1, 2, 1, 1), ("c", 1, 2, 2, 1, 1),
    ]  # fmt: skip


PIPES = "№ | Что | Кому\n1 | Дело | Школы"
MARKDOWN = "| № | Что | Кому |\n|---|:---|---|\n| 1 | Дело | Школы |"
FRAMED = """\
+---+------+-------+
| № | Что  | Кому  |
+===+======+=======+
| 1 | Дело | Школы |
|   | два  |       |
+---+------+-------+"""
TABS = "№\tЧто\tКому\n1\tДело\tШколы"


@pytest.mark.parametrize("text", [PIPES, MARKDOWN, TABS], ids=["txt-pipe", "markdown", "tabs"])
def test_txt_pipe_lines_cut_by_a_sign_are_rows(text):
    found = read(f"Резолюция\n\n{text}\n\nКонец".encode(), "txt")

    assert [(b.kind, b.text, b.row, b.column) for b in found] == [
        ("paragraph", "Резолюция", 0, 0), ("cell", "№", 1, 1), ("cell", "Что", 1, 2), ("cell", "Кому", 1, 3),
        ("cell", "1", 2, 1), ("cell", "Дело", 2, 2), ("cell", "Школы", 2, 3), ("paragraph", "Конец", 0, 0),
    ]  # fmt: skip


def test_a_line_of_a_framed_table_that_leaves_the_number_out_goes_on():
    assert [(b.text, b.row, b.span) for b in read(FRAMED.encode(), "txt")][3:] == [
        ("1", 2, (4, 5)), ("Дело\nдва", 2, (4, 5)), ("Школы", 2, (4, 5)),
    ]  # fmt: skip


def test_tabs_after_numbers_and_between_a_post_and_a_name_part_no_cells():
    text = "1.\tОткрыть каток.\n2.\tКупить лыжи.\n\nПредседатель\tИ. И. Иванов\nСекретарь\tП. П. Петров"

    assert {b.table for b in read(text.encode(), "txt")} == {0}
