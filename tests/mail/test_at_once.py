"""Several processes send, and one is killed: only a database with several connections can show what comes of it."""

import os
import signal
import subprocess
import sys
import time
from threading import Barrier
from urllib.parse import urlsplit

import pytest
from aiosmtpd.controller import Controller
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from resolutions.mail.sending import send_waiting
from resolutions.models import Errand, Mail
from tests.admin.letterbox import Letterbox, free_port, mail_server
from tests.admin.test_at_once import PATIENCE, Doing, outcomes
from tests.factories import SubscriptionFactory
from tests.test_production import ROOT

pytestmark = [pytest.mark.several_connections, pytest.mark.django_db(transaction=True)]


def test_four_senders_send_every_mail_once(settings):
    for row in SubscriptionFactory.create_batch(40):
        Mail.objects.post("already", subscription=row)
    together = Barrier(4)

    def send():
        together.wait(PATIENCE)
        return send_waiting().sent

    with mail_server(settings) as box:
        sent = outcomes(*(Doing(send) for _ in range(4)))

    addresses = [mail["To"] for mail in box.letters]
    assert (sum(sent), len(addresses), len(set(addresses))) == (40, 40, 40)
    assert Mail.objects.count() == 0


class Deadly(Letterbox):
    """Takes the mail, and kills whoever sent it before saying so."""

    victim: subprocess.Popen

    def handle_message(self, message) -> None:
        super().handle_message(message)
        os.kill(self.victim.pid, signal.SIGKILL)


def test_a_sender_killed_on_the_way_leaves_a_mail_that_comes_again_under_the_same_name(settings):
    """At least once: nobody knows whether the server had it, and by the Message-ID the server knows it again."""
    Mail.objects.post("already", subscription=SubscriptionFactory())
    box = Deadly()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    environment = os.environ | {
        "DATABASE_URL": url,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(controller.port),
    }
    try:
        box.victim = subprocess.Popen([sys.executable, "manage.py", "send_mail_queue"], cwd=ROOT, env=environment)
        died = box.victim.wait(60)
    finally:
        controller.stop()
    waits = Mail.objects.with_tries().get()

    with mail_server(settings) as second:
        too_soon = send_waiting().sent
        Errand.objects.update(due=timezone.now(), claimed_by="", claimed_until=None)
        send_waiting()

    assert (died, waits.attempts, too_soon, Mail.objects.count()) == (-signal.SIGKILL, 1, 0, 0)
    assert [mail["Message-ID"] for mail in box.letters] == [mail["Message-ID"] for mail in second.letters]


def test_a_web_process_sends_by_itself_what_it_has_posted(client, settings):
    settings.WEB_SENDS_LETTERS = True

    with mail_server(settings) as box:
        client.post(reverse("subscribe"), {"email": "anna@example.org", "frequency": "daily", "consent": "on"})
        at_once = len(box.letters)
        until = time.monotonic() + PATIENCE
        while Mail.objects.exists() and time.monotonic() < until:
            time.sleep(0.05)

    assert (at_once, [mail["To"] for mail in box.letters]) == (0, ["anna@example.org"])
