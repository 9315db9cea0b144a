"""Formats that pandoc reads: its JSON tree to blocks. Runs in the cage, which pandoc inherits as a grandchild.

The reader of the format has put each printed label before its text, between the two marks below: pandoc counts anew.
"""

import json
import re
import signal
import subprocess
from collections.abc import Iterator
from typing import Any

import pypandoc

from resolution_reader.readers.blocks import Block, Emphasis, Kind
from resolution_reader.readers.grid import OUTSIDE, is_layout, on_columns, placed
from resolution_reader.readers.limits import UnreadableDocument
from resolution_reader.readers.raised import lowered, raised
from resolution_reader.readers.shaping import Paragraph, blocks_of

LABEL_BEGINS, LABEL_ENDS, CENTERED = "\ue000", "\ue001", "\ue002"
LABELLED = re.compile(rf"\s*{LABEL_BEGINS}([^{LABEL_ENDS}]*){LABEL_ENDS}(.*)", re.S)
SECONDS = 14  # the whole cage has 15
NOT_INSTALLED = "Программа для чтения этого формата не установлена: сохраните документ как .docx и загрузите снова."
TOO_COMPLEX = "Документ слишком сложный: сохраните его как .docx, оставив только текст резолюции, и загрузите снова."
HEAP_EXHAUSTED = 251

TEXT_OF = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}
QUOTES = {"DoubleQuote": "«{}»", "SingleQuote": "„{}“"}
Tree = dict[str, Any]


def tree_of(data: bytes, format: str) -> Tree:
    """pandoc's tree of a document; UnreadableDocument when it gives none."""
    try:
        program = pypandoc.get_pandoc_path()
    except OSError as reason:
        raise UnreadableDocument(NOT_INSTALLED) from reason
    command = [program, "+RTS", "-M512M", "-RTS", "--sandbox", "--from", format, "--to", "json"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as reason:
        raise UnreadableDocument(TOO_COMPLEX) from reason
    if done.returncode in (HEAP_EXHAUSTED, -signal.SIGXCPU, -signal.SIGKILL):
        raise UnreadableDocument(TOO_COMPLEX)
    done.check_returncode()
    tree: Tree = json.loads(done.stdout)
    return tree


def blocks_in(tree: Tree) -> list[Block]:
    """The blocks of a tree; a title that pandoc took out of the text belongs before it."""
    walk = _Walk()
    found: list[Block] = []
    for name in ("title", "subtitle", "author", "date"):
        for inlines in _meta(tree["meta"].get(name)):
            found += walk.paragraph(inlines, kind="heading")
    return [*found, *walk.blocks(tree["blocks"])]


def _meta(value: Tree | None) -> Iterator[list[Tree]]:
    if value is None:
        return
    if value["t"] == "MetaInlines":
        yield value["c"]
    elif value["t"] == "MetaBlocks":
        yield from (block["c"] for block in value["c"] if block["t"] in ("Para", "Plain"))
    elif value["t"] == "MetaList":
        for inner in value["c"]:
            yield from _meta(inner)


class _Walk:
    """Rows and tables counted so far, the cell the walk is in, how deep its lists are."""

    def __init__(self) -> None:
        self.row = 0
        self.tables = 0
        self.table = 0
        self.place = OUTSIDE
        self.in_grid = False  # a table in this cell is text of the cell
        self.level = 0
        self.centered = False

    def blocks(self, found: list[Tree]) -> Iterator[Block]:
        for block in found:
            name: str = block["t"]
            content: Any = block.get("c")
            if name in ("Para", "Plain"):
                yield from self.paragraph(content)
            elif name == "Header":
                yield from self.paragraph(content[2], kind="heading", level=content[0] - 1)
            elif name in ("BulletList", "OrderedList"):
                self.level += 1
                for item in content if name == "BulletList" else content[1]:
                    yield from self.blocks(item)
                self.level -= 1
            elif name == "DefinitionList":
                for term, definitions in content:
                    yield from self.paragraph(term)
                    for definition in definitions:
                        yield from self.blocks(definition)
            elif name == "LineBlock":
                yield from self.paragraph([inline for line in content for inline in [*line, {"t": "LineBreak"}]])
            elif name == "CodeBlock":
                yield from self.paragraph([{"t": "Str", "c": content[1]}])
            elif name == "Div":
                yield from self.division(content)
            elif name == "BlockQuote":
                yield from self.blocks(content)
            elif name == "Figure":
                yield from self.blocks([*content[2], *content[1][1]])
            elif name == "Table":
                yield from self.cells(content)

    def division(self, content: list[Any]) -> Iterator[Block]:
        outer = self.centered
        attributes = dict(content[0][2])
        self.centered |= attributes.get("align") == "center" or "center" in attributes.get("style", "")
        yield from self.blocks(content[1])
        self.centered = outer

    def cells(self, content: list[Any]) -> Iterator[Block]:
        outer = self.table, self.place, self.in_grid
        _, caption, _, head, bodies, foot = content
        yield from self.blocks(caption[1])
        rows = [*head[1], *(row for body in bodies for row in [*body[2], *body[3]]), *foot[1]]
        grid = on_columns(placed([[(cell[2], cell[3]) for cell in row[1]] for row in rows]))
        if not self.in_grid:
            self.tables += 1
        table, in_grid = self.tables, self.in_grid or not is_layout(grid)
        for line, (row, places) in enumerate(zip(rows, grid, strict=True), start=1):
            for cell, place in zip(row[1], (place for place in places if place.row == line), strict=True):
                if not outer[2]:
                    self.table, self.place, self.in_grid = table, place, in_grid
                yield from self.blocks(cell[4])
        self.table, self.place, self.in_grid = outer

    def paragraph(self, inlines: list[Tree], kind: Kind = "paragraph", level: int = 0) -> list[Block]:
        self.row += 1
        pieces: list[tuple[str, Emphasis]] = []
        _read(inlines, "", pieces)
        text = "".join(piece for piece, _ in pieces)
        labelled = LABELLED.match(text)
        label, text = labelled.groups() if labelled else ("", text)
        centered = self.centered or CENTERED in text
        table = self.table
        if table and label and not text.strip():
            text, label = label, ""
        return blocks_of(
            Paragraph(
                text.replace(CENTERED, ""),
                self.row,
                kind="cell" if table else kind,
                level=level if kind == "heading" else max(0, self.level - 1),
                label=label,
                emphasis=_emphasis(pieces) or ("centered" if centered else ""),
                table=table,
                place=self.place,
            )
        )


def _emphasis(pieces: list[tuple[str, Emphasis]]) -> Emphasis:
    """What holds for every piece with letters."""
    kinds = {kind for text, kind in pieces if any(sign.isalnum() for sign in text)}
    return kinds.pop() if len(kinds) == 1 else ""


def _read(inlines: list[Tree], outer: Emphasis, found: list[tuple[str, Emphasis]]) -> None:
    """Adds (text, emphasis) of inlines; notes are left out, as in every format."""
    for inline in inlines:
        name: str = inline["t"]
        content: Any = inline.get("c")
        if name in TEXT_OF:
            found.append((TEXT_OF[name], outer))
        elif name == "Str":
            found.append((content, outer))
        elif name in ("Strong", "Emph"):
            own: Emphasis = "bold" if name == "Strong" else "italic"
            _read(content, outer or own, found)
        elif name in ("Superscript", "Subscript"):
            shift = raised if name == "Superscript" else lowered
            found.append((shift(_text_of(content), "".join(text for text, _ in found[-4:])), outer))
        elif name in ("Underline", "Strikeout", "SmallCaps"):
            _read(content, outer, found)
        elif name == "Quoted":
            found.append((QUOTES[content[0]["t"]].format(_text_of(content[1])), outer))
        elif name in ("Span", "Link", "Cite"):
            _read(content[1], outer, found)
        elif name in ("Code", "Math"):
            found.append((content[1], outer))


def _text_of(inlines: list[Tree]) -> str:
    found: list[tuple[str, Emphasis]] = []
    _read(inlines, "", found)
    return "".join(text for text, _ in found)
