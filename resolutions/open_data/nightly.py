"""The dump as a work of every night (resolutions/works.py)."""

from collections.abc import Iterator
from datetime import time

from django.utils import timezone

from resolutions.open_data.blacking import is_behind
from resolutions.open_data.dump import DumpUnderWay, dump_open_data
from resolutions.vocabulary import ErrandKind
from resolutions.work.kinds import daily


def dump() -> Iterator[str]:
    try:
        made = dump_open_data(timezone.now())
        if is_behind(made):  # words were hidden while it was made: the errand was held, and not due again
            made = dump_open_data(timezone.now())
    except DumpUnderWay:
        return  # by hand, or by a timer from before
    yield f"Открытые данные: наборов {len(made.sets)}."


DUMP = daily("dump", time(3, 15), {ErrandKind.DUMP: dump})
