"""Reader of .html: decoded by our detector (pandoc takes UTF-8 only and ignores meta charset), then read by pandoc.

Runs in the cage: `python -m resolution_reader.readers.web_page`.
"""

import re

from lxml import etree

from resolution_reader.readers.blocks import Reading
from resolution_reader.readers.completeness import lost_pieces
from resolution_reader.readers.encoding import CODE_PAGES, decode, is_guessed, normalise
from resolution_reader.readers.limits import (
    MAX_PARAGRAPH_CHARACTERS,
    MAX_PARAGRAPHS,
    TOO_MANY_PARAGRAPHS,
    UnreadableDocument,
)
from resolution_reader.readers.pandoc import blocks_in, tree_of
from resolution_reader.readers.served import serve

MAX_DEPTH = 200
BLOCKS = frozenset(
    (
        "p",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "td",
        "th",
        "dt",
        "dd",
        "pre",
        "div",
        "blockquote",
        "tr",
        "br",
        "hr",
    )
)
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
    pieces: list[str] = parser.close()  # type: ignore[assignment]  # what the target's close() gives
    blocks = blocks_in(tree_of(_well_formed(text), "html"), marked=False)
    return Reading(blocks, lost_pieces(pieces, blocks))


def _well_formed(text: str) -> bytes:
    """The page as a browser understands it: tags closed, for pandoc gives up tables otherwise, and only what prints."""
    root = etree.fromstring(text, etree.HTMLParser(huge_tree=False, no_network=True))
    for element in list(root.iter(*NOT_PRINTED - {"head"}, etree.Comment, etree.ProcessingInstruction)):
        parent = element.getparent()
        if parent is not None:
            _drop(parent, element)
    return etree.tostring(root, method="html", encoding="utf-8")


def _drop(parent: etree._Element, element: etree._Element) -> None:
    """lxml keeps the text after an element in the element: it stays."""
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def _text_of(data: bytes) -> str:
    """The page as text; where letters must tell the code page, those of the tags do not count."""
    if not is_guessed(data):
        return decode(data)
    letters = TAG.sub(b" ", data)
    plain = decode(letters)
    page = next(page for page in CODE_PAGES if normalise(letters.decode(page, errors="ignore")) == plain)
    return normalise(data.decode(page, errors="ignore"))


class _Survey:
    """lxml's events of the page: refuses what pandoc would choke on, keeps the text that is printed."""

    def __init__(self) -> None:
        self.depth = 0
        self.hidden = 0
        self.paragraphs = 0
        self.length = 0
        self.pieces: list[str] = []

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
        self.pieces.append(text)

    def comment(self, text: str) -> None:
        pass

    def close(self) -> list[str]:
        return self.pieces


if __name__ == "__main__":
    serve(read_web_page)
