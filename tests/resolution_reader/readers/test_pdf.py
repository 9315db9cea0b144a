"""The reader of .pdf: lines to paragraphs, hyphens, raised figures, scans and locks."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolution_reader.readers.blocks import Block
from resolution_reader.readers.pdf import read_pdf
from resolution_reader.readers.pdf_lines import Line
from resolution_reader.readers.pdf_paragraphs import paragraphs, text_of, with_rows
from resolution_reader.readers.wrapping import joined
from tests.resolution_reader.readers.pdf_files import typeset


def read(data: bytes) -> list[Block]:
    return read_pdf(data).blocks


SENTENCE = "Участники форума рекомендуют органам местного самоуправления поддержать инициативы жителей и организаций"
ITEM = "1. Рекомендовать мэрии города разработать план благоустройства дворов и скверов с участием самих жителей."


def made(*texts: str, page: str = 'margin: 2cm, numbering: "1"', more: str = "") -> bytes:
    source = f"#set text(hyphenate: true)\n#set par(justify: true{more})\n"
    source += "\n".join(f"#par(text({json.dumps(text, ensure_ascii=False)}))" for text in texts)
    return typeset(source, page)


def test_wrapped_and_hyphenated_lines_are_one_paragraph():
    texts = [". ".join([SENTENCE] * 6) + ".", ITEM, ITEM.replace("1.", "2."), "г. Томск"]

    blocks = read(made(*texts))

    assert [block.printed for block in blocks] == texts
    assert [block.label for block in blocks] == ["", "1.", "2.", ""]


def test_paragraphs_known_only_by_their_indent_are_told_apart():
    texts = [". ".join([SENTENCE] * 3) + " и так далее до самого края страницы.", ". ".join([SENTENCE] * 2) + "."]

    data = made(*texts, more=", first-line-indent: (amount: 1.25cm, all: true), spacing: 0.65em")

    assert [block.text for block in read(data)] == texts


def test_a_paragraph_over_the_end_of_a_page_is_one():
    texts = [". ".join([SENTENCE] * 60) + "."]

    assert [block.text for block in read(made(*texts))] == texts


def test_short_headings_between_items_of_one_line_stay_apart():
    texts = ["Школе", "1. Ввести час чтения.", "2. Звать писателей чаще.", "Библиотеке", "3. Продлить часы работы."]

    assert [block.printed for block in read(made(*texts))] == texts


def test_a_bold_heading_and_a_centered_one_are_said_to_be_so():
    blocks = read(typeset("#align(center)[РЕЗОЛЮЦИЯ]\n\n*Мэрии города*\n\nОткрыть центр."))

    assert [(block.text, block.emphasis) for block in blocks] == [
        ("РЕЗОЛЮЦИЯ", "centered"),
        ("Мэрии города", "bold"),
        ("Открыть центр.", ""),
    ]


def test_raised_figures_are_powers_and_marks_of_notes_are_left_out():
    source = "Площадь 10#super[3] м#super[2], срок в 2027#super[1] году, конкурс#super[2] грантов."

    assert [block.text for block in read(typeset(source))] == ["Площадь 10³ м², срок в 2027 году, конкурс грантов."]


def test_bullets_that_are_drawn_are_bullets():
    dot = "#box(move(dy: -3pt, circle(radius: 2pt, fill: black))) #h(6pt)"

    assert [block.printed for block in read(typeset(f"{dot} Открыть центр.\n\n{dot} Купить насос."))] == [
        "• Открыть центр.",
        "• Купить насос.",
    ]


def test_letters_with_blanks_between_are_words():
    data = typeset("#align(center)[#text(tracking: 6pt)[РЕЗОЛЮЦИЯ ФОРУМА]]\n\nР Е Ш И Л И:\n\n1. Открыть центр.")

    assert [block.printed for block in read(data)] == ["РЕЗОЛЮЦИЯ ФОРУМА", "РЕШИЛИ:", "1. Открыть центр."]


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("Санкт-", "Петербурга", "Санкт-Петербурга"),
        ("в Юго-", "Западном районе", "в Юго-Западном районе"),
        ("Ново-", "Зареченска", "Ново-Зареченска"),
        ("НКО-", "партнёров", "НКО-партнёров"),
        ("QR-", "код", "QR-код"),
        ("5-", "й съезд", "5-й съезд"),
        ("Ростов-на-", "Дону", "Ростов-на-Дону"),
        ("туристско-", "рекреационного", "туристско-рекреационного"),
        ("жилищно-", "коммунального", "жилищно-коммунального"),
        ("РЕЗО-", "ЛЮЦИЯ", "РЕЗОЛЮЦИЯ"),
        ("орга-", "низаций", "организаций"),
        ("Зарече-", "нска", "Зареченска"),
        ("2026–", "2027 годы", "2026–2027 годы"),
        ("совет -", "это", "совет - это"),
    ],
)
def test_the_hyphen_at_a_lines_end_stays_in_names_and_compounds(first, second, whole):
    assert joined(first, second) == whole


def line(text: str, row: int, *, page: int = 0, left: float = 50.0, right: float = 500.0) -> Line:
    return Line(text, page, left, right, 800.0 - 14 * row, 12.0, edges=(50.0, 500.0))


def texts(lines: list[Line]) -> list[str]:
    return [text_of(found) for found in paragraphs(lines)]


def test_a_compound_keeps_its_hyphen_and_a_broken_word_loses_it():
    broken = [line("социально-", 1), line("экономический раз-", 2), line("витие", 3, right=80)]

    assert texts(broken) == ["социально-экономический развитие"]


def test_a_wider_distance_is_a_blank_line():
    lines = [line(f"Строка {row}.", row, right=500 if row == 7 else 120) for row in (1, 2, 3, 6, 7)]

    assert with_rows(paragraphs(lines)) == [1, 2, 3, 5, 6]


def test_a_colon_before_a_capital_ends_a_paragraph_however_full_its_line():
    assert texts([line("Рекомендовать:", 1), line("Мэрии города", 2, right=150)]) == ["Рекомендовать:", "Мэрии города"]


def test_f3_a_heading_right_after_an_item_is_a_paragraph_of_its_own():
    lines = [line("2.6. Вернуть лавочки к магазину.", 1), line("Тема 3. Транспорт", 2, right=150)]

    assert texts(lines) == ["2.6. Вернуть лавочки к магазину.", "Тема 3. Транспорт"]


def test_words_broken_in_a_narrow_cell_are_whole_and_others_apart():
    rows = ["Министерст", "во культуры", "и", "туризма", "до 1.06.202", "7"]
    cell = [Line(text, 0, 50, 118, 800 - 14 * row, 12, edges=(50, 120)) for row, text in enumerate(rows)]

    assert texts(cell) == ["Министерство культуры и туризма до 1.06.202 7"]
    assert texts([replace(cell[4], text="1.06.202"), cell[5]]) == ["1.06.2027"]


@given(st.lists(st.integers(0, 30), max_size=25), st.randoms())
def test_no_letter_is_lost_on_the_way_to_paragraphs(rows, random):
    lines = [
        line(random.choice(["да", "1. нет", "кон-", "- и"]), row, right=random.choice([90, 500]))
        for row in sorted(rows)
    ]

    def letters(text: str) -> str:
        return "".join(filter(str.isalnum, text))

    assert letters("".join(texts(lines))) == letters("".join(each.text for each in lines))
