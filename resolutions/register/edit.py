"""What is typed into a form by hand: where a row stands among others, and its end."""

from typing import Any

from django.db import transaction
from django.db.models import Max, Model, QuerySet

from resolutions.models import Addressing, Forum, Line, Part, User
from resolutions.permissions import require
from resolutions.register.addressing import withdraw_addressing
from resolutions.register.authorship import delete_as
from resolutions.register.deleting import delete_forum
from resolutions.register.lines import remove_line
from resolutions.register.locking import lock_with_contents
from resolutions.register.parts import remove_part


def next_place(*siblings: QuerySet[Any]) -> int:
    """The place behind all of them; whoever asks has locked what they stand in."""
    return max(rows.aggregate(last=Max("order"))["last"] or 0 for rows in siblings) + 1


@transaction.atomic
def remove(row: Model, by: User) -> None:
    """Takes a row away: a forum is marked and can come back, an addressing is withdrawn, all else is deleted."""
    require(by, f"delete_{row._meta.model_name}", row)
    match row:
        case Forum():
            delete_forum(row, by)
        case Addressing():
            withdraw_addressing(row, by)
        case Line():
            remove_line(row, by)
        case Part():
            remove_part(row, by)
        case _:
            lock_with_contents(type(row)._default_manager.filter(pk=row.pk))
            delete_as(by, row)
