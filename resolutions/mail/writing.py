"""A mail as the mail server gets it; what every one of them has."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from resolutions.models import Mail
from resolutions.web.look import read_look


def compose(mail: Mail, template: str, words: dict[str, Any], *, with_html: bool = False) -> EmailMultiAlternatives:
    """From `<template>_subject.txt`, `<template>.txt` and, for long mails, `<template>.html`."""
    host, look = urlsplit(settings.SITE_ADDRESS).hostname, read_look()
    words = {"name": look.name, "register": look.whole_name} | words
    message = EmailMultiAlternatives(
        # One line, whatever is in it.
        " ".join(render_to_string(f"{template}_subject.txt", words).split()),
        render_to_string(f"{template}.txt", words).strip() + "\n",
        settings.DEFAULT_FROM_EMAIL,
        [mail.email],
        headers={
            # The same at every try: a server that has the mail already knows it by this.
            "Message-ID": f"<letter-{mail.pk}-{mail.posted_at:%Y%m%d%H%M%S%f}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    if with_html:
        message.attach_alternative(render_to_string(f"{template}.html", words), "text/html")
    return message
