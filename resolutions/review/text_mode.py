"""«Как текст»: the whole sheet as plain text with a few marks, and back. Also the way to type from nothing.

    Название: …            the document's fields, each on a line
    Преамбула: …           and the lines below it
    == Город соседей       a section; «Обсуждение:» and «Вводная строка:» below it
    № 1. Текст             a recommendation; «1.», «а)» and «–» (no number) are understood as well
    Кому: мэрия; НКО       its addressees; «При участии:» its helpers

A blank line ends a recommendation; a line that only looks like a mark begins with a space.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from resolution_reader import parse_label, split_label
from resolutions.review.operations.sections import FIELDS, Field, SectionField
from resolutions.review.sheet import Card, Sheet, SheetSection

LABELS: dict[Field, str] = {
    "title": "Название",
    "ordinal": "Номер по счёту",
    "date": "Первый день",
    "date_end": "Последний день",
    "place": "Место",
    "preamble": "Преамбула",
}
SECTION_LABELS: dict[SectionField, str] = {
    "title": "Название секции",
    "preamble": "Обсуждение",
    "lead_in": "Вводная строка",
}
NUMBERED = re.compile(r"№\s*(\S+?)[.)]?(?:\s+(.*))?$")
MARK = re.compile(r"(==|№|–\s)")
NAMED = re.compile(
    r"(Название|Номер по счёту|Первый день|Последний день|Место|Преамбула|Обсуждение|Вводная строка|Кому|При участии)"
    r"\s*:\s*"
)


@dataclass
class TypedItem:
    number: str | None
    lines: list[str]
    leads: list[str] = field(default_factory=list)
    helpers: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(line for line in self.lines if line.strip())


@dataclass
class TypedSection:
    title: str | None
    preamble: list[str] = field(default_factory=list)
    lead_in: list[str] = field(default_factory=list)
    items: list[TypedItem] = field(default_factory=list)


@dataclass
class TypedDocument:
    fields: dict[Field, list[str]] = field(default_factory=dict)
    sections: list[TypedSection] = field(default_factory=list)


# The sheet as text


def text_of(sheet: Sheet) -> str:
    parts = []
    for name in FIELDS:
        value = getattr(sheet, name) or ""
        shown = russian_day(value) if name in ("date", "date_end") else value
        parts.append(_named(LABELS[name], shown) + ("\n" if name == "place" else ""))
    for section in sheet.sections:
        parts.append("\n" + _section_text(section))
    return "\n".join(parts).strip() + "\n"


def russian_day(text: str) -> str:
    """«21.04.2021» for an ISO day; anything else as it is."""
    try:
        return date.fromisoformat(text).strftime("%d.%m.%Y")
    except ValueError:
        return text


def _named(label: str, text: str) -> str:
    first, *rest = [line for line in text.split("\n") if line.strip()] or [""]
    return "\n".join([f"{label}: {first}".strip(), *map(_plain_line, rest)])


def _plain_line(line: str) -> str:
    """So that words of the text that look like a mark stay words."""
    return f" {line}" if MARK.match(line) or NAMED.match(line) or line[:1].isspace() else line


def _section_text(section: SheetSection) -> str:
    parts = [f"== {' '.join((section.title or '').split())}".strip()]
    if section.preamble:
        parts.append(_named("Обсуждение", section.preamble))
    if section.lead_in:
        parts.append(_named("Вводная строка", section.lead_in))
    return "\n".join([*parts, *("\n" + _card_text(card) for card in section.recommendations)])


def _card_text(card: Card) -> str:
    first, *rest = [line for line in card.text.split("\n") if line.strip()] or [""]
    mark = f"№ {card.number}." if card.number else "–"
    lines = [f"{mark} {first}".rstrip() + (" " if not first and not card.number else ""), *map(_plain_line, rest)]
    for label, role in (("Кому", "lead"), ("При участии", "co-executor")):
        names = [mention.name for mention in card.addressees if mention.role == role]
        if names or role == "lead":
            lines.append(f"{label}: {'; '.join(names)}".rstrip())
    return "\n".join(lines)


# The text as typed


class _Typing:
    """Reads line by line; `into` is the list that plain lines are added to."""

    def __init__(self) -> None:
        self.document = TypedDocument()
        self.item: TypedItem | None = None
        self.into: list[str] | None = None

    def line(self, line: str) -> None:
        if not line.strip():
            self.item = self.into = None
        elif self.into is not None and line[0].isspace():
            self.into.append(line[1:].rstrip())
        elif line.startswith("=="):
            self.document.sections.append(TypedSection(line.strip("= \t") or None))
            self.item = self.into = None
        elif not self._named(line.strip()) and not self._item(line.strip()):
            self._plain(line.strip())

    @property
    def section(self) -> TypedSection:
        if not self.document.sections:
            self.document.sections.append(TypedSection(None))
        return self.document.sections[-1]

    def _named(self, line: str) -> bool:
        found = NAMED.match(line)
        if not found:
            return False
        label, rest = found[1], line[found.end() :].strip()
        of_document = next((name for name, known in LABELS.items() if known == label), None)
        if label in ("Кому", "При участии"):
            if self.item is None:
                return False
            names = [name.strip() for name in rest.split(";") if name.strip()]
            (self.item.leads if label == "Кому" else self.item.helpers).extend(names)
            return True
        if of_document:
            if self.document.sections:
                return False
            self.into = self.document.fields.setdefault(of_document, [])
        else:
            self.into = self.section.preamble if label == "Обсуждение" else self.section.lead_in
        self.item = None
        if rest:
            self.into.append(rest)
        return True

    def _item(self, line: str) -> bool:
        found = NUMBERED.match(line)
        if found:
            return self._begin(found[1], found[2] or "")
        if line == "–" or line.startswith("– "):
            return self._begin(None, line[2:])
        if self.into is not None:
            return False  # a list inside a text
        label, text = split_label(line)
        understood = parse_label(label) if label else None
        return bool(understood) and self._begin(understood.number if understood else None, text)

    def _begin(self, number: str | None, text: str) -> bool:
        self.item = TypedItem(number, [text])
        self.into = self.item.lines
        self.section.items.append(self.item)
        return True

    def _plain(self, line: str) -> None:
        if self.into is not None:
            self.into.append(line)
        elif not self.document.sections:
            self.into = self.document.fields.setdefault("preamble", [])
            self.into.append(line)
        elif self.section.items:
            self._begin(None, line)
        else:
            self.into = self.section.lead_in if line.endswith(":") else self.section.preamble
            self.into.append(line)


def typed(text: str) -> TypedDocument:
    """The text understood; every line of it is in the result."""
    typing = _Typing()
    for line in lines_of(text):
        typing.line(line)
    return typing.document


def lines_of(text: str) -> Iterable[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
