"""«Заявки»: an organisation asks to have its resolution in the register. Settled by moderators, forgotten in time."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from resolutions.models import Mail, Offer, User
from resolutions.permissions import people_who, require
from resolutions.register.settling import leave_room, mark_settled
from resolutions.vocabulary import MailKind

MOST_IN_A_DAY = 50
TOO_MANY = "Сегодня заявок пришло слишком много. Попробуйте завтра."
LONGEST_KEPT = timedelta(days=365)  # whatever becomes of it
# The newest first, as in following/consent.py: templates/resolutions/consent/offer/<version>.html.
CONSENT_VERSIONS = ("2026-11",)


@transaction.atomic
def offer(*, organisation: str, person: str, email: str, resolution: str, consent_from: str | None) -> Offer:
    """Anybody may, who has agreed to the newest consent. Raises TooMany."""
    leave_room(Offer.objects.all(), MOST_IN_A_DAY, TOO_MANY)
    return Offer.objects.create(
        organisation=organisation,
        person=person,
        email=email,
        resolution=resolution,
        consent_version=CONSENT_VERSIONS[0],
        consent_from=consent_from,
    )


@transaction.atomic
def settle_offer(row: Offer, by: User | None) -> Offer:
    """Somebody has seen to it; one that is settled already stays as it is."""
    require(by, "settle_offer")
    return mark_settled(row, by)


@transaction.atomic
def tell_moderators(at: datetime) -> int:
    """A mail to each moderator if there is something new; called once a day. How many."""
    untold = Offer.objects.new().filter(told_at__isnull=True)
    people = User.objects.filter(people_who("settle_offer"), is_active=True) if untold.exists() else User.objects.none()
    for person in people.order_by("pk"):
        Mail.objects.post(MailKind.OFFERS, user=person)
    untold.update(told_at=at)
    return len(people)


@transaction.atomic
def forget_offers(settled_before: datetime, made_before: datetime) -> int:
    """How many."""
    return int(Offer.objects.filter(Q(settled_at__lt=settled_before) | Q(made_at__lt=made_before)).delete()[0])
