"""From paragraphs of any format to the blocks of a text, and the check that nothing was lost."""

from hypothesis import given
from hypothesis import strategies as st

from resolutions.intake.numbering import parse
from resolutions.intake.readers.blocks import Block
from resolutions.intake.readers.completeness import UNNAMED, lost_pieces
from resolutions.intake.readers.plain import read_plain
from resolutions.intake.readers.shaping import Paragraph, blocks_of, joined_cells

LINES = st.text(alphabet="абв 12.)(-–•№IVа;:«»\t\xa0", max_size=40)


def cell(text: str, column: int, *, label: str = "", row: int = 1) -> Block:
    return Block("cell", 0, label, text, "", (1, 1), 1, row, column)


@given(LINES)
def test_a_paragraph_of_one_line_is_the_block_that_a_text_gives(line):
    expected = read_plain(line.encode()) if line.strip() else []

    assert [(b.kind, b.label, b.text) for b in blocks_of(Paragraph(line, 1))] == [
        (b.kind, b.label, b.text) for b in expected
    ]


@given(st.lists(LINES, max_size=5).map("\n".join), st.sampled_from(["", "1.", "а)", "•", "–", "Секция 2."]))
def test_no_letter_of_a_paragraph_or_its_label_is_lost(text, label):
    blocks = blocks_of(Paragraph(text, 3, label=label))
    wanted = f"{label}{text}" if any(line.split() for line in text.split("\n")) else ""

    letters = "".join(filter(str.isalnum, "".join(block.printed for block in blocks)))

    assert letters == "".join(filter(str.isalnum, wanted))
    assert all(block.label == "" or parse(block.label) for block in blocks)


def test_a_bullet_that_the_font_draws_is_a_label():
    assert [(b.label, b.text) for b in blocks_of(Paragraph("\uf0b7\tраз", 1))] == [("•", "раз")]


def test_a_number_alone_in_its_cell_is_the_label_of_the_next_one():
    row = [cell("1", 1), cell("раз", 2), cell("два", 3)]

    assert [block.printed for block in joined_cells(row)] == ["1 раз", "два"]


def test_a_number_goes_to_no_other_row_and_to_no_cell_with_a_label():
    cells = [
        cell("1", 1),
        cell("раз", 1, row=2),
        cell("2.", 1, row=3),
        cell("два", 2, label="а)", row=3),
        cell("3", 1, row=4),
    ]

    assert [block.printed for block in joined_cells(cells)] == ["1", "раз", "2.", "а) два", "3"]


def test_pieces_that_no_block_holds_are_named():
    blocks = [Block("item", 0, "1.", "Открыть центр.", "", (1, 1))]

    assert lost_pieces(["Открыть ", "центр."], blocks) == ()
    assert lost_pieces(["Открыть", "центр", "немедленно!"], blocks) == ("немедленно",)


def test_a_piece_that_stands_once_too_seldom_is_lost_though_its_words_are_there():
    assert lost_pieces(["да", "да"], [Block("paragraph", 0, "", "да", "", (1, 1))]) == (UNNAMED,)
