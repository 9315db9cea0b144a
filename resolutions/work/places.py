"""Places of workers on a machine, as many for each work as may do it side by side.

A place is a locked file, which the kernel takes back from a dead process. In it stands the name under which its holder
claims: whoever gets it therefore takes over at once what the one before, who must be dead, had claimed.
"""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import portalocker
from django.conf import settings

from forum_portal.layout import place_in
from resolutions.models import Errand
from resolutions.models.errand import process_name
from resolutions.work.kinds import MAIL, Work


@contextmanager
def place_for(work: Work) -> Iterator[str | None]:
    """The name to claim under, in a place that is held until the block ends, or the process; None if all are taken."""
    place = free_place(work)
    if place is None:
        yield None
        return
    with place:
        place.seek(0)
        before = place.read()
        # A mail whose sender died has perhaps been sent: it comes again when the claim ends, and not at once.
        if before and work.name != MAIL:
            Errand.objects.take_over(before)
        name = f"{process_name()}-{secrets.token_hex(4)}"  # never the same: who had it before may live on elsewhere
        place.truncate(0)
        place.write(name)
        place.flush()
        yield name


def free_place(work: Work) -> IO[str] | None:
    """An open file, locked until everybody who has it open closes it."""
    folder = place_in(Path(settings.DATA_DIR), "work")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number in range(work.places):
        lock = portalocker.Lock(folder / f"{work.name}-{number}", "a+", timeout=0, fail_when_locked=True)
        try:
            return lock.acquire()
        except portalocker.AlreadyLocked:
            continue
    return None
