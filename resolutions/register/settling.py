"""What anybody may send has a limit, and somebody here sees to it; the same for every sort of it."""

from datetime import timedelta
from typing import TypeVar

from django.utils import timezone

from resolutions.models import User
from resolutions.models.sent import Sent, SentQuerySet

Row = TypeVar("Row", bound=Sent)
ONE_DAY = timedelta(days=1)


class TooMany(Exception):
    """The message is a Russian sentence for the visitor."""


def leave_room(sent: SentQuerySet[Row], most: int, sentence: str) -> None:
    """Of what waits no more than so much may have come within a day: nobody reads more. Raises TooMany."""
    if sent.new().filter(made_at__gt=timezone.now() - ONE_DAY).count() >= most:
        raise TooMany(sentence)


def mark_settled(row: Row, by: User | None) -> Row:
    """Within a transaction. One that is settled already stays as it is."""
    locked: Row = type(row)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
    if locked.settled_at is None:
        locked.settled_by, locked.settled_at = by, timezone.now()
        locked.save(update_fields=["settled_by", "settled_at"])
    return locked
