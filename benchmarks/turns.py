"""Two servers asked the same in turns, so that whatever else the machine does falls on both."""

import http.client
import os
import statistics
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.compared_kinds import NOT_MODIFIED, Ask, Kind
from benchmarks.memory import private_memory
from benchmarks.servers import Server

PATIENCE = 60.0
PROCESSOR, MEMORY = "processor time of all pages", "private memory of the web workers"
UNITS = {PROCESSOR: "s", MEMORY: "MB"}  # of everything else: ms
Pair = tuple[float, float]  # of BASE and of today


class Side:
    """One of the two servers, asked over a connection that stays open."""

    def __init__(self, server: Server, index: Path) -> None:
        self.server = server
        self.index = index
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)

    def seconds(self, ask: Ask, etag: str = "") -> tuple[float, int]:
        """How long the answer took, and its status. A connection that was closed while it waited is opened anew."""
        headers = ask.headers | ({"If-None-Match": etag} if etag else {})
        try:
            return self.timed(ask.address, headers)
        except (http.client.RemoteDisconnected, ConnectionError):
            return self.timed(ask.address, headers)

    def timed(self, address: str, headers: dict[str, str]) -> tuple[float, int]:
        if self.connection.sock is None:
            self.connection.connect()
        started = time.perf_counter()
        try:
            self.connection.request("GET", address, headers=headers)
            self.answer = self.connection.getresponse()
            self.answer.read()
        except (http.client.RemoteDisconnected, ConnectionError):
            self.connection.close()
            raise
        return time.perf_counter() - started, self.answer.status

    def close(self) -> None:
        self.connection.close()

    def etag(self, ask: Ask) -> str:
        self.seconds(ask)
        return self.answer.getheader("ETag") or ""

    @property
    def processor_seconds(self) -> float:
        """What the web workers and their children have used until now, whatever else the machine did meanwhile."""
        return sum(processor_seconds(pid) for pid in self.server.workers)

    @property
    def memory(self) -> float:
        """Megabytes of the web workers together: which of them answered is chance."""
        return sum(private_memory(pid, self.index) for pid in self.server.workers)


def processor_seconds(pid: int) -> float:
    """In user and kernel mode, of the process and of its children that have ended."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, after_name[11:15])) / os.sysconf("SC_CLK_TCK")


@dataclass
class Round:
    """What both were measured to be, by the name of the measurement; and what was not as expected."""

    pairs: dict[str, list[Pair]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)  # what BASE does not answer
    unexpected: list[str] = field(default_factory=list)  # what BASE answers and today does not

    def ratio(self, name: str) -> float:
        """Today to BASE: each pair was measured within moments, so their median is of the code and not of the hour."""
        return statistics.median(today / base for base, today in self.pairs[name])


class Turns:
    """One round: every kind once, request by request."""

    def __init__(self, base: Side, today: Side) -> None:
        self.base = base
        self.today = today
        self.round = Round()
        self.asked = 0

    def measure(self, kinds: Iterable[Kind], is_whole: bool) -> Round:
        """What a round costs in all is comparable only where it is a whole one."""
        before = self.base.processor_seconds, self.today.processor_seconds
        for kind in kinds:
            self.measure_kind(kind)
        used = self.base.processor_seconds - before[0], self.today.processor_seconds - before[1]
        if is_whole:
            self.round.pairs |= {PROCESSOR: [used], MEMORY: [(self.base.memory, self.today.memory)]}
        return self.round

    def measure_kind(self, kind: Kind) -> None:
        if kind.first_sights:
            self.ask_all(kind.first, kind.asks)
        for _ in range(kind.repeats):
            self.ask_all(kind.name, kind.asks)
        for ask in kind.asks if kind.not_modified else ():
            self.ask_both(NOT_MODIFIED, ask, self.base.etag(ask), self.today.etag(ask))

    def ask_all(self, name: str, asks: Iterable[Ask]) -> None:
        for ask in asks:
            self.ask_both(name, ask)

    def ask_both(self, name: str, ask: Ask, *etags: str) -> None:
        """Whoever is asked first may find the processor in another state: each is first every other time."""
        base_etag, today_etag = etags or ("", "")
        self.asked += 1
        if self.asked % 2:
            base, today = self.base.seconds(ask, base_etag), self.today.seconds(ask, today_etag)
        else:
            today, base = self.today.seconds(ask, today_etag), self.base.seconds(ask, base_etag)
        expected = 304 if etags else 200
        if base[1] != expected:
            self.round.missing.append(f"{name}: {ask.address} was answered with {base[1]}")
        elif today[1] != expected:
            self.round.unexpected.append(f"{name}: {ask.address} was answered with {today[1]}")
        else:
            self.round.pairs.setdefault(name, []).append((base[0] * 1000, today[0] * 1000))
