"""The reader of .html: lists, headings, tables, code pages; what a browser would not print is not read."""

import pytest

from resolution_reader.readers import UnreadableDocument
from resolution_reader.readers.blocks import Block
from resolution_reader.readers.web_page import TOO_DEEP, read_web_page
from tests.hostile.files import html


def read(data: bytes) -> list[Block]:
    return read_web_page(data).blocks


def labels(body: str) -> list[str]:
    return [block.printed for block in read(html(body))]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", ["1. раз", "2. два"]),
        ("start=5", ["5. раз", "6. два"]),
        ("type=a", ["a. раз", "b. два"]),
        ("type=A", ["A. раз", "B. два"]),
        ("type=i", ["i. раз", "ii. два"]),
        ("type=I start=4", ["IV. раз", "V. два"]),
    ],
)
def test_lists_print_the_labels_of_a_browser(attributes, expected):
    assert labels(f"<ol {attributes}><li>раз<li>два</ol>") == expected


def test_lists_in_lists_have_levels_and_a_typed_number_wins_over_a_bullet():
    blocks = read(html("<ul><li>раз<ul><li>внутри</ul><li><p>2) два<p>ещё</ul>"))

    assert [(b.kind, b.level, b.label, b.text) for b in blocks] == [
        ("item", 0, "•", "раз"),
        ("item", 1, "•", "внутри"),
        ("item", 0, "2)", "два"),
        ("paragraph", 0, "", "ещё"),
    ]


def test_headings_emphasis_quotations_and_breaks():
    blocks = read(
        html(
            "<h2>Дом</h2><p><b>жирно</b></p><div align=center><p>по центру</div>"
            "<p><i>к<br>осо</i> <q>да</q><pre>код</pre>"
        )
    )

    assert [(b.kind, b.level, b.text, b.emphasis) for b in blocks] == [
        ("heading", 1, "Дом", ""),
        ("paragraph", 0, "жирно", "bold"),
        ("paragraph", 0, "по центру", "centered"),
        ("paragraph", 0, "к\nосо «да»", ""),
        ("paragraph", 0, "код", ""),
    ]


def test_definitions_captions_and_cells_are_read():
    body = (
        "<dl><dt>слово<dd>смысл</dl><table><caption>Таблица</caption><thead><tr><th colspan=2>шапка<th>край</thead>"
        "<tr><td>1.<td>раз<td>два<tfoot><tr><td>итог</table>"
    )

    assert [(b.label, b.text, b.row, b.column) for b in read(html(body))] == [
        ("", "слово", 0, 0), ("", "смысл", 0, 0), ("", "Таблица", 0, 0), ("", "шапка", 1, 1), ("", "край", 1, 3),
        ("", "1.", 2, 1), ("", "раз", 2, 2), ("", "два", 2, 3), ("", "итог", 3, 1),
    ]  # fmt: skip


def test_what_a_browser_does_not_print_is_neither_read_nor_missed():
    reading = read_web_page(
        b"<html><head><title>nothing</title><style>p{}</style></head><body><script>no</script>"
        b"<!-- no --><p>text<template>no</template><noscript>no</noscript></body></html>"
    )

    assert ([block.text for block in reading.blocks], reading.lost) == (["text"], ())


def test_a_page_of_an_old_code_page_is_read_however_much_markup_it_has():
    page = "<p style='margin: 0 {0}px; color: #00f'>да</p>" * 40

    assert {block.text for block in read(page.encode("cp1251"))} == {"да"}


def test_labels_that_word_writes_into_its_web_pages_are_typed_ones():
    item = "<p class=MsoListParagraph><![if !supportLists]><span>{}.<span>&nbsp;&nbsp; </span></span><![endif]>{}</p>"

    assert labels(item.format(1, "раз") + item.format(2, "два")) == ["1. раз", "2. два"]


def test_a_page_without_an_end_to_its_depth_is_refused():
    with pytest.raises(UnreadableDocument) as refusal:
        read(html("<div>" * 5_000 + "текст"))

    assert str(refusal.value) == TOO_DEEP


def test_a_broken_byte_in_a_tag_is_no_matter_of_the_letters():
    page = "<p title='?'>Рекомендовать мэрии города открыть центр".encode().replace(b"?", b"\xff")

    assert [block.text for block in read(page)] == ["Рекомендовать мэрии города открыть центр"]


def test_a_sign_that_also_marks_labels_takes_no_words_along():
    reading = read_web_page(html("<p>&#xE000; Рекомендовать мэрии<p>&#xE000;а&#xE001; Открыть центр"))

    assert reading.blocks[0].printed.endswith("Рекомендовать мэрии")
    assert reading.lost == ()
