"""Whether a folder is an archive, whole, and of a format that this release reads."""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from resolutions.archive.layout import ABOUT, DECLARATION, FORMAT, KIND, MANIFEST, PAYLOAD, TAG_MANIFEST

LINE = re.compile(r"([0-9a-f]{64})  ([!-~]+)\n")
WHOLE = "Возьмите целую копию."
FOREIGN = "В папке {} нет архива портала: укажите ту, в которой лежат bagit.txt и data."
NEWER = "Архив сделан более новой версией портала (формат {}): обновите портал и повторите."
CHANGED = f"Архив повреждён или изменён: не сходится контрольная сумма файла {{}}. {WHOLE}"
INCOMPLETE = f"Архив неполный: нет файла {{}}. {WHOLE}"
SURPLUS = f"В архиве лишний файл {{}}: его нет в списке {MANIFEST}. {WHOLE}"
UNREADABLE = f"Архив повреждён: список {{}} не читается. {WHOLE}"
DAMAGED = f"Архив повреждён: в файле {{}} не то, что должно быть ({{}}). {WHOLE}"


class NoArchive(Exception):
    """The message is a Russian sentence that says what is wrong and what to do."""


def check(folder: Path) -> None:
    """Every byte of it. Raises NoArchive."""
    if not all((folder / name).is_file() for name in (DECLARATION, MANIFEST, TAG_MANIFEST, ABOUT)):
        raise NoArchive(FOREIGN.format(folder))
    payload = dict(listed(folder, MANIFEST))
    check_file(folder, ABOUT, payload.pop(ABOUT, ""))
    check_format(folder)
    for path, found in payload.items():
        check_file(folder, path, found)
    for path, found in listed(folder, TAG_MANIFEST):
        check_file(folder, path, found)
    for path in files_below(folder, PAYLOAD):
        if path not in payload and path != ABOUT:
            raise NoArchive(SURPLUS.format(path))


def check_format(folder: Path) -> None:
    try:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        kind, number = about["kind"], int(about["format"])
    except (OSError, ValueError, KeyError, TypeError):
        kind, number = "", 0
    if kind != KIND:
        raise NoArchive(FOREIGN.format(folder))
    if number > FORMAT:
        raise NoArchive(NEWER.format(number))


def listed(folder: Path, name: str) -> Iterator[tuple[str, str]]:
    """(path, sum) of a manifest; a path never leads out of the folder."""
    with (folder / name).open(encoding="ascii", errors="replace", newline="") as file:
        for line in file:
            found = LINE.fullmatch(line)
            path = PurePosixPath(found[2]) if found else PurePosixPath("/")
            if found is None or path.is_absolute() or ".." in path.parts:
                raise NoArchive(UNREADABLE.format(name))
            yield found[2], found[1]


def check_file(folder: Path, path: str, found: str) -> None:
    place = folder / path
    if not place.is_file() or leads_elsewhere(folder, place):
        raise NoArchive(INCOMPLETE.format(path))
    with place.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != found:
            raise NoArchive(CHANGED.format(path))


def leads_elsewhere(folder: Path, place: Path) -> bool:
    """By a symbolic link, to a file that is nobody's business."""
    return not place.resolve().is_relative_to(folder.resolve())


def files_below(folder: Path, path: str) -> Iterator[str]:
    for place, _, names in os.walk(folder / path):
        for name in names:
            yield (Path(place) / name).relative_to(folder).as_posix()


def json_in(folder: Path, path: str) -> Any:
    """Raises NoArchive."""
    try:
        return json.loads((folder / path).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise NoArchive(DAMAGED.format(path, "JSON")) from error
