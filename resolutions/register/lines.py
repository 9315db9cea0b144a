"""A line between recommendations goes: what stood under it stands under what that stood under."""

from django.db import transaction

from resolutions.models import Line, User
from resolutions.permissions import require
from resolutions.register.authorship import delete_as, save_version
from resolutions.register.locking import lock_with_contents


@transaction.atomic
def remove_line(line: Line, by: User | None) -> None:
    require(by, "delete_line", line)
    lock_with_contents(Line.objects.filter(pk=line.pk))
    line = Line.objects.select_related("above").get(pk=line.pk)
    for row in line.recommendations.order_by("pk"):
        row.group = line.above
        save_version(by, row, ["group"])
    for below in line.below.order_by("pk"):
        below.above = line.above
        save_version(by, below, ["above"])
        raise_level(below, line.level)
    delete_as(by, line)


def raise_level(line: Line, level: int) -> None:
    """It follows from the lines above: no change that anybody has made."""
    Line.objects.filter(pk=line.pk).update(level=level)
    for below in line.below.order_by("pk"):
        raise_level(below, level + 1)
