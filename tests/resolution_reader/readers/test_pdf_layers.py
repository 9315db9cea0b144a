"""Layers of a .pdf: what nobody sees, what is there twice, letters that are not what was printed, pages of pictures."""

import pytest
import typst

from resolution_reader.readers import READERS, scans
from resolution_reader.readers.limits import UnreadableDocument
from resolution_reader.readers.pdf import read_pdf
from resolution_reader.readers.pdf_doubts import SCAN
from tests.hostile.files import written_pdf
from tests.resolution_reader.readers.pdf_files import (
    changed,
    grey_paper,
    in_western_letters,
    outline_of,
    pictures,
    together,
    typeset,
    unseen,
)

TEXT = "Участники рекомендуют мэрии города:\n\n1. Открыть каток.\n\n2. Купить насос."
PRINTED = ["Участники рекомендуют мэрии города:", "1. Открыть каток.", "2. Купить насос."]


def printed(data: bytes) -> list[str]:
    return [block.printed for block in read_pdf(data).blocks]


@pytest.fixture
def _no_program(monkeypatch):
    monkeypatch.setattr(scans, "PROGRAMS", "")


def test_a_text_drawn_twice_is_read_once():
    data = typeset(f"#place(top, dx: 2.5pt)[{TEXT}]\n{TEXT}")

    assert printed(data) == PRINTED


def test_an_unseen_copy_of_the_text_is_no_text_and_nothing_to_say():
    shadow = changed(typeset(f"#place(top)[{TEXT}]\n{TEXT}"), lambda page: unseen(page, "Купить"))

    reading = read_pdf(typeset(TEXT)), read_pdf(shadow)

    assert [block.printed for block in reading[0].blocks] == PRINTED
    assert reading[0].unprinted == ()


@pytest.mark.parametrize(
    "hide",
    [
        lambda: typeset(f"{TEXT}\n\n#text(fill: white)[(согласовано устно)]"),
        lambda: changed(typeset(f"{TEXT}\n\n(согласовано устно)"), lambda page: unseen(page, "устно")),
        lambda: changed(
            typeset(f"{TEXT}\n\n#v(10cm)\n(согласовано устно)"),
            lambda page: page.set_cropbox(0, 500, *page.get_mediabox()[2:]),
        ),
    ],
)
def test_what_nobody_sees_is_not_read_and_said_to_be_skipped(hide):
    reading = read_pdf(hide())

    assert [block.printed for block in reading.blocks] == PRINTED
    assert reading.unprinted == ("(согласовано устно)",)
    assert "not-printed" in [problem.code for problem in outline_of(hide()).problems]


def test_white_letters_on_a_dark_ground_are_seen():
    assert printed(typeset("#rect(fill: navy)[#text(fill: white)[РЕЗОЛЮЦИЯ]]\n\n1. Открыть каток.")) == [
        "РЕЗОЛЮЦИЯ",
        "1. Открыть каток.",
    ]


def test_a_stamp_across_the_page_is_no_text_and_named(tmp_path):
    reading = read_pdf(typeset(f"#place(center + horizon, rotate(45deg)[ПРОЕКТ])\n{TEXT}"))

    assert [block.printed for block in reading.blocks] == PRINTED
    assert reading.doubts == (("printed-across", "Страница 1: не прочитано напечатанное поперёк: «ПРОЕКТ»."),)


def test_the_unseen_layer_of_a_scan_is_read_and_said_to_be_recognised(tmp_path):
    paper = tmp_path / "paper.png"
    paper.write_bytes(grey_paper())
    source = f'#set page(margin: 2cm, background: image("paper.png", width: 100%, height: 100%))\n{TEXT}'
    (tmp_path / "scan.typ").write_text(source, encoding="utf-8")
    data = changed(typst.compile(tmp_path / "scan.typ"), unseen)

    outline = outline_of(data)
    said = [problem for problem in outline.problems if problem.code == "recognised"]

    assert printed(data) == PRINTED
    assert [problem.source for problem in said] == [None, (1, 1), (2, 2)]
    assert said[0].hint == "Страница 1: текст распознан по картинке. Сверьте его с ней."


@pytest.mark.usefixtures("_no_program")
def test_a_page_that_is_a_picture_is_named():
    reading = read_pdf(together(typeset(TEXT), pictures(typeset("3. Позвать врача."), 50)))

    assert [block.printed for block in reading.blocks] == PRINTED
    assert reading.doubts == (("page-unread", "Страница 2: картинка без текста, не прочитано. Допишите, что на ней."),)


@pytest.mark.usefixtures("_no_program")
def test_a_scan_where_no_program_recognises_it_is_refused():
    with pytest.raises(UnreadableDocument, match=SCAN):
        read_pdf(pictures(typeset(TEXT), 50))


def test_russian_letters_under_western_names_are_set_right():
    data = in_western_letters("Резолюция форума", "1. Создать совет жителей № 5.", "2. Открыть центр.")

    reading = read_pdf(data)

    assert [block.printed for block in reading.blocks] == [
        "Резолюция форума",
        "1. Создать совет жителей № 5.",
        "2. Открыть центр.",
    ]
    assert [code for code, _ in reading.doubts] == ["letters-repaired"]


@pytest.mark.usefixtures("_no_program")
def test_letters_of_no_language_are_refused_with_the_number_of_the_page():
    strange = written_pdf(text="\u00e1\u00fa\u00f1\u00e5\u00fe" * 6).replace(
        b"/Helvetica", b"/Helvetica /Encoding /WinAnsiEncoding"
    )
    data = together(typeset(TEXT), strange)

    with pytest.raises(UnreadableDocument, match=r"^Страница 2: PDF не говорит, какие это буквы\."):
        read_pdf(data)


def test_a_text_in_another_language_is_a_doubt():
    data = written_pdf(text=") Tj 0 -16 Td (".join(["Forum resolution: open the hall and buy a pump."] * 4))

    assert [code for code, _ in read_pdf(data).doubts] == ["letters-foreign"]


def test_the_reader_in_the_cage_hands_over_its_doubts():
    reading = READERS["pdf"](in_western_letters("Резолюция форума", "1. Создать совет жителей."))

    assert [code for code, _ in reading.doubts] == ["letters-repaired"]


@pytest.mark.parametrize("size", [6, 7, 8])
def test_figures_close_to_each_other_in_small_type_are_not_one_drawn_twice(size):
    assert printed(typeset(f"#set text(size: {size}pt)\nТелефон мэрии: 1 1 1 1 2 2 2 2 9 9 9 9.")) == [
        "Телефон мэрии: 1 1 1 1 2 2 2 2 9 9 9 9."
    ]


def test_signs_beyond_the_first_plane_are_whole_in_texts_and_doubts():
    reading = read_pdf(typeset("Открыть зал \U0001d400.\n\n#rotate(45deg)[План \U0001d401]"))

    assert [block.text for block in reading.blocks] == ["Открыть зал \U0001d400."]
    assert reading.doubts == (("printed-across", "Страница 1: не прочитано напечатанное поперёк: «План \U0001d401»."),)
