"""Browsers in which an account has been signed in before. Such a one has a counter of wrong passwords of its own, so
that strangers, however many, cannot keep the owner out; it opens nothing and spares nobody a password or a code.

The cookie holds a number drawn by lot, signed for one account; its name does not tell whose it is.
"""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from resolutions.models import User

SALT = "known-device"
A_YEAR = timedelta(days=365)


def signer(email: str) -> TimestampSigner:
    return TimestampSigner(salt=f"{SALT}-{email.lower()}")


def cookie_name(email: str) -> str:
    prefix = "__Host-" if settings.SESSION_COOKIE_SECURE else ""
    return f"{prefix}device-{salted_hmac(SALT, email.lower()).hexdigest()[:12]}"


def device_of(request: HttpRequest, email: str) -> str:
    """The number of this browser, if the account has been signed in here within a year; else nothing."""
    try:
        return signer(email).unsign(request.COOKIES.get(cookie_name(email), ""), max_age=A_YEAR)
    except BadSignature:
        return ""


def remember_device(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """For another year; it keeps its number, and so its counter."""
    number = device_of(request, user.email) or secrets.token_urlsafe(9)
    response.set_cookie(
        cookie_name(user.email),
        signer(user.email).sign(number),
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
