"""Locks are taken in one order by everyone; two who save at once wait for each other and never for ever.

The directory (for those who change it), addressees by their keys, forum, section, recommendations by their keys,
addressings: a merge goes the same way. Nobody's key changes, so a lock never keeps rows from being hung on it.
"""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict

from resolutions.admin.choosing import is_key
from resolutions.models import Recommendation, Section
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


def lock_with_contents(rows: QuerySet[Any]) -> None:
    """Before a deletion, which goes from below upwards."""
    for contents, path in CONTENTS.get(rows.model, ()):
        lock(contents._default_manager.filter(**{f"{path}__in": rows.values("pk")}))


CONTENTS: dict[type[Model], tuple[tuple[type[Model], str], ...]] = {
    Section: ((Section, "pk"), (Recommendation, "section")),
    Recommendation: ((Recommendation, "pk"),),
}


def lock(rows: QuerySet[Any]) -> None:
    list(rows.select_for_update(of=("self",), no_key=True).order_by("pk").only("pk"))
