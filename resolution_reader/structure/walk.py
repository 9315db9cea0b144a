"""The walk through a document, top to bottom: open section, lead-ins in force, open item; and what adds to them.

What a block is, others decide: sections.py, list_items.py, paragraphs.py, table_walk.py, annexes.py.
"""

from collections.abc import Sequence

from resolution_reader.outline import Mention
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.agenda import read_agenda
from resolution_reader.structure.lead_ins import LeadIn
from resolution_reader.structure.look_ahead import LookAhead
from resolution_reader.structure.numbering import Label
from resolution_reader.structure.skeleton import Chapter, Item, Names


class Walk:
    """What is open at one block of the document; every block ends up in a chapter, an item or among the skipped."""

    def __init__(self, blocks: Sequence[Block], start: int, names: Names, addressed: tuple[Mention, ...] = ()) -> None:
        """`start`: the first block of the body. `addressed`: whom the head of a letter names, «просим Вас»."""
        self.blocks = blocks
        self.names = names
        self.addressed = addressed
        self.agenda = read_agenda(blocks, start)
        self.look_ahead = LookAhead(blocks, start)
        self.chapters = [Chapter(None)]
        self.skipped: list[int] = []
        self.refused: list[int] = []
        self.lead_in: LeadIn | None = None  # of the list, unnumbered
        self.inner: LeadIn | None = None  # a numbered line that only names an addressee
        self.general: LeadIn | None = None  # stands right above a heading: of all sections below
        self.lead_in_at = -1  # the block of the lead-in
        self.item: Item | None = None
        self.heading_label: Label | None = None  # of the open section's heading, when it bears one
        self.asked_before = False  # a sentence of this section has asked already

    @property
    def chapter(self) -> Chapter:
        return self.chapters[-1]

    @property
    def force(self) -> LeadIn | None:
        """The lead-in that an item of the list stands under."""
        return self.inner or self.lead_in

    @property
    def verb(self) -> str:
        """The verb of the lead-in, which the lines below may go on with."""
        return self.lead_in.verb if self.lead_in else ""

    def any_items(self) -> bool:
        return bool(self.chapter.items) or any(chapter.items for chapter in self.chapters)

    def new_chapter(self, title: str | None, index: int = -1) -> None:
        """`index` is the heading's block."""
        if self.lead_in and self.lead_in.requests and index == self.lead_in_at + 1:
            self.general = self.lead_in
        if self.lead_in is None or self.chapter.items:
            self.lead_in = self.general
        self.chapters.append(Chapter(title))
        self.inner, self.item, self.asked_before = None, None, False

    def headed(self, index: int, label: Label | None) -> None:
        """This block is the heading of the open section, and nothing else."""
        self.heading_label = label
        self.chapter.own_blocks.append(index)

    def enter_list(self, lead_in: LeadIn, index: int) -> None:
        """A line that says what the list below it holds."""
        self.lead_in, self.inner, self.item = lead_in, None, None
        self.lead_in_at = index
        self._note_lead_in(index)

    def enter_inner_list(self, lead_in: LeadIn, index: int) -> None:
        """The same, of a numbered line inside a list."""
        self.inner, self.item = lead_in, None
        self._note_lead_in(index)

    def _note_lead_in(self, index: int) -> None:
        if self.force and self.force.requests is False:
            self.preamble(index)
        else:
            self.chapter.lead_ins.append(self.blocks[index].printed)
            self.chapter.own_blocks.append(index)

    def add_item(self, index: int, label: Label | None) -> None:
        """A list item begins; it may go on in the blocks below."""
        self.item = Item(label, [self.blocks[index].text], index, index, self.force)
        self.chapter.items.append(self.item)

    def add_sentence(self, index: int, sentence: str) -> None:
        """A recommendation found in a paragraph; nothing can go on with it."""
        self.chapter.items.append(Item(None, [sentence], index, index, None, "prose"))
        self.asked_before = True

    def close(self, index: int) -> None:
        """The open list is over."""
        if self.item is not None and self.item.label is not None:
            self.lead_in = None
        self.item, self.inner = None, None

    def skip(self, index: int) -> None:
        """A block that is no text of the resolution: the list above it is over."""
        self.close(index)
        self.skipped.append(index)

    def preamble(self, index: int) -> None:
        self.chapter.preamble.append(self.blocks[index].printed)
        self.chapter.own_blocks.append(index)
