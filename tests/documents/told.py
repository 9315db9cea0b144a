"""Which wrong guesses the outline itself doubts, and which right recommendations it doubts for nothing.

An editor is sent to what is marked, so a mistake that is marked is not a silent one; and a mark that stands everywhere
says nothing. A guess is wrong when a recommendation is missed, made up or cut elsewhere, has an addressee too many or
too few or another term; when a section is missed or made up; when title, day or place are others. It is told when a
problem that is shown on a card, or beside the section or the document, covers the blocks where it happened. Of an item
that was missed, those are the blocks between its neighbours, and the problem says that something was passed over.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from .gold import score

Span = tuple[int, int]
PASSED_OVER = {"list-not-taken", "empty-section", "no-recommendations", "number-gap", "words-lost"}


@dataclass(frozen=True)
class WrongGuess:
    kind: str
    what: str
    codes: frozenset[str]  # of what is shown there
    silent: frozenset[str] = frozenset()  # of what stands there and is not shown on a card

    @property
    def told(self) -> bool:
        return bool(self.codes)


@dataclass
class Told:
    """`marks`: for each recommendation that was read right the codes on it, whether they are shown or not."""

    wrong: list[WrongGuess] = field(default_factory=list)
    marks: list[frozenset[str]] = field(default_factory=list)
    shown: dict[str, str] = field(default_factory=dict)  # code -> where

    @property
    def marked(self) -> int:
        """How many recommendations that were read right bear a mark on their card."""
        return sum(any(self.shown[code] == "card" for code in codes) for codes in self.marks)

    def by_code(self) -> list[tuple[str, str, int, int]]:
        """(code, where it shows, right recommendations it stands on, wrong guesses)."""
        right = Counter(code for codes in self.marks for code in codes)
        wrong = Counter(code for guess in self.wrong for code in guess.codes | guess.silent)
        return [(code, where, right[code], wrong[code]) for code, where in sorted(self.shown.items())]


def together(found: Iterable[Told]) -> Told:
    total = Told()
    for one in found:
        total.wrong += one.wrong
        total.marks += one.marks
        total.shown |= one.shown
    return total


class _Document:
    def __init__(self, gold: dict, outline: dict) -> None:
        self.gold, self.outline, self.problems = gold, outline, outline["problems"]
        self.asked = [entry for section in gold["sections"] for entry in section["recommendations"]]
        self.given = [entry for section in outline["sections"] for entry in section["recommendations"]]
        self.found, self.ignored = score.match_recs(self.asked, self.given)
        self.told = Told(shown={problem["code"]: problem["shown"] for problem in self.problems})

    def wrong(self, kind: str, what: str, codes: Iterable[str]) -> None:
        standing = frozenset(codes)
        shown = frozenset(code for code in standing if self.told.shown[code] == "card")
        self.told.wrong.append(WrongGuess(kind, what, shown, standing - shown))

    def over(self, where: Iterable[int]) -> frozenset[str]:
        first, last = where
        spans = [(problem["code"], problem["source"]) for problem in self.problems if problem["source"]]
        return frozenset(code for code, source in spans if source[0] <= last and first <= source[1])

    def whole(self, *codes: str) -> set[str]:
        return {problem["code"] for problem in self.problems if problem["code"] in codes}

    def between(self, at: int) -> frozenset[str]:
        """What says that something was passed over, between the neighbours of an item of the gold."""
        before = [self.given[place]["source"][1] for k, (places, _) in self.found.items() if k < at for place in places]
        after = [self.given[place]["source"][0] for k, (places, _) in self.found.items() if k > at for place in places]
        gap = (max(before, default=-1), min(after, default=10**6))
        return (self.over(gap) & PASSED_OVER) | self.whole("no-recommendations")

    def recommendations(self) -> None:
        used = {place for places, _ in self.found.values() for place in places} | self.ignored
        for at, entry in enumerate(self.given):
            if at not in used:
                self.wrong("made up", entry["text"][:60], self.over(entry["source"]))
        for at, entry in enumerate(self.asked):
            if entry.get("debatable"):
                continue
            if at not in self.found:
                self.wrong("missed", entry["starts_with"], self.between(at))
                continue
            places, whole = self.found[at]
            self.one(
                entry, self.given[places[0]], whole=whole, again=at > 0 and self.found.get(at - 1, ([],))[0] == places
            )

    def one(self, asked: dict, given: dict, *, whole: bool, again: bool) -> None:
        codes, name = self.over(given["source"]), asked["starts_with"]
        if not whole:
            self.wrong("cut elsewhere", name, codes)
        if again:
            return
        merged = asked.get("merged_addressees_ok")
        found, wanted, right, counted, *_ = score.match_addressees(
            asked["addressees"], given["addressees"], merged, False
        )
        if found < wanted:
            self.wrong("addressee missing", name, codes)
        if right < counted:
            self.wrong("addressee wrong", name, codes)
        if whole and found == wanted and right == counted:
            self.told.marks.append(codes)
        term, read = asked.get("deadline"), given["deadline"]
        if not asked.get("deadline_optional") and (
            bool(term) != bool(read) or (term and not score.deadline_ok(asked, read))
        ):
            self.wrong("deadline", f"{name}: {term}, read {read}", codes)

    def sections(self) -> None:
        forms = [
            {score.key(title) for title in [row["title"], *row.get("title_aliases", [])] if title}
            for row in self.gold["sections"]
        ]
        known = set().union(*forms) | {score.key(title) for title in self.gold.get("lead_ins_not_sections", [])}
        titled = [section for section in self.outline["sections"] if section["title"]]
        for section in titled:
            if score.key(section["title"]) not in known:
                codes = frozenset().union(*map(self.over, section["source"]))
                self.wrong("section made up", section["title"], codes)
        read = {score.key(section["title"]) for section in titled}
        for section, names in zip(self.gold["sections"], forms, strict=True):
            if section["title"] and not section.get("addressee_heading") and not names & read:
                self.wrong("section missed", section["title"], ())

    def facts(self) -> None:
        gold, outline = self.gold, self.outline
        if score.key(outline["title"]) not in {
            score.key(title) for title in [gold["title"], *gold.get("title_aliases", [])]
        }:
            self.wrong("title", str(outline["title"]), self.whole("no-title", "title-unlikely"))
        if (outline["date"] or None) not in (gold.get("date"), gold.get("date_end")):
            self.wrong("date", str(outline["date"]), self.whole("no-date", "two-dates"))
        if _bare(outline["place"]) != _bare(gold.get("place")):
            self.wrong("place", str(outline["place"]), self.whole("no-place", "place-guessed"))


def _bare(place: str | None) -> str:
    return re.sub(r"^(город|г\.?) ", "", score.key(place))


def told_of(gold: dict, outline: dict) -> Told:
    """Of one document, by the JSON of its outline."""
    document = _Document(gold, outline)
    document.recommendations()
    document.sections()
    document.facts()
    return document.told
