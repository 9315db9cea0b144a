"""Reader of .odt: checked and labelled here, read by pandoc.

pandoc numbers every list from its own start and knows only Latin letters, so the printed label goes before the text
first (open_document_lists.py). Only the parts with text reach pandoc: no pictures, scripts or settings.
Runs in the cage: `python -m resolution_reader.readers.open_document`.
"""

import io
import zipfile
from collections.abc import Iterator

from lxml import etree

from resolution_reader.readers.archive import ENCRYPTED, open_archive
from resolution_reader.readers.blocks import Reading
from resolution_reader.readers.completeness import lost_pieces, said_by
from resolution_reader.readers.limits import MAX_PARAGRAPHS, TOO_MANY_PARAGRAPHS, UnreadableDocument, check_length
from resolution_reader.readers.open_document_lists import mark_printed
from resolution_reader.readers.open_document_printed import TextStyles, lift_boxes, show_fields, take_unprinted
from resolution_reader.readers.open_document_xml import OFFICE, PARAGRAPHS, TABLE, TEXT
from resolution_reader.readers.pandoc import blocks_in, tree_of
from resolution_reader.readers.raised import is_raised_mark
from resolution_reader.readers.served import serve
from resolution_reader.readers.trees import root_of

MAX_CONTENT = 20 * 1024 * 1024
MAX_NESTED_TABLES = 50
NO_TEXT = "В файле нет текста OpenDocument: откройте его в своей программе, сохраните как .docx и загрузите снова."
TOO_LONG = "Текст документа больше 20 МБ: оставьте только резолюцию и загрузите снова."
TOO_DEEP = "Таблицы в документе вложены друг в друга глубже 50 раз: оставьте простой текст и загрузите снова."
MIMETYPE = b"application/vnd.oasis.opendocument.text"
# pandoc reads no .odt without this part.
NO_STYLES = f'<o:document-styles xmlns:o="{OFFICE[1:-1]}"><o:styles/></o:document-styles>'.encode()
NOT_PRINTED = {TEXT + name for name in ("tracked-changes", "note", "sequence-decls")} | {OFFICE + "annotation"}


def read_open_document(data: bytes) -> Reading:
    parts = open_archive(data).parts
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise UnreadableDocument(ENCRYPTED)
    content = parts.get("content.xml")
    if content is None:
        raise UnreadableDocument(NO_TEXT)
    if len(content) > MAX_CONTENT:
        raise UnreadableDocument(TOO_LONG)
    root = root_of(content)
    _check(root)
    packed = parts.get("styles.xml")
    named = None if packed is None else root_of(packed)
    styles = TextStyles([part for part in (root, named) if part is not None])
    mark_printed(root, named)  # first, for what is hidden counts: so LibreOffice prints the items after it
    unprinted = said_by(take_unprinted(root, styles))
    show_fields(root)
    pieces = list(_pieces(root, styles))
    lift_boxes(root)
    blocks = blocks_in(tree_of(_repacked(etree.tostring(root), packed), "odt"))
    return Reading(blocks, lost_pieces(pieces, blocks), unprinted)


def _check(root: etree._Element) -> None:
    """Caps that must hold before pandoc, which would spend minutes on what exceeds them."""
    paragraphs = list(root.iter(*PARAGRAPHS))
    if len(paragraphs) > MAX_PARAGRAPHS:
        raise UnreadableDocument(TOO_MANY_PARAGRAPHS)
    for number, paragraph in enumerate(paragraphs, start=1):
        check_length(sum(map(len, paragraph.itertext())), number)
    for table in root.iter(TABLE + "table"):
        if sum(1 for _ in table.iterancestors(TABLE + "table")) >= MAX_NESTED_TABLES:
            raise UnreadableDocument(TOO_DEEP)


def _pieces(root: etree._Element, styles: TextStyles) -> Iterator[str]:
    for paragraph in root.iter(*PARAGRAPHS):
        yield from _text_in(paragraph, styles)


def _text_in(element: etree._Element, styles: TextStyles) -> Iterator[str]:
    """The printed text of a paragraph, without the paragraphs of what is anchored in it."""
    if element.tag in NOT_PRINTED or any(above.tag in NOT_PRINTED for above in element.iterancestors()):
        return
    text = element.text or ""
    if not (element.tag == TEXT + "span" and is_raised_mark(text) and styles.raises(element)):
        yield text
    for part in element.iterchildren(tag=etree.Element):
        if part.tag not in NOT_PRINTED and next(part.iter(*PARAGRAPHS), None) is None:
            yield from _text_in(part, styles)
        yield part.tail or ""


def _repacked(content: bytes, styles: bytes | None) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", MIMETYPE)
        archive.writestr("content.xml", content)
        archive.writestr("styles.xml", styles or NO_STYLES)
    return packed.getvalue()


if __name__ == "__main__":
    serve(read_open_document)
