"""What the beginning of a query may lead to: names of the register, forums, and words that texts have."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode

from resolution_reader.language import WORD, fold
from resolutions.models import Addressee, Forum, Locality
from resolutions.models.gate import listed
from resolutions.search import index, store
from resolutions.search.asked import read_query
from resolutions.search.called import Name, called_in
from resolutions.search.counting import Counting
from resolutions.search.criteria import Criteria
from resolutions.search.living import words_that_begin
from resolutions.search.snapshot import Snapshot

SHORTEST, LONGEST = 2, 60  # letters
OF_EACH = 4
LOOKED_AT = 12  # names after words, each counted with them
LABELS = {"to": "Кому", "place": "Место", "region": "Регион", "theme": "Тема", "year": "Год"}


@dataclass(frozen=True)
class Suggestion:
    """`where` tells it from its namesakes; `words` are looked for beside it; `count` is how many would be found."""

    label: str
    url: str
    where: str = ""
    words: str = ""
    count: int | None = None


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
    named = names(wanted, snapshot) if snapshot and not snapshot.needs_gate else names_in_database(wanted)
    groups = [
        Group(
            "Слова в рекомендациях", [Suggestion(words, list_url(q=words)) for words in completions(wanted, snapshot)]
        ),
        *(Group(label, named.get(parameter, [])) for parameter, label in LABELS.items()),
        Group("Форумы", [Suggestion(row.heading, row.get_absolute_url()) for row in forums(text.strip()[:LONGEST])]),
    ]
    return [group for group in groups if group.suggestions]


def names(wanted: str, snapshot: Snapshot) -> dict[str, list[Suggestion]]:
    """By parameter: names that have a word which begins as all that was typed, else as the last word, the others
    staying words."""
    found: dict[str, list[Suggestion]] = {}
    words, _, last = wanted.rpartition(" ")
    try:
        with store.told_as_broken():
            called = called_in(snapshot)
            for name in called.with_word_that_begins(wanted):
                add(found, name, called.count(name))
            if len(last) >= SHORTEST and read_query(words).wanted:
                for name in called.with_word_that_begins(last)[:LOOKED_AT]:
                    criteria = Criteria(words=words, chosen={name.parameter: frozenset({name.key})})
                    add(found, name, Counting(snapshot, criteria).total(), words)
    except store.IndexBroken as broken:
        index.drop_broken(broken)
    return found


def names_in_database(wanted: str) -> dict[str, list[Suggestion]]:
    """Of bodies and places, without counts: while there is no index to ask, or it may know what was taken back."""
    called = Q(name_key__contains=wanted) | Q(aliases__name_key__contains=wanted)
    bodies = Addressee.objects.public().filter(called).distinct().order_by("name_key")[:OF_EACH]
    held = Locality.objects.filter(listed("forums__"), name_key__startswith=wanted)
    places = held.distinct().order_by("name_key")[:OF_EACH]
    return {
        "to": [Suggestion(row.name, list_url(to=row.slug)) for row in bodies],
        "place": [Suggestion(row.name, list_url(place=row.slug)) for row in places],
    }


def add(found: dict[str, list[Suggestion]], name: Name, count: int, words: str = "") -> None:
    if name.parameter not in LABELS or not count:
        return
    group = found.setdefault(name.parameter, [])
    if len(group) < OF_EACH:
        said = {"q": words} if words else {}
        address = list_url(**{name.parameter: name.value}, **said)
        group.append(Suggestion(name.label, address, name.where, words, count))


def list_url(**parameters: str) -> str:
    return f"{reverse('recommendation-list')}?{urlencode(parameters)}"


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


def forums(text: str) -> Iterable[Forum]:
    """Titles have no folded key, and some are printed in capitals: each word as typed, with a capital, in capitals."""
    titled = Q()
    for word in text.split():
        titled &= Q(title__contains=word) | Q(title__contains=word.capitalize()) | Q(title__contains=word.upper())
    return Forum.objects.public().filter(titled).newest_first().only("slug", "title")[:OF_EACH]
