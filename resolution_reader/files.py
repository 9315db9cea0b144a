"""Documents on a disk: one by its name, all of a folder. Sentences for people where there is none."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from resolution_reader.readers import READERS
from resolution_reader.readers.limits import MAX_BYTES, UnreadableDocument


def document_at(name: str) -> tuple[bytes, str]:
    """(bytes, format) of a file, or of the standard input as text for "-"; UnreadableDocument, with a Russian sentence.

    One byte over the limit is read at most, so that a huge file is refused without loading it.
    """
    if name == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1), "txt"
    path = Path(name)
    if path.is_dir():
        raise UnreadableDocument(f"«{path.name}» — папка: укажите файл с текстом резолюции.")
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1), path.suffix
    except FileNotFoundError as missing:
        raise UnreadableDocument(f"Файла «{path.name}» нет: проверьте имя и путь.") from missing
    except (OSError, ValueError) as reason:
        raise UnreadableDocument(f"Файл «{path.name}» не открывается: проверьте права доступа к нему.") from reason


def documents_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as they are named, and all files of a known format in folders, however deep, in order of name."""
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.suffix.lower().removeprefix(".") in READERS)
        else:
            yield path
