"""The readers by format. A new format is one more file beside these and one more row here."""

from collections.abc import Callable

from resolutions.intake.readers.blocks import Block
from resolutions.intake.readers.limits import UnreadableDocument, check_blocks, check_size
from resolutions.intake.readers.plain import read_plain

__all__ = ["READERS", "Block", "UnreadableDocument", "read"]

Reader = Callable[[bytes], list[Block]]

READERS: dict[str, Reader] = {"txt": read_plain}


def read(data: bytes, format: str) -> list[Block]:
    """The document's blocks; UnreadableDocument, with one Russian sentence, when it must be refused.

    `format` is a key of READERS: the file's extension in any case, with or without the dot.
    """
    reader = READERS.get(format.lower().removeprefix("."))
    if reader is None:
        known = ", ".join(f".{name}" for name in READERS)
        raise UnreadableDocument(
            f"Формат «{format or 'без расширения'}» не читается: сохраните документ как {known} и загрузите снова."
        )
    check_size(data)
    blocks = reader(data)
    check_blocks(blocks)
    return blocks
