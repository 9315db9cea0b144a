"""What is typed into a form by hand: where a row stands among others, and its end."""

from typing import Any

from django.db import transaction
from django.db.models import Max, Model, QuerySet

from resolutions.models import Addressing, Forum, User
from resolutions.register.addressing import withdraw_addressing
from resolutions.register.authorship import delete_as
from resolutions.register.deleting import delete_forum
from resolutions.register.locking import lock_with_contents


def next_place(siblings: QuerySet[Any]) -> int:
    """The place behind all of them; whoever asks has locked what they stand in."""
    return (siblings.aggregate(last=Max("order"))["last"] or 0) + 1


@transaction.atomic
def remove(rows: QuerySet[Any], by: User) -> None:
    """Takes these rows away: a forum is marked and can come back, an addressing is withdrawn, all else is deleted."""
    lock_with_contents(rows)
    for row in rows.order_by("pk"):
        remove_one(row, by)


def remove_one(row: Model, by: User) -> None:
    match row:
        case Forum():
            delete_forum(row, by)
        case Addressing():
            withdraw_addressing(row, by)
        case _:
            delete_as(by, row)
