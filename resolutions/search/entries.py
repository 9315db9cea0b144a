"""From the database to what the index holds: a few hundred forums at a time, in a handful of plain queries."""

from collections import defaultdict
from collections.abc import Iterator

from resolutions.models import Addressing, Forum, Recommendation, Section
from resolutions.search.criteria import NOBODY
from resolutions.search.schema import Entry

FORUMS_AT_ONCE = 200


def entries(forums: list[int]) -> Iterator[Entry]:
    """Of those of the forums that can be read; rows as tuples, since a million of objects would take minutes."""
    for start in range(0, len(forums), FORUMS_AT_ONCE):
        yield from entries_of(forums[start : start + FORUMS_AT_ONCE])


def entries_of(forums: list[int]) -> Iterator[Entry]:
    about = {
        pk: about
        for pk, *about in Forum.objects.readable()
        .filter(pk__in=forums)
        .values_list("pk", "known_day", "locality_id", "locality__region_id", "title", "is_demonstration")
    }
    themes: dict[int, list[int]] = defaultdict(list)
    for section, theme in Section.themes.through.objects.filter(section__forum__in=about).values_list(
        "section_id", "theme_id"
    ):
        themes[section].append(theme)
    addressees: dict[int, list[int]] = defaultdict(list)
    kinds: dict[int, set[str]] = defaultdict(set)
    confirmed = [f"addressee__{name}" for name in ("is_reviewed", "is_seconded")]
    for recommendation, addressee, kind, *is_confirmed in Addressing.objects.filter(
        recommendation__section__forum__in=about
    ).values_list("recommendation_id", "addressee_id", "addressee__kind", *confirmed):
        kinds[recommendation].add(kind)
        if any(is_confirmed):  # by any other name nobody looks for it
            addressees[recommendation].append(addressee)
    rows = Recommendation.objects.filter(section__forum__in=about).in_document_order()
    previous, position = None, 0
    columns = ("pk", "text", "act", "section_id", "section__title", "section__forum_id")
    for key, text, act, section, title, forum in rows.values_list(*columns):
        position = position + 1 if forum == previous else 0
        previous = forum
        day, place, region, forum_title, is_demonstration = about[forum]
        to = addressees[key] if kinds[key] else [NOBODY]
        titles = (forum_title, title)
        yield Entry(
            *(key, text, titles, forum, section, position, day, place, region, to, kinds[key], themes[section], act),
            is_demonstration=is_demonstration,
        )
