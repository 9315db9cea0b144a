"""What recommendations of an archive said before they were corrected, as the history of an imported register has it.

A page tells it from that history (errata.py): so it is written there, in the words that an archive has kept.
"""

from copy import copy
from datetime import datetime, timedelta

from resolution_reader.language import fold
from resolutions.archive.rows import Resolution
from resolutions.errata import ADDRESSEES, BETWEEN, NUMBER, TERM, TEXT, State, end_of
from resolutions.models import Addressee, Addressing, Recommendation

A_MOMENT = timedelta(seconds=1)


def enter_earlier(found: Resolution) -> None:
    """Of rows that stand in the register already."""
    for row in found.recommendations:
        if row.code in found.states_of:
            tell_otherwise(row, found.states_of[row.code])


def tell_otherwise(row: Recommendation, states: list[State]) -> None:
    since = row.section.forum.published_at
    assert since is not None  # an archive has published forums alone
    moments = [since, *(max(end_of(state.until) - A_MOMENT, since + A_MOMENT) for state in states[:-1])]
    bodies = bodies_of(row, states)
    Recommendation.history.filter(id=row.pk).delete()
    Addressing.history.filter(recommendation_id=row.pk).delete()
    for moment, state in zip(moments, states, strict=True):
        is_now = state is states[-1]
        record([row if is_now else said_then(row, state)], moment, since)
        record([asked_then(one, state, moment, is_now=is_now) for one in bodies], moment, since)


def record(rows: list[Recommendation] | list[Addressing], moment: datetime, since: datetime) -> None:
    if rows:
        type(rows[0]).history.bulk_history_create(rows, update=moment > since, default_date=moment)


def said_then(row: Recommendation, state: State) -> Recommendation:
    then = copy(row)
    then.label, then.number, then.text = state.said[NUMBER], "", state.said[TEXT]
    then.due_on, then.due_in_days, then.due_as_written = None, None, state.said[TERM]
    return then


def bodies_of(row: Recommendation, states: list[State]) -> list[Addressing]:
    """Whom it asks, and whom it asked before: those rows stand withdrawn, as a register keeps them."""
    asked = list(Addressing.objects.filter(recommendation=row).select_related("addressee").order_by("order", "pk"))
    known = {one.addressee.name for one in asked}
    names = (name for state in states[:-1] for name in names_in(state))
    for name in dict.fromkeys(names):
        if name not in known:
            asked.append(withdrawn(row, name, end_of(states[-2].until)))
    return asked


def names_in(state: State) -> list[str]:
    return [name for name in state.said[ADDRESSEES].split(BETWEEN) if name]


def withdrawn(row: Recommendation, name: str, moment: datetime) -> Addressing:
    """By a name that no other row need say any more: a moderator finds it among those that nobody has checked."""
    rows = Addressee.objects.current().filter(name_key=fold(name), name=name).order_by("pk")
    body = rows.first() or Addressee.objects.create(name=name)
    return Addressing.everything.create(recommendation=row, addressee=body, withdrawn_at=moment)


def asked_then(one: Addressing, state: State, moment: datetime, *, is_now: bool) -> Addressing:
    """In the order in which it was said; whoever is not named in it was not asked then."""
    if is_now:
        return one
    then, names = copy(one), names_in(state)
    is_named = one.addressee.name in names
    then.order, then.role = (names.index(one.addressee.name) if is_named else one.order), "lead"
    then.withdrawn_at = None if is_named else moment
    return then
