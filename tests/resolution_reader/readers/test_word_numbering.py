"""Automatic numbers of .docx: as LibreOffice prints them, and the rules one by one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from resolution_reader.readers.blocks import Block
from resolution_reader.readers.number_formats import LATIN, RUSSIAN, bullet, formatted, letters, roman
from resolution_reader.readers.word import read_word
from resolution_reader.readers.word_numbering import Numbering
from resolution_reader.structure.numbering import parse_label
from tests.resolution_reader.readers.compare_with_libreoffice import DIFFERENCES, pairs
from tests.resolution_reader.readers.numbered_documents import LISTS, PRINTED, document
from tests.resolution_reader.readers.office_files import W, abstract, docx, lvl, num, p, start_at


def read(data: bytes) -> list[Block]:
    return read_word(data).blocks


def numbering(inner: str) -> Numbering:
    return Numbering(etree.fromstring(f'<w:numbering xmlns:w="{W}">{inner}</w:numbering>'), {})


def printed(name: str) -> list[str]:
    return [block.printed for block in read(document(name))]


@pytest.mark.parametrize("name", LISTS)
def test_every_line_is_as_libreoffice_prints_it_but_for_the_differences_that_are_its_own(name):
    lines = (PRINTED / f"{name}.txt").read_text(encoding="utf-8-sig").splitlines()
    expected = [" ".join(line.split()) for line in lines if any(sign.isalpha() for sign in line)]
    for (document_name, place), (ours, theirs) in DIFFERENCES.items():
        if document_name == name:
            assert expected[place - 1].startswith(theirs)
            expected[place - 1] = expected[place - 1].replace(theirs, ours, 1)

    assert printed(name) == expected


def test_of_all_numbered_paragraphs_two_differ_from_libreoffices():
    compared = [
        (name, pair)
        for name in LISTS
        for pair in pairs(document(name), (PRINTED / f"{name}.txt").read_text(encoding="utf-8-sig").splitlines())
    ]

    apart = {(name, pair.place): (pair.ours, pair.theirs) for name, pair in compared if pair.ours != pair.theirs}
    assert (len(compared), apart) == (87, DIFFERENCES)


def test_a_level_restarts_after_the_level_named_and_all_above_it():
    third = lvl(2, "%3", more='<w:lvlRestart w:val="1"/>')
    counted = numbering(abstract(0, lvl(0, "%1"), lvl(1, "%2"), third, lvl(3, "%4")) + num(1, 0))

    labels = [(depth, counted.label("1", depth)[0]) for depth in (0, 1, 2, 1, 2, 0, 2, 3)]

    assert labels == [(0, "1"), (1, "1"), (2, "1"), (1, "2"), (2, "2"), (0, "2"), (2, "1"), (3, "1")]


def test_restarting_in_a_level_defined_anew_is_passed_over_as_word_does():
    never = '<w:lvlRestart w:val="0"/>'
    anew = f'<w:lvlOverride w:ilvl="1">{lvl(1, "%2)", more=never)}</w:lvlOverride>'
    counted = numbering(abstract(0, lvl(0, "%1."), lvl(1, "%2.")) + num(1, 0, anew))

    assert [counted.label("1", depth)[0] for depth in (0, 1, 1, 0, 1)] == ["1.", "1)", "2)", "2.", "1)"]


@pytest.mark.parametrize(
    ("value", "label"), [("", "1.1"), (' w:val="1"', "1.1"), (' w:val="0"', "I.1"), (' w:val="off"', "I.1")]
)
def test_legal_figures_can_be_switched_off(value, label):
    counted = numbering(abstract(0, lvl(0, "%1", "upperRoman"), lvl(1, "%1.%2", more=f"<w:isLgl{value}/>")) + num(1, 0))

    assert [counted.label("1", depth)[0] for depth in (0, 1)] == ["I", label]


def test_bullets_of_symbol_fonts_are_shown_by_common_signs():
    assert (bullet("\uf0b7"), bullet("\uf0d8"), bullet("\uf123"), bullet("o")) == ("•", "➢", "•", "○")


def test_a_label_of_words_stands_in_the_text_as_if_it_were_typed():
    (block,) = read(docx(p("Дом", num="1", level=0), abstract(0, lvl(0, "Секция %1.")) + num(1, 0)))

    assert (block.label, block.text) == ("", "Секция 1. Дом")


def test_a_list_that_does_not_exist_prints_nothing():
    assert [b.printed for b in read(docx(p("раз", num="7", level=0) + p("два", num="7", level=11)))] == [
        "раз",
        "два",
    ]


def test_a_list_that_points_to_a_numbering_style_counts_there():
    styles = (
        '<w:style w:type="numbering" w:styleId="Steps"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    lists = abstract(0, lvl(0, "%1)"), more='<w:styleLink w:val="Steps"/>') + abstract(
        1, more='<w:numStyleLink w:val="Steps"/>'
    )
    body = p("раз", num="1", level=0) + p("два", num="2", level=0)

    assert [block.label for block in read(docx(body, lists + num(1, 0) + num(2, 1), styles))] == ["1)", "2)"]


def test_styles_based_on_one_another_in_a_circle_end():
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:basedOn w:val="{base}"/></w:style>'
        for name, base in ("AB", "BA")
    )

    assert [block.text for block in read(docx(p("текст", style="A"), "", styles))] == ["текст"]


def test_a_forged_start_value_makes_no_endless_label():
    lists = abstract(0, lvl(0, "%1)", "russianLower", start=10**8), lvl(1, "%2)", "upperRoman", start=10**8)) + num(
        1, 0
    )
    body = p("раз", num="1", level=0) + p("два", num="1", level=1)

    assert [block.label for block in read(docx(body, lists))] == ["100000000)", "100000000)"]


@given(st.integers(1, 3_999))
def test_roman_figures_are_understood_as_the_number_they_were_made_of(number):
    values = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
    figures = [values[sign] for sign in roman(number)]

    assert sum(-a if a < b else a for a, b in zip(figures, [*figures[1:], 0], strict=True)) == number


@given(st.integers(1, 400), st.sampled_from([LATIN, RUSSIAN]))
def test_letters_repeat_after_the_last_one_and_never_clash(number, alphabet):
    label = letters(number, alphabet)

    assert set(label) == {alphabet[(number - 1) % len(alphabet)]}
    assert len(label) == (number - 1) // len(alphabet) + 1


@given(st.integers(1, 99))
def test_numbers_of_every_format_that_the_parser_knows_are_understood(number):
    assert parse_label(formatted(number, "decimal") + ".").path == (number,)
    assert parse_label(formatted(number, "decimalZero") + ".").path == (number,)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 2), min_size=1, max_size=30))
def test_a_number_goes_up_by_one_and_deeper_levels_begin_anew(depths):
    counted = numbering(abstract(0, lvl(0, "%1"), lvl(1, "%1.%2"), lvl(2, "%1.%2.%3")) + num(1, 0))
    expected = [0, 0, 0]

    for depth in depths:
        expected[:depth] = [max(1, count) for count in expected[:depth]]
        expected[depth] += 1
        expected[depth + 1 :] = [0] * (2 - depth)
        assert counted.label("1", depth) == (".".join(map(str, expected[: depth + 1])), " ")


@given(st.lists(st.sampled_from("123"), min_size=1, max_size=20), st.integers(1, 50))
def test_an_override_acts_at_the_first_use_of_its_list_and_never_again(order, start):
    counted = numbering(abstract(0, lvl(0, "%1")) + num(1, 0) + num(2, 0) + num(3, 0, start_at(0, start)))
    count = 0

    for index, name in enumerate(order):
        count = start if name == "3" and "3" not in order[:index] else count + 1
        assert counted.label(name, 0)[0] == str(count)
