"""Which columns of the register an archive keeps, under their own names; and why the others stay behind.

A new column stands in one of the two (tests/archive/test_kept.py). What is empty is not written: an archive of today is
read by a release in which an empty column means the same, whatever its default is then.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.db.models import BooleanField, Model

from resolutions.errata import ADDRESSEES, NUMBER, TERM, TEXT
from resolutions.models import (
    Addressee,
    Addressing,
    Forum,
    Line,
    Locality,
    Look,
    Organizer,
    Part,
    Recommendation,
    Region,
    Section,
    Theme,
)
from resolutions.models.others import OthersField

Row = TypeVar("Row", bound=Model)
DUE = ("due_on", "due_in_days", "due_as_written")
SOURCE = ("source_first", "source_last")

KEPT: dict[type[Model], tuple[str, ...]] = {
    Organizer: ("slug", "name", "website"),
    Region: ("slug", "name"),
    Locality: ("slug", "name", "oktmo"),
    Theme: ("slug", "name", "icon"),
    Addressee: ("slug", "name", "short_name", "kind", "exists_from", "exists_until", "is_reviewed", "is_seconded"),
    Forum: (
        *("slug", "title", "ordinal", "motto", "starts_on", "ends_on", "place", "head", "preamble"),
        *("adopted_on", "adopted_number", "votes", "published_at", "is_demonstration"),
    ),
    Section: ("slug", "order", "title", "title_as_written", "annex", "preamble"),
    Line: ("order", "kind", "label", "text", "level", *SOURCE),
    Recommendation: ("code", "order", "number", "label", "text", "act", "repeats", "others", *DUE, *SOURCE),
    Part: ("order", "label", "text", "others", *DUE),
    Addressing: ("code", "order", "role", "as_written"),
    Look: ("name", "main_colour", "accent_colour"),
}
RELATION = "said by the slug or the place of the row that it leads to"
OF_THIS_REGISTER = "counts changes of this register"
COMPUTED = "follows from the others"
CONTACT = "an archive outlives mailboxes and telephones, and holds nobody's"
NOT_PUBLIC = "of rows that are not in an archive"
LEFT_OUT: dict[type[Model], dict[str, str]] = {
    Organizer: {"name_key": COMPUTED, "contact_email": CONTACT, "contact_phone": CONTACT},
    Region: {"name_key": COMPUTED},
    Locality: {"name_key": COMPUTED, "region": RELATION},
    Theme: {"name_key": COMPUTED, "merged_into": RELATION},
    Addressee: dict.fromkeys(("locality", "parent", "successor", "merged_into"), RELATION) | {"name_key": COMPUTED},
    Forum: {
        **dict.fromkeys(("organizer", "locality"), RELATION),
        **dict.fromkeys(("withdrawn_at", "deleted_at"), NOT_PUBLIC),
        "known_day": COMPUTED,
    },
    Section: {"forum": RELATION},
    Line: {"section": RELATION, "above": RELATION},
    Recommendation: {"section": RELATION, "group": RELATION},
    Part: {"recommendation": RELATION},
    Addressing: {
        **dict.fromkeys(("recommendation", "addressee", "part"), RELATION),
        "withdrawn_at": NOT_PUBLIC,
    },
    Look: {
        **dict.fromkeys(("contact_email", "contact_phone", "contact_address"), CONTACT),
        "emblem": "a file of its own",
        "emblem_version": COMPUTED,
    },
}
NOTHING_OF: dict[type, Callable[[], Any]] = {BooleanField: bool, OthersField: list}
# Of what an item said before it was corrected: in an archive, and as pages call it.
EARLIER = {"mark": NUMBER, "text": TEXT, "to": ADDRESSEES, "due": TERM}
EVERYWHERE_LEFT_OUT = {"id": OF_THIS_REGISTER, "version": OF_THIS_REGISTER}


class Unfit(Exception):
    """A value that no column takes: not one of ours, or of a release to come. The message names table and column."""


def told(row: Model) -> dict[str, Any]:
    """What is kept of a row, as JSON says it."""
    values = {name: getattr(row, name) for name in KEPT[type(row)]}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in values.items()
        if not is_nothing(value)
    }


def row_of(model: type[Row], data: dict[str, Any], **relations: Any) -> Row:
    """The row again, not saved; every value is one that its column takes, or Unfit is raised."""
    fields = [model._meta.get_field(name) for name in KEPT[model]]
    return model(**{field.name: value_of(field, data.get(field.name)) for field in fields}, **relations)


def value_of(field: Any, value: Any) -> Any:
    if is_nothing(value):
        return None if field.null else NOTHING_OF.get(type(field), str)()
    try:
        return field.clean(value, None)
    except Exception as error:  # each field has its own
        raise Unfit(f"{field.model.__name__}.{field.name}") from error


def is_nothing(value: object) -> bool:
    """A zero is something."""
    return value is None or value is False or value in ("", [])
