"""Waiting mails on their way to the mail server, by whoever gets hold of one first.

At least once: who dies between the mail server's yes and the deletion of the row leaves a mail that comes again,
under the same Message-ID. At most once would lose one without anybody noticing.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone

from resolutions.mail import to_people, to_subscribers
from resolutions.models import Digest, Errand, Mail
from resolutions.models.errand import process_name
from resolutions.models.mail import SENDING
from resolutions.vocabulary import MailKind

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 20  # over four days, by the pauses between them
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=10), timedelta(hours=6)
LONGEST_ERROR = 500

# None: there is nothing to say any more.
WRITERS: dict[str, Callable[[Mail], EmailMultiAlternatives | None]] = {
    MailKind.CONFIRMATION: to_subscribers.confirmation,
    MailKind.ALREADY: to_subscribers.already,
    MailKind.DIGEST: to_subscribers.digest,
    MailKind.PASSWORD: to_people.password,
    MailKind.INVITATION: to_people.invitation,
    MailKind.COMPLAINTS: to_people.complaints,
    MailKind.OFFERS: to_people.offers,
}


def pause_after(attempts: int) -> timedelta:
    """10 minutes after the first try, then twice as long each time, six hours at most."""
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)


class Outcome(Enum):
    SENT = "sent"
    NOTHING_TO_SAY = "nothing to say"
    NOT_TAKEN = "not taken"
    NO_SERVER = "no server"


@dataclass
class Round:
    """What one sender did."""

    sent: int = 0
    put_off: int = 0
    server_answers: bool = True


def send_waiting(sender: str = "") -> Round:
    """Sends what is due. A mail server that does not answer is not asked again for every mail."""
    done, connection = Round(), get_connection()
    try:
        while done.server_answers and (errand := next_errand(sender or process_name())):
            mail = mail_of(errand)
            if mail is None:
                Errand.objects.done(errand)
                continue
            outcome = deliver(mail, errand, connection)
            done.sent += outcome is Outcome.SENT
            done.put_off += outcome in (Outcome.NOT_TAKEN, Outcome.NO_SERVER)
            done.server_answers = outcome is not Outcome.NO_SERVER
    finally:
        hang_up(connection)
    return done


def next_errand(sender: str) -> Errand | None:
    """Answers that somebody waits for come before news, then the oldest first."""
    for kind in SENDING:
        if errand := Errand.objects.claim_next(kind, sender, pause_after):
            return errand
    return None


def mail_of(errand: Errand) -> Mail | None:
    """None: it was taken back since, as when its recipient was erased."""
    mails = Mail.objects.filter(pk=errand.key, given_up=False)
    mail: Mail | None = mails.select_related("subscription", "digest", "user").first()
    return mail


def send_now(mail: Mail) -> bool:
    """This one, while somebody waits to hear whether it went; if not, it waits."""
    errand = Errand.objects.about(SENDING, mail.pk).first()
    if errand is None or not Errand.objects.claim(errand, process_name(), pause_after):
        return False
    connection = get_connection()
    try:
        return deliver(mail, errand, connection) is Outcome.SENT
    finally:
        hang_up(connection)


def deliver(mail: Mail, errand: Errand, connection: Any) -> Outcome:
    """A mail whose errand this sender has claimed."""
    try:
        message = WRITERS[mail.kind](mail)
    except Exception as error:  # a mistake of ours in one mail must not hold up the others
        logger.exception("%s could not be written", name_of(mail))
        note(mail, errand, error)
        return Outcome.NOT_TAKEN
    if message is None:
        # With the digest goes the note that its forums were told.
        settle(errand, mail.digest or mail)
        return Outcome.NOTHING_TO_SAY
    try:
        connection.open()
    except (OSError, SMTPException) as error:
        note(mail, errand, error)
        return Outcome.NO_SERVER
    try:
        connection.send_messages([message])
    except (OSError, SMTPException) as error:
        note(mail, errand, error, for_good=is_final(error))
        hang_up(connection)
        gone = isinstance(error, SMTPServerDisconnected) or not isinstance(error, SMTPException)
        return Outcome.NO_SERVER if gone else Outcome.NOT_TAKEN
    logger.info("%s sent at attempt %s", name_of(mail), errand.attempts)
    settle(errand, mail)
    return Outcome.SENT


def is_final(error: Exception) -> bool:
    """Whether the server says that there is no such mailbox; anything else may pass."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    return all(code >= 500 for code, _ in error.recipients.values())


@transaction.atomic
def settle(errand: Errand, row: Mail | Digest) -> None:
    """The mail has gone, whoever holds the errand by now, or there is none to be sent any more."""
    Errand.objects.filter(pk=errand.pk).delete()
    row.delete()


@transaction.atomic
def note(mail: Mail, errand: Errand, error: Exception, *, for_good: bool = False) -> None:
    """For the admin what the server said, for the log what sort of refusal it was: the words may hold the address."""
    given_up = for_good or errand.attempts >= MOST_ATTEMPTS
    pause = pause_after(errand.attempts)
    if Errand.objects.put_off(errand, None if given_up else timezone.now() + pause):
        Mail.objects.filter(pk=mail.pk).update(last_error=said_by(error)[:LONGEST_ERROR], given_up=given_up)
    logger.warning(
        "%s not sent at attempt %s: %s%s",
        name_of(mail),
        errand.attempts,
        type(error).__name__,
        ", given up" if given_up else "",
    )


def said_by(error: Exception) -> str:
    answers = [(error.smtp_code, error.smtp_error)] if isinstance(error, SMTPResponseException) else []
    if isinstance(error, SMTPRecipientsRefused):
        answers = list(error.recipients.values())
    if not answers:
        return f"{type(error).__name__}: {error}"
    return "; ".join(
        f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}" for code, words in answers
    )


def name_of(mail: Mail) -> str:
    return f"Mail {mail.pk} ({mail.kind})"


def hang_up(connection: Any) -> None:
    """A server that does not even say goodbye is none of the mail's business."""
    with suppress(OSError, SMTPException):
        connection.close()
