"""The text of one paragraph of .docx: its runs as printed, and what hangs on it: text boxes and diagrams.

Insertions are read, deletions and hidden runs are not; results of fields are, instructions are not; what Word keeps
twice for older programs (mc:AlternateContent) is read once; notes are only marks here: their text is elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from resolution_reader.readers.number_formats import bullet
from resolution_reader.readers.raised import is_raised_mark, lowered, raised
from resolution_reader.readers.word_fields import FieldNumbers, Fields, fields_of
from resolution_reader.readers.word_styles import Look
from resolution_reader.readers.word_xml import MC, R, W

LEFT_OUT = {W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText", "delText", "rt")}
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
TAGS_OF_SIGNS = {W + name: sign for name, sign in SIGNS.items()}
TEXTS = (W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"


@dataclass
class Inner:
    """What stands in a paragraph: `runs` are those with letters, `boxes` the text boxes in order.

    `diagrams`: the relations their text is found by. `passed`: elements with text that is not printed, `hidden` those
    among them that an editor may ask for.
    """

    text: list[str] = field(default_factory=list)
    runs: list[etree._Element] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    diagrams: list[str] = field(default_factory=list)
    passed: list[etree._Element] = field(default_factory=list)
    hidden: list[etree._Element] = field(default_factory=list)


def inner_of(paragraph: etree._Element, look: Callable[[etree._Element], Look], numbers: FieldNumbers) -> Inner:
    """`look` of a run of this paragraph; `numbers` are those of the document's fields so far."""
    walk = _Walk(look, numbers, fields_of(paragraph))
    walk.through(paragraph, None, "")
    return walk.inner


def chosen(alternate: etree._Element) -> etree._Element | None:
    """The one branch of mc:AlternateContent that is read: the newest, else the one to fall back on."""
    choice = alternate.find(MC + "Choice")
    return alternate.find(MC + "Fallback") if choice is None else choice


class _Walk:
    def __init__(self, look: Callable[[etree._Element], Look], numbers: FieldNumbers, fields: Fields) -> None:
        self.look = look
        self.numbers = numbers
        self.fields = fields
        self.instruction = 0  # fields whose instruction we are in
        self.inner = Inner()

    def through(self, element: etree._Element, run: etree._Element | None, look: Look) -> None:
        for part in element.iterchildren(tag=etree.Element):
            tag = part.tag
            if tag == W + "fldChar":
                self.instruction += self.fields.steps.get(part, 0)
                self.add(self.numbers.printed(self.fields.instructions.get(part, "")), look)
            elif tag in LEFT_OUT:
                continue
            elif tag in TEXTS:
                self.text(part, run, look)
            elif tag in TAGS_OF_SIGNS:
                self.add(TAGS_OF_SIGNS[tag], look)
            elif tag == W + "sym":
                self.add(_symbol(part), look)
            elif tag == W + "txbxContent":
                self.inner.boxes.append(part)
            elif tag == DIAGRAM:
                self.inner.diagrams.append(part.get(R + "dm", ""))
            elif tag == MC + "AlternateContent":
                branch = chosen(part)
                if branch is not None:
                    self.through(branch, run, look)
            elif tag == W + "r":
                self.through(part, part, self.look(part))
            else:
                self.through(part, run, look)

    def text(self, part: etree._Element, run: etree._Element | None, look: Look) -> None:
        text = part.text or ""
        if look == "hidden":
            self.inner.hidden.append(part)
        if look == "hidden" or self.instruction or (look == "raised" and is_raised_mark(text)):
            self.inner.passed.append(part)
        self.add(text, look)
        if run is not None and text.strip() and look != "hidden":
            self.inner.runs.append(run)

    def add(self, text: str, look: Look) -> None:
        if self.instruction or look == "hidden" or not text:
            return
        if look:
            before = "".join(self.inner.text[-4:])
            text = raised(text, before) if look == "raised" else lowered(text, before)
        self.inner.text.append(text)


def _symbol(element: etree._Element) -> str:
    code = element.get(W + "char", "")
    try:
        return bullet(chr(int(code, 16)))
    except (ValueError, OverflowError):
        return ""
