"""Everything that is measured, in the text format of Prometheus; deploy/monitoring says when to worry."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db import Error
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.metrics_core import GaugeMetricFamily, Metric

from forum_portal.release import release
from resolutions.monitoring import machine, waiting
from resolutions.monitoring.indexed import lately_indexed
from resolutions.monitoring.requests import Requests


def exposed() -> bytes:
    registry = CollectorRegistry()
    registry.register(Requests())
    registry.register(Machine())
    registry.register(Register())
    return generate_latest(registry)


class Machine:
    """What can be told whatever becomes of the database."""

    def collect(self) -> Iterator[Metric]:
        yield labelled("portal_info", "Which release answers.", "release", {release(): 1})
        room = machine.disk()
        yield gauge("portal_disk_free_bytes", "Room where DATA_DIR lies.", room.free)
        yield gauge("portal_disk_bytes", "Size of the disk where DATA_DIR lies.", room.whole)
        made_at = {"dump": machine.dump_made_at(), "backup": machine.backup_made_at()}
        help = "When what is made every night was last made, as a time of Unix; 0: never yet."
        yield labelled("portal_made_timestamp_seconds", help, "what", {what: unix(at) for what, at in made_at.items()})


class Register:
    """What the database knows; while it is away, only that it is."""

    def collect(self) -> Iterator[Metric]:
        try:
            told = [*of_the_index(), *of_errands(), *of_mails()]
        except Error:
            told = []
        yield gauge("portal_database_up", "Whether the database answers.", bool(told))
        yield from told


def of_the_index() -> Iterator[Metric]:
    found = lately_indexed()
    yield gauge("portal_recommendations", "That can be read, counted at most five minutes ago.", found.recommendations)
    if found.held is not None and found.behind is not None:
        yield gauge("portal_index_recommendations", "That the index held at that moment.", found.held)
        yield gauge("portal_index_behind", "Changes that the index had not read at that moment.", found.behind)


def of_errands() -> Iterator[Metric]:
    found = waiting.errands(timezone.now())
    for name, help, values in (
        ("portal_errands_due", "That wait, by kind.", {one.kind: one.due for one in found}),
        ("portal_errands_oldest_seconds", "How long the oldest has been due.", {one.kind: one.oldest for one in found}),
        ("portal_errands_given_up", "That nobody will try again.", {one.kind: one.given_up for one in found}),
    ):
        yield labelled(name, help, "kind", values)
    present = dict.fromkeys(waiting.present_works(), 1)
    yield labelled("portal_work_present", "Works that somebody is there to do.", "work", present)


def of_mails() -> Iterator[Metric]:
    found = waiting.mails(timezone.now())
    yield gauge("portal_mail_waiting", "Letters that have not gone.", found.due)
    yield gauge("portal_mail_oldest_seconds", "How long ago the oldest of them was posted.", found.oldest)
    yield gauge("portal_mail_given_up", "Letters that nobody will try again by himself.", found.given_up)


def gauge(name: str, help: str, value: float) -> Metric:
    return GaugeMetricFamily(name, help, value=value)


def labelled(name: str, help: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(name, help, labels=[label])
    for of, value in values.items():
        family.add_metric([of], value)
    return family


def unix(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0
