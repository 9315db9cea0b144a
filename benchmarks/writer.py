"""Publishes a forum every two seconds through the register's own verbs, and looks how soon visitors find it.

python -m benchmarks.inside writer PORT SECONDS

The documents are received first, as an editor's are long before she presses the button; then it says that it is ready
and begins when it reads a line. It ends by printing what it saw as JSON.
"""

import http.client
import json
import secrets
import sys
import threading
import time
from collections.abc import Callable, Sequence
from functools import partial
from urllib.parse import urlencode

from benchmarks.documents import as_text, paragraphs
from resolutions.models import Draft, Organizer
from resolutions.review.accept import accept_and_publish
from resolutions.review.receive import receive

EVERY = 2.0
ITEMS = 9
PATIENCE = 20.0
IN_A_ROW = 3  # fresh connections: whichever worker answers, it has the forum
Change = Callable[[], tuple[str, str]]  # gives a word that stands nowhere else, and what an answer has that found it
CONSONANTS, VOWELS = "бвгдзклмнпрст", "аоу"


def main() -> None:
    port, seconds = int(sys.argv[1]), float(sys.argv[2])
    organizer = Organizer.objects.first()
    drafts = [draft(organizer) for _ in range(int(seconds / EVERY))]
    change_and_look(port, EVERY, [partial(published, *each) for each in drafts])


def change_and_look(port: int, every: float, changes: Sequence[Change], one_of: int = 1) -> None:
    """Makes these changes, one every so many seconds, and prints after how many seconds each, or one of so many, was
    found."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    found: list[float | None] = []
    watchers = []
    started = time.monotonic()
    for number, change in enumerate(changes):
        time.sleep(max(0.0, started + number * every - time.monotonic()))
        word, sign = change()
        if number % one_of == 0:
            watcher = threading.Thread(
                target=lambda word, sign, since: found.append(found_after(port, word, sign, since)),
                args=(word, sign, time.monotonic()),
            )
            watcher.start()
            watchers.append(watcher)
    for watcher in watchers:
        watcher.join()
    json.dump(found, sys.stdout)


def published(word: str, row: Draft) -> tuple[str, str]:
    return word, f'"{accept_and_publish(row, row.revision, by=None).slug}"'


def draft(organizer: Organizer | None) -> tuple[str, Draft]:
    """With a word that stands in no other document."""
    assert organizer
    word = word_of_its_own()
    text = as_text(paragraphs(secrets.randbelow(10**6), ITEMS)).replace(" году.", f" году по программе «{word}».")
    return word, receive(text.encode(), f"{word}.txt", organizer)


def word_of_its_own() -> str:
    return "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(6))


def found_after(port: int, word: str, sign: str, since: float) -> float | None:
    """Seconds until everybody who searches for the word has an answer with this sign; None if that takes too long."""
    seen, first_seen = 0, 0.0
    while time.monotonic() < since + PATIENCE:
        # Of the API: a page that finds nothing looks for other words as well, and would be half of the load.
        if shows(port, f"/api/v1/recommendations/?{urlencode({'q': word})}", sign):
            seen, first_seen = seen + 1, first_seen or time.monotonic() - since
            if seen == IN_A_ROW:
                return first_seen
        else:
            seen, first_seen = 0, 0.0
        time.sleep(0.05)
    return None


def shows(port: int, page: str, sign: str) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", page)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status == 200 and sign in body


if __name__ == "__main__":
    main()
