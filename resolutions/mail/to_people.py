"""Mails to those who sign in. A link with a token is made when the mail is sent, and lies nowhere."""

from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from resolutions.mail.writing import compose
from resolutions.models import Complaint, Mail, Offer, User
from resolutions.permissions import may
from resolutions.permissions.second_factor import must_have_second_factor
from resolutions.records import absolute


def link_to_choose_a_password(page: str, user: User) -> str:
    """On the portal's configured address: what a request calls its host is the visitor's word only."""
    key, token = urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)
    return absolute(reverse(page, kwargs={"uidb64": key, "token": token}))


def user_of(mail: Mail) -> User:
    assert isinstance(mail.user, User)  # by a constraint
    return mail.user


def password(mail: Mail) -> EmailMultiAlternatives | None:
    """To whoever may sign in, also to somebody who was invited and never set a password; None if it is nobody."""
    user = User.objects.filter(email=mail.asked_by, is_active=True).first()
    if user is None:
        return None
    words = {"email": user.email, "link": link_to_choose_a_password("password-reset-confirm", user)}
    return compose(mail, "registration/password_reset_email", words)


def invitation(mail: Mail) -> EmailMultiAlternatives | None:
    user = user_of(mail)
    if not user.is_active or user.has_usable_password():
        return None
    words = {
        "email": user.email,
        "link": link_to_choose_a_password("invitation", user),
        "organizer": user.organizer,
        "addressees": "; ".join(user.addressees.values_list("name", flat=True)),
        "keeps_lists": may(user, "mark_reviewed"),
        "invites": may(user, "invite"),
        "second_step": must_have_second_factor(user),
    }
    return compose(mail, "registration/invitation_email", words)


def complaints(mail: Mail) -> EmailMultiAlternatives | None:
    """How many wait; not a word of what strangers wrote."""
    user = user_of(mail)
    count = Complaint.objects.settled_by(user).new().count()
    if not count:
        return None
    return compose(mail, "mail/complaints", {"count": count, "link": absolute(reverse("complaint-list"))})


def offers(mail: Mail) -> EmailMultiAlternatives | None:
    """The same of what organisations have offered."""
    count = Offer.objects.new().count() if may(user_of(mail), "settle_offer") else 0
    if not count:
        return None
    return compose(mail, "mail/offers", {"count": count, "link": absolute(reverse("offer-list"))})
