"""The reader of .docx, one habit of Word at a time; numbers have a file of their own."""

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolution_reader.addressees.directory import general_directory
from resolution_reader.pipeline import draft_outline
from resolution_reader.readers.blocks import Block
from resolution_reader.readers.word import read_word
from tests.resolution_reader.readers.office_files import abstract, docx, lvl, num, p, run, table, zipped


def read(data: bytes) -> list[Block]:
    return read_word(data).blocks


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="H2"/><w:name w:val="Мой заголовок"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Deep"><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Name"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Fat"><w:pPr><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:rPr><w:b/></w:rPr></w:style>'
)


def texts(body: str, numbering: str = "", styles: str = STYLES) -> list[str]:
    return [block.printed for block in read(docx(body, numbering, styles))]


def paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


def test_insertions_are_read_and_deletions_are_not():
    body = paragraph(
        run("Рекомендовать ")
        + f"<w:ins>{run('мэрии ')}</w:ins><w:del><w:r><w:delText>думе </w:delText></w:r></w:del>"
        + f"<w:moveFrom>{run('отсюда ')}</w:moveFrom><w:moveTo>{run('открыть центр.')}</w:moveTo>"
    )

    assert texts(body) == ["Рекомендовать мэрии открыть центр."]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next_one_and_does_not_count():
    mark = "<w:rPr><w:del/></w:rPr>"
    body = (
        p("Первый ", num="1", level=0, inner=mark) + p("и второй.", num="1", level=0) + p("Третий.", num="1", level=0)
    )

    assert texts(body, abstract(0, lvl(0, "%1.")) + num(1, 0)) == ["1. Первый и второй.", "2. Третий."]


def test_the_last_paragraph_is_read_though_its_end_was_deleted():
    mark = "<w:rPr><w:del/></w:rPr>"

    assert texts(table((p("один", inner=mark), p("два"))) + p("три", inner=mark)) == ["один", "два", "три"]


def test_a_paragraph_whose_end_was_deleted_does_not_go_on_in_a_table():
    body = p("Открыть каток", inner="<w:rPr><w:del/></w:rPr>") + table((p("№"), p("Срок"))) + p("конец")

    assert [block.text for block in read_word(docx(body)).blocks] == ["Открыть каток", "№", "Срок", "конец"]


def test_a_deleted_row_of_a_table_is_left_out():
    rows = table((p("одна"),), (p("другая"),)).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)

    assert texts(rows) == ["другая"]


def test_a_field_gives_its_result_and_not_its_instruction():
    body = paragraph(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("итог") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:fldSimple w:instr="DATE">{run(" дня")}</w:fldSimple>'
    )

    assert texts(body) == ["итог дня"]


def test_links_content_controls_and_smart_tags_are_read_like_text():
    body = (
        f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{p('Название')}</w:sdtContent></w:sdt>"
        + paragraph(f"<w:hyperlink>{run('ссылка ')}</w:hyperlink><w:smartTag>{run('город')}</w:smartTag>")
        + paragraph(f"<w:sdt><w:sdtContent>{run('поле')}</w:sdtContent></w:sdt>")
        + f"<w:customXml>{p('обёртка')}</w:customXml>"
    )

    assert texts(body) == ["Название", "ссылка город", "поле", "обёртка"]


def test_a_text_box_that_word_keeps_twice_is_read_once_after_its_paragraph():
    box = "<w:txbxContent>" + p("В рамке") + "</w:txbxContent>"
    body = paragraph(
        run("Рядом")
        + f"<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        + f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )

    assert texts(body) == ["Рядом", "В рамке"]


def test_a_text_box_of_old_programs_only_is_read_from_there():
    box = f"<w:pict><w:txbxContent>{p('В рамке')}</w:txbxContent></w:pict>"
    both = f"<mc:AlternateContent><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"

    assert texts(paragraph(f"<w:r>{both}</w:r>")) == ["В рамке"]


def test_a_soft_break_stays_inside_its_paragraph_and_a_heading_becomes_one_line():
    broken = "<w:r><w:t>Первая</w:t><w:br/><w:t>вторая</w:t></w:r>"

    assert texts(paragraph(broken)) == ["Первая\nвторая"]
    assert texts(f'<w:p><w:pPr><w:pStyle w:val="H2"/></w:pPr>{broken}</w:p>') == ["Первая вторая"]


def test_a_list_typed_with_soft_breaks_is_a_list():
    body = paragraph("<w:r><w:t>Рекомендовать:</w:t><w:br/><w:t>1. раз;</w:t><w:br/><w:t>2. два.</w:t></w:r>")

    assert [(b.kind, b.label, b.text) for b in read(docx(body))] == [
        ("paragraph", "", "Рекомендовать:"),
        ("item", "1.", "раз;"),
        ("item", "2.", "два."),
    ]


def test_typed_labels_are_split_off_as_in_a_text():
    assert [(b.label, b.text) for b in read(docx(p("1.1.\tСоздать центр") + p("- школе")))] == [
        ("1.1.", "Создать центр"),
        ("-", "школе"),
    ]


@pytest.mark.parametrize(
    ("style", "kind", "level"),
    [("H2", "heading", 1), ("Own", "heading", 1), ("Deep", "heading", 2), ("Name", "heading", 0), ("", "paragraph", 0)],
)
def test_headings_are_known_by_style_and_outline(style, kind, level):
    (block,) = read(docx(p("Дворы", style=style), "", STYLES))

    assert (block.kind, block.level) == (kind, level)


def test_emphasis_holds_for_the_whole_paragraph_and_comes_from_runs_and_styles():
    bold, plain = run("раз ", "<w:b/>"), run("два", '<w:b w:val="0"/>')
    centered = '<w:pPr><w:jc w:val="center"/></w:pPr>'
    body = (
        paragraph(bold) + paragraph(bold + plain) + paragraph(run("к", "<w:i/>")) + paragraph(centered + run("ц"))
        + p("жирный", style="Fat") + f'<w:p><w:pPr><w:pStyle w:val="Fat"/></w:pPr>{plain}</w:p>'
        + paragraph(run("знак", '<w:rStyle w:val="Strong"/>'))
    )  # fmt: skip

    assert [block.emphasis for block in read(docx(body, "", STYLES))] == [
        "bold", "", "italic", "centered", "bold", "centered", "bold",
    ]  # fmt: skip


def test_cells_say_where_they_stand_and_blank_ones_are_left_out():
    body = p("до") + table((p("а") + p("б"), p("в")), (p(""), table((p("г"),)) + p("д"))) + p("после")

    assert [(b.kind, b.text, b.table, b.row, b.column) for b in read(docx(body))] == [
        ("paragraph", "до", 0, 0, 0),
        ("cell", "а", 1, 1, 1),
        ("cell", "б", 1, 1, 1),
        ("cell", "в", 1, 1, 2),
        ("cell", "г", 1, 2, 2),
        ("cell", "д", 1, 2, 2),
        ("paragraph", "после", 0, 0, 0),
    ]


def test_a_column_of_numbers_stands_in_its_cells_automatic_ones_too():
    lists = abstract(0, lvl(0, "%1.")) + num(1, 0)
    body = table((p("1"), p("Открыть центр")), (p("", num="1", level=0), p("Закрыть дыру")))

    assert [(b.label, b.text, b.column) for b in read(docx(body, lists))] == [
        ("", "1", 1), ("", "Открыть центр", 2), ("", "1.", 1), ("", "Закрыть дыру", 2),
    ]  # fmt: skip


def test_a_table_of_recommendations_is_an_outline():
    lists = abstract(0, lvl(0, "%1.")) + num(1, 0)
    rows = [
        ("№ п/п", "Предложение", "Кому", "Срок"),
        ("", "Провести конкурс дворов", "Администрации города", "2024 год"),
    ]
    body = p("Резолюция форума") + table(
        *(
            (p(first, num="1" if not first else None, level=0 if not first else None), *map(p, rest))
            for first, *rest in rows
        )
    )

    (section,) = draft_outline(docx(body, lists), "docx", general_directory()).sections

    assert [(r.number, r.text, [m.name for m in r.addressees], r.deadline) for r in section.recommendations] == [
        ("1", "Провести конкурс дворов", ["Администрация города"], "2024 год")
    ]


def test_merged_columns_are_counted():
    rows = (p("широкая"), p("третья")), (p("1"), p("2"), p("3"))
    wide = table(*rows).replace("<w:tc>", '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>', 1)

    assert [(b.text, b.column, b.columns) for b in read(docx(wide))][:2] == [("широкая", 1, 2), ("третья", 3, 1)]


def test_signs_that_are_no_letters_are_kept():
    body = paragraph(
        '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:tab/><w:t>нет</w:t><w:noBreakHyphen/><w:t>да</w:t>'
        '<w:softHyphen/><w:sym w:char="zz"/></w:r>'
    )

    assert texts(body) == ["✓ нет-да"]


def test_comments_notes_headers_and_footers_are_left_out():
    other = f'<w:hdr xmlns:w="x">{p("лишнее")}</w:hdr>'.encode()
    body = paragraph(run("текст") + '<w:r><w:footnoteReference w:id="2"/><w:commentReference w:id="1"/></w:r>')

    reading = read_word(docx(body, word__header1=other, word__comments=other, word__footnotes=other))

    assert ([block.text for block in reading.blocks], reading.lost) == (["текст"], ())


def test_empty_paragraphs_leave_a_gap_between_spans():
    assert [block.span for block in read(docx(p("а") + p("") + p("б") + p("в")))] == [(1, 1), (3, 3), (4, 4)]


def test_a_document_inside_the_document_is_reported_as_not_read():
    data = docx(p("Резолюция форума") + '<w:altChunk r:id="r9"/>')

    problems = draft_outline(data, "docx", general_directory()).problems

    assert [found.hint for found in problems if found.code == "words-lost"] == [
        "Не прочитано: «(вставленный документ)»."
    ]


def test_strict_open_xml_reads_the_same():
    transitional = docx(p("раз", num="1", level=0), abstract(0, lvl(0, "%1.")) + num(1, 0))
    strict = _replaced(
        transitional,
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )

    assert read(strict) == read(transitional)


def test_a_document_part_under_another_name_is_found_by_its_relation():
    renamed = _replaced(docx(p("текст")), b"word/document.xml", b"word/document2.xml")

    assert [block.text for block in read(renamed)] == ["текст"]


def _replaced(data: bytes, before: bytes, after: bytes) -> bytes:

    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        return zipped({
            name.replace(before.decode(), after.decode()): whole.read(name).replace(before, after)
            for name in whole.namelist()
        })  # fmt: skip


WORDS = st.lists(st.text(alphabet="абвгдежзийклмнопя", min_size=1, max_size=8), min_size=1, max_size=6).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.one_of(WORDS.map(lambda text: (text,)), st.lists(WORDS, min_size=1, max_size=3).map(tuple)), min_size=1)
)
def test_every_word_of_paragraphs_and_cells_is_in_a_block_in_the_order_of_the_document(parts):
    body = "".join(p(part[0]) if len(part) == 1 else table(tuple(map(p, part))) for part in parts)

    reading = read_word(docx(body))

    assert [block.text for block in reading.blocks] == [text for part in parts for text in part]
    assert reading.lost == ()
    assert all(block.span[0] <= block.span[1] for block in reading.blocks)
