"""A process of the portal that does what its standard input says, a line of JSON each, and answers in kind.

It has the database and the DATA_DIR that its environment names, as a web worker has.
"""

import json
import os
import sys
import threading
import time
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum_portal.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- only after setup
from django.core.cache import caches  # noqa: E402 -- only after setup
from django.db import connection  # noqa: E402 -- only after setup
from django.test import Client, override_settings  # noqa: E402 -- only after setup

from resolutions.asking.filters import RecommendationFilter  # noqa: E402 -- only after setup
from resolutions.models import Recommendation  # noqa: E402 -- only after setup
from resolutions.search import index  # noqa: E402 -- only after setup
from tests.search.doors import TOTAL, counted, filtered  # noqa: E402 -- only after setup
from tests.search.reference import FACETS, Reference  # noqa: E402 -- only after setup

HOST = {"host": "127.0.0.1"}


def get(path: str) -> dict[str, Any]:
    answer = Client(headers=HOST).get(path)
    text = answer.content.decode()
    total = TOTAL.search(text)
    return {
        "status": answer.status_code,
        "total": int(total[1]) if total else None,
        "caching": answer.get("Cache-Control"),
        "counts": "check__count" in text,
        "no_words": "Поиск по словам восстанавливается" in text,
    }


def is_right() -> bool:
    """Whether list, words and counts are what the tables hold, once what was kept back may be read."""
    time.sleep(index.QUIET * index.TOGETHER)
    reference = Reference()
    asked = [filtered(address) for address in ("", "q=дворы&sort=newest")]
    return [in_order(each) for each in asked] == [
        [row.code for row in reference.answer(address)] for address in ("", "q=дворы&sort=newest")
    ] and all(counted(asked[0], facet) == reference.counts("", facet) for facet in FACETS)


def in_order(asked: RecommendationFilter) -> list[str | None]:
    """The codes of all rows as the index has them, without the rows themselves."""
    codes = dict(Recommendation.objects.public().values_list("pk", "code"))
    return [codes.get(key) for keys in asked.found.keys_in_order() for key in keys]


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def forget() -> None:
    """As if just started: nothing open, nothing remembered."""
    index.opened.cache_clear()
    caches["pages"].clear()


def few(count: int) -> None:
    """A larger register is indexed by a process of its own."""
    index.FEW = count


def busy(seconds: float, statement: str) -> list[int]:
    """The status of each request that four threads make meanwhile; a change now and then by one of them."""
    until, answers = time.monotonic() + seconds, []

    def ask(number: int) -> None:
        while time.monotonic() < until:
            if number == 0:
                run(statement)
            answers.append(get("/recommendations/?q=дворы")["status"])
        connection.close()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


if __name__ == "__main__":
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}, WHITENOISE_USE_FINDERS=False):
        commands = {"get": get, "is_right": is_right, "run": run, "forget": forget, "few": few, "busy": busy}
        for line in sys.stdin:
            name, *arguments = json.loads(line)
            print(json.dumps(commands[name](*arguments)), flush=True)  # noqa: T201 -- the answer
