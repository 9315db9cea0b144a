"""Themes for sections that are in the register already and have none: proposed, and set where an operator says so."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch

from resolution_reader import propose_themes
from resolutions.models import Recommendation, Section, Theme
from resolutions.models.contents import SectionQuerySet
from resolutions.register.themes import ThemesChanged, assign_themes
from resolutions.review.proposed import Proposed, still_there

AT_ONCE = 200


@dataclass(frozen=True)
class Found:
    section: Section
    proposed: list[Proposed]


def found_in(sections: SectionQuerySet) -> Iterator[Found]:
    """Of those of standing forums that have no theme, the ones for which some are proposed."""
    themes = Theme.objects.all_meant()
    texts = Prefetch("recommendations", queryset=Recommendation.objects.in_section_order().only("section", "text"))
    bare = sections.filter(themes=None, forum__deleted_at__isnull=True).select_related("forum")
    for section in bare.in_document_order().prefetch_related(texts).iterator(chunk_size=AT_ONCE):
        items = [row.text for row in section.recommendations.all()]
        proposed = still_there(propose_themes(section.title, items), themes)
        if proposed:
            yield Found(section, proposed)


def apply(found: Found) -> bool:
    """As the operator; False where somebody has given it themes or taken it away meanwhile."""
    try:
        assign_themes(found.section, [one.theme for one in found.proposed], by=None, seen=[])
    except (ThemesChanged, Section.DoesNotExist):
        return False
    return True
