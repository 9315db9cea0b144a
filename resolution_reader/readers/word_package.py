"""The parts of a .docx that are read: the document's body, its numbering and its styles, by their relationships."""

from dataclasses import dataclass
from posixpath import join, normpath

from lxml import etree

from resolution_reader.readers.archive import Archive
from resolution_reader.readers.limits import UnreadableDocument
from resolution_reader.readers.word_xml import BROKEN, child, root_of

MAX_DOCUMENT = 20 * 1024 * 1024
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MACROS = "В документе есть макросы: сохраните его в Word как обычный документ .docx и загрузите снова."
NO_DOCUMENT = "В файле нет документа Word: откройте его в Word, сохраните как .docx и загрузите снова."
TOO_LONG = "Текст документа больше 20 МБ: оставьте только резолюцию и загрузите снова."


@dataclass(frozen=True)
class Package:
    body: etree._Element
    numbering: etree._Element | None
    styles: etree._Element | None


def package_of(archive: Archive) -> Package:
    """UnreadableDocument for macros, for an archive without a document and for a document over 20 MB."""
    content_types = archive.parts.get("[Content_Types].xml", b"")
    if b"macroEnabled" in content_types or any("vbaproject" in name.lower() for name in archive.parts):
        raise UnreadableDocument(MACROS)
    main = _target(archive, "_rels/.rels", "", "/officeDocument") or "word/document.xml"
    document = archive.parts.get(main)
    if document is None:
        raise UnreadableDocument(NO_DOCUMENT)
    if len(document) > MAX_DOCUMENT:
        raise UnreadableDocument(TOO_LONG)
    body = child(root_of(document), "body")
    if body is None:
        raise UnreadableDocument(BROKEN)
    folder, _, name = main.rpartition("/")
    relations = join(folder, "_rels", f"{name}.rels")
    return Package(
        body,
        _part(archive, _target(archive, relations, folder, "/numbering") or join(folder, "numbering.xml")),
        _part(archive, _target(archive, relations, folder, "/styles") or join(folder, "styles.xml")),
    )


def _target(archive: Archive, relations: str, folder: str, kind: str) -> str | None:
    """The part a relationship of this kind leads to; targets outside the archive lead nowhere."""
    data = archive.parts.get(relations)
    if data is None:
        return None
    for relation in root_of(data).iter(RELATIONSHIP):
        if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
            target = relation.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
    return None


def _part(archive: Archive, name: str) -> etree._Element | None:
    data = archive.parts.get(name)
    return None if data is None else root_of(data)
