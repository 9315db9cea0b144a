"""Reader of .html: decoded by our detector (pandoc takes UTF-8 only and ignores meta charset), then read by pandoc.

Runs in the cage: `python -m resolution_reader.readers.web_page`.
"""

import re
from collections.abc import Iterator

from lxml import etree

from resolution_reader.readers.blocks import Reading
from resolution_reader.readers.completeness import lost_pieces, said_by
from resolution_reader.readers.encoding import decode, encoding_of, is_guessed, normalise
from resolution_reader.readers.limits import (
    MAX_PARAGRAPH_CHARACTERS,
    MAX_PARAGRAPHS,
    TOO_MANY_PARAGRAPHS,
    UnreadableDocument,
)
from resolution_reader.readers.pandoc import blocks_in, tree_of
from resolution_reader.readers.raised import is_raised_mark
from resolution_reader.readers.served import serve
from resolution_reader.readers.trees import drop, text_in
from resolution_reader.readers.web_page_lists import mark_items
from resolution_reader.readers.web_page_styles import PageStyles

MAX_DEPTH = 200
BLOCKS = frozenset(("p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd", "pre", "div", "blockquote",
                    "tr", "br", "hr"))  # fmt: skip
NOT_PRINTED = frozenset(
    ("script", "style", "title", "template", "noscript", "iframe", "object", "head", "select", "textarea")
)
VOID = frozenset(("br", "hr", "img", "meta", "link", "input", "col", "area", "base", "embed", "source", "track", "wbr"))
TAG = re.compile(rb"<(script|style)\b.*?</\1\s*>|<[^>]*>", re.I | re.S)
TOO_DEEP = "Страница устроена слишком сложно: скопируйте её текст в Word, сохраните как .docx и загрузите снова."
TOO_LONG = "Абзац длиннее 50 000 знаков: разделите текст на абзацы и загрузите снова."


def read_web_page(data: bytes) -> Reading:
    text = _text_of(data)
    survey = _Survey()
    parser = etree.HTMLParser(target=survey, huge_tree=False)  # type: ignore[arg-type]  # str only, which is enough
    parser.feed(text)
    parser.close()
    # A browser closes the tags; pandoc gives up tables where they are not.
    root = etree.fromstring(text, etree.HTMLParser(huge_tree=False, no_network=True))
    unprinted = said_by(_left_out(root))
    pieces = list(_pieces(root))
    blocks = blocks_in(tree_of(etree.tostring(root, method="html", encoding="utf-8"), "html"))
    return Reading(blocks, lost_pieces(pieces, blocks), unprinted)


def _left_out(root: etree._Element) -> Iterator[str]:
    """Leaves only the printed text in the tree, with the labels of its lists; the pieces an editor may ask for."""
    styles = PageStyles(root)
    drop(root.iter(*NOT_PRINTED - {"head"}, "meta", etree.Comment, etree.ProcessingInstruction))
    hidden = [element for element in root.iter(etree.Element) if styles.is_hidden(element)]
    for element in [*hidden, *_around(root)]:
        yield text_in(element, " ")
    drop([*hidden, *_around(root)])
    for element in root.iter("main"):
        element.tag = "div"  # pandoc reads nothing else where there is one
    for element in root.iter("span", "font", "a"):
        if styles.of(element).get("vertical-align") in ("super", "sub"):
            element.tag = styles.of(element)["vertical-align"][:3]
    mark_items(root, styles)


def _around(root: etree._Element) -> list[etree._Element]:
    """What surrounds the text of the page: menus, and where most text stands in one <main>, all beside it."""
    text = len(text_in(root))
    main = next((found for found in root.iter("main") if 2 * len(text_in(found)) > text), None)
    if main is None:
        return [
            part for part in root.iter("nav", "footer", "aside") if next(part.iterancestors("article"), None) is None
        ]
    above = [main, *main.iterancestors()]
    beside = [part for inner in above[:-1] for part in inner.itersiblings() if isinstance(part.tag, str)]
    before = [part for inner in above[:-1] for part in inner.itersiblings(preceding=True) if isinstance(part.tag, str)]
    return [part for part in [*reversed(before), *beside] if part.tag != "head"]


def _is_raised(element: etree._Element) -> bool:
    return element.tag == "sup" or next(element.iterancestors("sup"), None) is not None


def _pieces(root: etree._Element) -> Iterator[str]:
    """Every piece of text that is printed, but marks of notes."""
    for element in root.iter(etree.Element):
        text = element.text or ""
        if not (is_raised_mark(text) and _is_raised(element)):
            yield text
        yield element.tail or ""


def _text_of(data: bytes) -> str:
    """The page as text; where letters must tell the code page, those of the tags do not count."""
    if not is_guessed(data):
        return decode(data)
    return normalise(data.decode(encoding_of(TAG.sub(b" ", data)), errors="ignore"))


class _Survey:
    """lxml's events of the page: refuses what pandoc would choke on."""

    def __init__(self) -> None:
        self.depth = 0
        self.hidden = 0
        self.paragraphs = 0
        self.length = 0

    def start(self, tag: str, attributes: object) -> None:
        if tag in BLOCKS:
            self.paragraphs += 1
            self.length = 0
        if tag in VOID:
            return
        self.depth += 1
        self.hidden += tag in NOT_PRINTED
        if self.depth > MAX_DEPTH:
            raise UnreadableDocument(TOO_DEEP)
        if self.paragraphs > 4 * MAX_PARAGRAPHS:
            raise UnreadableDocument(TOO_MANY_PARAGRAPHS)

    def end(self, tag: str) -> None:
        if tag not in VOID:
            self.depth -= 1
            self.hidden -= tag in NOT_PRINTED

    def data(self, text: str) -> None:
        if self.hidden:
            return
        self.length += len(text)
        if self.length > MAX_PARAGRAPH_CHARACTERS:
            raise UnreadableDocument(TOO_LONG)

    def comment(self, text: str) -> None:
        pass

    def close(self) -> None:
        pass


if __name__ == "__main__":
    serve(read_web_page)
