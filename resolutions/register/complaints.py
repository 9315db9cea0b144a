"""What readers say is wrong: taken without an account, settled by editors and moderators, forgotten in time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from resolutions.models import Complaint, Forum, Mail, Recommendation, User
from resolutions.permissions import people_who, require
from resolutions.vocabulary import ComplaintKind, MailKind

MOST_IN_A_DAY = 200  # about the forums of one organizer; nobody reads more
TOO_MANY = "Сегодня об этих резолюциях написали слишком много раз. Попробуйте завтра."


class TooManyComplaints(Exception):
    """The message is a Russian sentence for the visitor."""


@transaction.atomic
def complain(forum: Forum, recommendation: Recommendation | None, kind: ComplaintKind, text: str) -> Complaint:
    """Anybody may. Raises TooManyComplaints."""
    lately = Complaint.objects.new().filter(
        forum__organizer=forum.organizer_id, made_at__gt=timezone.now() - timedelta(days=1)
    )
    if lately.count() >= MOST_IN_A_DAY:
        raise TooManyComplaints(TOO_MANY)
    return Complaint.objects.create(forum=forum, recommendation=recommendation, kind=kind, text=text)


@transaction.atomic
def settle(complaint: Complaint, by: User | None) -> Complaint:
    """Somebody has seen to it; one that is settled already stays as it is."""
    require(by, "settle", complaint)
    row = Complaint.objects.select_for_update(of=("self",), no_key=True).get(pk=complaint.pk)
    if row.settled_at is None:
        row.settled_by, row.settled_at = by, timezone.now()
        row.save(update_fields=["settled_by", "settled_at"])
    return row


@transaction.atomic
def tell_editors(at: datetime) -> int:
    """A mail to each editor of an organizer about whose forums there is something new; called once a day. How many."""
    untold = Complaint.objects.new().filter(told_at__isnull=True, forum__deleted_at__isnull=True)
    organizers = set(untold.order_by().values_list(F("forum__organizer"), flat=True))
    people = User.objects.filter(people_who("settle"), organizer__in=organizers, is_active=True)
    for person in people.order_by("pk"):
        Mail.objects.post(MailKind.COMPLAINTS, user=person)
    untold.update(told_at=at)
    return len(people)


@transaction.atomic
def forget_settled(before: datetime) -> int:
    """How many."""
    return int(Complaint.objects.settled_before(before).delete()[0])
