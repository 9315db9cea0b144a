"""Visitors who go from link to link while everything changes. They may find nothing; they may never see a failure."""

import http.client
import json
import random
import re
import threading
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from resolutions.web.request_id import HEADER

PATIENCE = 60.0
AT_ONCE = 3
BEGINNINGS = [
    "/",
    "/forums/",
    "/recommendations/",
    "/addressees/",
    "/statistics/",
    "/themes/",
    "/api/v1/recommendations/?page_size=20",
]
OTHERS = [
    "/recommendations/feed/",
    "/recommendations/?q=культура",
    "/api/v1/addressees/",
    "/recommendations/suggest/?q=куль",
]
TABLE = "/recommendations/export/csv/"
LINK = re.compile(rb'href="(/(?:forums|r|addressees|themes|recommendations)/[^"#]*)"')
MOST_KNOWN = 400


@dataclass(frozen=True)
class Answer:
    status_code: int
    content: bytes
    request_id: str | None = None
    streaming: bool = False

    def json(self) -> Any:
        return json.loads(self.content)


class Reader(threading.Thread):
    def __init__(self, number: int, port: int, ended: threading.Event) -> None:
        super().__init__()
        self.chance, self.port, self.ended = random.Random(number), port, ended
        # Whoever takes tables away takes one at a time.
        self.known = [*BEGINNINGS, *OTHERS, *([TABLE] if number == 0 else [])]
        self.took: list[tuple[float, str]] = []
        self.faults: list[str] = []

    def run(self) -> None:
        while not self.ended.is_set():
            address = self.chance.choice(self.known)
            started = time.monotonic()
            answer = self.answer(address)
            self.took.append((time.monotonic() - started, address))
            if answer.status_code >= 500:
                self.faults.append(failure(address, answer.status_code, answer.request_id))
            self.remember(answer.content)

    def answer(self, address: str) -> Answer:
        """A connection that is lost, as when its server is killed, is tried once more, as browsers do."""
        try:
            return get(self.port, address)
        except (OSError, http.client.HTTPException):
            try:
                return get(self.port, address)
            except (OSError, http.client.HTTPException) as lost:
                self.faults.append(f"{address}: {lost!r}, twice")
                return Answer(0, b"")

    def remember(self, body: bytes) -> None:
        for link in LINK.findall(body):
            address = link.decode().replace("&amp;", "&")
            if len(self.known) < MOST_KNOWN and "/export/" not in address and "picture" not in address:
                self.known.append(address)


class Readers:
    def __init__(self, port: int) -> None:
        self.ended = threading.Event()
        self.all = [Reader(number, port, self.ended) for number in range(AT_ONCE)]
        for reader in self.all:
            reader.start()

    def end(self) -> None:
        self.ended.set()
        for reader in self.all:
            reader.join()

    @property
    def took(self) -> list[tuple[float, str]]:
        """(seconds, address)"""
        return [answer for reader in self.all for answer in reader.took]

    @property
    def faults(self) -> list[str]:
        return [fault for reader in self.all for fault in reader.faults]


def failure(address: str, status: int, request_id: str | None) -> str:
    """What explaining.py finds the lines of the log by."""
    return f"{address} was answered with {status}, request {request_id}"


def get(port: int, address: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", quote(address, safe="/?&=%+,:;"))
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(), answer.headers[HEADER])
    finally:
        connection.close()
