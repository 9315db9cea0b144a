"""Whoever has given her password and still owes a code is a visitor at every door but those that ask for the code.

So no view can forget to ask: `request.user` is nobody until she is known whole, in a session from before a second
factor was required, too.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from resolutions.models import User
from resolutions.permissions import must_have_second_factor

GetResponse = Callable[[HttpRequest], HttpResponse]


class SecondFactorMiddleware:
    """After OTPMiddleware, which says by which device of hers the session was verified."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = request.user
        request.password_was_right = known  # type: ignore[attr-defined]  # our own attribute, read below alone
        request.user = SimpleLazyObject(lambda: AnonymousUser() if owes_code(known) else known)  # type: ignore[assignment]  # lazy
        return self.get_response(request)


def owes_code(user: User | AnonymousUser) -> bool:
    """Also of somebody who has signed in within this request, whom no middleware has seen yet."""
    if not isinstance(user, User) or getattr(user, "otp_device", None) is not None:
        return False
    return user.second_factor_since is not None or must_have_second_factor(user)


def half_signed_in(request: HttpRequest) -> User | None:
    """Whose password was right in this session and whose code is not there yet."""
    known: User | AnonymousUser = request.password_was_right  # type: ignore[attr-defined]  # set above
    return known if isinstance(known, User) and owes_code(known) else None
