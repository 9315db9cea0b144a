"""What of content.xml is printed, in a shape that pandoc reads: no hidden text, text boxes after their paragraphs.

pandoc passes over text boxes, numbered paragraphs, tables of contents and most fields, and shows what is hidden.
"""

import re
from collections.abc import Callable, Iterator

from lxml import etree

from resolution_reader.readers.open_document_xml import HIDDEN, NAMESPACE, PARAGRAPHS, STYLE, TABLE, TEXT
from resolution_reader.readers.pandoc import CENTERED, LABEL_BEGINS, LABEL_ENDS
from resolution_reader.readers.trees import drop, text_in

DRAW = NAMESPACE("drawing")
MAX_CHAIN = 20
# They repeat words of the text, with pages that we have not.
INDEXES = [TEXT + name for name in ("table-of-content", "alphabetical-index", "illustration-index", "table-index",
                                    "object-index", "user-index")]  # fmt: skip
DESCRIPTIONS = ["{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}" + name for name in ("title", "desc")]
MARKS = re.compile(f"{LABEL_BEGINS}.*?{LABEL_ENDS}|{CENTERED}", re.S)  # of labels
# Of what stands in a line and has no parts, all but these prints its own text.
NO_FIELDS = {TEXT + name for name in ("span", "a", "number", "note-citation", "ruby-text", "script", "change")}
LISTS_AND_TABLES = (TEXT + "list", TABLE + "table")


class TextStyles:
    """What styles of characters and paragraphs say of the text itself."""

    def __init__(self, roots: list[etree._Element]) -> None:
        self._styles = {
            (style.get(STYLE + "family", ""), style.get(STYLE + "name", "")): style
            for root in reversed(roots)
            for style in root.iter(STYLE + "style")
        }

    def hides(self, element: etree._Element) -> bool:
        return self._says(element, lambda properties: properties.get(TEXT + "display")) == "none"

    def raises(self, element: etree._Element) -> bool:
        position = self._says(element, lambda properties: properties.get(STYLE + "text-position")) or "0%"
        return position.startswith("super") or position[:1] in "123456789"

    def _says(self, element: etree._Element, ask: Callable[[etree._Element], str | None]) -> str | None:
        family = "paragraph" if element.tag in PARAGRAPHS else "text"
        name = element.get(TEXT + "style-name", "")
        for _ in range(MAX_CHAIN):
            style = self._styles.get((family, name))
            if style is None:
                return None
            for properties in style.iterchildren(STYLE + "text-properties"):
                if answer := ask(properties):
                    return answer
            name = style.get(STYLE + "parent-style-name", "")
        return None


def take_unprinted(content: etree._Element, styles: TextStyles) -> Iterator[str]:
    """Takes out what is not printed, or printed only to lead to other words; gives what of it an editor may ask for."""
    for deletion in content.iter(TEXT + "deletion"):
        yield text_in(deletion, " ")
    left_out = [*_hidden(content, styles), *content.iter(*INDEXES)]
    for element in left_out:
        yield element.get(TEXT + "string-value") or MARKS.sub("", text_in(element, " "))
    drop([*left_out, *content.iter(*DESCRIPTIONS)])


def _hidden(content: etree._Element, styles: TextStyles) -> Iterator[etree._Element]:
    for element in content.iter(TEXT + "span", *PARAGRAPHS):
        if styles.hides(element):
            yield element
    for element in content.iter(TEXT + "hidden-text", TEXT + "hidden-paragraph", TEXT + "section"):
        hidden = element.get(TEXT + "is-hidden") == "true" or element.get(TEXT + "display") == "none"
        if hidden and element.tag == TEXT + "hidden-paragraph":
            yield from element.iterancestors(*PARAGRAPHS)
        elif hidden:
            yield element
        elif element.tag == TEXT + "hidden-text":
            element.tag = TEXT + "span"
    for row in content.iter(TABLE + "table-row"):
        if row.get(TABLE + "visibility") in HIDDEN:
            yield row


def show_fields(content: etree._Element) -> None:
    """Days, answers of conditions, references and other fields are words like any other, but those set unseen."""
    within = [field for line in content.iter(*PARAGRAPHS) for field in line.iterdescendants(f"{TEXT}*")]
    fields = [field for field in within if field.text and not len(field) and field.tag not in {*NO_FIELDS, *PARAGRAPHS}]
    drop(field for field in fields if field.get(TEXT + "display") == "none")
    for field in fields:
        field.tag = TEXT + "span"


def lift_boxes(content: etree._Element) -> None:
    """Text boxes and shapes with text: what they hold goes after the paragraph they hang on; numbered ones come out."""
    for numbered in list(content.iter(TEXT + "numbered-paragraph")):
        for part in reversed(list(numbered.iterchildren(*PARAGRAPHS))):
            numbered.addnext(part)
    drop(content.iter(TEXT + "numbered-paragraph"))
    drawn = [element for element in content.iter(etree.Element) if element.tag.startswith(DRAW)]
    for box in reversed(drawn):  # inner ones first: they land in the outer box
        anchor = next(box.iterancestors(*PARAGRAPHS), None)
        for part in reversed(list(box.iterchildren(*PARAGRAPHS, *LISTS_AND_TABLES))):
            _place_after(box if anchor is None else anchor, part)


def _place_after(anchor: etree._Element, part: etree._Element) -> None:
    tail, anchor.tail = anchor.tail, None
    part.tail = tail
    anchor.addnext(part)
