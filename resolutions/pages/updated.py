"""When the register was updated: the moment at which a forum was published last. What that means is said in one
place, `templates/components/updated.html`."""

from datetime import datetime
from functools import lru_cache

from django.db.models import Max

from resolutions import last_seen
from resolutions.models import Forum


def updated_at() -> datetime | None:
    """None while nothing is published. Asked for once for each state of the register that this machine has seen."""
    return published_last(last_seen.state())


@lru_cache(maxsize=1)
def published_last(state: tuple[int, int]) -> datetime | None:
    moment: datetime | None = Forum.objects.public().aggregate(last=Max("published_at"))["last"]
    return moment
