"""What the beginning of a query may lead to: addressees, places, forums, and words that texts have."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from resolution_reader.language import WORD, fold
from resolutions.models import Addressee, Forum, Locality
from resolutions.models.gate import listed
from resolutions.search import index, store
from resolutions.search.index import Snapshot
from resolutions.search.living import words_that_begin

SHORTEST, LONGEST = 2, 60  # letters
OF_EACH = 4


@dataclass(frozen=True)
class Suggestion:
    label: str
    url: str


@dataclass(frozen=True)
class Group:
    label: str
    suggestions: list[Suggestion]


def suggestions(text: str) -> list[Group]:
    """Groups that hold something; none for a text too short to mean anything."""
    wanted = fold(text)[:LONGEST]
    if len(wanted) < SHORTEST:
        return []
    snapshot = index.up_to_date()
    groups = [
        Group("Слова в рекомендациях", [to_list(words, q=words) for words in completions(wanted, snapshot)]),
        Group("Кому", [to_list(row.name, to=row.slug) for row in addressees(wanted)]),
        Group("Место", [to_list(row.name, place=row.slug) for row in places(wanted)]),
        Group("Форумы", [Suggestion(row.heading, row.get_absolute_url()) for row in forums(text.strip()[:LONGEST])]),
    ]
    return [group for group in groups if group.suggestions]


def to_list(label: str, **parameters: str) -> Suggestion:
    return Suggestion(label, f"{reverse('recommendation-list')}?{urlencode(parameters)}")


def completions(wanted: str, snapshot: Snapshot | None) -> list[str]:
    """The query with its last word completed, the most frequent first."""
    last = list(WORD.finditer(wanted))
    if not last or last[-1].end() != len(wanted) or snapshot is None:
        return []
    beginning, start = last[-1][0], wanted[: last[-1].start()]
    try:
        with store.told_as_broken():
            found = words_that_begin(beginning, snapshot, OF_EACH)
    except store.IndexBroken as broken:
        index.drop_broken(broken)
        return []
    return [start + term for term in found]


def addressees(wanted: str) -> Iterable[Addressee]:
    known = Addressee.objects.public().filter(Q(name_key__contains=wanted) | Q(aliases__name_key__contains=wanted))
    return known.distinct().order_by("name_key")[:OF_EACH]


def places(wanted: str) -> Iterable[Locality]:
    named = Locality.objects.filter(listed("forums__"), name_key__startswith=wanted)
    return named.distinct().order_by("name_key")[:OF_EACH]


def forums(text: str) -> Iterable[Forum]:
    """Titles have no folded key, and some are printed in capitals: each word as typed, with a capital, in capitals."""
    titled = Q()
    for word in text.split():
        titled &= Q(title__contains=word) | Q(title__contains=word.capitalize()) | Q(title__contains=word.upper())
    return Forum.objects.public().filter(titled).newest_first().only("slug", "title")[:OF_EACH]
