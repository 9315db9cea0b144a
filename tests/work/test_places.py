"""Places of workers on a machine: two for readers, given back by whoever dies, with what he had claimed."""

from contextlib import ExitStack

import pytest

from resolution_reader.cage import READING
from resolutions.mail.sending import pause_after
from resolutions.models import Errand, Mail
from resolutions.review.queue import claim_next
from resolutions.work.hands import do_all
from resolutions.work.kinds import MAIL, READ, WORKS
from resolutions.work.places import place_for
from tests.factories import SubscriptionFactory
from tests.review.test_queue import waiting

pytestmark = pytest.mark.django_db
READ_WORK = WORKS[READ]


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def test_there_are_as_many_places_as_documents_are_read_at_once():
    with ExitStack() as held:
        names = [held.enter_context(place_for(READ_WORK)) for _ in range(READING.places)]

        assert (None in names, len(set(names)), held.enter_context(place_for(READ_WORK))) == (
            False,
            READING.places,
            None,
        )
    with place_for(READ_WORK) as name:
        assert name not in names


def test_whoever_gets_a_place_reads_what_its_last_holder_had_claimed():
    waiting(1)
    with place_for(READ_WORK) as dead:
        claim_next(dead)

    assert list(do_all(READ_WORK)) == ["1.txt: на проверке."]


def test_nobody_takes_over_from_whoever_has_gone_on_in_another_place():
    waiting(1)
    first = ExitStack()
    first.enter_context(place_for(READ_WORK))
    with place_for(READ_WORK) as living:  # the second place
        claim_next(living)
        first.close()

        assert list(do_all(READ_WORK)) == []
    assert Errand.objects.get().claimed_by == living


def test_a_mail_whose_sender_died_has_perhaps_gone_and_comes_again_when_the_claim_ends():
    Mail.objects.post("already", subscription=SubscriptionFactory())
    with place_for(WORKS[MAIL]) as dead:
        Errand.objects.claim_next("mail", dead, pause_after)

    with place_for(WORKS[MAIL]):
        assert Errand.objects.get().claimed_by == dead


def test_without_a_free_place_nobody_reads():
    waiting(1)
    with ExitStack() as held:
        for _ in range(READING.places):
            held.enter_context(place_for(READ_WORK))

        assert list(do_all(READ_WORK)) == []


def test_what_comes_while_a_reader_ends_is_read_as_well():
    waiting(1)
    steps = do_all(READ_WORK)
    assert next(steps) == "1.txt: на проверке."
    waiting(2)

    assert list(steps) == ["2.txt: на проверке."]
