"""The parts of a .docx that are read: the document's body, its numbering and its styles, by their relationships."""

from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import join, normpath

from lxml import etree

from resolution_reader.readers.archive import Archive
from resolution_reader.readers.limits import UnreadableDocument
from resolution_reader.readers.trees import BROKEN
from resolution_reader.readers.word_xml import child, root_of

MAX_DOCUMENT = 20 * 1024 * 1024
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
POINT = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}pt"
OF_LAYOUT = ("pres", "parTrans", "sibTrans")  # points of a diagram that hold no text of their own
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MACROS = "В документе есть макросы: сохраните его в Word как обычный документ .docx и загрузите снова."
NO_DOCUMENT = "В файле нет документа Word: откройте его в Word, сохраните как .docx и загрузите снова."
TOO_LONG = "Текст документа больше 20 МБ: оставьте только резолюцию и загрузите снова."


@dataclass(frozen=True)
class Package:
    body: etree._Element
    numbering: etree._Element | None
    styles: etree._Element | None
    diagrams: dict[str, list[str]]  # paragraphs of each diagram, by its relation


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
        {name: list(_texts_of(archive, part)) for name, part in _targets(archive, relations, folder, "/diagramData")},
    )


def _texts_of(archive: Archive, diagram: str) -> Iterator[str]:
    root = _part(archive, diagram)
    for point in root.iter(POINT) if root is not None else ():
        if point.get("type") not in OF_LAYOUT:
            for paragraph in point.iter(DRAWING + "p"):
                yield "".join(text.text or "" for text in paragraph.iter(DRAWING + "t"))


def _target(archive: Archive, relations: str, folder: str, kind: str) -> str | None:
    return next((part for _, part in _targets(archive, relations, folder, kind)), None)


def _targets(archive: Archive, relations: str, folder: str, kind: str) -> Iterator[tuple[str, str]]:
    """(id, part) of the relationships of this kind; targets outside the archive lead nowhere."""
    data = archive.parts.get(relations)
    for relation in root_of(data).iter(RELATIONSHIP) if data is not None else ():
        if relation.get("Type", "").endswith(kind) and relation.get("TargetMode") != "External":
            target = relation.get("Target", "").replace("\\", "/")
            part = target.lstrip("/") if target.startswith("/") else normpath(join(folder, target))
            yield relation.get("Id", ""), part


def _part(archive: Archive, name: str) -> etree._Element | None:
    data = archive.parts.get(name)
    return None if data is None else root_of(data)
