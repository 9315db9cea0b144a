"""«Как текст»: the whole sheet as plain text with a few marks, and back. Also the way to type from nothing.

    Название: …                    the document's fields, each on a line
    Преамбула: …                   and the lines below it
    == Город соседей               a section
    Обсуждение: …                  before all its items what it discussed, below that talk between them
    Вводная строка: 3. Мэрии:      a line over the items below it; «Вводная строка, уровень 2:» one inside another
    Конец вводной строки           the items below stand outside of it
    № 1. Текст                     a recommendation; «1.», «а)» and «–» (no number) are understood as well
    Кому: мэрия; НКО               its addressees; «При участии:» its helpers

A blank line ends a recommendation, and so does the next number; a line that only looks like a mark begins with a space.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from resolution_reader import Label, label_continues, parse_label, split_label
from resolutions.review.body import opened_by
from resolutions.review.operations.said import russian_day
from resolutions.review.operations.sections import FIELDS, Field, SectionField
from resolutions.review.sheet import Card, Sheet, SheetGroup, SheetRemark, SheetSection

LABELS: dict[Field, str] = {
    "title": "Название",
    "ordinal": "Номер по счёту",
    "date": "Первый день",
    "date_end": "Последний день",
    "place": "Место",
    "preamble": "Преамбула",
}
SECTION_LABELS: dict[SectionField, str] = {"title": "Название секции", "preamble": "Обсуждение"}
GROUP, END, TALK = "Вводная строка", "Конец вводной строки", "Обсуждение"
NUMBERED = re.compile(r"№\s*(\S+?)([.)]*)(?:\s+(.*))?$")
MARK = re.compile(r"(==|№|–(?:\s|$))")
NAMED = re.compile(
    r"(Название|Номер по счёту|Первый день|Последний день|Место|Преамбула|Обсуждение|Кому|При участии"
    r"|(?:Вводная строка|Конец вводной строки)(?:, уровень ([1-9]))?)\s*(:\s*|$)"
)


@dataclass
class TypedItem:
    """`mark` is its number as typed, with what stands behind it: «1)»; empty without a number."""

    number: str | None
    lines: list[str]
    mark: str = ""
    leads: list[str] = field(default_factory=list)
    helpers: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return one_spacing("\n".join(self.lines))


@dataclass
class TypedLine:
    """A line over items, talk, or where a line ends: «group», «remark», «end»."""

    kind: str
    lines: list[str]
    level: int = 1

    @property
    def text(self) -> str:
        return one_spacing("\n".join(self.lines))


@dataclass
class TypedSection:
    title: str | None
    preamble: list[str] = field(default_factory=list)
    has_preamble: bool = False
    rows: list[TypedItem | TypedLine] = field(default_factory=list)


@dataclass
class TypedDocument:
    fields: dict[Field, list[str]] = field(default_factory=dict)
    sections: list[TypedSection] = field(default_factory=list)


def one_spacing(text: str) -> str:
    """Without what this mode does not show: blank lines, and spaces at the ends of lines and before the first."""
    return "\n".join(line.rstrip() for line in lines_of(text) if line.strip()).strip()


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


def _named(label: str, text: str) -> str:
    first, *rest = one_spacing(text).split("\n")
    return "\n".join([f"{label}: {first}".strip(), *map(_plain_line, rest)])


def _plain_line(line: str) -> str:
    """So that words of the text that look like a mark stay words."""
    looks = MARK.match(line) or NAMED.match(line) or line[:1].isspace() or split_label(line)[0]
    return f" {line}" if looks else line


def _section_text(section: SheetSection) -> str:
    title = " ".join((section.title or "").split())
    parts = [f"== {title}".strip() + (" ==" if title.endswith("=") else "")]
    body = section.body
    if section.preamble or (body and isinstance(body[0], SheetRemark)):
        parts.append(_named(TALK, section.preamble or ""))
    rows = list(_body_text(section))
    if body and not isinstance(body[0], Card):
        parts.append(rows.pop(0))
    return "\n".join([*parts, *("\n" + text for text in rows)])


def _body_text(section: SheetSection) -> Iterator[str]:
    over: list[SheetGroup] = []
    for row in section.body:
        if isinstance(row, SheetRemark):
            yield _named(TALK, row.text)
        elif isinstance(row, SheetGroup):
            over = opened_by(row, over)
            yield _named(_at_level(GROUP, row.level), row.printed)
        else:
            keys = [group.key for group in over]
            left = over[keys.index(row.under) + 1 :] if row.under in keys else over
            if left and (row.under is None or row.under in keys):
                yield _at_level(END, left[0].level)
                over = over[: -len(left)]
            yield _card_text(row)


def _at_level(label: str, level: int) -> str:
    return label if level == 1 else f"{label}, уровень {level}"


def _card_text(card: Card) -> str:
    first, *rest = one_spacing(card.text).split("\n")
    mark = f"№ {mark_of(card)}" if card.number else "–"
    lines = [f"{mark} {first}".rstrip() + (" " if not first and not card.number else ""), *map(_plain_line, rest)]
    for label, role in (("Кому", "lead"), ("При участии", "co-executor")):
        names = [mention.name for mention in card.addressees if mention.role == role]
        if names or role == "lead":
            lines.append(f"{label}: {'; '.join(names)}".rstrip())
    return "\n".join(lines)


def mark_of(card: Card) -> str:
    """How its number stands in the text: as printed where that is the number with a point or a bracket."""
    printed = NUMBERED.fullmatch(f"№ {card.label}") if card.label else None
    is_plain = printed and printed[1] == card.number and printed[2] and printed[3] is None
    return card.label if is_plain and card.label else f"{card.number}." if card.number else ""


# The text as typed


class _Typing:
    """Reads line by line; `into` is the list that plain lines are added to."""

    def __init__(self) -> None:
        self.document = TypedDocument()
        self.item: TypedItem | None = None
        self.into: list[str] | None = None
        self.inner: Label | None = None  # the last label of a list inside the item

    def line(self, line: str) -> None:
        if not line.strip():
            self.item = self.into = None
        elif self.into is not None and line[0].isspace():
            self.into.append(line[1:].rstrip())
        elif line.startswith("=="):
            self.document.sections.append(TypedSection(_title(line) or None))
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
        label, rest = found[1].partition(",")[0], line[found.end() :].strip()
        if label == END:
            return not rest and self._line(TypedLine("end", [], int(found[2] or 1)))
        if ":" not in found[3]:
            return False
        if label in ("Кому", "При участии"):
            return self._whom(label, rest)
        of_document = next((name for name, known in LABELS.items() if known == label), None)
        if of_document:
            if self.document.sections:
                return False
            self.into = self.document.fields.setdefault(of_document, [])
        elif label == TALK and not self.section.rows and not self.section.has_preamble:
            self.section.has_preamble = True
            self.into = self.section.preamble
        else:
            self._line(TypedLine("remark" if label == TALK else "group", [], int(found[2] or 1)))
        self.item = None
        if rest and self.into is not None:
            self.into.append(rest)
        return True

    def _whom(self, label: str, names: str) -> bool:
        if self.item is None:
            return False
        found = [name.strip() for name in names.split(";") if name.strip()]
        (self.item.leads if label == "Кому" else self.item.helpers).extend(found)
        return True

    def _line(self, line: TypedLine) -> bool:
        self.section.rows.append(line)
        self.item, self.into = None, None if line.kind == "end" else line.lines
        return True

    def _item(self, line: str) -> bool:
        found = NUMBERED.match(line)
        if found:
            return self._begin(found[1], found[3] or "", f"{found[1]}{found[2] or '.'}")
        if line == "–" or line.startswith("– "):
            return self._begin(None, line[2:])
        printed, text = split_label(line)
        label = parse_label(printed) if printed else None
        if label is None or (self.into is not None and not self._begins_anew(label, line)):
            return False  # a list inside a text
        return self._begin(label.number, text, printed if label.number else "")

    def _begins_anew(self, label: Label, line: str) -> bool:
        """Whether a numbered line right below another one is no part of it: the next of the item's own list, or the
        first below a line that opens one."""
        if self.item is None:
            return self._is_in_head or (self._opens_a_list and label.path[-1:] == (1,))
        inner, self.inner = self.inner, label
        if inner and label_continues(label, inner) and _mark(label) == _mark(inner):
            return False
        own = parse_label(self.item.mark) if self.item.mark else None
        return own is not None and follows(label, own)

    @property
    def _is_in_head(self) -> bool:
        """In one of the short fields at the top."""
        of_preamble = self.document.fields.get("preamble")
        return not self.document.sections and self.into is not of_preamble

    @property
    def _opens_a_list(self) -> bool:
        last = self.section.rows[-1] if self.document.sections and self.section.rows else None
        in_group = isinstance(last, TypedLine) and last.kind == "group" and self.into is last.lines
        return bool(self.into and self.into[-1].endswith(":")) and (in_group or not self.document.sections)

    def _begin(self, number: str | None, text: str, mark: str = "") -> bool:
        self.item = TypedItem(number, [text], mark)
        self.into = self.item.lines
        self.inner = None
        self.section.rows.append(self.item)
        return True

    def _plain(self, line: str) -> None:
        if self.into is not None:
            self.into.append(line)
        elif not self.document.sections:
            self.into = self.document.fields.setdefault("preamble", [])
            self.into.append(line)
        elif line.endswith(":"):
            self._line(TypedLine("group", [line]))
        elif self.section.rows:
            self._begin(None, line)
        else:
            self.into = self.section.preamble
            self.into.append(line)


def follows(label: Label, before: Label) -> bool:
    """Whether it is the next of the same list, written in the same way: «2)» after «1)», «2.» after «1.3.»."""
    return len(label.path) <= len(before.path) and label_continues(label, before) and _mark(label) == _mark(before)


def _mark(label: Label) -> str:
    return label.printed.strip()[-1:]


def _title(line: str) -> str:
    """What stands behind the mark, and before the same one at the end where somebody closes it."""
    line = " ".join(line.split())
    title = line.lstrip("=")
    mark = "=" * (len(line) - len(title))
    return title.removesuffix(mark).strip()


def typed(text: str) -> TypedDocument:
    """The text understood; every line of it is in the result."""
    typing = _Typing()
    for line in lines_of(text):
        typing.line(line)
    return typing.document


def lines_of(text: str) -> Iterable[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
