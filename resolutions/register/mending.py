"""What is in the register is mended where it is read: written if the register still holds what was shown.

Numbers, codes, addressings and addresses stay: a row is changed, never exchanged for another one.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any, TypeVar

from django.db import models, transaction

from resolutions.models import Forum, Line, Part, Recommendation, Section, User
from resolutions.permissions import require
from resolutions.register.authorship import save_version

DUE = ("due_on", "due_in_days", "due_as_written")
ADOPTED = ("adopted_on", "adopted_number", "votes")
# What can be mended of a row; where it stands, and whose it is, are said elsewhere.
MENDED: dict[type[models.Model], tuple[str, ...]] = {
    Forum: ("title", "ordinal", "motto", "starts_on", "ends_on", "place", "head", "preamble", *ADOPTED),
    Section: ("title", "title_as_written", "annex", "preamble"),
    Line: ("label", "text"),
    Recommendation: ("number", "label", "text", "act", "repeats", *DUE),
    Part: ("label", "text", *DUE),
}
STANDING = {Forum: "deleted_at", Section: "forum__deleted_at"}
HANGING = ("addressings__addressee", "addressings__part", "parts")  # of a recommendation
IN_SECTION = "section__forum__deleted_at"
Row = TypeVar("Row", Forum, Section, Line, Recommendation)
Values = Mapping[str, Any]


class TakenOut(Exception):
    """The row is not there any more, or its forum has been deleted."""


class ChangedMeanwhile(Exception):
    """The register does not hold any more what was shown; `row` as it stands now. Nothing has been written."""

    def __init__(self, row: Any) -> None:
        super().__init__()
        self.row = row


def mark_of(row: models.Model) -> str:
    """Another one as soon as anything about the row that can be mended has become something else."""
    said: list[Any] = [said_by(row)]
    if isinstance(row, Recommendation):
        said += sorted((one.code, one.addressee_id, one.role) for one in row.addressings.all())
        said += [(part.pk, said_by(part)) for part in sorted(row.parts.all(), key=lambda part: part.pk)]
    return blake2b(repr(said).encode(), digest_size=12).hexdigest()


def said_by(row: models.Model) -> list[Any]:
    return [getattr(row, name) for name in MENDED[type(row)]]


@transaction.atomic
def mend(row: Row, mark: str, values: Values, by: User | None) -> bool:
    """Whether anything was said otherwise; `mark` is that of what was shown.

    Raises TakenOut, ChangedMeanwhile, ValidationError with sentences for an editor; then nothing is written.
    """
    require(by, f"change_{row._meta.model_name}", row)
    row = as_it_stands(row, mark, by)
    changed = write_over(row, values)
    if changed:
        save_version(by, row, changed)
    return bool(changed)


def as_it_stands(row: Row, mark: str, by: User | None) -> Row:
    """Locked and read afresh."""
    require(by, f"change_{row._meta.model_name}", row)
    rows: models.QuerySet[Row] = type(row)._default_manager.filter(
        pk=row.pk, **{f"{STANDING.get(type(row), IN_SECTION)}__isnull": True}
    )
    now = rows.select_for_update(of=("self",), no_key=True).first()
    if now is None:
        raise TakenOut
    require(by, f"change_{row._meta.model_name}", now)  # an administrator may have given it to another organizer
    if isinstance(now, Recommendation):
        models.prefetch_related_objects([now], *HANGING)
    if mark_of(now) != mark:
        raise ChangedMeanwhile(now)
    return now


def write_over(row: models.Model, values: Values) -> list[str]:
    """The fields that said something else, now as `values` say and as constraints want them."""
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    if changed:
        row.clean_fields(exclude={field.name for field in row._meta.fields} - set(changed))
        row.validate_constraints()
    return changed
