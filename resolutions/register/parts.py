"""The parts of a recommendation, as a document says them."""

from collections.abc import Hashable, Sequence

from django.db import transaction

from resolutions.models import Part, Recommendation, User
from resolutions.permissions import require
from resolutions.register.anew import take_over
from resolutions.register.authorship import delete_as, save_version


@transaction.atomic
def write_parts(recommendation: Recommendation, wanted: Sequence[Part], by: User | None) -> list[Part]:
    """It has these parts; what it had before and has no more is given back, to be deleted when nobody hangs on it."""
    require(by, "change_recommendation", recommendation)
    changed, left = take_over(wanted, list(recommendation.parts.order_by("order", "pk")), said_by)
    for part in changed:
        save_version(by, part)
    return left


@transaction.atomic
def delete_parts(parts: Sequence[Part], by: User | None) -> None:
    require(by, "delete_part")
    for part in parts:
        delete_as(by, part)


def said_by(part: Part) -> Hashable:
    others = tuple((one["name"], one["as_written"], one["role"]) for one in part.others)
    return part.order, part.label, part.text, part.due_on, part.due_in_days, part.due_as_written, others
