"""The nightly dump of the whole register."""

import time

from django.utils import timezone

from benchmarks.report import Row
from resolutions.models import Recommendation
from resolutions.open_data.dump import dump_open_data


def measure_open_data() -> list[Row]:
    started = time.monotonic()
    dump = dump_open_data(timezone.now())
    seconds = time.monotonic() - started
    thousands = Recommendation.objects.public().count() / 1000
    megabytes = sum(file.bytes for file in dump.files()) / 1_000_000
    return [
        Row("open data: a dump, a thousand recommendations", seconds / thousands * 1000, "ms"),
        Row("open data: its size, a thousand recommendations", megabytes / thousands, "MB"),
    ]
