"""Visitors who ask one thing after another over a connection that stays open.

Together they cost little enough to share two cores with the server.
"""

import asyncio
import statistics
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

HOST = "127.0.0.1"
HEADERS_END = b"\r\n\r\n"
LAST_CHUNK = b"0\r\n\r\n"
PATIENCE = 120.0


def get(address: str, etag: str = "") -> bytes:
    condition = f"If-None-Match: {etag}\r\n" if etag else ""
    return f"GET {address} HTTP/1.1\r\nHost: {HOST}\r\nAccept: text/html\r\n{condition}\r\n".encode()


@dataclass
class Answers:
    """What a load was answered: seconds by request, those of each request when it was sent for the first time, and
    what was not as expected."""

    seconds: list[float] = field(default_factory=list)
    at_first: dict[bytes, float] = field(default_factory=dict)
    unexpected: list[str] = field(default_factory=list)
    took: float = 0.0

    def percentile(self, percent: float) -> float:
        """Milliseconds."""
        return percentile(self.seconds, percent)

    @property
    def per_second(self) -> float:
        return len(self.seconds) / self.took


def percentile(seconds: Iterable[float], percent: float) -> float:
    """Milliseconds."""
    known = list(seconds)
    if len(known) < 2:
        return max(known, default=float("nan")) * 1000
    return statistics.quantiles(known, n=1000, method="inclusive")[round(percent * 10) - 1] * 1000


class Visitor(asyncio.Protocol):
    """Sends the next of `requests` as soon as the last one is answered, until there is none or it is time."""

    def __init__(self, requests: Iterator[bytes], until: float, expected: int, answers: Answers) -> None:
        self.requests = requests
        self.until = until
        self.expected = b"HTTP/1.1 %d " % expected
        self.answers = answers
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        self.request = next(self.requests, b"") if time.perf_counter() < self.until else b""
        if not self.request:
            self.transport.close()
            return
        self.is_first = self.request not in self.answers.at_first
        self.answers.at_first.setdefault(self.request, 0.0)
        self.answer = bytearray()
        self.length = -1  # of the whole answer; not known yet
        self.started = time.perf_counter()
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        self.answer += data
        if self.length < 0 and (end := self.answer.find(HEADERS_END)) >= 0:
            self.length = length_of(bytes(self.answer[:end]).lower(), end + len(HEADERS_END))
        if len(self.answer) == self.length or (self.length == 0 and self.answer.endswith(LAST_CHUNK)):
            self.answered()

    def answered(self) -> None:
        took = time.perf_counter() - self.started
        self.answers.seconds.append(took)
        if self.is_first:
            self.answers.at_first[self.request] = took
        if not self.answer.startswith(self.expected):
            self.tell(self.answer[:60])
        self.request = b""
        self.ask()

    def connection_lost(self, reason: Exception | None) -> None:
        if self.request:
            self.tell(b"the connection was lost")
        if not self.done.done():
            self.done.set_result(None)

    def tell(self, what: bytes | bytearray) -> None:
        self.answers.unexpected.append(f"{self.request.split()[1].decode()}: {bytes(what).decode(errors='replace')}")


def length_of(headers: bytes, body_starts: int) -> int:
    """Of headers and body; 0 if the body comes in chunks."""
    if b" 304 " in headers.split(b"\r\n", 1)[0]:
        return body_starts
    for line in headers.split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return body_starts + int(line.split(b":")[1])
    return 0


@dataclass(frozen=True)
class Load:
    """Requests that so many visitors share out among them; all of them, or as many as begin within the time."""

    requests: Iterable[bytes]
    at_once: int
    expected: int = 200


def visit(port: int, load: Load, seconds: float = PATIENCE) -> Answers:
    return visit_together(port, {"": load}, seconds)[""]


def visit_together(port: int, loads: dict[str, Load], seconds: float = PATIENCE) -> dict[str, Answers]:
    """Several kinds of visitors at the same time, each answered apart."""

    async def all_of_them() -> list[Answers]:
        return await asyncio.gather(*(visits(port, load, seconds) for load in loads.values()))

    return dict(zip(loads, asyncio.run(all_of_them()), strict=True))


async def visits(port: int, load: Load, seconds: float) -> Answers:
    answers = Answers()
    requests = iter(load.requests)
    loop = asyncio.get_running_loop()
    started = time.perf_counter()

    def visitor() -> Visitor:
        return Visitor(requests, started + seconds, load.expected, answers)

    connected = await asyncio.gather(*(loop.create_connection(visitor, "127.0.0.1", port) for _ in range(load.at_once)))
    await asyncio.wait_for(asyncio.gather(*(visitor.done for _, visitor in connected)), seconds + PATIENCE)
    answers.took = time.perf_counter() - started
    return answers
