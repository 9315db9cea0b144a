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
from urllib.parse import urlencode

from benchmarks.documents import as_text, paragraphs
from resolutions.models import Draft, Organizer
from resolutions.review.accept import accept_and_publish
from resolutions.review.receive import receive

EVERY = 2.0
ITEMS = 9
PATIENCE = 20.0
IN_A_ROW = 3  # fresh connections: whichever worker answers, it has the forum
CONSONANTS, VOWELS = "бвгдзклмнпрст", "аоу"


def main() -> None:
    port, seconds = int(sys.argv[1]), float(sys.argv[2])
    organizer = Organizer.objects.first()
    drafts = [draft(organizer) for _ in range(int(seconds / EVERY))]
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    found: list[float | None] = []
    watchers = []
    started = time.monotonic()
    for number, (word, row) in enumerate(drafts):
        time.sleep(max(0.0, started + number * EVERY - time.monotonic()))
        forum = accept_and_publish(row, row.revision, by=None)
        watcher = threading.Thread(
            target=lambda word, sign, since: found.append(found_after(port, word, sign, since)),
            args=(word, f'"{forum.slug}"', time.monotonic()),
        )
        watcher.start()
        watchers.append(watcher)
    for watcher in watchers:
        watcher.join()
    json.dump(found, sys.stdout)


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
