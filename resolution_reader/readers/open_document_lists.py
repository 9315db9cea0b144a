"""What .odt prints without writing it down: the labels of lists and numbered headings, and centered lines.

Walks content.xml once in document order and puts each label before the text of its paragraph, between the marks
that the reader of pandoc's tree looks for. Lists continue one another as continue-list and continue-numbering say.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from resolution_reader.readers.number_formats import bullet
from resolution_reader.readers.open_document_levels import OUTLINE, Level, formatted, levels_of
from resolution_reader.readers.open_document_xml import NAMESPACE, OFFICE, PARAGRAPHS, STYLE, TEXT, number
from resolution_reader.readers.pandoc import CENTERED, LABEL_BEGINS, LABEL_ENDS

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
FORMATTING = NAMESPACE("xsl-fo-compatible")
LEVELS = 10
MAX_CHAIN = 20


@dataclass
class _Count:
    """The numbers of one list and of all that continue it."""

    numbers: list[int | None] = field(default_factory=lambda: [None] * LEVELS)


def mark_printed(content: etree._Element, styles: etree._Element | None) -> None:
    """Put labels and signs of centered lines into the paragraphs of content.xml."""
    marker = _Marker([root for root in (content, styles) if root is not None])
    for part in content.iter(OFFICE + "text"):
        marker.walk(part, None, "", 0)


class _Marker:
    def __init__(self, roots: list[etree._Element]) -> None:
        self.styles = {
            style.get(STYLE + "name", ""): style
            for root in reversed(roots)
            for style in root.iter(STYLE + "style")
            if style.get(STYLE + "family") == "paragraph"
        }
        self.levels = {name: levels for root in reversed(roots) for name, levels in levels_of(root)}
        self.by_id: dict[str, _Count] = {}
        self.by_style: dict[str, _Count] = {}
        self.outline = _Count()

    def walk(self, element: etree._Element, count: _Count | None, style: str, depth: int) -> None:
        for part in element.iterchildren(tag=etree.Element):
            if part.tag == TEXT + "list":
                self.list(part, count, style, depth)
            elif part.tag == TEXT + "numbered-paragraph":
                self.numbered(part)
            elif part.tag in PARAGRAPHS:
                self.paragraph(part, "")
                self.walk(part, None, "", 0)  # text boxes
            elif part.tag != TEXT + "tracked-changes":
                self.walk(part, count, style, depth)

    def list(self, element: etree._Element, count: _Count | None, style: str, depth: int) -> None:
        style = element.get(TEXT + "style-name", "") or style or self._style_of_first(element)
        if count is None:
            count = self._continued(element, style)
        self.by_style[style] = count
        name = element.get(XML_ID)
        if name:
            self.by_id[name] = count
        for item in element.iterchildren(tag=etree.Element):
            numbered = item.tag == TEXT + "list-item"
            own = item.get(TEXT + "style-override", style)
            lists = 0
            for part in item.iterchildren(tag=etree.Element):
                if part.tag == TEXT + "list":
                    lists += 1
                    if lists > 1 and part.get(TEXT + "continue-numbering") != "true":
                        count.numbers[depth + 1 :] = [None] * (LEVELS - depth - 1)
                    self.list(part, count, style, depth + 1)
                elif part.tag in PARAGRAPHS:
                    start = item.get(TEXT + "start-value") if numbered else None
                    self.paragraph(part, self._label(count, own, depth, start) if numbered else "")
                    self.walk(part, None, "", 0)
                    numbered = False
                else:
                    self.walk(part, None, "", 0)

    def numbered(self, element: etree._Element) -> None:
        """A paragraph that is an item by itself; its list goes by a name."""
        style = element.get(TEXT + "style-name", "") or self._style_of_first(element)
        count = self.by_id.setdefault(element.get(TEXT + "list-id", ""), _Count())
        depth = number(element.get(TEXT + "level"), 1) - 1
        label = self._label(count, style, depth, element.get(TEXT + "start-value"))
        for part in element.iterchildren(*PARAGRAPHS):
            self.paragraph(part, label)
            self.walk(part, None, "", 0)
            label = ""

    def paragraph(self, element: etree._Element, label: str) -> None:
        if element.tag == TEXT + "h" and not label and not _in_list(element) and not _is_header(element):
            label = self._label(self.outline, OUTLINE, number(element.get(TEXT + "outline-level"), 1) - 1, None)
        marks = f"{LABEL_BEGINS}{label}{LABEL_ENDS}" if label else ""
        centered = CENTERED if self._is_centered(element.get(TEXT + "style-name", "")) else ""
        element.text = f"{marks}{centered}{element.text or ''}"

    def _continued(self, element: etree._Element, style: str) -> _Count:
        named = self.by_id.get(element.get(TEXT + "continue-list", ""))
        if named:
            return named
        goes_on = element.get(TEXT + "continue-numbering") == "true"
        return self.by_style.get(style, _Count()) if goes_on else _Count()

    def _label(self, count: _Count, style: str, depth: int, start: str | None) -> str:
        levels = self.levels.get(style, {})
        level = levels.get(depth)
        if level is None or not 0 <= depth < LEVELS:
            return ""
        if level.bullet:
            return bullet(level.bullet)
        if not level.format and not level.pattern:
            return ""
        numbers = count.numbers
        for shallower in range(depth):
            # «1.1.» may come before any «1.»; the next one is then «2.», as LibreOffice prints it.
            if numbers[shallower] is None:
                numbers[shallower] = levels.get(shallower, Level()).start
        before = numbers[depth]
        numbers[depth] = level.start if before is None else before + 1
        if start is not None:
            numbers[depth] = number(start, 1)
        numbers[depth + 1 :] = [None] * (LEVELS - depth - 1)

        def printed(index: int) -> str:
            named = levels.get(index, Level())
            value = numbers[index]
            return formatted(named.start if value is None else value, named.format)

        if level.pattern:
            return re.sub(r"%(10|[1-9])%", lambda found: printed(int(found[1]) - 1), level.pattern).strip()
        shown = range(max(0, depth + 1 - level.shown), depth + 1)
        return f"{level.prefix}{'.'.join(filter(None, map(printed, shown)))}{level.suffix}".strip()

    def _style_of_first(self, element: etree._Element) -> str:
        """A list without a style of its own takes that of its paragraphs."""
        first = next(element.iter(*PARAGRAPHS), None)
        names = (style.get(STYLE + "list-style-name") for style in self._chain(first))
        return next(filter(None, names), "")

    def _is_centered(self, name: str) -> bool:
        for style in self._chain_of(name):
            for properties in style.iterchildren(STYLE + "paragraph-properties"):
                aligned = properties.get(FORMATTING + "text-align")
                if aligned:
                    return aligned == "center"
        return False

    def _chain(self, paragraph: etree._Element | None) -> Iterator[etree._Element]:
        return self._chain_of("" if paragraph is None else paragraph.get(TEXT + "style-name", ""))

    def _chain_of(self, name: str) -> Iterator[etree._Element]:
        for _ in range(MAX_CHAIN):
            style = self.styles.get(name)
            if style is None:
                return
            yield style
            name = style.get(STYLE + "parent-style-name", "")


def _in_list(element: etree._Element) -> bool:
    above = element.getparent()
    return above is not None and above.tag in (TEXT + "list-item", TEXT + "list-header")


def _is_header(element: etree._Element) -> bool:
    return element.get(TEXT + "is-list-header") == "true"
