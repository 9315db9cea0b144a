"""From the database to what the index holds: a few hundred forums at a time, in a handful of plain queries."""

from collections import defaultdict
from collections.abc import Iterator

from resolutions.models import Addressing, Forum, Recommendation, Section
from resolutions.search.schema import Entry

FORUMS_AT_ONCE = 200


def entries(forums: list[int]) -> Iterator[Entry]:
    """Of those of the forums that are public; rows as tuples, since a million of objects would take minutes."""
    for start in range(0, len(forums), FORUMS_AT_ONCE):
        yield from entries_of(forums[start : start + FORUMS_AT_ONCE])


def entries_of(forums: list[int]) -> Iterator[Entry]:
    about = {
        pk: (day, place, region)
        for pk, day, place, region in Forum.objects.public()
        .filter(pk__in=forums)
        .values_list("pk", "known_day", "locality_id", "locality__region_id")
    }
    themes: dict[int, list[int]] = defaultdict(list)
    for section, theme in Section.themes.through.objects.filter(section__forum__in=about).values_list(
        "section_id", "theme_id"
    ):
        themes[section].append(theme)
    addressees: dict[int, list[int]] = defaultdict(list)
    kinds: dict[int, set[str]] = defaultdict(set)
    for recommendation, addressee, kind in Addressing.objects.filter(
        recommendation__section__forum__in=about
    ).values_list("recommendation_id", "addressee_id", "addressee__kind"):
        addressees[recommendation].append(addressee)
        kinds[recommendation].add(kind)
    rows = Recommendation.objects.filter(section__forum__in=about).in_document_order()
    previous, position = None, 0
    for key, text, act, section, forum in rows.values_list("pk", "text", "act", "section_id", "section__forum_id"):
        position = position + 1 if forum == previous else 0
        previous = forum
        day, place, region = about[forum]
        yield Entry(
            key, text, forum, section, position, day, place, region, addressees[key], kinds[key], themes[section], act
        )
