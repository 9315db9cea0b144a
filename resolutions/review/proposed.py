"""Which themes a draft's sections are given, and which are proposed where nobody has said anything yet.

A proposal is computed from the words of a section when it is first looked at, and kept by no draft.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from resolution_reader import ThemeProposal, propose_themes
from resolutions.models import Recommendation, Section, Theme
from resolutions.review.sheet import Sheet, SheetSection

KEPT = 500  # sections whose proposals are remembered


@dataclass(frozen=True)
class Proposed:
    theme: Theme
    words: tuple[str, ...]


@dataclass(frozen=True)
class SectionThemes:
    """What a section is about; `proposed` only while nobody has said."""

    given: list[Theme] = field(default_factory=list)
    proposed: list[Proposed] = field(default_factory=list)

    @property
    def meant(self) -> list[Theme]:
        """Those that it has once an editor agrees."""
        return self.given or [one.theme for one in self.proposed]


@lru_cache(maxsize=KEPT)
def proposals(title: str, items: tuple[str, ...]) -> list[ThemeProposal]:
    return propose_themes(title, items)


def proposals_for(section: SheetSection) -> list[ThemeProposal]:
    return proposals(section.title or "", tuple(card.text for card in section.recommendations))


def themes_of(sections: Iterable[SheetSection], meant: Mapping[str, Theme]) -> dict[int, SectionThemes]:
    """By the key of each section. `meant`: the register's themes by slug; one that is not among them was deleted, and
    is neither given nor proposed."""
    found = {}
    for section in sections:
        if section.themes is None:
            found[section.key] = SectionThemes(proposed=still_there(proposals_for(section), meant))
        else:
            found[section.key] = SectionThemes(given=meant_in(section.themes, meant))
    return found


def meant_in(themes: Iterable[str], meant: Mapping[str, Theme]) -> list[Theme]:
    return list(dict.fromkeys(meant[slug] for slug in themes if slug in meant))


def still_there(found: Iterable[ThemeProposal], meant: Mapping[str, Theme]) -> list[Proposed]:
    rows = {meant[one.theme]: Proposed(meant[one.theme], one.words) for one in found if one.theme in meant}
    return list(rows.values())


def proposed_for(section: Section) -> list[Proposed]:
    """Of a section of the register, whatever themes it has."""
    texts = Recommendation.objects.filter(section=section).in_section_order().values_list("text", flat=True)
    return still_there(proposals(section.title, tuple(texts)), Theme.objects.all_meant())


def slugs_proposed(sheet: Sheet) -> dict[int, list[str]]:
    """{key of a section about which nobody has said anything: the themes proposed}, where any are."""
    bare = [section for section in sheet.sections if section.themes is None]
    found = themes_of(bare, Theme.objects.all_meant())
    return {key: [one.theme.slug for one in themes.proposed] for key, themes in found.items() if themes.proposed}
