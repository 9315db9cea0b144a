"""The walk through a document, top to bottom: open section, lead-ins in force, open item; and what adds to them.

What a block is, others decide: sections.py, list_items.py, paragraphs.py, table_walk.py, annexes.py.
"""

import re
from collections.abc import Sequence

from resolution_reader.outline import Mention, Span
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.acts import says_act
from resolution_reader.structure.agenda import read_agenda
from resolution_reader.structure.lead_ins import LeadIn
from resolution_reader.structure.list_levels import begins_anew, is_sibling
from resolution_reader.structure.look_ahead import LookAhead
from resolution_reader.structure.minutes import Minutes
from resolution_reader.structure.numbering import Label, parse_label
from resolution_reader.structure.own_lines import belongs_to_item
from resolution_reader.structure.skeleton import Chapter, Item, Names, Over, Talk

YOU = re.compile(r"\b(вас|вам)\b", re.I)


class Walk:
    """What is open at one block of the document; every block ends up in a chapter, an item or among the skipped."""

    def __init__(self, blocks: Sequence[Block], start: int, names: Names, addressed: tuple[Mention, ...] = ()) -> None:
        """`start`: the first block of the body. `addressed`: whom the head of a letter names, «просим Вас»."""
        self.blocks = blocks
        self.names = names
        self.addressed = addressed
        self.agenda = read_agenda(blocks, start)
        self.look_ahead = LookAhead(blocks, start)
        self.minutes = Minutes(blocks, start)
        self.hearing = False  # minutes tell here what was heard
        self.chapters = [Chapter(None)]
        self._items_above = False  # in a section that is closed
        self.skipped: list[int] = []
        self.refused: list[int] = []
        self.passed_tables: list[Span] = []
        self.lead_in: LeadIn | None = None  # of the list, unnumbered
        self.inner: LeadIn | None = None  # a numbered line that only names an addressee
        self.general: LeadIn | None = None  # stands right above a heading: of all sections below
        self.lead_in_at = -1  # the block of the lead-in
        self.first_label: Label | None = None  # of the items below it
        self.item: Item | None = None
        self.heading_label: Label | None = None  # of the open section's heading, when it bears one
        self.annex: str | None = None  # the line that begins the annex in which we are

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
        """Whether a recommendation has been found so far."""
        return self._items_above or bool(self.chapter.items)

    def new_chapter(self, title: str | None, index: int = -1) -> None:
        """`index` is the heading's block."""
        if self.lead_in and self.lead_in.requests and index == self.lead_in_at + 1:
            self.general = self.lead_in
        if self.lead_in is None or self.chapter.items:
            self.lead_in = self.general
        self._items_above = self.any_items()
        self.chapters.append(Chapter(title, annex=self.annex))
        self.inner, self.item = None, None

    def headed(self, index: int, label: Label | None) -> None:
        """This block is the heading of the open section, and nothing else."""
        self.heading_label = label
        self.chapter.title_as_written = self.blocks[index].printed
        self.chapter.own_blocks.append(index)

    def named(self, index: int, title: str) -> None:
        """The heading of the open section goes on in this block, which says its name."""
        self.chapter.title = title
        self.chapter.title_as_written = f"{self.chapter.title_as_written}\n{self.blocks[index].printed}"
        self.chapter.own_blocks.append(index)

    def enter_list(self, lead_in: LeadIn, index: int) -> None:
        """A line that says what the list below it holds."""
        self.lead_in, self.inner, self.item, self.first_label = lead_in, None, None, None
        self.lead_in_at = index
        self._note_lead_in(lead_in, index, self._level_in_list(lead_in))

    def _level_in_list(self, lead_in: LeadIn) -> int:
        """«Обращаемся с просьбой: / К Правительству: …»: those that only name stand under the one that asks."""
        if says_act(lead_in.text) or not (lead_in.mentions or lead_in.verb):
            return 1
        asking = self.chapter.asking
        return asking.level + 1 if asking and asking.label is None and not asking.lead_in.mentions else 1

    def take_back_lead_in(self, index: int) -> None:
        """The line in this block opens no list: figures stand below it."""
        last = self.chapter.body[-1] if self.chapter.body else None
        if isinstance(last, Over) and last.source == (index, index) and not last.lead_in.mentions:
            self.chapter.body.pop()
            self.chapter.overs.pop()
            self.chapter.asking, self.lead_in = None, None
            self.chapter.talk(last.printed, index)

    def enter_inner_list(self, lead_in: LeadIn, index: int) -> None:
        """The same, of a numbered line inside a list."""
        level = self._level_within(lead_in)
        self.inner, self.item = lead_in, None
        self._note_lead_in(lead_in, index, level)

    def leave_inner_list(self) -> None:
        """The line above it holds again: «1. Рекомендовать: / 1.1. школам: / а) … / 1.2. …»."""
        overs = self.chapter.overs
        at = next((at for at, line in enumerate(overs) if line.lead_in is self.inner), 0)
        above = next((line for line in reversed(overs[:at]) if line.level < overs[at].level), None)
        self.inner = above.lead_in if above and above.lead_in is not self.lead_in else None

    def _level_within(self, lead_in: LeadIn) -> int:
        """One more than that of the line it stands under: a numbered line of a lower level, else that of the list."""
        for line in reversed(self.chapter.overs):
            if line.label and lead_in.label and is_sibling(lead_in.label, line.label):
                return line.level
            below = line.label and lead_in.label and lead_in.label.path[: line.label.depth] == line.label.path
            if line.lead_in is self.lead_in or (below and line.label != lead_in.label):
                return line.level + 1
        return 1

    def _note_lead_in(self, lead_in: LeadIn, index: int, level: int = 1) -> None:
        if lead_in.requests is False:
            self.preamble(index)
        else:
            block = self.blocks[index]
            self.over(Over(lead_in, parse_label(block.label), block.text, (index, index), level))
            self.chapter.own_blocks.append(index)

    def over(self, line: Over) -> None:
        self.chapter.body.append(line)
        self.chapter.overs.append(line)
        if says_act(line.text):
            self.chapter.asking = line

    def add_item(self, index: int, label: Label | None) -> None:
        """A list item begins; it may go on in the blocks below."""
        self.first_label = self.first_label or label
        self.item = Item(label, [self.blocks[index].text], index, index, self.force)
        self.chapter.add(self.item)

    def add_sentence(self, index: int, sentence: str) -> None:
        """A recommendation found in a paragraph; nothing can go on with it."""
        self.chapter.add(Item(None, [sentence], index, index, self._names_for(index, sentence), "prose"))

    def _names_for(self, index: int, sentence: str) -> LeadIn | None:
        """«Директорам школ», right above «Призываем не собирать денег.»; the head of a letter, over «Просим Вас …»."""
        if self.lead_in and self.lead_in.mentions and self.lead_in_at == index - 1:
            return self.lead_in
        above = self.blocks[index - 1] if index else None
        if above and not (above.label or above.table) and (named := self.names.whole(above.text)):
            return LeadIn(above.text, True, named)
        if self.addressed and YOU.search(sentence):
            return LeadIn(", ".join(mention.as_written for mention in self.addressed), True, self.addressed)
        return None

    def takes_own_line(self, index: int) -> bool:
        """«Срок – 1 мая.», right below an item or one of its parts: it belongs to both."""
        above = self.chapter.body[-1] if self.chapter.body else None
        if not isinstance(above, Item) or above.last != index - 1 or self.blocks[index - 1].table:
            return False
        if not belongs_to_item(self.blocks, index):
            return False
        if begins_anew(self.blocks, index + 1, above.label) and self.names.whole(self.blocks[index].text):
            return False  # «Кому: главам районов», over the next list
        above.go_on(self.blocks[index], index, part_as_well=True)
        return True

    def between(self, sentences: Sequence[str], index: int) -> None:
        """Sentences of a paragraph of which another one asks: they stay where they stand."""
        if sentences:
            self.chapter.body.append(Talk(" ".join(sentences), (index, index)))

    def close(self, index: int) -> None:
        """The open list is over."""
        if self.item is not None and self.item.label is not None:
            self.lead_in = None
        self.item, self.inner = None, None

    def skip(self, index: int) -> None:
        """A block that is no text of the resolution: the list above it is over."""
        self.close(index)
        self.skipped.append(index)

    def aside(self, index: int) -> None:
        """A line between items that is no text of the resolution, as a vote: the list goes on below it."""
        self.item = None
        self.skipped.append(index)

    def preamble(self, index: int) -> None:
        """A paragraph that asks nothing."""
        self.chapter.talk(self.blocks[index].printed, index)
        self.chapter.own_blocks.append(index)
