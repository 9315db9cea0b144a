"""The command `resolution-reader FILE|FOLDER`: outlines on standard output, progress and refusals on standard error."""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from concurrent.futures import Future
from functools import partial
from pathlib import Path

from resolution_reader.addressees.directory import Directory, DirectoryFormatError, general_directory, known_bodies
from resolution_reader.ahead import work_ahead
from resolution_reader.files import document_at, documents_in
from resolution_reader.outline import Outline
from resolution_reader.outline_json import to_json
from resolution_reader.pipeline import draft_outline, read_outline
from resolution_reader.printed import as_text
from resolution_reader.readers import Reading, read_whole
from resolution_reader.readers.limits import UnreadableDocument

DONE, PARTLY, REFUSED = 0, 1, 2
STOPPED = 130  # what a shell expects of a command that Ctrl+C has ended
NO_DOCUMENTS = "Здесь нет документов известных форматов: проверьте путь."


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 0 read, doubts or not; 1 some of a folder were refused; 2 nothing was read."""
    given = _parser().parse_args(arguments)
    try:
        directory = _directory(given.directory)
        if Path(given.path).is_dir():
            return _folder(Path(given.path), directory, given)
        sys.stdout.write(_whole(_read(given.path, directory), given.format))
    except (UnreadableDocument, DirectoryFormatError) as refusal:
        sys.stderr.write(f"{refusal}\n")
        return REFUSED
    except KeyboardInterrupt:
        return STOPPED
    return DONE


def _parser() -> ArgumentParser:
    parser = ArgumentParser("resolution-reader", description="Разобрать резолюцию и напечатать её структуру.")
    parser.add_argument("path", metavar="FILE|FOLDER", help="файл, папка или «-» (стандартный ввод)")
    parser.add_argument(
        "--directory",
        metavar="FILE",
        help="известные адресаты (JSON): узнаются раньше тех, что в общем справочнике",
    )
    parser.add_argument("--format", choices=["json", "text"], default="json", help="JSON или обычный текст")
    return parser


def _directory(name: str | None) -> Directory:
    if name is None:
        return general_directory()
    text, _ = document_at(name)
    return general_directory().extended(known_bodies(text))


def _read(name: str, directory: Directory) -> Outline:
    data, format = document_at(name)
    return draft_outline(data, format, directory)


def _opened(path: Path) -> tuple[bytes, str, Reading]:
    data, format = document_at(str(path))
    return data, format, read_whole(data, format)


def _understood(document: Future[tuple[bytes, str, Reading]], directory: Directory) -> Outline:
    data, format, reading = document.result()
    return read_outline(data, format, directory, read=lambda *_: reading)[1]


def _folder(folder: Path, directory: Directory, given: Namespace) -> int:
    """Every document on its own: a refused one is told and stops nothing."""
    paths = list(documents_in([folder]))
    if not paths:
        raise UnreadableDocument(NO_DOCUMENTS)
    refused = 0
    with work_ahead((path, partial(_opened, path)) for path in paths) as documents:
        for number, (path, document) in enumerate(documents, 1):
            name = path.relative_to(folder).as_posix()
            try:
                outline = _understood(document, directory)
            except UnreadableDocument as refusal:
                refused += 1
                said = str(refusal)
            else:
                sys.stdout.write(_of_many(name, outline, given.format))
                said = f"рекомендаций: {sum(len(section.recommendations) for section in outline.sections)}"
            sys.stderr.write(f"[{number} из {len(paths)}] {name}: {said}\n")
    return DONE if not refused else PARTLY if refused < len(paths) else REFUSED


def _whole(outline: Outline, format: str) -> str:
    return as_text(outline) if format == "text" else json.dumps(to_json(outline), ensure_ascii=False, indent=1) + "\n"


def _of_many(name: str, outline: Outline, format: str) -> str:
    """A line of JSON for each, so that a program may begin before the last one is read."""
    if format == "text":
        return f"== {name}\n{as_text(outline)}\n"
    return json.dumps({"file": name, "outline": to_json(outline)}, ensure_ascii=False) + "\n"
