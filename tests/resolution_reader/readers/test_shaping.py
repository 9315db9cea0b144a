"""From paragraphs of any format to the blocks of a text, and the check that nothing was lost."""

from hypothesis import example, given
from hypothesis import strategies as st

from resolution_reader.readers.blocks import Block
from resolution_reader.readers.completeness import UNNAMED, lost_pieces
from resolution_reader.readers.grid import Place
from resolution_reader.readers.plain import read_plain
from resolution_reader.readers.shaping import Paragraph, blocks_of
from resolution_reader.structure.numbering import parse_label

LINES = st.text(alphabet="абв 12.)(-–•№IVа;:«»\t\xa0", max_size=40)


@given(LINES)
@example("1\xa0 .")
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
    assert all(block.label == "" or parse_label(block.label) for block in blocks)


def test_a_bullet_that_the_font_draws_is_a_label():
    assert [(b.label, b.text) for b in blocks_of(Paragraph("\uf0b7\tраз", 1))] == [("•", "раз")]


def test_a_number_alone_in_its_cell_is_the_text_of_the_cell():
    (block,) = blocks_of(Paragraph("1.", 1, kind="cell", table=1, place=Place(2, 1)))

    assert (block.label, block.text, block.row, block.column) == ("", "1.", 2, 1)


def test_pieces_that_no_block_holds_are_named():
    blocks = [Block("item", 0, "1.", "Открыть центр.", "", (1, 1))]

    assert lost_pieces(["Открыть ", "центр."], blocks) == ()
    assert lost_pieces(["Открыть", "центр", "немедленно!"], blocks) == ("немедленно",)


def test_a_piece_that_stands_once_too_seldom_is_lost_though_its_words_are_there():
    assert lost_pieces(["да", "да"], [Block("paragraph", 0, "", "да", "", (1, 1))]) == (UNNAMED,)
