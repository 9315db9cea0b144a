"""A new person gets no password from anybody: a letter with a link to choose one."""

from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from resolutions.models import User


class LetterNotSent(Exception):
    """The mail server did not take the letter; the link in it works all the same."""

    def __init__(self, link: str) -> None:
        super().__init__(link)
        self.link = link


def invitation_link(user: User) -> str:
    """On the portal's configured address: what a request calls its host is the visitor's word only."""
    path = reverse(
        "invitation",
        kwargs={
            "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
            "token": default_token_generator.make_token(user),
        },
    )
    return f"{settings.SITE_ADDRESS}{path}"


def invite(user: User) -> str:
    """The link, after it was sent to the person; LetterNotSent if the mail server is down."""
    link = invitation_link(user)
    words = {"invited_email": user.email, "invitation_url": link}
    subject = render_to_string("registration/invitation_subject.txt", words).strip()
    text = render_to_string("registration/invitation_email.txt", words)
    try:
        send_mail(subject, text, settings.DEFAULT_FROM_EMAIL, [user.email])
    except (OSError, SMTPException) as refusal:
        raise LetterNotSent(link) from refusal
    return link
