"""Whose change it is: verbs say it themselves, because they also run where there is no request."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from resolutions.models import User
from resolutions.models.versioned import Versioned

Row = TypeVar("Row", bound=Model)


def save_as(by: User | None, row: Row, **how: Any) -> Row:
    """The row, saved, with `by` as the author in its history."""
    row._history_user = by  # type: ignore[attr-defined]  # the name django-simple-history looks for
    row.save(**how)
    return row


def save_all_as(by: User | None, rows: Sequence[Model]) -> None:
    """New rows of one kind, at once."""
    if rows:
        bulk_create_with_history(rows, type(rows[0]), default_user=by)


def save_version(by: User | None, row: Row, fields: Iterable[str] | None = None) -> Row:
    """The same for what somebody may edit at the same time: one that was there already is a version further.

    `fields`: those that are written, nothing said: all.
    """
    if isinstance(row, Versioned) and not row._state.adding:
        row.version += 1
        return save_as(by, row, update_fields=None if fields is None else [*fields, "version"])
    return save_as(by, row)


def delete_as(by: User | None, row: Model) -> None:
    row._history_user = by  # type: ignore[attr-defined]  # as above
    row.delete()


def last_change(row: Model) -> str:
    """«имя, 14:02», from the history; the day too, if it was not today. For colleagues alone."""
    record = row.history.select_related("history_user").first()  # type: ignore[attr-defined]  # every Versioned model has a history
    if record is None:
        return "неизвестно кто"
    moment = timezone.localtime(record.history_date)
    pattern = "%H:%M" if moment.date() == timezone.localdate() else "%d.%m.%Y %H:%M"
    return f"{record.history_user or 'программа'}, {moment.strftime(pattern)}"
