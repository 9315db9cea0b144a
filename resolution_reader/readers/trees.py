"""Trees of lxml: their text, and elements taken out of them, though lxml keeps the text after an element in it."""

from collections.abc import Iterable

from lxml import etree


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
