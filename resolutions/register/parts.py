"""The parts of a recommendation, as a document says them."""

from collections.abc import Hashable, Sequence

from django.db import transaction

from resolutions.models import Addressing, Part, Recommendation, User
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
        remove_part(part, by)


@transaction.atomic
def remove_part(part: Part, by: User | None) -> None:
    """Whoever it asked is asked by the whole recommendation; so is who was and is not any more."""
    require(by, "delete_part", part)
    for addressing in Addressing.everything.select_for_update(no_key=True).filter(part=part).order_by("pk"):
        addressing.part = None
        save_version(by, addressing, ["part"])
    delete_as(by, part)


def said_by(part: Part) -> Hashable:
    others = tuple((one["name"], one["as_written"], one["role"]) for one in part.others)
    return part.order, part.label, part.text, part.due_on, part.due_in_days, part.due_as_written, others
