"""The reader of .rtf: Russian bytes, labels as printed, tables, soft breaks, what is left out."""

from resolution_reader.readers.blocks import Block
from resolution_reader.readers.rich_text import read_rich_text
from tests.hostile.files import rtf


def read(data: bytes) -> list[Block]:
    return read_rich_text(data).blocks


def escaped(text: str) -> str:
    return "".join(sign if sign.isascii() else f"\\'{sign.encode('cp1251').hex()}" for sign in text)


def printed(body: str) -> list[str]:
    return [block.printed for block in read(rtf(body))]


def test_russian_letters_in_any_writing_are_read():
    raw = b"{\\rtf1\\ansi\\ansicpg1251 " + "мэрия\\par ".encode("cp1251") + b"}"

    assert printed(escaped("мэрия") + "\\par \\u1076?\\u1072?") == ["мэрия", "да"]
    assert [block.text for block in read(raw)] == ["мэрия"]


def test_labels_that_the_program_printed_are_kept():
    body = (
        "{\\listtext\\pard 1.\\tab}"
        + escaped("раз")
        + "\\par {\\listtext\\pard\\f3\\u-3913 ?\\tab}"
        + escaped("два")
        + "\\par "
    )

    assert [(b.label, b.text) for b in read(rtf(body))] == [("1.", "раз"), ("•", "два")]


def test_a_soft_break_stays_inside_its_paragraph_and_an_empty_one_leaves_a_gap():
    blocks = read(rtf("one\\line two\\par\\par three\\lineabc"))

    assert [(block.text, block.span) for block in blocks] == [("one\ntwo", (1, 1)), ("three", (3, 3))]


def test_rows_of_a_table_are_cells():
    row = "\\trowd\\pard\\intbl {}\\cell {}\\cell\\row "

    blocks = read(rtf("before\\par " + row.format("1", "one") + row.format("x", "two") + "\\pard after\\par "))

    assert [(b.kind, b.printed, b.table, b.row, b.column) for b in blocks] == [
        ("paragraph", "before", 0, 0, 0),
        ("cell", "1", 1, 1, 1),
        ("cell", "one", 1, 1, 2),
        ("cell", "x", 1, 2, 1),
        ("cell", "two", 1, 2, 2),
        ("paragraph", "after", 0, 0, 0),
    ]


def test_deleted_text_and_pictures_are_left_out():
    body = "kept {\\deleted gone {\\b too}} here{\\pict\\pngblip " + "89504e47" * 2_000 + "} end {\\deleted"

    assert printed(body) == ["kept here end"]


def test_what_a_box_hides_is_no_label_of_the_paragraph_it_hangs_on():
    box = "{\\shp{\\*\\shpinst{\\shptxt {\\v away\\par}seen\\par}}}"

    body = f"{{\\listtext 1.\\tab}}{box}one\\par {{\\listtext 2.\\tab}}two\\par "

    assert printed(body) == ["1. one", "seen", "2. two"]
