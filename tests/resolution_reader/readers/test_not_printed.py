"""What a program does not print is not read, and an editor is told of it; what it prints in another place is read."""

import io
import zipfile

import pytest

from resolution_reader.addressees.directory import general_directory
from resolution_reader.pipeline import draft_outline
from resolution_reader.readers import read_whole
from tests.hostile.files import html, odt, rtf
from tests.resolution_reader.readers.office_files import abstract, docx, lvl, num, p, run, zipped
from tests.resolution_reader.readers.test_open_document import items, level, list_style, styles

LIST = abstract(0, lvl(0, "%1.")) + num(1, 0)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
HIDING = (
    '<w:style w:type="character" w:styleId="Draft"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Note"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Deeper"><w:basedOn w:val="Note"/></w:style>'
)
SHOWN = '<w:vanish w:val="0"/>'


def paragraph(*inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(inner)}</w:p>"


def field_mark(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def read(data: bytes, format: str) -> tuple[list[str], tuple[str, ...], tuple[str, ...]]:
    """(what is printed, what is lost, what is told to be left out)"""
    reading = read_whole(data, format)
    return [block.printed for block in reading.blocks], reading.lost, reading.unprinted


def test_vanish_run_hidden_words_are_left_out_also_by_their_styles_and_said():
    body = (
        paragraph(run("Раз "), run("(тайно) ", "<w:vanish/>"), run("и два", "<w:webHidden/>"), properties=NUMBERED)
        + paragraph(run("Пункт"), properties=f'<w:pStyle w:val="Deeper"/>{NUMBERED}')
        + paragraph(run("видно "), run("нет", '<w:rStyle w:val="Draft"/>'), run("!", SHOWN), properties=NUMBERED)
    )  # fmt: skip

    assert read(docx(body, LIST, HIDING), "docx") == (["1. Раз и два", "2. видно !"], (), ("(тайно)", "Пункт", "нет"))


def test_vanish_run_an_editor_is_told_in_one_sentence():
    hidden = [run(f"тайна {number} ", "<w:vanish/>") for number in range(7)]

    outline = draft_outline(docx(p("Резолюция форума") + paragraph(*hidden)), "docx", general_directory())

    assert [problem.hint for problem in outline.problems if problem.code == "not-printed"] == [
        "Не печатается и не прочитано: «тайна 0», «тайна 1», «тайна 2», «тайна 3», «тайна 4» и ещё 2."
    ]


def test_move_what_was_moved_away_does_not_count_and_deleted_words_are_said():
    away = '<w:rPr><w:moveFrom w:id="1"/></w:rPr>'
    body = (
        p("Раз", num="1", level=0)
        + paragraph(f"<w:moveFrom>{run('Три')}</w:moveFrom>", properties=NUMBERED + away)
        + p("Два", num="1", level=0)
        + paragraph(
            f"<w:moveTo>{run('Три')}</w:moveTo><w:del><w:r><w:delText>нет</w:delText></w:r></w:del>",
            properties=NUMBERED,
        )
    )

    assert read(docx(body, LIST), "docx") == (["1. Раз", "2. Два", "3. Три"], (), ("нет",))


def test_nested_field_only_the_outer_result_is_printed():
    inner = field_mark("begin") + instruction("X") + field_mark("separate") + run("нет") + field_mark("end")
    outer = (
        field_mark("begin") + instruction("IF") + inner + field_mark("separate") + run("до марта") + field_mark("end")
    )

    assert read(docx(paragraph(run("Мэрии "), outer)), "docx") == (["Мэрии до марта"], (), ())


def test_a_field_without_an_end_swallows_nothing():
    assert read(docx(paragraph(field_mark("begin"), run("текст"))), "docx")[0] == ["текст"]


def test_dropcap_a_large_first_letter_belongs_to_its_word():
    large = paragraph(run("У"), properties='<w:framePr w:dropCap="drop" w:lines="2"/>')

    assert read(docx(large + p("частники форума")), "docx")[0] == ["Участники форума"]


def test_smartart_the_text_of_a_diagram_is_read_after_its_paragraph():
    names = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram"'
    drawing = f'<w:r><w:drawing><dgm:relIds {names} r:dm="r9"/></w:drawing></w:r>'
    point = '<dgm:pt type="{}"><dgm:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:t></dgm:pt>'.format
    diagram = (
        f'<dgm:dataModel {names} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        f"{point('node', '1. Раз')}{point('pres', 'нет')}</dgm:dataModel>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/diagramData" '
        'Target="diagrams/data1.xml"/></Relationships>'
    )
    data = docx(paragraph(run("Схема:"), drawing) + p("После"), **{
        "word__diagrams__data1.xml": diagram.encode(), "word___rels__document.xml.rels": relations.encode(),
    })  # fmt: skip

    assert read(data, "docx") == (["Схема:", "1. Раз", "После"], (), ())


def test_backslash_parts_named_as_on_windows_are_found():
    with zipfile.ZipFile(io.BytesIO(docx(p("Раз", num="1", level=0), LIST))) as whole:
        parts = {name.replace("word/", "word\\"): whole.read(name) for name in whole.namelist()}

    assert read(zipped(parts), "docx")[0] == ["1. Раз"]


def test_letters_composed_over_two_runs_are_one_letter_and_no_lost_words():
    body = paragraph(run("ра"), run("и"), run("\u0306он"))

    assert read(docx(body), "docx") == (["район"], (), ())


@pytest.mark.parametrize(
    "hiding",
    ["hidden", "style='display:none'", "style='visibility: hidden'", "style=mso-hide:all", "class='a gone'", "id=way"],
)  # fmt: skip
def test_html_hidden_elements_are_left_out_and_said(hiding):
    sheet = "<style>@media print{b{display:none}} .gone, #way {color:red; display: none !important} p.shown{}</style>"
    page = html(f"{sheet}<p>Раз <span {hiding}>тайно <b>и</b></span>и два<p aria-hidden=true>три")

    assert read(page, "html") == (["Раз и два", "три"], (), ("тайно и",))


def test_html_a_style_of_its_own_shows_what_a_rule_hides():
    assert read(html("<style>.x{display:none}</style><p class=x style='display:block'>да<p>и"), "html")[0] == [
        "да",
        "и",
    ]


def test_html_del_deleted_words_are_left_out_and_said():
    assert read(html("<p><del>подготовить</del><ins>разработать</ins> <s>зачёркнуто</s>"), "html") == (
        ["разработать зачёркнуто"], (), ("подготовить",),
    )  # fmt: skip


def test_html_site_what_surrounds_the_text_is_said_and_blocks_nothing():
    page = html("<header><nav>Меню</nav></header><main><p>Текст резолюции длинный</main><footer>Адрес</footer>")

    assert read(page, "html") == (["Текст резолюции длинный"], (), ("Меню", "Адрес"))
    assert read(html("<nav>Меню</nav><p>Текст<article><p>да<footer>подпись</footer></article>"), "html") == (
        ["Текст", "да", "подпись"], (), ("Меню",),
    )  # fmt: skip


def test_html_site_a_small_main_does_not_hide_the_text_beside_it():
    assert read(html("<main><h1>Имя</h1></main><div><p>Длинный текст резолюции</div>"), "html") == (
        ["Имя", "Длинный текст резолюции"], (), (),
    )  # fmt: skip


HIDING_STYLE = (
    '<style:style style:name="{}" style:family="{}"><style:text-properties text:display="none"/></style:style>'.format
)


def test_odt_hidden_text_is_left_out_and_said_but_counts_as_libreoffice_counts():
    looks = list_style("L", level(1, "1")) + HIDING_STYLE("H", "text") + HIDING_STYLE("HP", "paragraph")
    hidden = '<text:list-item><text:p text:style-name="HP">два</text:p></text:list-item>'
    body = (
        f'<text:list text:style-name="L">{items("раз")}{hidden}{items("три")}</text:list>'
        '<text:p>а<text:span text:style-name="H">б</text:span>в'
        '<text:hidden-text text:string-value="г" text:is-hidden="true"/></text:p>'
        '<text:section text:display="none"><text:p>д</text:p></text:section>'
    )

    assert read(odt(body, **{"styles.xml": styles(looks)}), "odt") == (
        ["1. раз", "3. три", "ав"], (), ("два", "б", "г", "д"),
    )  # fmt: skip


def test_odt_toc_a_table_of_contents_is_said_and_blocks_nothing():
    body = (
        "<text:table-of-content><text:index-body><text:p>Дворы 1</text:p></text:index-body></text:table-of-content>"
        "<text:p>Дворы</text:p>"
    )

    assert read(odt(body), "odt") == (["Дворы"], (), ("Дворы 1",))


def test_odt_frame_a_text_box_is_read_after_its_paragraph_and_a_description_is_no_text():
    spaces = (
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
        'xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"'
    )
    inner = "<draw:frame><draw:text-box><text:p>внутри</text:p></draw:text-box></draw:frame>"
    body = (
        f"<text:p {spaces}>до<draw:frame><svg:desc>описание</svg:desc><draw:text-box><text:p>раз{inner}</text:p>"
        "<text:p>два</text:p></draw:text-box></draw:frame> и <draw:custom-shape><text:p>фигура</text:p>"
        "</draw:custom-shape>после</text:p><text:p>конец</text:p>"
    )

    assert read(odt(body), "odt") == (["до и после", "раз", "внутри", "два", "фигура", "конец"], (), ())


@pytest.mark.parametrize("hidden", ["{{\\v {}}}", "\\v {}\\v0 ", "{{\\deleted {}}}", "{{\\v {{\\b {}}}}}"])
def test_rtf_hidden_and_deleted_words_are_left_out_and_said(hidden):
    assert read(rtf(f"one {hidden.format('secret')}two\\par "), "rtf") == (["one two"], (), ("secret",))


def test_rtf_a_hidden_item_takes_its_number_with_it():
    label = "{{\\listtext {}.\\tab}}".format
    body = f"{label(1)}one\\par {label(2)}{{\\v two\\par}}{label(3)}three\\par a {{\\v x\\par}}b\\par "

    assert read(rtf(body), "rtf")[0] == ["1. one", "3. three", "a", "b"]


def test_rtf_field_an_address_is_no_text():
    body = 'see {\\field{\\*\\fldinst{HYPERLINK "http://example.org"}}{\\fldrslt{the site}}}.\\par '

    assert read(rtf(body), "rtf") == (["see the site."], (), ())


def test_rtf_text_boxes_are_read_once_after_their_paragraph():
    box = "{\\shptxt \\pard 2. in the box\\par}"
    copy = "{\\shprslt{\\*\\do\\dptxbx{\\dptxbxtext 2. in the box\\par}}}"
    old = "{\\*\\do\\dptxbx{\\dptxbxtext old}}"
    body = f"one{{\\shp{{\\*\\shpinst{{\\sp{{\\sn a}}{{\\sv 1}}}}{box}}}{copy}}} more\\par two{old}"

    assert read(rtf(body), "rtf")[0] == ["one more", "2. in the box", "two", "old"]
