"""The state of the walk through a document: open section, lead-ins in force, open item; and what adds to them."""

from collections.abc import Sequence

from resolution_reader.readers.blocks import Block
from resolution_reader.structure.lead_ins import LeadIn
from resolution_reader.structure.look_ahead import LookAhead
from resolution_reader.structure.numbering import Label, label_continues
from resolution_reader.structure.skeleton import Chapter, Found, Item, Names


class Walk:
    """What is open at one block of the document; every block ends up in a chapter, an item or among the skipped."""

    def __init__(self, blocks: Sequence[Block], start: int, names: Names) -> None:
        self.blocks = blocks
        self.names = names
        self.start = start
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

    def note_lead_in(self, index: int) -> None:
        force = self.inner or self.lead_in
        if force and force.requests is False:
            self.preamble(index)
        else:
            self.chapter.lead_ins.append(self.blocks[index].printed)
            self.chapter.own_blocks.append(index)

    def add_item(self, index: int, label: Label | None, found: Found = "item") -> None:
        previous = self.previous_label(label)
        item = Item(label, [self.blocks[index].text], index, index, self.inner or self.lead_in, found)
        item.gap_after = previous if label and previous and not label_continues(label, previous) else None
        self.chapter.items.append(item)
        self.item = item

    def previous_label(self, label: Label | None) -> Label | None:
        if label is None or not self.chapter.items:
            return None
        last = self.chapter.items[-1]
        same_list = (
            last.label is not None and last.label.kind == label.kind and last.lead_in == (self.inner or self.lead_in)
        )
        return last.label if same_list else None

    def add_part(self, index: int, label: Label | None) -> None:
        block = self.blocks[index]
        assert self.item is not None
        self.item.texts.append(block.printed)
        self.item.parts.append((label, block.text))
        self.item.last = index

    def close(self, index: int) -> None:
        """The open list is over."""
        if self.item is not None and self.item.label is not None:
            self.lead_in = None
        self.item, self.inner = None, None

    def preamble(self, index: int) -> None:
        self.chapter.preamble.append(self.blocks[index].printed)
        self.chapter.own_blocks.append(index)
