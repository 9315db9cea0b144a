"""From the database to what the index holds: a few hundred forums at a time, in a handful of plain queries."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from django.db.models import Case, When

from resolutions.models import Addressing, Forum, Recommendation, Section
from resolutions.search.criteria import NOBODY
from resolutions.search.schema import Entry

AT_ONCE = 200  # forums, or recommendations without the others of their forums


def entries(forums: list[int]) -> Iterator[Entry]:
    """Of those of the forums that can be read; rows as tuples, since a million of objects would take minutes."""
    for start in range(0, len(forums), AT_ONCE):
        yield from entries_of(forums[start : start + AT_ONCE])


def entries_alone(alone: Mapping[int, int]) -> Iterator[Entry]:
    """The same of single recommendations, each with its forum; none of what does not stand there any more."""
    keys = sorted(alone, key=alone.__getitem__)
    for start in range(0, len(keys), AT_ONCE):
        several = keys[start : start + AT_ONCE]
        yield from entries_of({alone[key] for key in several}, frozenset(several))


def entries_of(forums: Collection[int], alone: Collection[int] | None = None) -> Iterator[Entry]:
    """`alone`: of these recommendations of the forums; of the others only their place is read."""
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
    asked = {"recommendation__section__forum__in": about} if alone is None else {"recommendation__in": alone}
    for recommendation, addressee, kind, *is_confirmed in Addressing.objects.filter(**asked).values_list(
        "recommendation_id", "addressee_id", "addressee__kind", *confirmed
    ):
        kinds[recommendation].add(kind)
        if any(is_confirmed):  # by any other name nobody looks for it
            addressees[recommendation].append(addressee)
    rows = Recommendation.objects.filter(section__forum__in=about).in_document_order()
    if alone is not None:
        rows = rows.annotate(said=Case(When(pk__in=alone, then="text")))
    previous, position = None, 0
    columns = ("pk", "text" if alone is None else "said", "act", "section_id", "section__title", "section__forum_id")
    for key, text, act, section, title, forum in rows.values_list(*columns):
        position = position + 1 if forum == previous else 0
        previous = forum
        if alone is not None and key not in alone:
            continue
        day, place, region, forum_title, is_demonstration = about[forum]
        to = addressees[key] if kinds[key] else [NOBODY]
        titles = (forum_title, title)
        yield Entry(
            *(key, text, titles, forum, section, position, day, place, region, to, kinds[key], themes[section], act),
            is_demonstration=is_demonstration,
        )
