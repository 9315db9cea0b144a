"""Bounded work: what is too much is refused in one sentence with a way out, and nobody's place stays taken."""

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.utils import timezone

from resolutions.exports import views
from resolutions.exports.formats import FORMATS as REGISTRY
from resolutions.exports.selection import Selection
from resolutions.intake import cage
from resolutions.models import Recommendation
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
        assert answer.content.decode().startswith("Отобрано рекомендаций: 2 001, а в формате ")
        assert "не больше 2 000. Сузьте отбор или скачайте таблицу: CSV или Excel." in answer.content.decode()


@pytest.mark.parametrize(
    ("place", "format"),
    [("resolutions.exports.views.EXPORTS", "csv"), ("resolutions.exports.printing.PRINTERS", "pdf")],
)
def test_when_too_much_is_made_at_once_the_next_one_is_asked_to_come_again(client, monkeypatch, place, format):
    RecommendationFactory()
    queue = cage.Queue(f"full-{os.getpid()}", places=2, patience=0.1)
    monkeypatch.setattr(place, queue)

    with cage.place_in(queue), cage.place_in(queue):
        busy = client.get(address_of(format))

    assert (busy.status_code, busy.headers["Retry-After"]) == (503, "60")
    assert busy.content.decode() == "Сейчас скачивают другие файлы. Попробуйте через минуту.\n"
    assert len(codes(format, taken(client, address_of(format)))) == 1


def test_who_goes_away_in_the_middle_of_a_large_file_leaves_her_place(client, monkeypatch):
    section = SectionFactory()
    Recommendation.objects.bulk_create(
        Recommendation(section=section, order=order, text="Построить площадку. " * 20) for order in range(2000)
    )
    monkeypatch.setattr(views, "EXPORTS", cage.Queue(f"left-{os.getpid()}", places=1, patience=0.1))

    begun = client.get(address_of("csv"))
    while_it_is_read = client.get(address_of("csv", "to=none&year=2001")).status_code
    leave(begun)
    afterwards = client.get(address_of("csv", "to=none&year=2001")).status_code

    assert (while_it_is_read, afterwards) == (503, 200)


def test_a_small_file_holds_no_place_and_says_its_length(client, monkeypatch):
    RecommendationFactory()
    monkeypatch.setattr(views, "EXPORTS", cage.Queue(f"small-{os.getpid()}", places=1, patience=0.1))

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
    ],
)
def test_whatever_becomes_of_a_press_is_one_sentence(rf, reason, status, sentence):
    def stopped(selection: Selection) -> Iterator[bytes]:
        raise cage.Stopped(reason)
        yield b""

    selection = Selection("Рекомендации", {}, "/recommendations/", timezone.now(), 1, lambda: iter([]))
    answer = views.answer(rf.get("/"), replace(REGISTRY["pdf"], write=stopped), selection)

    assert (answer.status_code, answer.content.decode()) == (status, f"{sentence}\n")
    assert "Content-Disposition" not in answer.headers


def test_a_document_of_more_text_than_a_press_can_take_asks_to_choose_less(client):
    RecommendationFactory(text="слово " * 2_000_000)

    answer = client.get(address_of("odt"))

    assert (answer.status_code, answer.content.decode()) == (400, f"{views.TOO_LONG}\n")
