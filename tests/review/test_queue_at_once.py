"""Several readers and several uploads in the same moment."""

from threading import Barrier

import pytest

from resolutions.models import Draft, Errand, SourceDocument
from resolutions.review.queue import claim_next, read_waiting
from resolutions.review.receive import AlreadyReceived, take_in
from tests.admin.test_at_once import Doing, outcomes
from tests.factories import OrganizerFactory
from tests.review.test_queue import waiting
from tests.review.test_receive import RESOLUTION

pytestmark = [pytest.mark.several_connections, pytest.mark.django_db(transaction=True)]


def test_no_draft_is_claimed_twice():
    drafts = {waiting(number).pk for number in range(6)}
    start = Barrier(8)

    def claim(name):
        start.wait()
        claimed = claim_next(name)
        return claimed and int(claimed.key)

    claimed = outcomes(*[Doing(claim, f"читатель {number}") for number in range(8)])

    assert (len(claimed), set(claimed), claimed.count(None)) == (8, drafts | {None}, 2)


def test_two_readers_read_everything_once():
    for number in range(6):
        waiting(number)

    read = outcomes(*[Doing(lambda name: [row.pk for row in read_waiting(name)], f"читатель {n}") for n in range(2)])

    assert sorted(read[0] + read[1]) == sorted(Draft.objects.values_list("pk", flat=True))
    assert (set(Draft.objects.values_list("state")), Errand.objects.count()) == ({("open",)}, 0)


def test_the_same_file_sent_twice_at_once_is_one_draft():
    organizer, start = OrganizerFactory(), Barrier(2)

    def send(name):
        start.wait()
        return take_in(RESOLUTION, name, organizer, None)

    found = outcomes(Doing(send, "а.txt"), Doing(send, "б.txt"))

    assert {type(outcome) for outcome in found} == {Draft, AlreadyReceived}
    assert (Draft.objects.count(), SourceDocument.objects.count()) == (1, 1)
