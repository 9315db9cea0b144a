"""An account with a second step, and the codes its owner reads from her phone and from her paper."""

from datetime import timedelta

import time_machine
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp

from resolutions.models import AuthenticatorApp, User
from resolutions.people.second_factor import set_up_app
from tests.factories import UserFactory

PASSWORD = "верная лошадь батарейка"
KEY = "3132333435363738393031323334353637383930"  # that of RFC 6238
BY_APP, BY_PAPER = reverse("sign-in-code"), reverse("sign-in-recovery-code")
OLDER = timedelta(days=1)


def code(key: str = KEY, steps: int = 0) -> str:
    """What the phone shows; `steps`: so many times 30 seconds later."""
    return f"{totp(bytes.fromhex(key), drift=steps):06}"


def person(**fields: object) -> User:
    user = UserFactory(**{"email": "anna@example.org"} | fields)
    user.set_password(PASSWORD)
    user.save()
    return user


def with_second_step(**fields: object) -> tuple[User, list[str]]:
    """She set it up yesterday, so that every code of today is fresh; and the codes on her paper."""
    user = person(**fields)
    with time_machine.travel(timezone.now() - OLDER):
        _, codes = set_up_app(user, KEY, code(), session="")
    return user, codes


def password(client, email="anna@example.org", **extra):
    return client.post(reverse("login"), {"username": email, "password": PASSWORD, **extra})


def enter(client, address: str, typed: str):
    return client.post(address, {"code": typed})


def app_of(user: User) -> AuthenticatorApp:
    return AuthenticatorApp.objects.get(user=user)


def said(answer) -> list[str]:
    """What the form says of the first field that was wrong."""
    return next(iter(answer.context["form"].errors.values())) if answer.status_code == 200 else []


def is_in(client) -> bool:
    """By password and all that is asked besides."""
    return client.get(reverse("security")).status_code == 200
