"""Blocks to the outline's skeleton: sections, lead-ins, items with their parts. Walks the document once, top to bottom.

The structure a file gives (heading levels, list labels, emphasis) is used first, the words of the text where it
gives none. Every block ends up in the front, a section, a recommendation or among the skipped ones.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from resolution_reader.language.sentence_ends import sentences
from resolution_reader.outline import Mention
from resolution_reader.readers.blocks import Block
from resolution_reader.structure import closing
from resolution_reader.structure.agenda import read_agenda
from resolution_reader.structure.demands import asks, instructs, needs, opines
from resolution_reader.structure.headings import explicit_title, heading_title
from resolution_reader.structure.lead_ins import LeadIn, announces, names_event, read_lead_in
from resolution_reader.structure.list_levels import goes_on, is_part, is_sibling, style
from resolution_reader.structure.numbering import Label, label_continues, parse_label
from resolution_reader.structure.skeleton import Item, Names, Skeleton
from resolution_reader.structure.table_rows import TableReader, first_table, mostly_asks, table_end
from resolution_reader.structure.table_walk import take_table
from resolution_reader.structure.walk import Walk

YOU = re.compile(r"\b(вас|вам)\b", re.I)


class Parser(Walk):
    """Decides for each block what it is, by its label, its looks and its words."""

    def __init__(self, blocks: Sequence[Block], start: int, names: Names, addressed: tuple[Mention, ...] = ()) -> None:
        """`addressed`: whom the head of a letter names; «просим Вас» means them."""
        super().__init__(blocks, start, names)
        self.addressed = addressed
        self.tables = TableReader(names)
        self.agenda = read_agenda(blocks, start)

    def run(self) -> Skeleton:
        index = self.start
        while index < len(self.blocks):
            annexed = closing.begins_annex(self.blocks, index, self.any_items()) and not self.blocks[index].table
            if annexed:
                index = self._annex(index)
                continue
            if self.blocks[index].table and (end := take_table(self, self.tables, index)):
                index = end
                continue
            if index in self.agenda.blocks:
                self.preamble(index)
            else:
                self._block(index)
            index += 1
        self._drop_last_title()
        return Skeleton(self.chapters, self.skipped, self.refused)

    def _drop_last_title(self) -> None:
        """A heading with nothing at all below it, at the very end, is a signature: «Рабочая группа конференции»."""
        last = self.chapter
        if len(self.chapters) > 1 and not (last.items or last.preamble or last.lead_ins):
            self.skipped += last.own_blocks
            self.chapters.pop()

    def _annex(self, index: int) -> int:
        """The block to go on at: an annex is skipped up to its table of recommendations, or whole when it has none."""
        table = self._table_of_recommendations(index)
        end = len(self.blocks) if table is None else table
        self.close(index)
        self.skipped += range(index, end)
        # What asks there is looked at by an editor.
        self.refused += [at for at in range(index, end) if self.blocks[at].label and instructs(self.blocks[at].text)]
        return end

    def _table_of_recommendations(self, start: int) -> int | None:
        """The first block of the next table that a header and the cells tell to be one of recommendations."""
        while start < len(self.blocks):
            table = start + first_table(self.blocks[start:], len(self.blocks) - start)
            if table < len(self.blocks) and mostly_asks(self.blocks, table):
                return table
            start = table_end(self.blocks, table) if table < len(self.blocks) else table
        return None

    def _block(self, index: int) -> None:
        block = self.blocks[index]
        label = parse_label(block.label)
        if self.any_items() and closing.is_signature(block):
            self.close(index)
            self.skipped.append(index)
        elif self._opens_section(index, label):
            pass
        elif label is None:
            self._unlabelled(index)
        else:
            self._labelled(index, label)

    # ---- sections -------------------------------------------------------------------------------------------

    def _opens_section(self, index: int, label: Label | None) -> bool:
        block = self.blocks[index]
        if is_part(label, self.item):
            return False
        if opened := self.agenda.opened(block.text, labelled=label is not None):
            return self._opens_question(index, *opened)
        spoken = explicit_title(block.text) if label is None else None
        if spoken and spoken[1]:
            if spoken[0] != self.chapter.title:
                self.new_chapter(spoken[0])
            return False  # the sentence itself is read as prose
        verb = self.lead_in.verb if self.lead_in else ""
        if not spoken and (self.names.whole(block.text, verb) or self._only_announces(block.text)):
            return False  # a heading that names who is asked is a lead-in
        title = heading_title(self.blocks, index)
        if title is None or (label is not None and self._continues_list(label)):
            return False
        self.new_chapter(title, index)
        self.heading_label = label
        self.chapter.own_blocks.append(index)
        return True

    def _only_announces(self, text: str) -> bool:
        """«Решения съезда» is a lead-in, but a section among sections."""
        return announces(text) and not (any(chapter.title for chapter in self.chapters) and names_event(text))

    def _opens_question(self, index: int, question: str, says_more: bool) -> bool:
        """A section of minutes; the line that opens it may go on to say who was heard or what was decided."""
        if question != self.chapter.title:
            self.new_chapter(question, index)
        if says_more:
            return False
        self.heading_label = parse_label(self.blocks[index].label)
        self.chapter.own_blocks.append(index)
        return True

    def _continues_list(self, label: Label) -> bool:
        """An item of the open list is no heading; «2. По вопросам …» after «1. По вопросам …» is one."""
        if self.heading_label and is_sibling(label, self.heading_label):
            return False
        return (
            self.item is not None
            and self.item.label is not None
            and self.inner is None
            and label_continues(label, self.item.label)
        )

    # ---- labelled blocks ------------------------------------------------------------------------------------

    def _labelled(self, index: int, label: Label) -> None:
        if is_part(label, self.item) and self.item:
            self.add_part(index, label)
            return
        block = self.blocks[index]
        if self.inner and self.inner.label and is_sibling(label, self.inner.label):
            self.inner = None
        lead_in = read_lead_in(block.text, self.names, self._list_below(index, label), labelled=True)
        if lead_in:
            self._take_inner(index, lead_in, label)
            return
        if self._is_request(block.text):
            self.add_item(index, label)
        else:
            self._not_requested(index)

    def _list_below(self, index: int, label: Label | None) -> bool:
        """Whether the next block is a list item of another level than this one."""
        following = parse_label(self.blocks[index + 1].label) if index + 1 < len(self.blocks) else None
        if following is None:
            return self.blocks[index].text.endswith(":") or self._stands_over_request(index)
        return label is None or style(following) != style(label) or following.depth > label.depth

    def _stands_over_request(self, index: int) -> bool:
        """A line that stands out, over a paragraph that says what to do: it may name who is to do it."""
        block, below = self.blocks[index], self.blocks[index + 1 : index + 2]
        return (
            (bool(block.emphasis) or block.kind == "heading")
            and bool(below)
            and not below[0].label
            and instructs(sentences(below[0].text)[0] if below[0].text else "")
        )

    def _take_inner(self, index: int, lead_in: LeadIn, label: Label) -> None:
        self.inner = LeadIn(lead_in.text, lead_in.requests, lead_in.mentions, label)
        self.item = None
        self.note_lead_in(index)

    def _is_request(self, text: str) -> bool:
        """Whether a list item says what is to be done: by its lead-in, else by its own words."""
        first = next(iter(sentences(text)), "")
        by_itself = asks(text) or needs(text) or instructs(first)
        force = self.inner or self.lead_in
        if force is None or force.requests is None:
            return by_itself and not (not self.names.asked(text) and opines(first))
        if not force.requests:
            return asks(text) and not force.text.endswith(":")
        return not opines(text)

    def _not_requested(self, index: int) -> None:
        self.item = None
        self.refused.append(index)
        self.preamble(index)

    # ---- unlabelled blocks ----------------------------------------------------------------------------------

    def _unlabelled(self, index: int) -> None:
        block = self.blocks[index]
        verb = self.lead_in.verb if self.lead_in else ""
        lead_in = read_lead_in(block.text, self.names, self._list_below(index, None), labelled=False, verb=verb)
        if lead_in and not (
            self.item and goes_on(self.blocks, index, self.item) and not lead_in.mentions and lead_in.requests is None
        ):
            self._take_lead_in(index, lead_in)
        elif goes_on(self.blocks, index, self.item) and self.item:
            self.item.texts.append(block.text)
            self.item.last = index
            if self.item.parts and self.item.parts[-1][0] is None:
                self.item.parts[-1] = (None, f"{self.item.parts[-1][1]}\n{block.text}")
        elif self._is_bare_item(index):
            self.add_item(index, None)
        else:
            self._prose(index)

    def _take_lead_in(self, index: int, lead_in: LeadIn) -> None:
        outer = self.lead_in
        if lead_in.requests and not lead_in.mentions and YOU.search(lead_in.text):
            lead_in = replace(lead_in, mentions=self.addressed)
        if lead_in.requests is None and lead_in.mentions and outer and outer.requests is False:
            lead_in = LeadIn(lead_in.text, True, lead_in.mentions, None, lead_in.verb)
        self.lead_in, self.inner, self.item = lead_in, None, None
        self.lead_in_at = index
        self.note_lead_in(index)

    def _is_bare_item(self, index: int) -> bool:
        """Under a lead-in that asks, each paragraph is an item even without a label («разработать …;»)."""
        force = self.lead_in
        if force is None or not force.requests or not (force.text.rstrip().endswith(":") or force.mentions):
            return False
        if self.item is not None and self.item.label is not None:
            return False  # a labelled list has begun: what has no label is no item of it
        text = self.blocks[index].text
        if force.mentions and instructs(sentences(text)[0]):
            return True
        in_list = text.endswith(";") or (self.item is not None and self.item.texts[-1].endswith(";"))
        return in_list or instructs(sentences(text)[0]) or ((needs(text) or asks(text)) and len(sentences(text)) == 1)

    def _prose(self, index: int) -> None:
        """Each sentence that asks is a recommendation; the others are the section's preamble or close the paper."""
        block = self.blocks[index]
        taken = False
        untaken: list[str] = []
        if not self._before_list(index):
            for sentence in sentences(block.text):
                if self._sentence_asks(sentence):
                    item = Item(None, [sentence], index, index, None, "prose")
                    self.chapter.items.append(item)
                    taken = self.asked_before = True
                else:
                    untaken.append(sentence)
        if taken:
            self.close(index)
            self.chapter.own_blocks.append(index)
            self.chapter.preamble += untaken  # no word of a paragraph is lost because its neighbour asks
            return
        ended = self.item is not None and bool(self.chapter.items)
        self.close(index)
        if ended and not self.look_ahead.list_after(index):
            self.skipped.append(index)
        else:
            self.preamble(index)

    def _before_list(self, index: int) -> bool:
        """Talk before a list that asks: the list holds the recommendations, the talk is the section's preamble."""
        position = self.look_ahead.list_of_section(index)
        if position is None:
            return False
        lead_in = read_lead_in(self.blocks[position - 1].text, self.names, True, labelled=False)
        return not (lead_in and lead_in.requests is False) and not self.chapter.items

    def _sentence_asks(self, sentence: str) -> bool:
        if asks(sentence):
            return True
        preliminary = len(self.chapters) == 1 and not self.asked_before and self.look_ahead.requests_ahead
        if preliminary or sentence.endswith(":"):
            return False
        return needs(sentence) or instructs(sentence)
