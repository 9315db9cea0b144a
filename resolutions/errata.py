"""What a published item said before it was corrected, for everybody: day by day, in words; never by whom.

Told is what was changed since the forum was published, the last time if that was done several times: what was taken
back is shown to nobody again (decision 42).
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from django.utils import timezone

from resolutions.models import Addressee, Addressing, Forum, Recommendation
from resolutions.review.in_words import pieces, term_words
from resolutions.vocabulary import AddressingRole

MOST = 20  # changes that a page tells, the last ones
TEXT, NUMBER, TERM, ADDRESSEES = "Текст", "Номер", "Срок", "Кому"
NOTHING = {NUMBER: "без номера", TERM: "без срока", ADDRESSEES: "адресат не указан"}
BETWEEN = "; "  # addressees
NOW = date.max
Said = dict[str, str]


class Erratum(NamedTuple):
    """That something was said otherwise until that day: `pieces` are words that stayed, went and came."""

    day: date
    label: str
    pieces: list[tuple[str, str]]


class State(NamedTuple):
    """What it said until that day; until NOW: what it says."""

    until: date
    said: Said


def errata_of(recommendation: Recommendation) -> list[Erratum]:
    """The last ones first; none of what is not public. One question to the database where nothing was changed."""
    return errata_in(states_of(recommendation))


def errata_in(states: list[State]) -> list[Erratum]:
    """By the states that followed one another."""
    found = [one for before, after in pairwise(states) for one in differing(before, after)]
    return found[::-1][:MOST]


def states_of(recommendation: Recommendation) -> list[State]:
    """What it has said since it was published, day by day, in the words that everybody may read; empty where it never
    said anything else than now."""
    forum = recommendation.section.forum
    if forum.published_at is None:
        return []
    own = Recommendation.history.filter(id=recommendation.pk).order_by("history_date", "history_id")
    moments = list(own.values_list("history_date", flat=True))
    # Whoever changes the addressees moves the recommendation's version, and leaves a record of it.
    if len(moments) < 2 or moments[-1] <= forum.published_at:
        return []
    records = list(own)
    published = [record for record in records if record.history_date <= forum.published_at]
    later = records[len(published) :]
    of_addressings = addressings_of(recommendation)
    said = said_by(published[-1], of_addressings, forum.published_at, forum) if published else None
    states: list[State] = []
    for day, of_day in groupby(later, key=lambda record: timezone.localdate(record.history_date)):
        *_, last = of_day
        if said:
            states.append(State(day, said))
        said = said_by(last, of_addressings, end_of(day), forum)
    return [*states, State(NOW, said)] if said else []


def end_of(day: date) -> datetime:
    """The next midnight, here."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))


def differing(before: State, after: State) -> Iterator[Erratum]:
    for label, old in before.said.items():
        new = after.said[label]
        if old.split() != new.split():
            yield Erratum(before.until, label, pieces(old or NOTHING.get(label, ""), new or NOTHING.get(label, "")))


def said_by(record: Any, of_addressings: list[Any], moment: datetime, forum: Forum) -> Said:
    said = said_of(record.instance, names_at(of_addressings, moment))
    return {label: forum.blacked(words) for label, words in said.items()}


def said_of(row: Recommendation, names: Iterable[str]) -> Said:
    return {
        NUMBER: row.mark,
        TEXT: row.text,
        ADDRESSEES: BETWEEN.join(names),
        TERM: term_words(row.deadline),
    }


def addressings_of(recommendation: Recommendation) -> list[Any]:
    """All records of whom it asked, the oldest first, each with `.called`: of a merged body, as its heir is called."""
    records = list(
        Addressing.history.filter(recommendation_id=recommendation.pk).order_by("history_date", "history_id")
    )
    keys = {record.addressee_id for record in records}
    names = {row.pk: str(row.merged_into or row) for row in named(keys)}
    for record in records:
        record.called = names.get(record.addressee_id, "")
    return records


def named(keys: Iterable[int]) -> Iterable[Addressee]:
    return Addressee.objects.filter(pk__in=keys).select_related("merged_into")


def names_at(records: list[Any], moment: datetime) -> list[str]:
    """Leads before co-executors, as the page names them; who is asked under two names is named once."""
    standing = {record.id: record for record in records if record.history_date <= moment}  # of each the last
    asked = [row for row in standing.values() if row.history_type != "-" and row.withdrawn_at is None]
    asked.sort(key=lambda row: (row.role != AddressingRole.LEAD, row.order, row.id))
    return list(dict.fromkeys(filter(None, (row.called for row in asked))))
