"""The source of an .rtf with what striprtf passes over made plain: one walk through its tokens, groups and all.

Hidden and deleted text goes, instructions of fields go, text boxes come after the paragraph they hang on, raised and
lowered figures are written in Unicode, a bullet of a symbol font as the letter of Unicode's private part that means it.
"""

import re
from dataclasses import dataclass, field, replace

from resolution_reader.readers.raised import lowered, raised
from resolution_reader.readers.rich_text_state import HIDING, OFF, QUIET, State

TOKEN = re.compile(
    r"\\(?P<word>[a-z]{1,32})(?P<value>-?\d{1,9})? ?|(?P<hex>(?:\\'[0-9a-f]{2})+)|\\(?P<sign>.)|(?P<brace>[{}])|"
    r"(?P<text>[^\\{}]+)|.",
    re.S | re.I,
)
SYMBOL_FONT = re.compile(r"\\f(\d+)(?:\\(?!f\d)[a-z]+-?\d*\s?|\{[^{}]*\})*?\\fcharset2\b")
BOXES = ("shptxt", "dptxbxtext")
LABELS = ("listtext", "pntext")
# Words that print something.
PRINTING = frozenset(
    ("tab", "line", "emdash", "endash", "emspace", "enspace", "qmspace", "bullet", "lquote", "rquote", "ldblquote",
     "rdblquote", "u")
)  # fmt: skip
STYLES, MAX_FONTS = "\\stylesheet", 100_000


@dataclass
class _Flow:
    """What is written of the document, or of a text box: `before` are the last letters of its paragraph, `labels` the
    places in `written` where the label of that stands."""

    written: list[str] = field(default_factory=list)
    before: str = ""
    labels: list[int] = field(default_factory=list)


def printed_source(source: str) -> tuple[str, str]:
    """(the source as it is printed, the source of what is not): ASCII in, ASCII out, linear in its length."""
    fonts = source[: source.find(STYLES)] if STYLES in source else source[:MAX_FONTS]
    walk = _Walk(frozenset(SYMBOL_FONT.findall(fonts)))
    for token in TOKEN.finditer(source):
        walk.take(token)
    return walk.closed(), "".join(walk.hidden)


@dataclass
class _Walk:
    symbol_fonts: frozenset[str]
    state: State = field(default_factory=State)
    outer: list[State] = field(default_factory=list)
    flows: list[_Flow] = field(default_factory=lambda: [_Flow()])  # the document, and text boxes open in it
    boxes: list[str] = field(default_factory=list)  # which wait for the end of their paragraph
    hidden: list[str] = field(default_factory=list)
    fallback: int = 0  # signs to come that only repeat a \\u

    @property
    def flow(self) -> _Flow:
        return self.flows[-1]

    def take(self, token: re.Match[str]) -> None:
        if token["brace"] == "{":
            self.outer.append(self.state)
            if self.state.box:
                self.state = replace(self.state, box=False)
            self.write("{")
        elif token["brace"]:
            self.close_group()
        elif token["word"]:
            self.word(token["word"], token["value"] or "", token[0])
        elif token["hex"]:
            self.codes(token["hex"])
        elif token["text"]:
            self.text(token["text"])
        elif token["sign"] == "*":
            self.state = replace(self.state, quiet=True)
            self.write(token[0])
        elif not self.state.hidden:
            self.write(token[0])

    def close_group(self) -> None:
        if self.state.box:
            self.boxes.append("".join(self.flows.pop().written))
        if len(self.outer) == 1:
            self.write_boxes()
        self.write("}")
        self.state = self.outer.pop() if self.outer else State()

    def word(self, word: str, value: str, printed: str) -> None:
        state = self.state
        if word == "fldinst":
            self.state = replace(state, hidden=True, quiet=True)
        elif word in BOXES and not state.copy:
            self.state = State(box=True, skip=state.skip)
            self.flows.append(_Flow())
            return
        elif word in LABELS:
            self.state = replace(state, label=True)
            printed = "\\listtext "
        elif word in QUIET:
            self.state = replace(state, quiet=True, copy=state.copy or word == "shprslt")
        else:
            if word in HIDING and value != OFF:
                self.hidden.append("\\par ")
            self.state = state.after(word, value, self.symbol_fonts)
        if word in ("par", "row", "sect", "page"):
            self.end_paragraph(word, printed)
        elif word == "u":
            self.unicode(value, printed)
        elif not (self.state.hidden and word in PRINTING):
            if self.state.label and word in PRINTING:
                self.note_label()
            self.write(printed)

    def end_paragraph(self, word: str, printed: str) -> None:
        if self.state.hidden and word == "par" and not self.flow.before.strip():
            for place in self.flow.labels:
                self.flow.written[place] = ""
            self.flow.labels.clear()
            return
        self.write(printed)
        if self.state.quiet:
            return
        self.flow.before = ""
        self.flow.labels.clear()
        if word == "row" or not self.state.in_table:
            self.write_boxes()

    def write_boxes(self) -> None:
        if len(self.flows) == 1 and self.boxes:
            waiting, self.boxes = self.boxes, []
            if self.flow.before:
                self.write("\\par ")
            self.flow.written += [f"{{{box}\\par }}" for box in waiting]

    def unicode(self, value: str, printed: str) -> None:
        self.fallback = 0
        sign = chr(int(value) % 0x10000) if value else ""
        self.sign(printed, "" if 0xD800 <= ord(sign or " ") < 0xE000 else sign, 0)
        self.fallback = self.state.skip

    def codes(self, printed: str) -> None:
        codes = bytes.fromhex(printed.replace("\\'", ""))
        if not (self.fallback or self.state.symbols or self.state.position):
            self.sign(printed, codes.decode("cp1251", errors="replace"), 0)
            return
        for code in codes:
            self.sign(f"\\'{code:02x}", bytes([code]).decode("cp1251", errors="replace"), code)

    def text(self, text: str) -> None:
        repeated, own = text[: self.fallback], text[self.fallback :]
        self.fallback -= len(repeated)
        if repeated and not self.state.hidden:
            self.write(repeated)
        if self.state.symbols or self.state.position:
            for sign in own:
                self.sign(sign, sign, ord(sign) if sign.isprintable() and sign != " " else 0)
        elif own:
            self.sign(own, own, 0)

    def sign(self, printed: str, letters: str, code: int) -> None:
        """One sign, or several of a plain run; `code` is its place in the font."""
        state = self.state
        if self.fallback:
            self.fallback -= 1
            letters = ""
        if state.hidden:
            if not state.quiet:
                self.hidden.append(printed)
            return
        if letters and code and state.symbols and not state.quiet and not self.flow.before.strip():
            printed = _unicode(chr(0xF000 + code))
        elif letters and state.position and not state.quiet:
            shifted = (raised if state.position == "raised" else lowered)(letters, self.flow.before)
            printed = printed if shifted == letters else _unicode(shifted)
            letters = shifted
        if not state.quiet and not state.label:
            self.flow.before = (self.flow.before + letters.replace("\n", "").replace("\r", ""))[-12:]
        elif state.label:
            self.note_label()
        self.write(printed)

    def note_label(self) -> None:
        self.flow.labels.append(len(self.flow.written))

    def write(self, source: str) -> None:
        self.flow.written.append(source)

    def closed(self) -> str:
        """A file may end within a text box, or before its last brace."""
        while len(self.flows) > 1:
            self.boxes.append("".join(self.flows.pop().written))
        self.write_boxes()
        return "".join(self.flow.written)


def _unicode(text: str) -> str:
    """In a group of its own, so that it counts one sign for programs without Unicode."""
    return "".join(f"{{\\uc1\\u{ord(sign) - (0x10000 if ord(sign) > 0x7FFF else 0)} ?}}" for sign in text)
