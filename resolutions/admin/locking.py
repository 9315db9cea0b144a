"""What a form is about to write is locked before it is checked; in which order, says register/locking.py."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

from resolutions.admin.choosing import is_key
from resolutions.register.locking import lock
from resolutions.register.merge import heirs


def lock_chosen_addressees(request: HttpRequest, *fields: str) -> None:
    """Those chosen in these fields, alone or in rows; one merged since it was chosen gives way to its heir.

    A merge comes before the whole of the save or after it: what is checked is what is written.
    """
    names = [name for name in request.POST if name.rpartition("-")[2] in fields]
    chosen = {int(key) for name in names for key in request.POST.getlist(name) if is_key(key)}
    instead = {str(merged): str(heir) for merged, heir in heirs(chosen).items()} if chosen else {}
    if instead:
        request.POST = replaced(request.POST, names, instead)  # type: ignore[assignment]  # a QueryDict as before


def replaced(posted: QueryDict, names: list[str], instead: dict[str, str]) -> QueryDict:
    changed = posted.copy()
    for name in names:
        changed.setlist(name, [instead.get(key, key) for key in posted.getlist(name)])
    return changed


def lock_parent(request: HttpRequest, parents: QuerySet[Any], field: str) -> None:
    """For a row that is to go last among its siblings: two added at once do not get the same place."""
    key = request.POST.get(field, "")
    if not request.POST.get("order", "").strip() and is_key(key):
        lock(parents.filter(pk=key))
