"""Pages of a .pdf: columns, pages of other shapes, what runs around the text, notes at the foot."""

import pytest

from resolution_reader.readers.pdf import read_pdf
from resolution_reader.readers.pdf_gutters import runs_of
from resolution_reader.readers.pdf_words import Word
from tests.resolution_reader.readers.pdf_files import together, turned, typeset

SENTENCE = "Участники форума рекомендуют органам местного самоуправления поддержать инициативы жителей и организаций"
ITEMS = [f"{number}. {SENTENCE}, а также провести вечер номер {number} в доме культуры." for number in range(1, 7)]


def printed(data: bytes) -> list[str]:
    return [block.printed for block in read_pdf(data).blocks]


def test_two_columns_are_read_one_after_the_other():
    source = "РЕЗОЛЮЦИЯ\n\nУчастники форума рекомендуют:\n\n#columns(2)[" + "\n\n".join(ITEMS) + "]"
    data = typeset(source, "margin: 2cm, height: 13cm")

    assert printed(data) == ["РЕЗОЛЮЦИЯ", "Участники форума рекомендуют:", *ITEMS]


def test_wide_blanks_of_justified_lines_are_no_columns():
    rows = []
    for row, (right, left) in enumerate(((150, 190), (172, 188), (140, 195), (166, 201), (158, 185), (133, 207))):
        places = [60, 85, 95, right, left, left + 20, left + 24, 262, 265, 300]
        rows.append([Word("слово", *places[at : at + 2], 700 - 14 * row, 12) for at in range(0, 10, 2)])

    assert runs_of(rows) == []


def test_a_landscape_page_has_margins_of_its_own():
    wide = typeset(f"Приложение\n\n{SENTENCE}, {SENTENCE}, {SENTENCE}.", "flipped: true, margin: 2cm")

    assert printed(together(typeset("#set text(hyphenate: false)\n" + "\n\n".join(ITEMS)), wide))[:6] == ITEMS


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_a_page_drawn_turned_is_read_as_it_is_shown(quarters):
    data = typeset("РЕЗОЛЮЦИЯ\n\nг. Томск, 5 июня 2026 года\n\n" + "\n\n".join(ITEMS))

    assert printed(turned(data, quarters)) == ["РЕЗОЛЮЦИЯ", "г. Томск, 5 июня 2026 года", *ITEMS]


def test_f4_heads_with_changing_numbers_and_feet_are_no_text_and_not_missed():
    page = (
        "margin: 2cm, header: context [Резолюция форума, стр. #counter(page).display()\\ Проект],"
        " footer: context align(center)[— #counter(page).display() —]"
    )
    texts = [f"{number}. {SENTENCE} номер {number}." for number in range(1, 80)]

    reading = read_pdf(typeset("\n\n".join(texts), page))

    assert [block.printed for block in reading.blocks] == texts
    assert reading.lost == ()


def test_a_head_close_to_the_text_is_one_if_it_stands_on_nearly_every_page():
    page = "margin: (top: 2cm, rest: 2cm), header-ascent: 2pt, header: [Совет области]"

    texts = [f"{number}. {SENTENCE} и провести вечер номер {number}." for number in range(1, 50)]

    assert printed(typeset("\n\n".join(texts), page)) == texts


def test_a_line_that_stands_on_one_page_only_is_no_head():
    pages = [typeset(f"{first}\n\n{ITEMS[0]}") for first in ("Форум", "Школе", "Музею")]

    assert [text for text in printed(together(*pages)) if len(text) < 10] == ["Форум", "Школе", "Музею"]


def test_notes_at_the_foot_and_their_marks_are_left_out():
    note = "#footnote[Положение утверждается до 1 марта 2027 года. Далее — положение о конкурсе грантов.]"
    source = f"1. Провести конкурс{note} грантов.\n\n" + "\n\n".join(ITEMS[1:] * 6)

    assert printed(typeset(source)) == ["1. Провести конкурс грантов.", *ITEMS[1:] * 6]


def test_small_type_at_the_foot_without_a_mark_is_text():
    data = typeset(f"{ITEMS[0]}\n\n#text(size: 9pt)[Принято единогласно.]")

    assert printed(data) == [ITEMS[0], "Принято единогласно."]
