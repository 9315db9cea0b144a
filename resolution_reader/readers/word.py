"""Reader of .docx: an own walk over word/document.xml, because only so every automatic number is as printed.

Runs in the cage: `python -m resolution_reader.readers.word` reads bytes from standard input.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice

from lxml import etree

from resolution_reader.readers.archive import open_archive
from resolution_reader.readers.blocks import Block, Reading
from resolution_reader.readers.completeness import lost_pieces, said_by
from resolution_reader.readers.grid import OUTSIDE, Place, is_layout
from resolution_reader.readers.limits import MAX_PARAGRAPHS, TOO_MANY_PARAGRAPHS, UnreadableDocument, check_blocks
from resolution_reader.readers.served import serve
from resolution_reader.readers.shaping import Paragraph, blocks_of
from resolution_reader.readers.word_fields import FieldNumbers
from resolution_reader.readers.word_numbering import Numbering
from resolution_reader.readers.word_package import Package, package_of
from resolution_reader.readers.word_styles import Styles
from resolution_reader.readers.word_tables import TRANSPARENT, cells_of, is_deleted_row
from resolution_reader.readers.word_text import Inner, chosen, inner_of
from resolution_reader.readers.word_xml import MC, W, child

MAX_NESTED_TABLES = 50
DELETED = {W + "del", W + "moveFrom"}
TOO_DEEP = "Таблицы в документе вложены друг в друга глубже 50 раз: оставьте простой текст и загрузите снова."
INSERTED_DOCUMENT = "(вставленный документ)"


def read_word(data: bytes) -> Reading:
    """Blocks of the body in document order; UnreadableDocument for what is no usable .docx."""
    parts = package_of(open_archive(data))
    styles = Styles(parts.styles)
    walk = _Walk(styles, Numbering(parts.numbering, styles.lists), parts.diagrams)
    blocks = list(islice(walk.container(parts.body), MAX_PARAGRAPHS + 1))
    check_blocks(blocks)
    lost = lost_pieces(_pieces(parts, walk.passed), blocks)
    if next(parts.body.iter(W + "altChunk"), None) is not None:
        lost = (*lost, INSERTED_DOCUMENT)
    return Reading(blocks, lost, said_by(_withdrawn(parts.body, walk.hidden)))


class _Walk:
    """Where the walk stands: rows and tables counted so far, the cell it is in, text waiting for its paragraph."""

    def __init__(self, styles: Styles, numbering: Numbering, diagrams: Mapping[str, Sequence[str]]) -> None:
        self.styles = styles
        self.numbering = numbering
        self.diagrams = diagrams
        self.fields = FieldNumbers()
        self.passed: set[etree._Element] = set()
        self.hidden: list[etree._Element] = []
        self.row = 0
        self.tables = 0
        self.depth = 0
        self.table = 0
        self.place = OUTSIDE
        self.in_grid = False  # a table in this cell is text of the cell
        self.waiting = ""  # of a paragraph whose end was deleted, or a large first letter: it goes on in the next one

    def container(self, element: etree._Element) -> Iterator[Block]:
        for part in element.iterchildren(tag=etree.Element):
            if part.tag == W + "p":
                yield from self.paragraph(part)
            elif part.tag == W + "tbl":
                yield from self.cells(part)
            elif part.tag in TRANSPARENT:
                yield from self.container(part)
            elif part.tag == MC + "AlternateContent":
                branch = chosen(part)
                if branch is not None:
                    yield from self.container(branch)

    def paragraph(self, element: etree._Element) -> Iterator[Block]:
        self.row += 1
        if self.row > 10 * MAX_PARAGRAPHS:
            raise UnreadableDocument(TOO_MANY_PARAGRAPHS)
        inner = inner_of(element, partial(self.styles.look, element), self.fields)
        self.passed.update(inner.passed)
        self.hidden += inner.hidden
        text = "".join(inner.text)
        if _goes_on(element):
            self.waiting += text
        elif text.strip() or not self.styles.hides_end(element):
            text, self.waiting = self.waiting + text, ""
            yield from self._blocks(element, inner, text)
        for box in inner.boxes:
            yield from self.container(box)
        for line in (line for name in inner.diagrams for line in self.diagrams.get(name, ())):
            self.row += 1
            yield from blocks_of(Paragraph(line, self.row))

    def cells(self, element: etree._Element) -> Iterator[Block]:
        if self.depth >= MAX_NESTED_TABLES:
            raise UnreadableDocument(TOO_DEEP)
        outer = self.table, self.place, self.in_grid
        self.depth += 1
        rows = cells_of(element)
        if not self.in_grid:
            self.tables += 1
        table = self.tables
        in_grid = self.in_grid or not is_layout([[place for _, place in row] for row in rows])
        for line, row in enumerate(rows, start=1):
            for cell, place in row:
                if not outer[2]:
                    own = place if place.row == line else Place(line, place.column)
                    self.table, self.place, self.in_grid = table, own, in_grid
                yield from self.container(cell)
        self.depth -= 1
        self.table, self.place, self.in_grid = outer

    def _blocks(self, element: etree._Element, inner: Inner, text: str) -> list[Block]:
        label, gap, level = self._label(element)
        heading = self.styles.heading_level(element)
        table = self.table
        if table and not text.strip() and label:
            text, label = label, ""  # an empty numbered cell: the number of its row
        return blocks_of(
            Paragraph(
                text,
                self.row,
                kind="cell" if table else "paragraph" if heading is None else "heading",
                level=level if heading is None else heading,
                label=label,
                gap=gap,
                emphasis=self.styles.emphasis(element, inner.runs),
                table=table,
                place=self.place,
            )
        )

    def _label(self, element: etree._Element) -> tuple[str, str, int]:
        """(label, gap after it, level of the list); it counts, so each paragraph is asked once."""
        place = self.styles.list_place(element)
        if place is None:
            return "", "", 0
        level = place.level
        if not self.styles.has_own_level(element):
            tied = self.numbering.level_of_style(place.num_id, self.styles.ids_of(element))
            level = level if tied is None else tied
        level = level or 0
        return (*self.numbering.label(place.num_id, level), level)


def _goes_on(paragraph: etree._Element) -> bool:
    """Whether the paragraph has no end of its own: the mark was deleted or moved away, or it is one large letter.

    Before a table it ends all the same.
    """
    properties = child(paragraph, "pPr")
    mark, frame = child(properties, "rPr"), child(properties, "framePr")
    ends = child(mark, "del") is None and child(mark, "moveFrom") is None
    large = frame is not None and frame.get(W + "dropCap", "none") != "none"
    following = next(paragraph.itersiblings(W + "p", W + "tbl"), None)
    return (large or not ends) and following is not None and following.tag == W + "p"


def _pieces(parts: Package, passed: Container[etree._Element]) -> Iterator[str]:
    """Every piece of text that is printed, found without the walk: what the blocks are checked against."""
    left_out = DELETED | {MC + "Fallback"}
    for text in parts.body.iter(W + "t"):
        if text not in passed and not any(
            above.tag in left_out or is_deleted_row(above) for above in text.iterancestors()
        ):
            yield text.text or ""
    for lines in parts.diagrams.values():
        yield from lines


def _withdrawn(body: etree._Element, hidden: Iterable[etree._Element]) -> Iterator[str]:
    """What an editor may ask for, though no paper shows it. What was moved stands elsewhere."""
    for part in (*hidden, *body.iter(W + "delText")):
        yield part.text or ""


if __name__ == "__main__":
    serve(read_word)
