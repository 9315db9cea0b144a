"""Places of readers on a machine: two, given back by whoever dies; who looks starts readers where they are missing."""

import fcntl
import logging

import pytest

from resolution_reader.cage import READERS
from resolutions.models import Draft
from resolutions.review import readers
from resolutions.review.queue import claim_next
from resolutions.review.readers import free_place, lock, name_in, read_in, see_that_somebody_reads
from tests.review.test_queue import names, waiting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path / "readers"


def test_there_are_as_many_places_as_documents_are_read_at_once():
    held = [free_place() for _ in range(READERS.places)]

    assert (None in held, free_place()) == (False, None)
    name = name_in(held[0])
    held[0].close()
    held[0] = free_place()
    assert name_in(held[0]) == name
    for place in held:
        place.close()


def test_a_place_keeps_its_name_and_every_place_has_its_own():
    first, second = free_place(), free_place()
    told = {name_in(first), name_in(second)}
    first.close()
    second.close()

    with free_place() as place:
        assert name_in(place) in told
    assert len(told) == 2


def test_whoever_gets_a_place_reads_what_its_last_holder_had_claimed():
    waiting(1)
    with free_place() as place:
        claim_next(name_in(place))

    assert names(read_in(None)) == ["1.txt"]


def test_without_a_free_place_nobody_reads():
    waiting(1)
    held = [free_place() for _ in range(READERS.places)]

    assert list(read_in(None)) == []
    for place in held:
        place.close()


def test_what_comes_while_a_reader_ends_is_read_as_well():
    waiting(1)
    drafts = read_in(None)
    assert next(drafts).name == "1.txt"
    waiting(2)

    assert names(drafts) == ["2.txt"]


@pytest.fixture
def started(settings, monkeypatch):
    """The places in which readers would have been started, as processes of their own in another database."""
    settings.READERS_APART = False
    found = []

    def start(place):
        found.append(name_in(place))
        held.append(open(place.name, "a+"))  # noqa: SIM115 -- held until the end of the test, as by a process
        fcntl.flock(place, fcntl.LOCK_UN)
        assert lock(held[-1])

    held = []
    monkeypatch.setattr(readers, "start", start)
    yield found
    for place in held:
        place.close()


@pytest.mark.parametrize(("count", "readers_started"), [(0, 0), (1, 1), (2, 2), (5, 2)])
def test_a_reader_is_started_for_each_document_as_long_as_there_are_places(started, count, readers_started):
    for number in range(count):
        waiting(number)

    see_that_somebody_reads()
    see_that_somebody_reads()  # who has just begun is counted on

    assert (len(started), len(set(started))) == (readers_started, readers_started)


def test_no_second_reader_is_started_while_one_reads_and_nothing_else_waits(started):
    waiting(1)
    with free_place() as place:
        claim_next(name_in(place))
        see_that_somebody_reads()

        assert started == []


def test_a_reader_is_started_in_the_place_of_a_dead_one(started):
    waiting(1)
    with free_place(), free_place() as second:
        claim_next(name_in(second))
        dead = name_in(second)
        second.close()
        see_that_somebody_reads()

    assert started == [dead]


def test_where_no_reader_can_be_started_the_document_waits_and_the_operator_is_told(settings, folder, caplog):
    settings.READERS_APART = False
    waiting(1)
    folder.write_text("not a folder")

    with caplog.at_level(logging.ERROR):
        see_that_somebody_reads()

    assert "No reader could be started" in caplog.text
    assert Draft.objects.get().state == "waiting"
