"""Whose change it is: verbs say it themselves, because they also run where there is no request."""

from typing import Any, TypeVar

from django.db.models import Model

from resolutions.models import User

Row = TypeVar("Row", bound=Model)


def save_as(by: User | None, row: Row, **how: Any) -> Row:
    """The row, saved, with `by` as the author in its history."""
    row._history_user = by  # type: ignore[attr-defined]  # the name django-simple-history looks for
    row.save(**how)
    return row


def delete_as(by: User | None, row: Model) -> None:
    row._history_user = by  # type: ignore[attr-defined]  # as above
    row.delete()
