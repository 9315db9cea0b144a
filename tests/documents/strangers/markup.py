"""The markup of `written/*.txt` -> a Document: paragraphs to print, and beside them what should be found.

First line by line: `key: value` until `===`, then one paragraph a line:

    P<cb> text             paragraph; flags: c centred, r right, b bold, i italic, t Title, h1/h2 headings
    S Title | P<b> text    a section and the line that opens it;  SA: the line names an addressee
    > P<> text             a lead-in: its addressees go to the items under it
    R 1.| text             a recommendation with its printed label;  D: debatable, N: not a recommendation
    R a.0:1.| text         the same, numbered by list `a`, level 0 of the word processor
    + а)| text             a part of the recommendation above
    TABLE #№ | !Что | @Кому | ~Срок      a table, then its rows: | cell | cell;  || section

Inside a text: {written=name/alias} or {stem|ending|ending rest} an addressee, {+…} a co-executor, {?…} optional,
{{…}} one that is not printed there, {~written=ISO} a deadline, {-…} deleted and {^…} inserted by tracked changes,
{*} a footnote mark, [[…]] a recommendation in prose ([[d:…]] a debatable one).
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

INLINE = re.compile(r"\{\{(?P<hidden>[^{}]+)\}\}|\{(?P<shown>[^{}]*)\}")
LINE = re.compile(
    r"(?P<role>[PRDN+])\s?(?:(?P<list>[a-z])\.(?P<level>\d):)?(?P<label>[^|<]*?)(?:<(?P<flags>[^>]*)>)?\|? (?P<text>.*)"
)
QUOTED = re.compile("«([^»]+)»")
ROMAN = re.compile(r"^[IVX]+\.\s*")
PROSE = re.compile(r"\[\[(d:)?(.+?)\]\]")
WORDS_AT_START, WORDS_AT_END = 6, 4


@dataclass
class Piece:
    text: str
    kind: str = "plain"  # plain, inserted, deleted, footnote


@dataclass
class Paragraph:
    pieces: list[Piece]
    flags: frozenset[str] = frozenset()
    label: str = ""
    list_name: str = ""
    level: int = 0

    @property
    def text(self) -> str:
        """As it reads after all tracked changes are accepted."""
        return "".join(piece.text for piece in self.pieces if piece.kind in ("plain", "inserted"))


@dataclass
class Table:
    kinds: list[str]  # "#", "!", "@", "+", "~" or "?" for each column
    rows: list[list[str]]  # the header first


@dataclass
class Document:
    identifier: str
    facts: dict[str, list[str]]
    body: list[Paragraph | Table] = field(default_factory=list)
    sections: list[dict] = field(default_factory=list)
    lead_ins: list[str] = field(default_factory=list)

    def fact(self, key: str) -> str | None:
        return self.facts.get(key, [None])[0]

    def gold(self, file: str) -> dict:
        row = {"id": self.identifier, "file": file, "kind": "stranger", "title": self.fact("title")}
        row |= {"title_aliases": self.facts.get("alias", []), "date": self.fact("date"), "place": self.fact("place")}
        if self.fact("date_end"):
            row["date_end"] = self.fact("date_end")
        return row | {"lead_ins_not_sections": self.lead_ins, "sections": self.sections}


class Reading:
    """Reads one document line by line; what a lead-in said is remembered for the items under it."""

    def __init__(self, identifier: str, source: str) -> None:
        head, _, self.lines = source.partition("\n===\n")
        facts: dict[str, list[str]] = {}
        for line in head.splitlines():
            key, _, value = line.partition(": ")
            kind, _, name = key.partition(" ")
            facts.setdefault(kind, []).append(f"{name}: {value}" if name else value)
        self.document = Document(identifier, facts)
        self.inherited: list[dict] = []
        self.numbered_lead_in = 0  # the depth of its number, 0 when it has none
        self.table: Table | None = None
        self.previous_cell: list[dict] = []

    def read(self) -> Document:
        for line in self.lines.splitlines():
            if line.startswith("|| "):
                self.table_section(line[3:])
            elif line.startswith("| "):
                self.row([cell.strip() for cell in re.split(r" \|(?= |$)", line[2:])])
            elif line.startswith("TABLE "):
                self.open_table(line[6:])
            elif line.startswith("S"):
                self.section(line)
            elif line.startswith("> "):
                self.lead_in(line[2:])
            else:
                self.paragraph(line)
        return self.document

    def section(self, line: str) -> None:
        names_an_addressee = line.startswith("SA")
        title, _, opener = line[2 + names_an_addressee :].partition(" | ")
        paragraph, marks = paragraph_of(opener)
        self.document.body.append(paragraph)
        self.document.sections.append(
            {"title": title, "title_aliases": [paragraph.text, *QUOTED.findall(title)], "recommendations": []}
        )
        if names_an_addressee:
            self.document.sections[-1]["addressee_heading"] = True
        self.inherited = marks["addressees"]

    def lead_in(self, line: str) -> None:
        paragraph, marks = paragraph_of(line)
        self.document.body.append(paragraph)
        self.document.lead_ins.append(paragraph.text)
        self.inherited, self.numbered_lead_in = marks["addressees"], depth(paragraph.label)

    def paragraph(self, line: str) -> None:
        paragraph, marks = paragraph_of(PROSE.sub(r"\2", line))
        self.document.body.append(paragraph)
        if line[0] in "RD":
            if self.numbered_lead_in and depth(paragraph.label) == self.numbered_lead_in:
                self.inherited, self.numbered_lead_in = [], 0  # the next item of its own list ends it
            found = self.recommendation(paragraph.text, marks, number_of(paragraph.label))
            if line[0] == "D":
                found["debatable"] = True
        elif line[0] == "+":
            extend(self.recommendations()[-1], paragraph, marks)
        for debatable, sentence in PROSE.findall(line):
            text, marks = inline(sentence)
            found = self.recommendation("".join(piece.text for piece in text), marks, None)
            if debatable:
                found["debatable"] = True

    def open_table(self, line: str) -> None:
        header = [cell.strip() for cell in line.split(" | ")]
        self.table = Table([cell[0] for cell in header], [[cell[1:] for cell in header]])
        self.document.body.append(self.table)

    def table_section(self, title: str) -> None:
        """A row of one merged cell."""
        self.table.rows.append([title])
        bare = ROMAN.sub("", title)
        self.document.sections.append({"title": bare, "title_aliases": [title], "recommendations": []})

    def row(self, cells: list[str]) -> None:
        cells = [cell.removesuffix("|").strip() for cell in cells] + [""] * (len(self.table.kinds) - len(cells))
        read = {kind: cell_of(kind, cell) for kind, cell in zip(self.table.kinds, cells, strict=False)}
        self.table.rows.append([read[kind][0] for kind in self.table.kinds])
        if "+" in read:
            read["@"][1]["addressees"] += read["+"][1]["addressees"]
        if read["@"][0] == "То же":
            read["@"][1]["addressees"] = self.previous_cell
        self.previous_cell = read["@"][1]["addressees"]
        found = self.recommendation(read["!"][0], read["@"][1], number_of(read.get("#", ("",))[0]))
        if "~" in read and read["~"][0] not in ("", "–"):
            found |= read["~"][1]["deadline"]

    def recommendations(self) -> list[dict]:
        if not self.document.sections:
            self.document.sections.append({"title": None, "recommendations": []})
        return self.document.sections[-1]["recommendations"]

    def recommendation(self, text: str, marks: dict, number: str | None) -> dict:
        words, own = text.split(), marks["addressees"]
        implicit = bool(self.inherited) and not any(a.get("role") is None and not a.get("optional") for a in own)
        found = {"number": number, "starts_with": " ".join(words[:WORDS_AT_START])}
        found |= {"ends_with": ending(words), "addressees": (self.inherited if implicit else []) + own}
        found |= {"implicit": implicit} | marks["deadline"]
        self.recommendations().append(found)
        return found


def paragraph_of(line: str) -> tuple[Paragraph, dict]:
    parts = LINE.fullmatch(line if line[-1:] != ">" else line + " ")
    if not parts:
        raise ValueError(f"Not a line of the markup: {line!r}")
    pieces, marks = inline(parts["text"])
    flags = frozenset(re.findall(r"h\d|[a-z]", parts["flags"] or ""))
    return Paragraph(pieces, flags, parts["label"].strip(), parts["list"] or "", int(parts["level"] or 0)), marks


def inline(text: str) -> tuple[list[Piece], dict]:
    pieces: list[Piece] = []
    marks: dict = {"addressees": [], "deadline": {}}
    at = 0
    for mark in INLINE.finditer(text):
        pieces.append(Piece(text[at : mark.start()]))
        at = mark.end()
        if mark["hidden"]:
            marks["addressees"].append(addressee(mark["hidden"]))
        elif mark["shown"] == "*":
            pieces.append(Piece("", "footnote"))
        elif mark["shown"][0] in "-^":
            pieces.append(Piece(mark["shown"][1:], "deleted" if mark["shown"][0] == "-" else "inserted"))
        elif mark["shown"][0] == "~":
            marks["deadline"] = deadline(mark["shown"][1:])
            pieces.append(Piece(marks["deadline"]["deadline_as_written"]))
        else:
            marks["addressees"].append(addressee(mark["shown"]))
            pieces.append(Piece(marks["addressees"][-1]["as_written"]))
    pieces.append(Piece(text[at:].rstrip()))
    return [piece for piece in pieces if piece.text or piece.kind == "footnote"], marks


def addressee(spec: str) -> dict:
    sign = spec[0] if spec[0] in "+?" else ""
    written, _, names = spec.removeprefix(sign).partition("=")
    stem, *endings = written.split("|")
    name = stem
    if endings:
        _, space, rest = endings[1].partition(" ")
        written, name = stem + endings[0] + space + rest, stem + endings[1]
    name, *aliases = (names or name).split("/")
    found = {"name": name, "as_written": written}
    if aliases:
        found["aliases"] = aliases
    return found | {"": {}, "+": {"role": "co-executor"}, "?": {"optional": True}}[sign]


def deadline(spec: str) -> dict:
    written, _, iso = spec.partition("=")
    return {"deadline": iso or written, "deadline_as_written": written}


def cell_of(kind: str, cell: str) -> tuple[str, dict]:
    if kind == "~":
        read = deadline(cell)
        return read["deadline_as_written"], {"deadline": read}
    pieces, marks = inline(cell)
    return "".join(piece.text for piece in pieces), marks


def extend(found: dict, paragraph: Paragraph, marks: dict) -> None:
    found.setdefault("parts", []).append({"number": number_of(paragraph.label), "text": paragraph.text})
    found["ends_with"] = ending(paragraph.text.split())
    found["addressees"] += marks["addressees"]


def ending(words: list[str]) -> str:
    return " ".join(words[-WORDS_AT_END:]).rstrip(".;,:!")


def depth(label: str) -> int:
    return len(re.findall(r"\d+", label))


def number_of(label: str) -> str | None:
    return label.strip(".)") if any(sign.isalnum() for sign in label) else None


def read_written(path: Path) -> Document:
    return Reading(path.stem, path.read_text(encoding="utf-8")).read()
