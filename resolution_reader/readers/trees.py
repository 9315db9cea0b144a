"""Trees of lxml: made of bytes; their text; elements taken out, though lxml keeps the text after an element in it."""

from collections.abc import Iterable

from lxml import etree

from resolution_reader.readers.limits import UnreadableDocument

BROKEN = (
    "Файл повреждён или устроен слишком сложно: откройте его в своей программе, сохраните заново и загрузите снова."
)


def root_of(data: bytes) -> etree._Element:
    """The root element; entities, DTDs and the network stay shut, depth and text keep libxml2's caps.

    UnreadableDocument for what is no XML, goes deeper or has a DTD.
    """
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as reason:
        raise UnreadableDocument(BROKEN) from reason
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(BROKEN)
    return root


def drop(elements: Iterable[etree._Element]) -> None:
    """Each element goes, the text after it stays."""
    for element in list(elements):
        parent = element.getparent()
        if parent is None:
            continue
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + (element.tail or "")
        else:
            before.tail = (before.tail or "") + (element.tail or "")
        parent.remove(element)


def text_in(element: etree._Element, between: str = "") -> str:
    """All text of an element, its pieces joined by `between`."""
    return between.join(map(str, element.itertext()))
