"""One row for one thing, however many people write it in the same moment."""

from collections.abc import Callable
from typing import TypeVar

from django.db import IntegrityError, models, transaction

Row = TypeVar("Row", bound=models.Model)


def found_or_made(find: Callable[[], Row | None], make: Callable[[], Row]) -> Row:
    """What `find` finds; else what `make` writes; else what somebody else has written in the same moment.

    The rule of the database decides, so that it does not matter by which door the other came. Whoever makes several
    rows in one transaction makes them in one order, that of their folded names: two would wait for each other for ever.
    Raises IntegrityError for a row that breaks another rule.
    """
    found = find()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return make()
    except IntegrityError:
        found = find()
        if found is None:
            raise
        return found
