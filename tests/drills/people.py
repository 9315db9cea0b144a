"""Somebody who reads, somebody who works and many who ask for letters, all through nginx, and what they see."""

import http.client
import re
import secrets
import statistics
import threading
import time
import urllib.error
from collections import Counter
from dataclasses import dataclass, field

from tests.hostile.person import Person

PAGES = ("/", "/recommendations/", "/forums/", "/recommendations/?q=тос", "/addressees/", "/statistics/")
PATIENCE = 15.0  # seconds
MARK = "База данных сейчас недоступна".encode()
SENT_BACK = "Отправить ещё раз".encode()
TEXT = "Резолюция форума «{word}»\nг. Тверь, 14 июня 2025 г.\nУчастники рекомендуют:\n1. Мэрии: посадить {word}.\n"


@dataclass
class Seen:
    """Of one while: milliseconds of each answer, and how many there were of each kind."""

    took: list[float] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        said = ", ".join(f"{count} {kind}" for kind, count in sorted(self.kinds.items(), key=lambda pair: -pair[1]))
        p95 = statistics.quantiles(self.took, n=20)[-1] if len(self.took) > 1 else 0.0
        return f"{said or 'nothing'}; p95 {p95:.0f} ms, at most {max(self.took, default=0.0):.0f}"


class Watcher(threading.Thread):
    """Does the same again and again, and tells what was seen since it was asked last."""

    every = 0.05

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True, name=type(self).__name__.lower())
        self.port, self.seen, self.ended = port, Seen(), threading.Event()

    def run(self) -> None:
        number = 0
        while not self.ended.wait(self.every):
            began = time.monotonic()
            kind = self.once(number)
            self.seen.took.append((time.monotonic() - began) * 1000)
            self.seen.kinds[kind] += 1
            number += 1

    def once(self, number: int) -> str:
        raise NotImplementedError

    def told(self) -> Seen:
        seen, self.seen = self.seen, Seen()
        return seen


class Reader(Watcher):
    """Without a cookie, from page to page, each time over a new connection as after a walk."""

    def once(self, number: int) -> str:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            page = PAGES[number % len(PAGES)]
            connection.request("GET", page.replace("тос", "%D1%82%D0%BE%D1%81"))
            answer = connection.getresponse()
            body = answer.read()
        except (OSError, http.client.HTTPException) as trouble:
            return type(trouble).__name__
        finally:
            connection.close()
        return f"{answer.status}{' marked' if MARK in body else ''}"


class Editor(Watcher):
    """Signed in; each time brings a document with a word of its own. `written`: what the portal has said it has."""

    every = 3.0  # a hundred an hour is what the portal takes from one

    def __init__(self, port: int, password: str) -> None:
        super().__init__(port)
        self.password = password
        self.written: list[str] = []
        self.sign_in()

    def sign_in(self) -> None:
        self.person = Person(self.port)
        self.person.post("/login/", {"username": "editor@localhost", "password": self.password})

    def once(self, number: int) -> str:
        word = secrets.token_hex(8)
        try:
            address = self.person.post("/editor/upload/", {"text": TEXT.format(word=word)})
        except urllib.error.HTTPError as refusal:
            back = " with her text" if SENT_BACK in (body := refusal.read()) or word.encode() in body else ""
            return f"{refusal.code}{back}"
        except (OSError, http.client.HTTPException) as trouble:
            return type(trouble).__name__
        except AttributeError:  # no form on the page
            return "no form"
        if not re.search(r"/editor/drafts/\d+/", address):
            return f"led to {address.rpartition('//')[2].partition('/')[2]}"
        self.written.append(word)
        return "kept"


class Subscribers(Watcher):
    """Each time another one, as many as may ask from one place. `asked`: to whom the portal has said that it writes."""

    every = 4.0
    most = 20  # a day

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.asked: list[str] = []

    def once(self, number: int) -> str:
        if len(self.asked) == self.most:
            self.ended.set()
            return "no more today"
        email = f"{secrets.token_hex(8)}@example.org"
        try:
            address = Person(self.port).post("/subscribe/", {"email": email, "frequency": "weekly", "consent": "on"})
        except urllib.error.HTTPError as refusal:
            back = " with her address" if email.encode() in refusal.read() else ""
            return f"{refusal.code}{back}"
        except (OSError, http.client.HTTPException) as trouble:
            return type(trouble).__name__
        except AttributeError:  # no form on the page
            return "no form"
        if not address.endswith("/subscribe/sent/"):
            return f"led to {address.rpartition('//')[2].partition('/')[2]}"
        self.asked.append(email)
        return "a letter is on its way"
