"""Whose change it is: verbs say it themselves, because they also run where there is no request."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from resolutions.models import HiddenWords, User
from resolutions.models.hidden_words import WAYS, blacken, worded_fields
from resolutions.models.versioned import Versioned

Row = TypeVar("Row", bound=Model)


def save_as(by: User | None, row: Row, **how: Any) -> Row:
    """The row, saved, with `by` as the author in its history; words that are hidden in its forum stay hidden."""
    black_again([row], how.get("update_fields"))
    row._history_user = by  # type: ignore[attr-defined]  # the name django-simple-history looks for
    row.save(**how)
    return row


def save_all_as(by: User | None, rows: Sequence[Model]) -> None:
    """New rows of one kind, at once."""
    if rows:
        black_again(rows)
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


def black_again(rows: Sequence[Model], fields: Iterable[str] | None = None) -> None:
    """Whoever writes a row, and wherever the words come from: what is hidden does not come back unnoticed.

    A row that held any says so (`.blacked_again`), for who wants to tell the editor. One question to the database.
    """
    kind = type(rows[0])
    if kind not in WAYS or (fields is not None and not set(fields) & set(worded_fields(kind))):
        return
    if not HiddenWords.objects.about(rows).exists():
        return
    for row in rows:
        assert isinstance(row, Versioned)  # all that hold words are
        row.blacked_again = bool(blacken(row, HiddenWords.objects.about([row]).lines()))


def last_change(row: Model) -> str:
    """«имя, 14:02», from the history; the day too, if it was not today. For colleagues alone."""
    record = row.history.select_related("history_user").first()  # type: ignore[attr-defined]  # every Versioned model has a history
    if record is None:
        return "неизвестно кто"
    moment = timezone.localtime(record.history_date)
    pattern = "%H:%M" if moment.date() == timezone.localdate() else "%d.%m.%Y %H:%M"
    return f"{record.history_user or 'программа'}, {moment.strftime(pattern)}"
