"""What a corrected document says otherwise than the register: pairs of what is the same, and differences in words.

Permanent codes stay: an item is the same one if it says nearly the same, whatever its number and place are now.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from resolution_reader import Group, in_sentence_case
from resolution_reader import Recommendation as Item
from resolution_reader import Section as DraftSection
from resolution_reader.language import fold
from resolutions.models import Forum, Recommendation, Section, Theme
from resolutions.register.as_outline import item_of, section_of, sections_to_outline
from resolutions.review.in_words import adopted_words, item_words, lines_words, named, themes_words
from resolutions.review.proposed import SectionThemes, themes_of
from resolutions.review.row_fields import adopted_fields, nested
from resolutions.review.sheet import Sheet, SheetSection, day_in
from resolutions.wording import dates

# What share of their words two texts must have in common to be one item; with the same printed number in the
# same section, less is enough.
SAME_ITEM = 0.6
SAME_NUMBER = 0.4

# Field of the register -> what it is called on the page.
FORUM_FIELDS = {
    "title": "Название форума",
    "ordinal": "Номер по счёту",
    "head": "Шапка документа",
    "preamble": "Преамбула",
}
SECTION_FIELDS = {
    "title": "Название секции",
    "title_as_written": "Заголовок, как напечатан",
    "annex": "Приложение",
    "preamble": "Обсуждение",
}

Kind = Literal["forum", "section", "lines", "changed", "added", "themes", "removed"]
# A line: its kind, its words, its level, the item it stands before, the items it stands over.
Standing = tuple[str, list[str], int, int | None, list[int]]


@dataclass(frozen=True)
class Difference:
    """One change that an editor accepts or refuses; `key` names it in a form."""

    key: str
    kind: Kind
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Comparison:
    """`sections` and `items` are pairs (as it is in the register, as the document says); None where one lacks.

    `themes` of sections that come with the document, by their index; those of the register keep what they have.
    """

    forum: Forum
    outline: Sheet
    sections: list[tuple[Section | None, SheetSection]]
    items: list[tuple[Recommendation | None, Item, int]]  # with the index of the document's section
    removed: list[Recommendation]
    themes: dict[int, SectionThemes]

    def differences(self) -> list[Difference]:
        return [*self._of_forum(), *self._of_sections(), *self._of_lines(), *self._of_items(), *self._removed()]

    def pairs_in(self, index: int) -> list[tuple[int, Recommendation | None, Item]]:
        """Of the document's section of that index: (place among all items, its row, the item)."""
        return [(place, row, item) for place, (row, item, at) in enumerate(self.items) if at == index]

    def lines_key(self, index: int) -> str | None:
        """The key of the difference between the lines of two sections, or the order of their items, if they differ."""
        section, said = self.sections[index]
        if section is None:
            return None  # they come with the section
        own, theirs = self._in_both(index)
        same = standing(section_of(section), own) == standing(said, theirs)
        if same and not self._is_reordered(index):
            return None
        versions = "-".join(str(line.version) for line in section.lines_shown)
        return f"lines:{section.slug}:{versions}"

    def _is_reordered(self, index: int) -> bool:
        own, theirs = self._in_both(index)
        return [key for key in own if key] != [key for key in theirs if key]

    def _in_both(self, index: int) -> tuple[list[int | None], list[int | None]]:
        """The keys of all items, as they stand in the register and in the document; None where the other lacks it."""
        section, _ = self.sections[index]
        shown = section.recommendations_shown if section else []
        own = {row.pk for row in shown}
        theirs = [row.pk if row and row.pk in own else None for _, row, _ in self.pairs_in(index)]
        both = set(theirs)
        return [row.pk if row.pk in both else None for row in shown], theirs

    def _of_forum(self) -> Iterator[Difference]:
        for field, label in FORUM_FIELDS.items():
            yield from differing(
                f"forum:{field}", "forum", label, getattr(self.forum, field), getattr(self.outline, field)
            )
        said = Forum(starts_on=day_in(self.outline.date), ends_on=day_in(self.outline.date_end))
        yield from differing("forum:dates", "forum", "Дата", dates(self.forum), dates(said))
        adopted = Forum(**adopted_fields(self.outline.adopted))
        before, after = adopted_words(self.forum), adopted_words(adopted)
        yield from differing("forum:adopted", "forum", "Как принята", before, after)

    def _of_sections(self) -> Iterator[Difference]:
        for section, said in self.sections:
            if section is None:
                continue  # a new section comes with the first of its items that is accepted
            for field, label in SECTION_FIELDS.items():
                key = f"section:{section.slug}:{field}"
                yield from differing(
                    key, "section", f"{section.heading}: {label.lower()}", getattr(section, field), getattr(said, field)
                )

    def _of_lines(self) -> Iterator[Difference]:
        for index, (section, said) in enumerate(self.sections):
            key = self.lines_key(index)
            if section and key:
                order = self._is_reordered(index)
                label = f"{section.heading}: строки{' и порядок пунктов' if order else ' между пунктами'}"
                before, after = (lines_words(one, with_order=order) for one in (section_of(section), said))
                yield Difference(key, "lines", label, before, after)

    def themes_key(self, index: int) -> str:
        return f"themes:{index}:{'+'.join(theme.slug for theme in self.themes[index].meant)}"

    def _of_items(self) -> Iterator[Difference]:
        told = set()
        for place, (recommendation, item, index) in enumerate(self.items):
            where = in_sentence_case(self.outline.sections[index].title or "") or "Без названия секции"
            if recommendation is None and index in self.themes and index not in told:
                told.add(index)
                label = f"{where}: темы новой секции"
                yield Difference(self.themes_key(index), "themes", label, "", themes_words(self.themes[index]))
            if recommendation is None:
                yield Difference(f"added:{place}", "added", f"{where}: новый пункт", "", item_words(item))
                continue
            own = item_of(recommendation)
            key = f"changed:{recommendation.code}:{recommendation.version}"
            label = f"{where}: рекомендация {named(own)}"
            yield from differing(key, "changed", label, item_words(own), item_words(item))

    def _removed(self) -> Iterator[Difference]:
        for row in self.removed:
            own = item_of(row)
            label = f"{row.section.heading}: рекомендация {named(own)}"
            yield Difference(f"removed:{row.code}:{row.version}", "removed", label, item_words(own), "")


def standing(section: DraftSection, items: list[int | None]) -> list[Standing]:
    """Its lines among those of its items that are named here: what is added or gone moves no line."""
    levels = iter(nested([row for row in section.body if isinstance(row, Group)]))
    over: dict[int | None, list[int]] = {}
    for item, key in zip(section.recommendations, items, strict=True):
        if key is not None:
            over.setdefault(item.group, []).append(key)
    found: list[Standing] = []
    number = {id(group): index for index, group in enumerate(section.groups)}
    left = list(items)
    for row in section.body:
        if isinstance(row, Item):
            left.pop(0)
            continue
        following = next((key for key in left if key is not None), None)
        if isinstance(row, Group):
            _, level = next(levels)
            found.append(("group", words(row.printed), level, following, over.get(number[id(row)], [])))
        else:
            found.append(("remark", words(row.text), 1, following, []))
    return found


def differing(key: str, kind: Kind, label: str, before: str, after: str | None) -> Iterator[Difference]:
    if words(before) != words(after or ""):
        yield Difference(key, kind, label.strip(), before, after or "")


def words(text: str) -> list[str]:
    return text.split()


def likeness(one: str, other: str) -> float:
    """Of 1: the share of words that stand in both, in the same order."""
    matcher = SequenceMatcher(None, words(fold(one)), words(fold(other)), autojunk=False)
    # The quick bounds spare most pairs the long way.
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= SAME_NUMBER else 0.0


def compare(forum: Forum, outline: Sheet) -> Comparison:
    """The forum beside what a document says of it."""
    own = sections_to_outline(forum)
    rows = [row for section in own for row in section.recommendations_shown]
    sections = paired_sections(own, outline)
    left = list(rows)
    items: list[tuple[Recommendation | None, Item, int]] = []
    wanted: list[tuple[Item, int]] = [
        (item, index) for index, section in enumerate(outline.sections) for item in section.recommendations
    ]
    matched = paired_items(left, wanted, sections)
    for place, (item, index) in enumerate(wanted):
        items.append((matched.get(place), item, index))
    kept = {row.pk for row in matched.values()}
    leaving = [row for row in rows if row.pk not in kept]
    return Comparison(forum, outline, sections, items, leaving, themes_of_new(sections))


def themes_of_new(sections: list[tuple[Section | None, SheetSection]]) -> dict[int, SectionThemes]:
    new = {said.key: index for index, (section, said) in enumerate(sections) if section is None}
    told = themes_of([sections[index][1] for index in new.values()], Theme.objects.all_meant()) if new else {}
    return {new[key]: themes for key, themes in told.items() if themes.meant}


def paired_sections(own: list[Section], outline: Sheet) -> list[tuple[Section | None, SheetSection]]:
    """By title, of one title in their order; what is left over, by place. No section is two of the document's."""
    by_title: dict[str, list[Section]] = {}
    for one in reversed(own):
        by_title.setdefault(fold(one.title), []).append(one)
    found: dict[int, Section | None] = {}
    for index, said in enumerate(outline.sections):
        alike = by_title.get(fold(said.title or ""))
        found[index] = alike.pop() if alike else None
    used = {one.pk for one in found.values() if one}
    pairs: list[tuple[Section | None, SheetSection]] = []
    for index, said in enumerate(outline.sections):
        section = found[index]
        if section is None and index < len(own) and own[index].pk not in used:
            section = own[index]
            used.add(section.pk)
        pairs.append((section, said))
    return pairs


def paired_items(
    rows: list[Recommendation],
    wanted: list[tuple[Item, int]],
    sections: list[tuple[Section | None, SheetSection]],
) -> dict[int, Recommendation]:
    """{place in `wanted`: the recommendation it is}, the most alike first; those that say the same before any other."""
    found = equal_items(rows, wanted, sections)
    taken = {row.pk for row in found.values()}
    left = [row for row in rows if row.pk not in taken]
    scored = []
    for place, (item, index) in enumerate(wanted):
        for row in left if place not in found else ():
            alike = likeness(row.text, item.text)
            near = is_near(row, item, sections[index][0])
            if alike >= (SAME_NUMBER if near else SAME_ITEM):
                scored.append((alike + 0.1 * near, place, row))
    for _, place, row in sorted(scored, key=lambda score: (-score[0], score[1], score[2].pk)):
        if place not in found and row.pk not in taken:
            found[place] = row
            taken.add(row.pk)
    return found


def equal_items(
    rows: list[Recommendation],
    wanted: list[tuple[Item, int]],
    sections: list[tuple[Section | None, SheetSection]],
) -> dict[int, Recommendation]:
    """Those that say the very same; spares a document of thousands the comparison of each with each."""
    by_text: dict[str, list[Recommendation]] = {}
    for row in rows:
        by_text.setdefault(fold(row.text), []).append(row)
    found: dict[int, Recommendation] = {}
    for at_its_place in (True, False):
        for place, (item, index) in enumerate(wanted):
            same = by_text.get(fold(item.text), []) if place not in found else []
            fitting = (row for row in same if not at_its_place or is_near(row, item, sections[index][0]))
            for row in [*fitting][:1]:
                found[place] = row
                same.remove(row)
    return found


def is_near(row: Recommendation, item: Item, section: Section | None) -> bool:
    """With the same printed number in the same section."""
    return section is not None and row.section_id == section.pk and row.number == (item.number or "")
