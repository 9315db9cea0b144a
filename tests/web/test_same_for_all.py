"""What a proxy in front may give to several, by the header that it keeps to itself (tests/deploy/test_nginx.py)."""

import pytest
from django.contrib import messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.urls import reverse

from resolutions.models import Forum
from resolutions.register.publish import withdraw
from tests.factories import RecommendationFactory

pytestmark = pytest.mark.django_db
SAID = "X-Accel-Expires"


def said(answer: HttpResponse) -> str | None:
    return answer.headers.get(SAID)


def test_pages_that_are_the_same_for_all_say_so_when_made_when_kept_and_when_somebody_has_them(client):
    address = RecommendationFactory().get_absolute_url()

    made, kept = client.get(address), client.get(address)
    has_it = client.get(address, headers={"If-None-Match": made["ETag"]})

    assert [(answer.status_code, said(answer)) for answer in (made, kept, has_it)] == [
        (200, "1"),
        (200, "1"),
        (304, "1"),
    ]


def test_a_page_that_is_gone_says_so_as_it_takes_the_place_of_one(client, signed_in):
    forum = RecommendationFactory().section.forum
    withdraw(forum, None)

    answers = [who.get(forum.get_absolute_url()) for who in (client, signed_in(role="official"))]

    assert [(answer.status_code, said(answer)) for answer in answers] == [(410, "1"), (410, None)]


def test_nothing_else_says_so(client, signed_in):
    RecommendationFactory()
    client.cookies["messages"] = CookieStorage(None)._encode([messages.storage.base.Message(messages.INFO, "Тайна")])

    answers = {
        "signed in": signed_in(role="editor").get("/"),
        "told something": client.get("/"),
        "a form": client.get(reverse("login")),
        "not found": client.get("/nothing/"),
        "bad": client.get(reverse("recommendation-list"), {"year": "x"}),
        "a program": client.get("/api/v1/recommendations/"),
        "a file": client.get(reverse("recommendation-export", args=["csv"])),
        "healthz": client.get("/healthz"),
    }

    assert b"\xd0\xa2\xd0\xb0\xd0\xb9\xd0\xbd\xd0\xb0" in answers["told something"].content
    assert {name: said(answer) for name, answer in answers.items()} == dict.fromkeys(answers)


def test_the_last_page_while_the_database_is_away_does_not(client):
    RecommendationFactory()
    client.get("/")

    def no_answer(*_):
        raise OperationalError

    with connection.execute_wrapper(no_answer):
        last = client.get("/")

    assert (last.status_code, said(last), last["Cache-Control"]) == (200, None, "no-store")
    assert Forum.objects.exists()
