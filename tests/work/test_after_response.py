"""Where nobody works, whoever took something does it once the answer is out; where somebody does, not."""

import threading
import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from resolutions.models import Draft, Errand
from resolutions.vocabulary import Role
from resolutions.work.after_response import DOERS, see_to
from resolutions.work.kinds import MAIL, READ
from tests.admin.test_at_once import PATIENCE
from tests.factories import OrganizerFactory
from tests.review.test_receive import RESOLUTION

pytestmark = [pytest.mark.several_connections, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def upload(settings, signed_in):
    """upload() -> the state of a pasted document as it was answered, and once nobody is at anything any more."""
    settings.READERS_APART = False
    editor = signed_in(role=Role.EDITOR, organizer=OrganizerFactory())

    def send() -> tuple[str, str]:
        editor.post(reverse("draft-upload"), {"text": RESOLUTION.decode()})
        at_once = Draft.objects.get().state
        until = time.monotonic() + PATIENCE
        while DOERS[READ].is_working and time.monotonic() < until:
            time.sleep(0.05)
        return at_once, Draft.objects.get().state

    return send


def test_a_web_process_reads_by_itself_where_nobody_works(upload):
    assert (upload(), Errand.objects.count()) == (("waiting", "open"), 0)


def test_it_leaves_to_whoever_works_what_is_his(upload):
    Errand.objects.attend([READ], "сосед")

    assert upload() == ("waiting", "waiting")


def test_it_does_not_wait_for_somebody_who_does_other_work_or_has_not_been_seen_for_half_a_minute(upload):
    Errand.objects.attend([READ, MAIL], "сосед")
    Errand.objects.filter(key=READ).update(claimed_until=timezone.now() - timedelta(seconds=1))

    assert upload() == ("waiting", "open")


def test_an_operator_may_forbid_it(upload, settings):
    settings.WORK_APART = True

    assert upload() == ("waiting", "waiting")


def test_whoever_is_woken_while_he_works_goes_round_once_more_and_gets_no_second_thread(settings):
    settings.READERS_APART = False
    see_to(READ)
    see_to(READ)
    threads = [thread for thread in threading.enumerate() if thread.name == READ]
    for thread in threads:
        thread.join(PATIENCE)

    assert (len(threads), DOERS[READ].is_working) == (1, False)


def test_somebody_who_goes_says_so():
    Errand.objects.attend([READ], "сосед")
    Errand.objects.attend([READ, MAIL], "сосед")
    there = [Errand.objects.is_attended(work) for work in (READ, MAIL)]
    Errand.objects.leave("сосед")

    assert (there, Errand.objects.count()) == ([True, True], 0)
