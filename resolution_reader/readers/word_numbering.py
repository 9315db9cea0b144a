"""Automatic numbers of .docx: what Word would print before a paragraph, from numbering.xml and a count kept on the way.

The rules, measured against LibreOffice (docs/decisions/0011 says where it errs): one counter for each abstractNum,
shared by all lists made of it; a startOverride acts once, at the first use of its numId; a deeper level begins anew
when a shallower one advances.
"""

import re
from dataclasses import dataclass, field, replace

from lxml import etree

from resolution_reader.readers.number_formats import bullet, formatted
from resolution_reader.readers.word_xml import child, children, flag, number, value, w

LEVELS = 9
GAPS = {"nothing": "", "space": " ", "tab": " "}


@dataclass(frozen=True)
class ListLevel:
    start: int = 1
    style: str = "decimal"
    pattern: str = ""
    suffix: str = "tab"
    restart: int | None = None  # lvlRestart: 0 never, n after the level n counted from 1
    legal: bool = False  # isLgl: all numbers of the label in figures
    paragraph_style: str = ""


@dataclass
class _List:
    """A w:num: its abstractNum, levels defined anew, and the numbers it begins with."""

    abstract: str
    levels: dict[int, ListLevel] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Labels in the order of the document: ask once for each numbered paragraph, from the first to the last."""

    def __init__(self, root: etree._Element | None, style_lists: dict[str, str]) -> None:
        """`style_lists`: the numId of each numbering style, for lists that only point to such a style."""
        self._abstracts: dict[str, dict[int, ListLevel]] = {}
        self._links: dict[str, str] = {}
        self._lists: dict[str, _List] = {}
        self._style_lists = style_lists
        self._counters: dict[str, list[int | None]] = {}
        self._used: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for abstract in children(root, "abstractNum"):
            name = abstract.get(w("abstractNumId"), "")
            self._abstracts[name] = {number(level, "ilvl"): _level(level) for level in children(abstract, "lvl")}
            link = value(child(abstract, "numStyleLink"))
            if link:
                self._links[name] = link
        for num in children(root, "num"):
            found = _List(value(child(num, "abstractNumId")))
            for override in children(num, "lvlOverride"):
                index, anew = number(override, "ilvl"), child(override, "lvl")
                if anew is not None:
                    found.levels[index] = _level(anew)
                start = child(override, "startOverride")
                if start is not None:
                    found.starts[index] = number(start, "val")
            self._lists[num.get(w("numId"), "")] = found

    def level_of_style(self, num_id: str, styles: list[str]) -> int | None:
        """The level that a paragraph style (or what it is based on) is tied to in this list."""
        levels = self._levels(num_id)
        tied = {level.paragraph_style: index for index, level in levels.items() if level.paragraph_style}
        return next((tied[style] for style in styles if style in tied), None)

    def label(self, num_id: str, index: int) -> tuple[str, str]:
        """(the next label, the gap after it) of a list at a level; ("", "") for a list that does not exist."""
        levels = self._levels(num_id)
        if index not in levels or not 0 <= index < LEVELS:
            return "", ""
        counters = self._advance(num_id, index, levels)
        level = levels[index]
        if level.style == "bullet":
            return bullet(level.pattern), GAPS.get(level.suffix, " ")

        def printed(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            named = levels.get(place, ListLevel())
            count = counters[place]
            return formatted(named.start if count is None else count, "decimal" if level.legal else named.style)

        return re.sub(r"%([1-9])", printed, level.pattern).strip(), GAPS.get(level.suffix, " ")

    def _advance(self, num_id: str, index: int, levels: dict[int, ListLevel]) -> list[int | None]:
        counters = self._counters.setdefault(self._abstract_of(num_id), [None] * LEVELS)
        starts = self._lists[num_id].starts
        if num_id not in self._used:
            self._used.add(num_id)
            for overridden in starts:
                if overridden < LEVELS:
                    counters[overridden] = None
        for shallower in range(index):
            # «1.1.» may come before any «1.»; the next one is then «2.», as LibreOffice prints it.
            if counters[shallower] is None and shallower in levels:
                counters[shallower] = starts.get(shallower, levels[shallower].start)
        count = counters[index]
        counters[index] = starts.get(index, levels[index].start) if count is None else count + 1
        for deeper in range(index + 1, LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if index < (deeper if restart is None else restart):
                counters[deeper] = None
        return counters

    def _levels(self, num_id: str) -> dict[int, ListLevel]:
        if num_id not in self._lists:
            return {}
        levels = self._abstracts.get(self._abstract_of(num_id), {})
        # Word passes over lvlRestart in a level that a list defines anew ([MS-OI29500], on 17.9.11).
        anew = {
            index: replace(level, restart=levels[index].restart if index in levels else None)
            for index, level in self._lists[num_id].levels.items()
        }
        return levels | anew

    def _abstract_of(self, num_id: str) -> str:
        """The abstractNum that counts; a numStyleLink leads to another one, once."""
        abstract = self._lists[num_id].abstract
        linked = self._lists.get(self._style_lists.get(self._links.get(abstract, ""), ""))
        return linked.abstract if linked else abstract


def _level(element: etree._Element) -> ListLevel:
    start, restart = child(element, "start"), child(element, "lvlRestart")
    return ListLevel(
        start=1 if start is None else number(start, "val"),
        style=_style(element),
        pattern=value(child(element, "lvlText")),
        suffix=value(child(element, "suff")) or "tab",
        restart=None if restart is None else number(restart, "val"),
        legal=bool(flag(element, "isLgl")),
        paragraph_style=value(child(element, "pStyle")),
    )


def _style(level: etree._Element) -> str:
    """The format; newer ones stand in mc:AlternateContent with an older one to fall back on."""
    return next((value(found) for found in level.iter(w("numFmt")) if value(found) != "custom"), "decimal")
