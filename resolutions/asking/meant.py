"""What values of addresses mean, without asking the database again: a row that was read before means something for as
long as no name has changed and the index has a public recommendation with it."""

from collections.abc import Callable, Mapping

from resolutions.asking.meanings import Known, Meaning, known_addressees, known_slugs, known_themes
from resolutions.search.snapshot import Snapshot
from resolutions.search.values import Row

NAMED: dict[str, Known[Row | None]] = {
    "to": known_addressees,
    "theme": known_themes(),
    "place": known_slugs("place"),
    "region": known_slugs("region"),
}


def meant_in(state: Callable[[], Snapshot | None], parameter: str, values: list[str]) -> Mapping[str, Meaning]:
    """As NAMED has it of one of its parameters, in the order of the values; `state` is that of the index."""
    snapshot = state()
    known: dict[str, Meaning] = dict(read_before(snapshot, parameter, values) if snapshot else {})
    unknown = [value for value in values if value not in known]
    fresh = NAMED[parameter](unknown) if unknown else {}
    if snapshot:
        snapshot.names.remember(parameter, {value: row for value, row in fresh.items() if row})
    known |= fresh
    return {value: known[value] for value in values if value in known}


def read_before(snapshot: Snapshot, parameter: str, values: list[str]) -> dict[str, Row]:
    if snapshot.is_behind:
        return {}
    rows = ((value, snapshot.names.meant.get((parameter, value))) for value in values)
    return {value: row for value, row in rows if row and snapshot.has(parameter, row.pk)}
