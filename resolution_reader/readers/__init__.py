"""The readers by format. A new format is one more file beside these and one more row here."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from resolution_reader import cage
from resolution_reader.readers.blocks import Block, Reading
from resolution_reader.readers.caged import read_caged
from resolution_reader.readers.limits import NoPlaceFree, UnreadableDocument, check_blocks, check_size
from resolution_reader.readers.signatures import check_signature
from resolution_reader.readers.weak_marks import with_weak_marks

__all__ = [
    "FORMATS",
    "READERS",
    "Block",
    "Format",
    "NoPlaceFree",
    "Reading",
    "UnreadableDocument",
    "check_outside",
    "read",
    "read_whole",
]

Reader = Callable[[bytes], Reading]
PDF_SECONDS = 75.0  # by the clock, for pages to be recognised (scans.py); processor time is limited as for all


@dataclass(frozen=True)
class Format:
    """A kind of file: how it is called outside, and who reads it."""

    media_type: str
    reader: Reader


def _text(data: bytes) -> Reading:
    from resolution_reader.readers.plain import read_plain  # noqa: PLC0415 -- 0.1 s of dictionaries no child needs

    return Reading(read_plain(data))


def _by(module: str, seconds: float = cage.SECONDS) -> Reader:
    return partial(read_caged, f"{__name__}.{module}", seconds=seconds)


FORMATS: dict[str, Format] = {
    "txt": Format("text/plain", _text),
    "docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", _by("word")),
    "odt": Format("application/vnd.oasis.opendocument.text", _by("open_document")),
    "rtf": Format("application/rtf", _by("rich_text")),
    "pdf": Format("application/pdf", _by("pdf", seconds=PDF_SECONDS)),
    "html": Format("text/html", _by("web_page")),
    "htm": Format("text/html", _by("web_page")),
    "doc": Format("application/msword", _by("old_word")),
    "xlsx": Format("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _by("workbook")),
    "ods": Format("application/vnd.oasis.opendocument.spreadsheet", _by("open_spreadsheet")),
    "csv": Format("text/csv", _by("comma_separated")),
}
READERS: dict[str, Reader] = {name: format.reader for name, format in FORMATS.items()}


def read(data: bytes, format: str) -> list[Block]:
    """The document's blocks; UnreadableDocument, with one Russian sentence, when it must be refused.

    `format` is a key of FORMATS: the file's extension in any case, with or without the dot.
    """
    return read_whole(data, format).blocks


def read_whole(data: bytes, format: str) -> Reading:
    """The blocks, and what of the document's text stands in none of them."""
    name = check_outside(data, format)
    reading = FORMATS[name].reader(data)
    check_blocks(reading.blocks)
    return replace(reading, blocks=with_weak_marks(reading.blocks))


def check_outside(data: bytes, format: str) -> str:
    """The key of the format; UnreadableDocument for what is refused without a look inside, which costs nothing."""
    name = format.lower().removeprefix(".")
    if name not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise UnreadableDocument(
            f"Формат «{format or 'без расширения'}» не читается: сохраните документ как {known} и загрузите снова."
        )
    check_size(data)
    check_signature(data, name)
    return name
