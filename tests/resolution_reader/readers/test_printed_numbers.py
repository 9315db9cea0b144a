"""Numbers that a program prints and nobody typed: as it prints them, or one sees another number on paper."""

import pytest

from resolution_reader.readers import read_whole
from tests.hostile.files import html, odt, rtf
from tests.resolution_reader.readers.office_files import abstract, docx, lvl, num, p, run
from tests.resolution_reader.readers.test_open_document import items, level, list_style, styles


def printed(data: bytes, format: str) -> list[str]:
    reading = read_whole(data, format)
    assert reading.lost == ()
    return [block.printed for block in reading.blocks]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ol><li>а<li value=5>б<li>в</ol>", ["1. а", "5. б", "6. в"]),
        ("<ol start=3><li>а<li value=x>б</ol>", ["3. а", "4. б"]),
        ("<ol reversed><li>а<li>б<li>в</ol>", ["3. а", "2. б", "1. в"]),
        ("<ol type=a><li>а<li type=I>б</ol>", ["a. а", "II. б"]),
        ("<ol style='list-style: upper-alpha inside'><li>а</ol>", ["A. а"]),
        ("<ul style=\"list-style-type:'– '\"><li>а</ul>", ["– а"]),
        ("<ol><li><ol><li>а</ol><li>б</ol>", ["1. а", "2. б"]),
        ("<style>.n{list-style-type:none}</style><ol class=n><li>2.1. а<li>б</ol>", ["2.1. а", "б"]),
    ],
)
def test_html_li_value_and_html_ol_none_lists_are_numbered_as_a_browser_does(body, expected):
    assert printed(html(body), "html") == expected


def test_html_numbers_that_styles_put_before_items_are_read_as_google_writes_them():
    sheet = (
        "<style>ol.k-0{list-style-type:none}ol.k-1{list-style-type:none}"
        '.k-0 > li:before{content:"" counter(c-0,decimal) ". "}'
        '.k-1>li:before{content:"" counter(c-0,decimal) "." counter(c-1) ". "}</style>'
    )
    body = (
        "<ol class='k-0 start'><li>а<li>б</ol><ol class=k-1><li>в<li>г</ol><ol class=k-0 start=3><li>д</ol>"
    )  # fmt: skip

    assert printed(html(sheet + body), "html") == ["1. а", "2. б", "2.1. в", "2.2. г", "3. д"]


def test_odt_two_nested_lists_of_one_item_begin_anew():
    inner = "<text:list>{}</text:list>".format
    body = (
        '<text:list text:style-name="L"><text:list-item><text:p>раз</text:p>'
        f"{inner(items('а'))}<text:p>и</text:p>{inner(items('б', 'в'))}</text:list-item></text:list>"
    )
    looks = list_style("L", level(1, "1"), level(2, "1", ".", 'text:display-levels="2"'))

    assert printed(odt(body, **{"styles.xml": styles(looks)}), "odt") == ["1. раз", "1.1. а", "и", "1.1. б", "1.2. в"]


def test_odt_numbered_paragraphs_are_items():
    numbered = (
        '<text:numbered-paragraph text:list-id="n" text:level="{}" text:style-name="L"><text:p>{}</text:p>'
        "</text:numbered-paragraph>"
    ).format
    body = numbered(1, "раз") + "<text:p>и</text:p>" + numbered(1, "два") + numbered(2, "внутри")
    looks = list_style("L", level(1, "1"), level(2, "1", ")"))

    assert printed(odt(body, **{"styles.xml": styles(looks)}), "odt") == ["1. раз", "и", "2. два", "1) внутри"]


def test_rtf_wordpad_numbers_and_bullets_of_symbol_fonts_are_labels():
    fonts = "{\\fonttbl{\\f0\\fnil\\fcharset204 Calibri;}{\\f1\\fnil\\fcharset2 Wingdings;}}"
    label = "{{\\pntext\\f{}\\tab}}{{\\*\\pn\\pnlvlbody}}".format
    body = (
        f"{fonts}{label('0 1.')}one\\par {label(chr(49) + chr(92) + chr(39) + 'fc')}two\\par {label('1 n')}three\\par "
    )

    assert printed(rtf(body), "rtf") == ["1. one", "✓ two", "■ three"]


def field(instruction: str) -> str:
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end")]
    return f"{marks[0]}<w:r><w:instrText>{instruction}</w:instrText></w:r>{marks[1]}"


def test_listnum_fields_are_counted_as_word_does():
    codes = [
        "LISTNUM NumberDefault \\l 1", "LISTNUM NumberDefault \\l 2", "LISTNUM NumberDefault \\l 2",
        "LISTNUM NumberDefault \\l 1", "LISTNUM NumberDefault \\l 2", "LISTNUM NumberDefault \\l 1 \\s 7",
        "LISTNUM LegalDefault \\l 1", "LISTNUM LegalDefault \\l 2", "AUTONUM", "PAGE",
    ]  # fmt: skip

    assert printed(docx("".join(f"<w:p>{field(code)}{run(' да')}</w:p>" for code in codes)), "docx") == [
        "1) да", "a) да", "b) да", "2) да", "a) да", "7) да", "1. да", "1.1. да", "1. да", "да",
    ]  # fmt: skip


def test_label_words_a_word_before_the_number_belongs_to_the_label():
    lists = abstract(0, lvl(0, "Рекомендация %1.")) + num(1, 0)

    blocks = read_whole(docx(p("Создать центр", num="1", level=0), lists), "docx").blocks

    assert [(block.label, block.text) for block in blocks] == [("Рекомендация 1.", "Создать центр")]
