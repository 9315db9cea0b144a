"""A letter as the mail server gets it; what every one of them has."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from resolutions.models import Letter


def written(letter: Letter, template: str, words: dict[str, Any]) -> EmailMultiAlternatives:
    """From `<template>_subject.txt` and `<template>.txt`."""
    words = {"site_address": settings.SITE_ADDRESS, "contact_email": settings.CONTACT_EMAIL} | words
    host = urlsplit(settings.SITE_ADDRESS).hostname
    # A subject is one line, whatever a forum's title holds.
    subject = " ".join(render_to_string(f"{template}_subject.txt", words).split())
    return EmailMultiAlternatives(
        subject,
        render_to_string(f"{template}.txt", words),
        settings.DEFAULT_FROM_EMAIL,
        [letter.email],
        headers={
            # The same at every try: a server that has the letter already knows it by this.
            "Message-ID": f"<letter-{letter.pk}-{letter.posted_at:%Y%m%d%H%M%S%f}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
