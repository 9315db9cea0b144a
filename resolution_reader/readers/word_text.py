"""The text of one paragraph of .docx: its runs as printed, and the text boxes that hang on it.

Insertions are read and deletions are not, results of fields are read and instructions are not, what Word keeps twice
for older programs (mc:AlternateContent) is read once, and notes are only marks here: their text is in other parts.
"""

from dataclasses import dataclass, field

from lxml import etree

from resolution_reader.readers.number_formats import bullet
from resolution_reader.readers.word_xml import MC, W

LEFT_OUT = {W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText", "delText", "rt")}
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
TAGS_OF_SIGNS = {W + name: sign for name, sign in SIGNS.items()}
TEXTS = (W + "t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")


@dataclass
class Inner:
    """What stands in a paragraph: `runs` are those with letters, `boxes` the text boxes in order."""

    text: list[str] = field(default_factory=list)
    runs: list[etree._Element] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


def inner_of(paragraph: etree._Element) -> Inner:
    inner = Inner()
    _walk(paragraph, None, inner)
    return inner


def chosen(alternate: etree._Element) -> etree._Element | None:
    """The one branch of mc:AlternateContent that is read: the newest, else the one to fall back on."""
    choice = alternate.find(MC + "Choice")
    return alternate.find(MC + "Fallback") if choice is None else choice


def _walk(element: etree._Element, run: etree._Element | None, inner: Inner) -> None:
    for part in element.iterchildren(tag=etree.Element):
        tag = part.tag
        if tag in LEFT_OUT:
            continue
        if tag in TEXTS:
            inner.text.append(part.text or "")
            if run is not None and (part.text or "").strip():
                inner.runs.append(run)
        elif tag in TAGS_OF_SIGNS:
            inner.text.append(TAGS_OF_SIGNS[tag])
        elif tag == W + "sym":
            inner.text.append(_symbol(part))
        elif tag == W + "txbxContent":
            inner.boxes.append(part)
        elif tag == MC + "AlternateContent":
            branch = chosen(part)
            if branch is not None:
                _walk(branch, run, inner)
        else:
            _walk(part, part if tag == W + "r" else run, inner)


def _symbol(element: etree._Element) -> str:
    code = element.get(W + "char", "")
    try:
        return bullet(chr(int(code, 16)))
    except (ValueError, OverflowError):
        return ""
