"""What the parser may know of the text below: whether requests and lists follow. Read once."""

from collections.abc import Sequence

from resolution_reader.readers.blocks import Block
from resolution_reader.structure.demands import asks
from resolution_reader.structure.headings import explicit_title


class LookAhead:
    """Answers about the blocks below one block, each in no time."""

    def __init__(self, blocks: Sequence[Block], start: int) -> None:
        self.requests_ahead = any(explicit_title(block.text) or asks(block.text) for block in blocks[start:])
        self._last_labelled = max((index for index, block in enumerate(blocks) if block.label), default=-1)

    def list_after(self, index: int) -> bool:
        """Whether any list item follows."""
        return self._last_labelled > index
