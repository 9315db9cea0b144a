"""The markup of `written/*.txt` -> a Document: paragraphs to print, and beside them what should be found.

First line by line: `key: value` until `===`, then one paragraph a line:

    P<cb> text             paragraph; flags: c centred, r right, b bold, i italic, t Title, h1/h2 headings
    S Title | P<b> text    a section and the line that opens it;  SA: the line names an addressee, SG: it opens the list
    > P<> text             a lead-in: its addressees go to the items under it;  >>: a line that opens the list (both
                           are groups of the gold) and changes nothing about who is asked
    R 1.| text             a recommendation with its printed label;  D: debatable, N: not a recommendation
    R(ask) 1.| text        the same, with its act;  (ask?): the rules leave it open
    R a.0:1.| text         the same, numbered by list `a`, level 0 of the word processor
    + а)| text             a part of the recommendation above
    TABLE #№ | !Что | @Кому | ~Срок      a table, then its rows: | cell | cell;  || section, ||A of an addressee;
                           TABLE(instruct): the act of all its rows

Inside a text: {written=name/alias} or {stem|ending|ending rest} an addressee, {+…} a co-executor, {?…} optional,
{{…}} one that is not printed there, {~written=ISO} a deadline, {-…} deleted and {^…} inserted by tracked changes,
{*} a footnote mark, {%written} a repetition, {>written=name} a recipient, {!written=name} a controller (with a further
? before the words: optional), [[…]] a recommendation in prose ([[d:…]] a debatable one, [[(ask)…]] one of that act).

Acts and repetitions of the gold are those of documents whose head says `annotated: acts`; there no act is `recommend`.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path

from .inline import Piece, cell_of, inline

NO_INTERVAL = ("постоянно", "регулярно")
ACTS = frozenset({"recommend", "ask", "propose", "instruct", "decide", "note"})
LINE = re.compile(
    r"(?P<role>[PRDN+])(?:\((?P<act>[a-z]+\??)\))?\s?"
    r"(?:(?P<list>[a-z])\.(?P<level>\d):)?(?P<label>[^|<]*?)(?:<(?P<flags>[^>]*)>)?\|? (?P<text>.*)"
)
QUOTED = re.compile("«([^»]+)»")
ROMAN = re.compile(r"^[IVX]+\.\s*")
PROSE = re.compile(r"\[\[(d:)?(?:\(([a-z]+\??)\))?(.+?)\]\]")
TABLE = re.compile(r"TABLE(?:\((?P<act>[a-z]+\??)\))? (?P<header>.*)")
SENTENCE_END = re.compile(r"(?<=[а-яё]{3}[.!?])\s+(?=[А-ЯЁ«])")
WORDS_AT_START, WORDS_AT_END = 6, 4


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
        for section in self.sections:
            free_those_over_debatable_items(section)
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
        self.acts = self.document.fact("annotated") == "acts"
        self.inherited: list[dict] = []
        self.groups: list[dict] = []  # those whose first item has not come yet
        self.numbered_lead_in = 0  # the depth of its number, 0 when it has none
        self.table: Table | None = None
        self.table_act: str | None = None
        self.previous_cell: list[dict] = []

    def read(self) -> Document:
        for line in self.lines.splitlines():
            if line.startswith("||"):
                self.table_section(line)
            elif line.startswith("| "):
                self.row([cell.strip() for cell in re.split(r" \|(?= |$)", line[2:])])
            elif line.startswith("TABLE"):
                self.open_table(line)
            elif line.startswith("S"):
                self.section(line)
            elif line.startswith("> "):
                self.lead_in(line[2:])
            elif line.startswith(">> "):
                self.opener(line[3:])
            else:
                self.paragraph(line)
        return self.document

    def section(self, line: str) -> None:
        kind, _, rest = line[1:].partition(" ")
        title, _, opener = rest.partition(" | ")
        paragraph, marks = paragraph_of(opener)
        self.document.body.append(paragraph)
        self.open_section(title, [paragraph.text, *QUOTED.findall(title)], kind == "A")
        if kind:
            self.groups.append(group_of(paragraph) | {"optional": True})
        self.inherited = marks["addressees"]

    def open_section(self, title: str, aliases: list[str], names_an_addressee: bool) -> None:
        """A line that stands above it may be said to belong to it, or to the head of the document."""
        self.document.sections.append({"title": title, "title_aliases": aliases, "recommendations": [], "groups": []})
        if names_an_addressee:
            self.document.sections[-1]["addressee_heading"] = True
        self.groups = [group | {"optional": True} for group in self.groups]

    def lead_in(self, line: str) -> None:
        paragraph, marks = paragraph_of(line)
        self.document.body.append(paragraph)
        self.document.lead_ins.append(paragraph.text)
        self.groups.append(group_of(paragraph))
        self.inherited, self.numbered_lead_in = marks["addressees"], depth(paragraph.label)

    def opener(self, line: str) -> None:
        paragraph, _ = paragraph_of(line)
        self.document.body.append(paragraph)
        self.groups.append(group_of(paragraph))

    def paragraph(self, line: str) -> None:
        paragraph, marks = paragraph_of(PROSE.sub(r"\3", line))
        self.document.body.append(paragraph)
        if line[0] in "RD":
            if self.numbered_lead_in and depth(paragraph.label) == self.numbered_lead_in:
                self.inherited, self.numbered_lead_in = [], 0  # the next item of its own list ends it
            found = self.recommendation(paragraph.text, marks, number_of(paragraph.label), LINE.match(line)["act"])
            if line[0] == "D":
                found["debatable"] = True
        elif line[0] == "+":
            extend(self.recommendations()[-1], paragraph, marks)
        for debatable, act, sentence in PROSE.findall(line):
            text, marks = inline(sentence)
            found = self.recommendation("".join(piece.text for piece in text), marks, None, act)
            if debatable:
                found["debatable"] = True

    def open_table(self, line: str) -> None:
        parts = TABLE.fullmatch(line)
        header = [cell.strip() for cell in parts["header"].split(" | ")]
        self.table = Table([cell[0] for cell in header], [[cell[1:] for cell in header]])
        self.table_act = parts["act"]
        self.document.body.append(self.table)

    def table_section(self, line: str) -> None:
        """A row of one merged cell."""
        kind, _, rest = line[2:].partition(" ")
        title, marks = cell_of("", rest)
        self.table.rows.append([title])
        if kind or (self.document.sections and self.document.sections[-1].get("addressee_heading")):
            self.inherited = marks["addressees"]
        self.open_section(ROMAN.sub("", title), [title], kind == "A")
        if kind:
            self.groups.append(group_of(Paragraph([Piece(title)])) | {"optional": True})

    def row(self, cells: list[str]) -> None:
        cells = [cell.removesuffix("|").strip() for cell in cells] + [""] * (len(self.table.kinds) - len(cells))
        read = {kind: cell_of(kind, cell) for kind, cell in zip(self.table.kinds, cells, strict=False)}
        self.table.rows.append([read[kind][0] for kind in self.table.kinds])
        if "+" in read:
            read["@"][1]["addressees"] += read["+"][1]["addressees"]
        if read["@"][0] == "То же":
            read["@"][1]["addressees"] = self.previous_cell
        self.previous_cell = read["@"][1]["addressees"]
        marks = read["!"][1] | {"addressees": self.previous_cell, "deadline": {}}
        if "~" in read and read["~"][0] not in ("", "–"):
            marks |= {"deadline": read["~"][1]["deadline"], "repeats": marks["repeats"] | read["~"][1]["repeats"]}
        self.recommendation(read["!"][0], marks, number_of(read.get("#", ("",))[0]), self.table_act)

    def recommendations(self) -> list[dict]:
        if not self.document.sections:
            self.document.sections.append({"title": None, "recommendations": [], "groups": []})
        return self.document.sections[-1]["recommendations"]

    def recommendation(self, text: str, marks: dict, number: str | None, act: str | None) -> dict:
        words, own = text.split(), marks["addressees"]
        implicit = bool(self.inherited) and not any(a.get("role") is None and not a.get("optional") for a in own)
        found = {"number": number, "starts_with": beginning(text)}
        found |= {"ends_with": ending(words), "addressees": (self.inherited if implicit else []) + own}
        found |= {"implicit": implicit} | marks["deadline"]
        if says_how_often(marks):
            found["deadline_optional"] = True
        if self.acts:
            found |= act_of(act or "recommend") | marks["repeats"]
            found |= {"others": marks["others"]} if marks["others"] else {}
        self.place_groups(len(self.recommendations()))
        self.recommendations().append(found)
        return found

    def place_groups(self, before: int) -> None:
        self.document.sections[-1]["groups"] += [group | {"before": before} for group in self.groups]
        self.groups = []


def paragraph_of(line: str) -> tuple[Paragraph, dict]:
    parts = LINE.fullmatch(line if line[-1:] != ">" else line + " ")
    if not parts:
        raise ValueError(f"Not a line of the markup: {line!r}")
    pieces, marks = inline(parts["text"])
    flags = frozenset(re.findall(r"h\d|[a-z]", parts["flags"] or ""))
    return Paragraph(pieces, flags, parts["label"].strip(), parts["list"] or "", int(parts["level"] or 0)), marks


def extend(found: dict, paragraph: Paragraph, marks: dict) -> None:
    """A part may say how often and to whom; how often is then of the part: the whole need not say it."""
    found.setdefault("parts", []).append({"number": number_of(paragraph.label), "text": paragraph.text})
    found["ends_with"] = ending(paragraph.text.split())
    found["addressees"] += marks["addressees"]
    if "act" in found and marks["repeats"] and "repeats" not in found:
        found |= marks["repeats"] | {"repeats_optional": True}
    if "act" in found and marks["others"]:
        found["others"] = found.get("others", []) + marks["others"]


def group_of(paragraph: Paragraph) -> dict:
    found = {"starts_with": beginning(paragraph.text).rstrip(" .,:;–-"), "number": number_of(paragraph.label)}
    *earlier, last = SENTENCE_END.split(paragraph.text)
    return found | ({"aliases": [beginning(last).rstrip(" .,:;–-")]} if earlier else {})


def free_those_over_debatable_items(section: dict) -> None:
    """Who does not take the items for recommendations has no list for the line to stand over."""
    starts = [*sorted({group["before"] for group in section["groups"]}), len(section["recommendations"])]
    for group in section["groups"]:
        end = starts[starts.index(group["before"]) + 1]
        if all(found.get("debatable") for found in section["recommendations"][group["before"] : end]):
            group["optional"] = True


def act_of(spec: str) -> dict:
    act = spec.removesuffix("?")
    if act not in ACTS:
        raise ValueError(f"Not an act: {spec!r}")
    return {"act": act} | ({"act_optional": True} if act != spec else {})


def says_how_often(marks: dict) -> bool:
    """Whether what was annotated as a deadline is a repetition, or holds one: then the deadline counts no more."""
    written, often = marks["deadline"].get("deadline_as_written"), marks["repeats"].get("repeats")
    return written in NO_INTERVAL or bool(written and often and (often in written or written in often))


def beginning(text: str) -> str:
    return " ".join(text.split()[:WORDS_AT_START])


def ending(words: list[str]) -> str:
    return " ".join(words[-WORDS_AT_END:]).rstrip(".;,:!")


def depth(label: str) -> int:
    return len(re.findall(r"\d+", label))


def number_of(label: str) -> str | None:
    return label.strip(".)") if any(sign.isalnum() for sign in label) else None


def read_written(path: Path) -> Document:
    return Reading(path.stem, path.read_text(encoding="utf-8")).read()
