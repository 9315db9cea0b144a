"""Zip archives (.docx, .odt) before anything in them is read: counted, inflated up to a cap, never to disk.

What the directory of an archive says is checked first, what comes out of it is counted again: the directory may lie.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from resolution_reader.readers.limits import UnreadableDocument

MAX_MEMBERS = 2_000
MAX_INFLATED = 50 * 1024 * 1024
CHUNK = 1024 * 1024
LOCAL_HEADER = 30  # bytes before each member, its name not counted
XML_PART = re.compile(r"\.(xml|rels|rdf|vml)$", re.I)
# «<!DOCTYPE» in the encodings an XML parser takes without being told.
DOCTYPES = ("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
DOCTYPE = re.compile(b"|".join(re.escape(mark) for mark in DOCTYPES), re.I)

DAMAGED = "Файл повреждён: откройте его в своей программе, сохраните заново и загрузите снова."
TOO_MANY = "В файле больше 2000 частей, так не бывает в резолюциях: сохраните документ заново и загрузите снова."
TOO_LARGE = "Внутри файла больше 50 МБ: удалите из документа картинки и приложения и загрузите снова."
OVERLAPPING = "Файл устроен опасно: его части лежат друг на друге. Сохраните документ заново и загрузите снова."
ENCRYPTED = "Файл защищён паролем: снимите защиту, сохраните документ и загрузите снова."
UNSAFE = "Файл повреждён или небезопасен: сохраните документ заново в своей программе и загрузите снова."


@dataclass(frozen=True)
class Archive:
    """The members by name, inflated."""

    parts: dict[str, bytes]


def open_archive(data: bytes) -> Archive:
    """All members in memory; UnreadableDocument for what no word processor would write."""
    if _declared_members(data) > MAX_MEMBERS:
        raise UnreadableDocument(TOO_MANY)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_directory(members)
            parts = _inflated(archive, members)
    except UnreadableDocument:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as reason:
        raise UnreadableDocument(DAMAGED) from reason
    if any(XML_PART.search(name) and DOCTYPE.search(content) for name, content in parts.items()):
        raise UnreadableDocument(UNSAFE)
    return Archive(parts)


def _declared_members(data: bytes) -> int:
    """The count in the record that ends the archive: read before zipfile builds an object for each member."""
    end = data.rfind(b"PK\x05\x06")
    return int.from_bytes(data[end + 10 : end + 12], "little") if end >= 0 else 0


def _check_directory(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise UnreadableDocument(TOO_MANY)
    if sum(member.file_size for member in members) > MAX_INFLATED:
        raise UnreadableDocument(TOO_LARGE)
    if any(member.flag_bits & 0x1 for member in members):
        raise UnreadableDocument(ENCRYPTED)
    placed = sorted(members, key=lambda member: member.header_offset)
    for member, following in pairwise(placed):
        if member.header_offset + LOCAL_HEADER + member.compress_size > following.header_offset:
            raise UnreadableDocument(OVERLAPPING)
    if len({_name(member) for member in members}) < len(members):
        raise UnreadableDocument(OVERLAPPING)


def _inflated(archive: zipfile.ZipFile, members: Iterable[zipfile.ZipInfo]) -> dict[str, bytes]:
    left = MAX_INFLATED
    parts: dict[str, bytes] = {}
    for member in members:
        chunks: list[bytes] = []
        with archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise UnreadableDocument(TOO_LARGE)
                chunks.append(chunk)
        parts[_name(member)] = b"".join(chunks)
    return parts


def _name(member: zipfile.ZipInfo) -> str:
    """Some programs on Windows part folders by a backslash."""
    return member.filename.replace("\\", "/")
