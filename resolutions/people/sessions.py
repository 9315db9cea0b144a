"""Where somebody is signed in. Django keeps sessions by their keys alone, so hers are found by looking into those that
have not run out: of some hundred people who work here, within twelve hours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django_otp import DEVICE_ID_SESSION_KEY

from resolutions.models import User

SIGNED_IN_AT, FROM, BROWSER = "signed_in_at", "from", "browser"  # what a session tells of itself


@dataclass(frozen=True)
class SignedIn:
    """`name` stands for the key, which no page shows: whoever has the key is signed in."""

    key: str
    name: str
    at: datetime | None
    network: str
    browser: str
    has_second_factor: bool


def sessions_of(user: User) -> list[SignedIn]:
    """Newest first."""
    found = [signed_in(session, data) for session, data in rows_of(user)]
    return sorted(found, key=lambda one: (one.at is not None, one.at), reverse=True)


def rows_of(user: User) -> Iterator[tuple[Session, dict[str, str]]]:
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        data = session.get_decoded()
        if data.get(SESSION_KEY) == str(user.pk):
            yield session, data


def signed_in(session: Session, data: dict[str, str]) -> SignedIn:
    at = data.get(SIGNED_IN_AT)
    return SignedIn(
        key=session.session_key,
        name=name_of(session.session_key),
        at=datetime.fromisoformat(at) if at else None,
        network=data.get(FROM, ""),
        browser=data.get(BROWSER, ""),
        has_second_factor=DEVICE_ID_SESSION_KEY in data,
    )


def name_of(key: str) -> str:
    return salted_hmac("sessions", key).hexdigest()[:16]


def end_sessions(user: User, name: str = "", but: str = "") -> int:
    """The one of that name, or all; `but`: the key of one that goes on. How many ended."""
    keys = [
        session.session_key
        for session, _ in rows_of(user)
        if session.session_key != but and name in ("", name_of(session.session_key))
    ]
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)
