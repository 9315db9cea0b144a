"""The reader of .odt: printed labels of lists and headings, titles, tables, what is left out."""

import shutil
import subprocess

import pytest

from resolution_reader import readers
from resolution_reader.readers.blocks import Block
from resolution_reader.readers.open_document import read_open_document
from tests.hostile.files import odt
from tests.resolution_reader.readers.numbered_documents import PRINTED, document


def read(data: bytes) -> list[Block]:
    return read_open_document(data).blocks


FORMATTING = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'


def styles(inner: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "style")
    )
    return (
        f"<office:document-styles {spaces} {FORMATTING}><office:styles>{inner}</office:styles></office:document-styles>"
    ).encode()


def list_style(name: str, *levels: str) -> str:
    return f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>'


def level(number: int, format: str, suffix: str = ".", more: str = "") -> str:
    return (
        f'<text:list-level-style-number text:level="{number}" style:num-format="{format}" style:num-suffix="{suffix}"'
        f" {more}/>"
    )


def items(*texts: str) -> str:
    return "".join(f"<text:list-item><text:p>{text}</text:p></text:list-item>" for text in texts)


def printed(body: str, inner: str = "") -> list[str]:
    return [block.printed for block in read(odt(body, **{"styles.xml": styles(inner)}))]


def test_a_list_that_continues_another_goes_on_counting():
    body = (
        f'<text:list xml:id="a" text:style-name="L">{items("раз", "два")}</text:list><text:p>между</text:p>'
        f'<text:list text:continue-list="a" text:style-name="L">{items("три")}</text:list>'
        f'<text:list text:style-name="L">{items("снова")}</text:list>'
        f'<text:list text:continue-numbering="true" text:style-name="L">{items("дальше")}</text:list>'
    )

    assert printed(body, list_style("L", level(1, "1"))) == [
        "1. раз", "2. два", "между", "3. три", "1. снова", "2. дальше",
    ]  # fmt: skip


def test_deeper_levels_russian_letters_bullets_and_start_values():
    inner = f"<text:list>{items('буква', 'вторая')}</text:list>"
    body = (
        f'<text:list text:style-name="L">{items("раз")}<text:list-item><text:p>два</text:p>{inner}</text:list-item>'
        f'<text:list-item text:start-value="7"><text:p>семь</text:p><text:p>ещё абзац</text:p></text:list-item>'
        f"<text:list-header><text:p>без знака</text:p></text:list-header></text:list>"
        f'<text:list text:style-name="B">{items("точка")}</text:list>'
    )
    looks = list_style("L", level(1, "1", ")"), level(2, "а, б, .., аа, аб, ... (ru)", ")")) + list_style(
        "B", '<text:list-level-style-bullet text:level="1" text:bullet-char="–"/>'
    )

    assert printed(body, looks) == [
        "1) раз", "2) два", "а) буква", "б) вторая", "7) семь", "ещё абзац", "без знака", "– точка",
    ]  # fmt: skip


def test_labels_show_as_many_levels_as_their_style_says():
    deep = f"<text:list-item><text:list>{items('внутри')}</text:list></text:list-item>"
    looks = list_style("L", level(1, "I"), level(2, "1", ".", 'text:display-levels="2"'))

    assert printed(f'<text:list text:style-name="L">{items("раз")}{deep}</text:list>', looks) == [
        "I. раз",
        "I.1. внутри",
    ]


def test_numbered_headings_have_their_labels():
    looks = f'<text:outline-style style:name="Outline">{level(1, "I")}{level(2, "1")}</text:outline-style>'
    body = "".join(
        f'<text:h text:outline-level="{depth}">{text}</text:h>' for depth, text in ((1, "Дом"), (2, "Двор"), (1, "Сад"))
    )

    blocks = read(odt(body, **{"styles.xml": styles(looks)}))

    assert [(b.kind, b.level, b.printed) for b in blocks] == [
        ("heading", 0, "I. Дом"), ("heading", 1, "1. Двор"), ("heading", 0, "II. Сад"),
    ]  # fmt: skip


def test_a_title_that_pandoc_takes_out_comes_first_and_centered_lines_are_known():
    looks = (
        '<style:style style:name="Title" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>'
        '</style:style><style:style style:name="Mine" style:family="paragraph" style:parent-style-name="Title"/>'
    )
    lines = (("Title", "Резолюция"), ("Mine", "форума"), ("", "Да."))
    body = "".join(f'<text:p text:style-name="{name}">{text}</text:p>' for name, text in lines)

    blocks = read(odt(body, **{"styles.xml": styles(looks)}))

    assert [(block.text, block.emphasis) for block in blocks] == [
        ("Резолюция", "centered"), ("форума", "centered"), ("Да.", ""),
    ]  # fmt: skip


def test_cells_stand_where_they_stand():
    row = "<table:table-row>{}</table:table-row>"
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = row.format(cell.format("1") + cell.format("раз")) + row.format(cell.format("два"))
    body = f"<table:table>{rows}</table:table>"

    assert [(b.kind, b.label, b.text, b.table, b.row, b.column) for b in read(odt(body))] == [
        ("cell", "", "1", 1, 1, 1),
        ("cell", "", "раз", 1, 1, 2),
        ("cell", "", "два", 1, 2, 1),
    ]


def test_deletions_notes_and_comments_are_left_out_and_nothing_counts_as_lost():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>удалено</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes><text:p>Текст<text:note text:note-class='footnote'>"
        "<text:note-citation>1</text:note-citation><text:note-body><text:p>сноска</text:p></text:note-body></text:note>"
        "<office:annotation><text:p>мнение</text:p></office:annotation> дальше<text:line-break/>снизу</text:p>"
    )

    reading = read_open_document(odt(body))

    assert ([block.text for block in reading.blocks], reading.lost) == (["Текст дальше\nснизу"], ())


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed here")
@pytest.mark.parametrize(
    ("format", "names"),
    [("odt", ["formats", "levels", "levels_anew", "starts_deep"]), ("rtf", ["formats", "styles"]), ("doc", ["levels"])],
)
def test_libreoffice_s_own_files_give_the_labels_it_prints(format, names, tmp_path):
    for name in names:
        (tmp_path / f"{name}.docx").write_bytes(document(name))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", format]
    files = [str(tmp_path / f"{name}.docx") for name in names]
    subprocess.run([*command, "--outdir", str(tmp_path), *files], check=True, capture_output=True, timeout=60)

    for name in names:
        lines = (PRINTED / f"{name}.txt").read_text(encoding="utf-8-sig").splitlines()
        blocks = readers.read((tmp_path / f"{name}.{format}").read_bytes(), format)
        assert [block.printed for block in blocks] == [" ".join(line.split()) for line in lines]


@pytest.mark.parametrize(
    ("field", "printed"),
    [
        ("<text:date text:fixed='true'>5 июня 2026 г.</text:date>", "5 июня 2026 г."),
        ("<text:conditional-text text:condition='ooow:1'>да</text:conditional-text>", "да"),
        ("<text:sequence-ref text:ref-name='t'>3</text:sequence-ref>", "3"),
        ("<text:bookmark-ref text:ref-name='b'>2.1</text:bookmark-ref>", "2.1"),
        ("<text:user-defined text:name='Город'>Томск</text:user-defined>", "Томск"),
        ("<text:variable-set text:name='x' text:display='none'>9</text:variable-set>", ""),
    ],
)
def test_a_field_prints_its_text(field, printed):
    reading = read_open_document(odt(f"<text:p>До {field} после</text:p>"))

    assert ([block.text for block in reading.blocks], reading.lost) == ([" ".join(f"До {printed} после".split())], ())


def test_a_level_without_a_number_is_not_part_of_the_numbers_below_it():
    style = list_style("L", level(1, "", ""), level(2, "1", more='text:display-levels="2"'))
    deep = f"<text:list>{items('раз', 'два')}</text:list>"

    assert printed(f'<text:list text:style-name="L"><text:list-item>{deep}</text:list-item></text:list>', style) == [
        "1. раз",
        "2. два",
    ]


def test_a_pattern_may_ask_for_levels_that_no_list_has():
    spaces = 'xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"'
    style = list_style("L", level(1, "1", more=f'{spaces} loext:num-list-format="%1%.%99%%0%"'))

    assert printed(f'<text:list text:style-name="L">{items("раз")}</text:list>', style)[0].endswith("раз")
