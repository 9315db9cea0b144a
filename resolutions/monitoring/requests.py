"""How requests ended, by route and status, and how long they took: counted by each process, told by any for all.

Processes of one server count in files of one folder, named when the server starts (forum_portal/web_server.py); a
process that stands alone counts in its memory. No label is made of what a visitor can choose: a route is a name of
ours, and what has none (a file, a page that a browser has already, an address that leads nowhere) is «none».
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector

FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # as the library calls it
BUCKETS = (0.05, 0.25, 1.0, 5.0)  # seconds: what nobody notices, what is felt, what is slow, what gives up
disable_created_metrics()
OWN = CollectorRegistry()
REQUESTS = Counter("portal_requests", "Requests by route and status.", ["route", "status"], registry=OWN)
SECONDS = Histogram(
    "portal_request_seconds", "How long requests took, by route.", ["route"], buckets=BUCKETS, registry=OWN
)


def count(route: str | None, status: int, seconds: float) -> None:
    name = route or "none"
    with suppress(OSError):  # a folder that is gone, a full disk: nobody's answer waits for that
        ended(name, status).inc()
        lasted(name).observe(seconds)


@cache
def ended(route: str, status: int) -> Counter:
    return REQUESTS.labels(route, status)


@cache
def lasted(route: str) -> Histogram:
    return SECONDS.labels(route)


class Requests:
    """What all processes of this server have counted, for the library to tell."""

    def collect(self) -> Iterator[Metric]:
        if folder := os.environ.get(FOLDER):
            yield from MultiProcessCollector(None, folder).collect()
        else:
            yield from OWN.collect()


@dataclass
class OfRoute:
    """What was counted of one route; `seconds` all together."""

    route: str
    statuses: dict[int, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def requests(self) -> int:
        return sum(self.statuses.values())

    @property
    def milliseconds(self) -> float:
        """Of one, on average."""
        return self.seconds / self.requests * 1000 if self.requests else 0.0

    @property
    def refused(self) -> int:
        return self.ended_with(4)

    @property
    def failed(self) -> int:
        return self.ended_with(5)

    def ended_with(self, hundred: int) -> int:
        return sum(count for status, count in self.statuses.items() if status // 100 == hundred)


def by_route() -> list[OfRoute]:
    """Those first that took most time."""
    found: dict[str, OfRoute] = {}
    for metric in Requests().collect():
        for sample in metric.samples:
            one = found.setdefault(sample.labels["route"], OfRoute(sample.labels["route"]))
            if sample.name == "portal_requests_total":
                one.statuses[int(sample.labels["status"])] = round(sample.value)
            elif sample.name == "portal_request_seconds_sum":
                one.seconds = sample.value
    return sorted(found.values(), key=lambda one: (-one.seconds, one.route))
