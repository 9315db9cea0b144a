"""What the parser may know of the text below: where the next list and heading stand. Read once, from the end."""

from collections.abc import Sequence

from resolution_reader.readers.blocks import Block
from resolution_reader.structure.demands import asks
from resolution_reader.structure.headings import explicit_title, heading_title


class LookAhead:
    """Answers about the blocks below one block, each in no time."""

    def __init__(self, blocks: Sequence[Block], start: int) -> None:
        self.requests_ahead = any(explicit_title(block.text) or asks(block.text) for block in blocks[start:])
        self._last_labelled = max((index for index, block in enumerate(blocks) if block.label), default=-1)
        self._next_list: list[int | None] = [None] * (len(blocks) + 1)
        for index in range(len(blocks) - 1, start - 1, -1):
            if heading_title(blocks, index) is not None:
                continue
            self._next_list[index] = index if blocks[index].label else self._next_list[index + 1]

    def list_after(self, index: int) -> bool:
        """Whether any list item follows."""
        return self._last_labelled > index

    def list_of_section(self, index: int) -> int | None:
        """The first list item below, unless a heading comes before it."""
        return self._next_list[index + 1]
