"""Locks are taken in one order by everyone; two who save at once wait for each other and never for ever.

The directory (for those who change it), addressees by their keys, forum, section, lines and recommendations by their
keys, parts, addressings: a merge goes the same way. Nobody's key changes, so a lock never keeps rows from being hung
on it.
"""

from typing import Any

from django.db.models import Model, QuerySet

from resolutions.models import Line, Recommendation, Section


def lock(rows: QuerySet[Any]) -> None:
    list(rows.select_for_update(of=("self",), no_key=True).order_by("pk").only("pk"))


def lock_with_contents(rows: QuerySet[Any]) -> None:
    """Before a deletion, which goes from below upwards, or a change of some of them in another order."""
    for contents, path in CONTENTS.get(rows.model, ()):
        lock(contents._default_manager.filter(**{f"{path}__in": rows.values("pk")}))


CONTENTS: dict[type[Model], tuple[tuple[type[Model], str], ...]] = {
    Section: ((Section, "pk"), (Line, "section"), (Recommendation, "section")),
    Line: ((Line, "pk"), (Line, "above"), (Recommendation, "group")),
    Recommendation: ((Recommendation, "pk"),),
}
