"""What a corrected document says otherwise than the register: pairs of what is the same, and differences in words.

Permanent codes stay: an item is the same one if it says nearly the same, whatever its number and place are now.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from resolution_reader import Outline, in_sentence_case
from resolution_reader import Recommendation as Item
from resolution_reader import Section as DraftSection
from resolution_reader.language import fold
from resolutions.models import Forum, Recommendation, Section
from resolutions.review.sheet import day_in
from resolutions.wording import dates

# What share of their words two texts must have in common to be one item; with the same printed number in the
# same section, less is enough.
SAME_ITEM = 0.6
SAME_NUMBER = 0.4

# Field of the register -> what it is called on the page.
FORUM_FIELDS = {"title": "Название форума", "ordinal": "Номер по счёту", "preamble": "Преамбула"}
SECTION_FIELDS = {"title": "Название секции", "preamble": "Обсуждение"}

Kind = Literal["forum", "section", "changed", "added", "removed"]


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
    """`sections` and `items` are pairs (as it is in the register, as the document says); None where one lacks."""

    forum: Forum
    outline: Outline
    sections: list[tuple[Section | None, DraftSection]]
    items: list[tuple[Recommendation | None, Item, int]]  # with the index of the document's section
    removed: list[Recommendation]

    def differences(self) -> list[Difference]:
        return [*self._of_forum(), *self._of_sections(), *self._of_items(), *self._removed()]

    def _of_forum(self) -> Iterator[Difference]:
        for field, label in FORUM_FIELDS.items():
            yield from differing(
                f"forum:{field}", "forum", label, getattr(self.forum, field), getattr(self.outline, field)
            )
        said = Forum(starts_on=day_in(self.outline.date), ends_on=day_in(self.outline.date_end))
        yield from differing("forum:dates", "forum", "Дата", dates(self.forum), dates(said))

    def _of_sections(self) -> Iterator[Difference]:
        for section, said in self.sections:
            if section is None:
                continue  # a new section comes with the first of its items that is accepted
            for field, label in SECTION_FIELDS.items():
                key = f"section:{section.slug}:{field}"
                yield from differing(
                    key, "section", f"{section.heading}: {label.lower()}", getattr(section, field), getattr(said, field)
                )

    def _of_items(self) -> Iterator[Difference]:
        for place, (recommendation, item, index) in enumerate(self.items):
            where = in_sentence_case(self.outline.sections[index].title or "") or "Без названия секции"
            if recommendation is None:
                yield Difference(f"added:{place}", "added", f"{where}: новый пункт", "", item_words(item))
                continue
            before = recommendation_words(recommendation)
            key = f"changed:{recommendation.code}:{recommendation.version}"
            yield from differing(
                key, "changed", f"{where}: рекомендация {recommendation.number}", before, item_words(item)
            )

    def _removed(self) -> Iterator[Difference]:
        for row in self.removed:
            label = f"{row.section.heading}: рекомендация {row.number}"
            yield Difference(f"removed:{row.code}:{row.version}", "removed", label, recommendation_words(row), "")


def differing(key: str, kind: Kind, label: str, before: str, after: str | None) -> Iterator[Difference]:
    if words(before) != words(after or ""):
        yield Difference(key, kind, label.strip(), before, after or "")


def recommendation_words(recommendation: Recommendation) -> str:
    names = [row.as_written or row.addressee.name for row in recommendation.addressings_shown]
    return in_words(recommendation.number, recommendation.text, names)


def item_words(item: Item) -> str:
    return in_words(item.number or "", item.text, [mention.as_written for mention in item.addressees])


def in_words(number: str, text: str, names: list[str]) -> str:
    asked = f"\nКому: {'; '.join(names)}" if names else ""
    return f"{number}. {text}{asked}" if number else f"{text}{asked}"


def words(text: str) -> list[str]:
    return text.split()


def likeness(one: str, other: str) -> float:
    """Of 1: the share of words that stand in both, in the same order."""
    matcher = SequenceMatcher(None, words(fold(one)), words(fold(other)), autojunk=False)
    # The quick bounds spare most pairs the long way.
    return matcher.ratio() if min(matcher.real_quick_ratio(), matcher.quick_ratio()) >= SAME_NUMBER else 0.0


def compare(forum: Forum, outline: Outline) -> Comparison:
    """The forum beside what a document says of it."""
    rows = list(Recommendation.objects.filter(section__forum=forum).for_listing().in_document_order())
    own = list(forum.sections.in_document_order())
    sections = paired_sections(own, outline)
    left = list(rows)
    items: list[tuple[Recommendation | None, Item, int]] = []
    wanted = [(item, index) for index, section in enumerate(outline.sections) for item in section.recommendations]
    matched = paired_items(left, wanted, sections)
    for place, (item, index) in enumerate(wanted):
        items.append((matched.get(place), item, index))
    kept = {row.pk for row in matched.values()}
    return Comparison(forum, outline, sections, items, [row for row in rows if row.pk not in kept])


def paired_sections(own: list[Section], outline: Outline) -> list[tuple[Section | None, DraftSection]]:
    """By title; what is left over, by place."""
    by_title = {fold(section.title): section for section in reversed(own)}
    found = {index: by_title.get(fold(said.title or "")) for index, said in enumerate(outline.sections)}
    used = {section.pk for section in found.values() if section}
    pairs: list[tuple[Section | None, DraftSection]] = []
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
    sections: list[tuple[Section | None, DraftSection]],
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
    sections: list[tuple[Section | None, DraftSection]],
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
