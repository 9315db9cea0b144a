"""The queue: a mail server that is down, slow, or says no; who dies on the way; several senders at once."""

import re
import socket
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from django.core.management import call_command
from django.utils import timezone

from resolutions.mail.sending import MOST_ATTEMPTS, mail_of, next_errand, pause_after, send_waiting
from resolutions.models import Errand, Mail, Subscription
from tests.admin.letterbox import SMTP, Letterbox, free_port, mail_server, no_mail_server
from tests.factories import SubscriptionFactory

pytestmark = pytest.mark.django_db


def post(count: int = 1) -> list[Mail]:
    return [Mail.objects.post("already", subscription=SubscriptionFactory()) for _ in range(count)]


def is_due_again() -> None:
    """As if the pause were over."""
    Errand.objects.filter(due__isnull=False).update(due=timezone.now(), claimed_by="", claimed_until=None)


class Choosy(Letterbox):
    """Says no to whom it was told to, and in which words."""

    def __init__(self, **answers: str) -> None:
        super().__init__()
        self.answers = answers

    async def handle_RCPT(self, server, session, envelope, address, options):
        envelope.rcpt_tos.append(address)
        return self.answers.get(address.split("@")[0], "250 OK")


@contextmanager
def choosy_server(settings, **answers: str):
    box = Choosy(**answers)
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", controller.port
    try:
        yield box
    finally:
        controller.stop()


@contextmanager
def server_that_never_speaks(settings):
    """Takes calls and says nothing; gives a list of those that came."""
    with socket.socket() as server, ThreadPoolExecutor(1) as listener:
        server.bind(("127.0.0.1", 0))
        server.listen()
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", server.getsockname()[1]
        settings.EMAIL_TIMEOUT = 0.5
        calls: list[socket.socket] = []
        listener.submit(lambda: calls.extend(accepted(server)))
        try:
            yield calls
        finally:
            server.shutdown(socket.SHUT_RDWR)  # whoever waits for the next call waits no more
            for call in calls:
                call.close()


def accepted(server: socket.socket) -> Iterator[socket.socket]:
    with suppress(OSError):
        while True:
            yield server.accept()[0]


def test_what_is_sent_is_gone_from_the_queue(settings):
    post(3)

    with mail_server(settings) as box:
        done = send_waiting()

    assert (done.sent, done.put_off, len(box.letters), Mail.objects.count()) == (3, 0, 3, 0)


def test_a_server_that_is_down_loses_nothing_and_is_asked_once_not_for_every_mail(settings):
    post(3)
    no_mail_server(settings)

    down = send_waiting()
    tried = sorted(Mail.objects.with_tries().values_list("attempts", flat=True))
    is_due_again()
    with mail_server(settings) as box:
        up = send_waiting()

    assert (down.sent, down.put_off, down.server_answers, tried) == (0, 1, False, [0, 0, 1])
    assert (up.sent, len(box.letters), Mail.objects.count()) == (3, 3, 0)


def test_the_queue_says_what_is_wrong(settings):
    (mail,) = post()
    no_mail_server(settings)

    send_waiting()

    mail = Mail.objects.with_tries().get(pk=mail.pk)
    assert mail.last_error.startswith("ConnectionRefusedError")
    assert timedelta(minutes=9) < mail.next_try_at - timezone.now() <= timedelta(minutes=10)


def test_a_mail_is_not_tried_again_before_its_pause_is_over(settings):
    post()
    no_mail_server(settings)
    send_waiting()

    with mail_server(settings) as box:
        done = send_waiting()

    assert (done.sent, box.letters) == (0, [])


def test_the_pauses_grow_and_stay_within_hours():
    minutes = [pause_after(attempt).total_seconds() / 60 for attempt in (1, 2, 3, 4, 5, 6, 7, 30)]

    assert minutes == [10, 20, 40, 80, 160, 320, 360, 360]


def test_a_server_that_never_speaks_holds_nobody_for_long(settings):
    post(5)

    with server_that_never_speaks(settings) as calls:
        done = send_waiting()

    assert (done.sent, done.server_answers, len(calls)) == (0, False, 1)  # the other four wait for another day


def test_a_slow_server_gets_them_all(settings):
    class Slow(Letterbox):
        def handle_message(self, message) -> None:
            time.sleep(0.3)
            super().handle_message(message)

    post(3)
    box = Slow()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", controller.port
    try:
        done = send_waiting()
    finally:
        controller.stop()

    assert (done.sent, len(box.letters)) == (3, 3)


def test_one_mailbox_that_is_not_there_does_not_hold_up_the_others(settings):
    mails = {
        name: Mail.objects.post("already", subscription=SubscriptionFactory(email=f"{name}@example.org"))
        for name in ("gone", "busy", "anna")
    }

    with choosy_server(settings, gone="550 No such user", busy="450 Try later") as box:
        done = send_waiting()

    assert (done.sent, done.put_off, [mail["To"] for mail in box.letters]) == (1, 2, ["anna@example.org"])
    told = {mail.subscription.email: (mail.given_up, mail.last_error) for mail in Mail.objects.all()}
    assert told == {
        "gone@example.org": (True, "550 No such user"),
        "busy@example.org": (False, "450 Try later"),
    }
    assert mails["anna"].pk not in Mail.objects.values_list("pk", flat=True)


def test_after_so_many_tries_a_mail_stays_for_somebody_to_look_at(settings):
    (mail,) = post()
    Errand.objects.update(attempts=MOST_ATTEMPTS - 1)
    no_mail_server(settings)

    send_waiting()
    is_due_again()
    with mail_server(settings) as box:
        send_waiting()
        before = len(box.letters)
        Mail.objects.all().again()
        send_waiting()

    assert (before, len(box.letters), Mail.objects.filter(pk=mail.pk).exists()) == (0, 1, False)


def test_a_mail_posted_anew_after_it_was_given_up_is_tried_anew():
    (mail,) = post()
    Mail.objects.update(given_up=True)
    Errand.objects.update(due=None, attempts=20)

    Mail.objects.post("already", subscription=mail.subscription)

    assert list(Mail.objects.with_tries().values_list("pk", "given_up", "attempts")) == [(mail.pk, False, 0)]


def test_answers_that_somebody_waits_for_come_before_news(settings):
    row = SubscriptionFactory()
    digest = row.digests.create(day=timezone.localdate(), forums=[])
    Mail.objects.post("digest", subscription=row, digest=digest)
    Mail.objects.post("password", asked_by="anna@example.org")

    with mail_server(settings):
        kinds = [mail_of(next_errand(who)).kind for who in ("первый", "второй")]

    assert kinds == ["password", "digest"]


def test_a_mistake_in_one_mail_does_not_hold_up_the_others(settings):
    mails = post(2)
    Mail.objects.filter(pk=mails[0].pk).update(kind="no such kind")

    with mail_server(settings) as box:
        done = send_waiting()

    assert (done.sent, done.put_off, len(box.letters)) == (1, 1, 1)
    assert Mail.objects.get().last_error.startswith("KeyError")


def test_the_log_holds_no_address_and_no_link(settings, caplog):
    row = SubscriptionFactory(email="anna@example.org")
    Mail.objects.post("already", subscription=row)
    with caplog.at_level("INFO"):
        with choosy_server(settings, anna="450 <anna@example.org> try later"):
            send_waiting()
        is_due_again()
        no_mail_server(settings)
        send_waiting()
        is_due_again()
        with mail_server(settings):
            send_waiting()

    told = [record.getMessage() for record in caplog.records if record.name.startswith("resolutions")]
    assert [re.sub(r"\d+ \(", "N (", line) for line in told] == [
        "Mail N (already) not sent at attempt 1: SMTPRecipientsRefused",
        "Mail N (already) not sent at attempt 2: ConnectionRefusedError",
        "Mail N (already) sent at attempt 3",
    ]


def test_an_address_that_left_takes_its_mails_along(settings):
    (mail,) = post()
    Subscription.objects.get(pk=mail.subscription_id).delete()

    with mail_server(settings) as box:
        send_waiting()

    assert box.letters == []


@pytest.mark.parametrize("forget", [["personal_data", "erase", "anna@example.org"], ["tidy"]])
def test_a_mail_given_up_takes_its_errand_along(forget, settings, tmp_path, monkeypatch):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    long_ago = timezone.now() - timedelta(days=91)
    SubscriptionFactory(email="anna@example.org")
    gone, stays = (Mail.objects.post("password", asked_by=f"{name}@example.org") for name in ("anna", "boris"))
    Mail.objects.filter(pk=gone.pk).update(given_up=True, posted_at=long_ago)
    Mail.objects.filter(pk=stays.pk).update(given_up=True)
    Errand.objects.update(due=None)

    call_command(*forget)

    assert list(Errand.objects.values_list("key", flat=True)) == [str(stays.pk)]


# The commands


def test_the_command_sends_and_says_so(settings, capsys):
    post(2)

    with mail_server(settings) as box:
        call_command("send_mail_queue")
        call_command("send_mail_queue")

    assert (len(box.letters), capsys.readouterr().out) == (2, "Отправлено 2 письма, отложено 0 писем.\n")


def test_the_command_fails_where_no_server_answers(settings, capsys):
    post()
    no_mail_server(settings)

    with pytest.raises(SystemExit) as stopped:
        call_command("send_mail_queue")

    assert stopped.value.code == 1
    assert capsys.readouterr().err.endswith("Почтовый сервер не отвечает: письма ждут в очереди.\n")


def test_the_command_forgets_who_never_confirmed(settings):
    SubscriptionFactory(consent_at=timezone.now() - timedelta(days=8), confirmed_at=None, covered_until=None)

    call_command("send_mail_queue")

    assert Subscription.objects.count() == 0
