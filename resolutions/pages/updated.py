"""When the register was updated: the day on which a forum was published last. What that means is said in one place,
`templates/pieces/updated.jinja`."""

from datetime import date
from functools import lru_cache

from django.db.models import Max
from django.utils.timezone import localdate

from resolutions import last_seen
from resolutions.models import Forum


def updated_on() -> date | None:
    """None while nothing is published. Asked for once for each state of the register that this machine has seen."""
    return published_last(last_seen.state())


@lru_cache(maxsize=1)
def published_last(state: tuple[int, int]) -> date | None:
    moment = Forum.objects.public().aggregate(last=Max("published_at"))["last"]
    return localdate(moment) if moment else None
