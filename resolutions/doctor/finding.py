"""What a probe has found, and how probes are asked: each within its time, whatever becomes of the others."""

import os
import pwd
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Thread

from django.conf import settings
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

Look = Callable[[], "Finding"]


@dataclass(frozen=True)
class Finding:
    """`said`: how it is; `to_do`: what to do about it, empty where it is well."""

    said: str
    to_do: str = ""


@dataclass(frozen=True)
class Probe:
    """`seconds`: how long it may take. `to_do`: what to do where it takes longer or fails."""

    title: str
    look: Look
    to_do: str
    seconds: float = 10.0


def examined(probes: Sequence[Probe]) -> Iterator[tuple[str, Finding]]:
    """(title, finding) of each, in their order. One that does not end is left behind with its connection."""
    lent: BaseDatabaseWrapper | None = connections["default"]
    for probe in probes:
        finding = limited(probe, lent)
        if finding is None:
            lent = None  # what still waits for an answer holds it; whoever comes next opens one of her own
            finding = Finding(f"нет ответа за {probe.seconds:g} с", probe.to_do)
        yield probe.title, finding


def limited(probe: Probe, lent: BaseDatabaseWrapper | None) -> Finding | None:
    """None: not within its time."""
    found: SimpleQueue[Finding] = SimpleQueue()
    Thread(target=look, args=(probe, lent, found), daemon=True).start()
    try:
        return found.get(timeout=probe.seconds)
    except Empty:
        return None


def look(probe: Probe, lent: BaseDatabaseWrapper | None, found: "SimpleQueue[Finding]") -> None:
    if lent is not None:
        lent.inc_thread_sharing()
        connections["default"] = lent
    try:
        finding = probe.look()
    except Exception as error:
        # Of what sort, and no word of what it says: that may quote an address or a password.
        finding = Finding(f"не удалось узнать ({type(error).__name__})", probe.to_do)
    if lent is not None:
        lent.dec_thread_sharing()
    else:
        connections.close_all()
    found.put(finding)


def instance() -> str:
    """By which name services and commands of this portal go: that of their user (deploy/install.sh)."""
    try:
        user = pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:  # a container may run under a number
        return "portal"
    return "portal" if user == "root" else user


def command(words: str) -> str:
    """How that command of manage.py is given here."""
    return f"manage-{instance()} {words}" if settings.PRODUCTION else f".venv/bin/python manage.py {words}"


def setting_to_fill(*names: str) -> str:
    return f"Впишите {', '.join(names)} в /etc/{instance()}.env и перезапустите службы."
