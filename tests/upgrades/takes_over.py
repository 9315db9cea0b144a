"""A process of this release on a register that was migrated from an earlier one: looks, asks, presses, and says in JSON
what it found. Its one argument is the file with what that release said (fill.py).
"""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum_portal.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- only after setup
from django.core.management import call_command  # noqa: E402 -- only after setup
from django.test import Client, override_settings  # noqa: E402 -- only after setup
from django.urls import reverse  # noqa: E402 -- only after setup

from resolutions.models import Draft, Mail, Subscription, User  # noqa: E402 -- only after setup
from resolutions.review.queue import read_waiting  # noqa: E402 -- only after setup
from resolutions.review.sheet import sheet_from_json  # noqa: E402 -- only after setup
from tests.admin.letterbox import mail_server  # noqa: E402 -- only after setup
from tests.upgrades.told import codes, doubts_in, open_doubts, sums, tables  # noqa: E402 -- only after setup

LINK = re.compile(r"https?://\S+/(?:subscriptions|unsubscribe|invitation|password-reset)/\S+")


def takes_over(known: dict[str, Any]) -> dict[str, Any]:
    """In this order: what is only looked at comes before what changes something."""
    return {
        "tables": tables(),
        "sums": sums(),
        "codes": codes(),
        "doubts": open_doubts(),
        "doors": {path: visitor().get(path).status_code for path in known["doors"]},
        "moved": {path: visitor().get(path).get("Location") for path in known["moved"]},
        # Before anybody signs in: a link to choose a password holds until then.
        "links": {name: opens(*link) for name, link in known["links"].items()},
        "people": {email: may_sign_in(email, known["password"]) for email in known["people"]},
        **letters(),
        **pressed(known["links"]),
        "undone": undone(known["undone"]),
        "read_later": read_later(),
    }


def visitor() -> Client:
    return Client(headers={"host": "127.0.0.1"}, raise_request_exception=False)


def may_sign_in(email: str, password: str) -> bool:
    client = visitor()
    client.post(reverse("login"), {"username": email, "password": password})
    return reverse("login") not in client.get(reverse("account")).get("Location", "")  # where she is sent, if anywhere


def opens(path: str, words: str) -> bool:
    return words in visitor().get(path, follow=True).content.decode()


def letters() -> dict[str, Any]:
    """To whom the letters went at the first and at the second round; whether their links open; what still waits."""
    with mail_server(settings) as box:
        rounds = []
        for _ in range(2):
            call_command("send_mail_queue", stdout=sys.stderr)
            rounds.append(sorted(letter["To"] for letter in box.letters[sum(map(len, rounds)) :]))
        texts = [text_of(letter) for letter in box.letters]
    paths = [urlsplit(link).path for text in texts for link in LINK.findall(text)]
    return {
        "rounds": rounds,
        "their_links": [visitor().get(path, follow=True).status_code for path in paths],
        "unsent": [[mail.kind, mail.email, mail.given_up] for mail in Mail.objects.all()],
    }


def text_of(letter: Any) -> str:
    part = next(part for part in letter.walk() if part.get_content_type() == "text/plain")
    return part.get_payload(decode=True).decode()


def pressed(links: dict[str, list[str]]) -> dict[str, Any]:
    """Who is subscribed before and after the buttons behind two of the links were pressed."""
    before = subscribers()
    visitor().post(links["confirm"][0], {"confirm": ""})
    visitor().post(links["unsubscribe"][0])
    return {"subscribers": [before, subscribers()]}


def subscribers() -> dict[str, bool]:
    """{e-mail: confirmed}."""
    rows = Subscription.objects.order_by("email").values_list("email", "confirmed_at")
    return {email: bool(confirmed) for email, confirmed in rows}


def undone(known: dict[str, Any]) -> dict[str, Any]:
    """After the editor has pressed «undo» twice."""
    editor = visitor()
    editor.force_login(User.objects.get(email=known["editor"]))
    for _ in range(2):
        draft = Draft.objects.get(pk=known["draft"])
        editor.post(draft.get_absolute_url(), {"op": "undo", "revision": draft.revision})
    sheet = sheet_from_json(Draft.objects.get(pk=known["draft"]).outline)
    return {"draft": draft.pk, "editor": known["editor"], "title": sheet.title, "doubts": doubts_in(sheet)}


def read_later() -> list[list[str]]:
    """What waited is read by this release: [name, state]."""
    return [[draft.name, draft.state] for draft in read_waiting("читатель")]


if __name__ == "__main__":
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}):
        json.dump(takes_over(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))), sys.stdout)
