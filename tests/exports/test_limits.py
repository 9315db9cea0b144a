"""Bounded work: what is too much is refused in one sentence with a way out, and nobody's place stays taken."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.test import Client
from django.utils import timezone

from resolution_reader import cage
from resolution_reader.cage.outside import ROOT
from resolutions.exports import printing, views
from resolutions.exports.formats import FORMATS as REGISTRY
from resolutions.exports.selection import Selection
from resolutions.models import Recommendation
from resolutions.web.throttling import holder_of
from tests.exports.taking import FORMATS, LIST, address_of, codes, leave, taken
from tests.factories import RecommendationFactory, SectionFactory

pytestmark = pytest.mark.django_db


def test_head_tells_what_would_come_and_makes_nothing(client, django_assert_num_queries):
    RecommendationFactory()
    client.get(LIST)  # brings the index up to date

    with django_assert_num_queries(1):  # content version
        answer = client.head(address_of("csv"))

    assert (answer.status_code, b"".join(answer), answer.headers.get("Content-Length")) == (200, b"", None)
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"


@pytest.mark.parametrize("format", ["docx", "odt", "pdf"])
def test_more_than_a_document_holds_is_refused_with_a_way_out(client, format):
    section = SectionFactory()
    Recommendation.objects.bulk_create(
        Recommendation(section=section, order=order, text=f"Пункт {order}") for order in range(2000)
    )
    doors = [address_of(format), f"{section.forum.get_absolute_url()}export/{format}/"]
    enough = [client.head(door).status_code for door in doors]
    RecommendationFactory(section=section)

    answers = [client.get(door) for door in doors]

    assert enough == [200, 200]
    for answer in answers:
        assert answer.status_code == 400
        assert answer.content.decode().startswith("Найдено рекомендаций: 2 001, а в формате ")
        assert "не больше 2 000. Уточните фильтры или скачайте таблицу: CSV или Excel." in answer.content.decode()


@pytest.mark.parametrize(
    ("place", "format"),
    [("resolutions.exports.views.EXPORTS", "csv"), ("resolutions.exports.printing.PRINTERS", "pdf")],
)
def test_when_too_much_is_made_at_once_the_next_one_is_asked_to_come_again(client, monkeypatch, place, format):
    RecommendationFactory()
    queue = cage.Places(f"full-{os.getpid()}", places=2, patience=0.1)
    monkeypatch.setattr(place, queue)

    with cage.place_in(queue), cage.place_in(queue):
        busy = client.get(address_of(format))

    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "60")
    assert busy.content.decode() == "Сейчас скачивают другие файлы. Попробуйте через минуту.\n"
    assert len(codes(format, taken(client, address_of(format)))) == 1


@pytest.fixture
def large(monkeypatch):
    """A list whose CSV is sent in pieces; queues of its own, with less patience."""
    section = SectionFactory()
    Recommendation.objects.bulk_create(
        Recommendation(section=section, order=order, text="Построить площадку. " * 20) for order in range(2000)
    )
    monkeypatch.setattr(views, "EXPORTS", replace(views.EXPORTS, name=f"large-{os.getpid()}", patience=0.1))


@pytest.mark.usefixtures("large")
def test_one_visitor_reads_two_files_at_once_and_others_are_served_meanwhile(client, signed_in):
    small = address_of("csv", "to=none&year=2001")
    begun = [client.get(address_of(format)) for format in ("csv", "json")]  # and nobody reads on

    third = client.get(small)
    elsewhere = [Client(REMOTE_ADDR=address).get(small).status_code for address in ("10.0.0.2", "::ffff:127.0.0.1")]
    editor = signed_in().get(small).status_code  # who sits in the same office
    others = [Client(REMOTE_ADDR="10.0.0.3").get(address_of(format)) for format in ("csv", "json")]
    all_taken = Client(REMOTE_ADDR="10.0.0.4").get(small)
    leave(begun[0])
    afterwards = client.get(small).status_code
    for answer in (begun[1], *others):
        leave(answer)

    assert (third.status_code, third.headers["Retry-After"]) == (503, "60")
    assert third.content.decode() == f"{views.ENOUGH}\n"
    assert (elsewhere, editor, afterwards) == ([200, 503], 200, 200)
    assert [answer.status_code for answer in others] == [200, 200]
    assert (all_taken.status_code, all_taken.content.decode()) == (503, f"{views.BUSY}\n")


def test_one_visitor_has_one_document_made_at_once_and_others_have_theirs(client, monkeypatch):
    RecommendationFactory()
    queue = replace(printing.PRINTERS, name=f"one-{os.getpid()}", patience=0.1)
    monkeypatch.setattr(printing, "PRINTERS", queue)
    visitor = holder_of(client.get("/").wsgi_request)

    with cage.place_in(queue, visitor):
        own = client.get(address_of("odt"))
        other = Client(REMOTE_ADDR="10.0.0.2").get(address_of("odt"))

    assert (own.status_code, own.content.decode()) == (503, f"{views.ENOUGH}\n")
    assert (other.status_code, client.get(address_of("odt")).status_code) == (200, 200)


TAKER = """
import sys, time
from resolution_reader import cage
queue = cage.Places(sys.argv[1], places=4, patience=0.0, each=2)
try:
    with cage.place_in(queue, sys.argv[2]):
        print("has a place", flush=True)
        sys.stdin.read()
except cage.Stopped as stopped:
    print(stopped.reason, flush=True)
"""


def test_places_are_counted_across_processes_and_those_of_a_killed_one_are_free():
    name, takers = f"across-{os.getpid()}", []

    def take(who: str) -> str:
        command = [sys.executable, "-c", TAKER, name, who]
        taker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        takers.append(taker)
        return taker.stdout.readline().strip()

    try:
        said = [take(who) for who in ("anna", "anna", "anna", "boris", "boris", "vera")]
        takers[0].kill()
        takers[0].wait()
        said.append(take("anna"))
    finally:
        for taker in takers:
            taker.kill()
            taker.communicate()

    assert said == ["has a place", "has a place", "enough", "has a place", "has a place", "busy", "has a place"]


def test_who_goes_away_in_the_middle_of_a_large_file_leaves_her_place(client, monkeypatch):
    section = SectionFactory()
    Recommendation.objects.bulk_create(
        Recommendation(section=section, order=order, text="Построить площадку. " * 20) for order in range(2000)
    )
    monkeypatch.setattr(views, "EXPORTS", cage.Places(f"left-{os.getpid()}", places=1, patience=0.1))

    begun = client.get(address_of("csv"))
    while_it_is_read = client.get(address_of("csv", "to=none&year=2001")).status_code
    leave(begun)
    afterwards = client.get(address_of("csv", "to=none&year=2001")).status_code

    assert (while_it_is_read, afterwards) == (503, 200)


def test_a_small_file_holds_no_place_and_says_its_length(client, monkeypatch):
    RecommendationFactory()
    monkeypatch.setattr(views, "EXPORTS", cage.Places(f"small-{os.getpid()}", places=1, patience=0.1))

    answers = [client.get(address_of(format)) for format in FORMATS]

    assert {answer.status_code for answer in answers} == {200}
    assert {answer.headers["Content-Length"] == str(len(answer.content)) for answer in answers} == {True}


@pytest.mark.parametrize(
    ("reason", "status", "sentence"),
    [
        ("slow", 400, views.TOO_LONG),
        ("greedy", 400, views.TOO_LONG),
        ("killed", 500, views.FAILED),
        ("failed", 500, views.FAILED),
        ("busy", 503, views.BUSY),
        ("enough", 503, views.ENOUGH),
    ],
)
def test_whatever_becomes_of_a_press_is_one_sentence(rf, reason, status, sentence):
    def stopped(selection: Selection) -> Iterator[bytes]:
        raise cage.Stopped(reason)
        yield b""

    selection = Selection("Рекомендации", {}, "/recommendations/", timezone.now(), 1, lambda: iter([]))
    answer = views.respond(rf.get("/"), replace(REGISTRY["pdf"], write=stopped), selection)

    assert (answer.status_code, answer.content.decode()) == (status, f"{sentence}\n")
    assert "Content-Disposition" not in answer.headers


def test_a_document_of_more_text_than_a_press_can_take_asks_to_choose_less(client):
    RecommendationFactory(text=f"{'слово' * 40} " * 60_000)  # as few words as can be, for the index reads them, too

    answer = client.get(address_of("odt"))

    assert (answer.status_code, answer.content.decode()) == (400, f"{views.TOO_LONG}\n")
