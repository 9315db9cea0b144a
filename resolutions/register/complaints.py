"""What readers say is wrong: taken without an account, settled by editors and moderators, forgotten in time."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from resolutions.models import Complaint, Forum, Mail, Recommendation, User
from resolutions.permissions import people_who, require
from resolutions.register.settling import leave_room, mark_settled
from resolutions.vocabulary import ComplaintKind, MailKind

MOST_IN_A_DAY = 200  # about the forums of one organizer
TOO_MANY = "Сегодня об этих резолюциях написали слишком много раз. Попробуйте завтра."


@transaction.atomic
def complain(forum: Forum, recommendation: Recommendation | None, kind: ComplaintKind, text: str) -> Complaint:
    """Anybody may. Raises TooMany."""
    leave_room(Complaint.objects.filter(forum__organizer=forum.organizer_id), MOST_IN_A_DAY, TOO_MANY)
    return Complaint.objects.create(forum=forum, recommendation=recommendation, kind=kind, text=text)


@transaction.atomic
def settle(complaint: Complaint, by: User | None) -> Complaint:
    """Somebody has seen to it; one that is settled already stays as it is."""
    require(by, "settle", complaint)
    return mark_settled(complaint, by)


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
