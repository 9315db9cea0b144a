"""From a right password to the page she wanted: the session, the code that may be asked for, the browser remembered."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlencode

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django_otp import login as verified_by
from django_otp.models import Device

from resolutions.models import User
from resolutions.networks import network_of
from resolutions.people.sessions import BROWSER, FROM, SIGNED_IN_AT
from resolutions.web.browsers import browser_of
from resolutions.web.known_devices import remember_device
from resolutions.web.second_factor import owes_code
from resolutions.web.throttling import visitor_address

BY_PASSWORD = "django.contrib.auth.backends.ModelBackend"
TIME_FOR_A_CODE = int(timedelta(hours=1).total_seconds())  # enough to find an app for a phone and set it up


def let_in(request: HttpRequest, user: User) -> None:
    """Her password was right, or she has just chosen it by a link from her mail."""
    login(request, user, BY_PASSWORD)
    session = request.session
    session[SIGNED_IN_AT] = timezone.now().isoformat()
    session[FROM], session[BROWSER] = network_of(visitor_address(request)), browser_of(request)
    session.set_expiry(TIME_FOR_A_CODE if owes_code(user) else None)


def let_in_whole(request: HttpRequest, user: User, device: Device) -> None:
    """The code was right, too: another key for the session, as it is worth more from now on."""
    request.user = user
    verified_by(request, device)
    request.session.cycle_key()
    request.session.set_expiry(None)


def onward(request: HttpRequest, address: str) -> HttpResponse:
    """To the address, or first to where a code is asked for. The browser is remembered once nothing is owed."""
    user = request.user
    assert isinstance(user, User)
    if owes_code(user):
        return to_what_is_owed(user, address)
    response = redirect(address)
    remember_device(request, response, user)
    return response


def to_what_is_owed(user: User, address: str) -> HttpResponse:
    """A code, or an app that makes codes; and from there to the address."""
    page = "sign-in-code" if user.second_factor_since else "second-factor-app"
    return redirect(f"{reverse(page)}?{urlencode({'next': address})}")


def wanted(request: HttpRequest) -> str:
    """The page of ours that she was on her way to; else her place of work."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours else reverse("account")
