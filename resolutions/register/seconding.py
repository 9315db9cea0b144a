"""Whether visitors find a body by its name though no moderator has looked at it: once a second public forum names it.

Said where forums become public or are taken back and where one names another body, so that no page has to count. What
cannot be a name (`fault_of_name`) no number of forums makes one. A body that loses a recommendation by hand keeps what
was said of it until one of its forums is taken back.
"""

from collections.abc import Collection

from django.db.models import Count

from resolution_reader import fault_of_name
from resolutions.models import Addressee, Addressing, Forum
from resolutions.models.gate import listed

FORUMS = 2
FORUM = "recommendation__section__forum"


def hold_unchecked(forum: Forum) -> list[int]:
    """Locks the bodies that it names and nobody has checked; before the forum itself (locking.py)."""
    named = Addressing.objects.filter(**{FORUM: forum}).values("addressee")
    rows = Addressee.objects.unchecked().filter(pk__in=named).select_for_update(no_key=True)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def second(bodies: Collection[int]) -> None:
    """Of bodies that are locked; one that a moderator has checked needs nobody else."""
    rows = list(Addressee.objects.unchecked().filter(pk__in=bodies).only("name", "is_seconded")) if bodies else []
    if not rows:
        return
    counted = Addressing.objects.filter(listed(f"{FORUM}__"), addressee__in=rows).order_by()
    forums = dict(counted.values_list("addressee").annotate(Count(FORUM, distinct=True)))
    changed = [row for row in rows if row.is_seconded != is_named_enough(row, forums)]
    for row in changed:
        row.is_seconded = not row.is_seconded
    Addressee.objects.bulk_update(changed, ["is_seconded"])


def is_named_enough(body: Addressee, forums: dict[int, int]) -> bool:
    return forums.get(body.pk, 0) >= FORUMS and not fault_of_name(body.name)
