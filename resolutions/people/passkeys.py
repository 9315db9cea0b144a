"""Passkeys: a fingerprint, a face or a security key instead of a code, in addition to the app and the paper.

The library does the ceremony; here is what becomes of it. No challenge is answered twice: whoever calls takes it out of
the session first.
"""

from __future__ import annotations

from typing import Any

from django.db import DataError, IntegrityError, transaction
from django_otp_webauthn.exceptions import OTPWebAuthnApiError
from django_otp_webauthn.helpers import WebAuthnHelper
from django_otp_webauthn.models import WebAuthnCredential, WebAuthnUserHandle
from django_otp_webauthn.utils import rewrite_exceptions

from resolutions.models import User

MOST = 10
# Of an answer that no browser would give: whatever it lacks is what the library stumbles over.
MADE_UP = (OTPWebAuthnApiError, AttributeError, DataError, IntegrityError, KeyError, TypeError, ValueError)


class BadPasskey(Exception):
    """The message is a Russian sentence."""


def passkeys_of(user: User) -> list[WebAuthnCredential]:
    """Oldest first."""
    return list(WebAuthnCredential.objects.filter(user=user).order_by("pk"))


def add_passkey(user: User, helper: WebAuthnHelper, state: Any, answer: Any, name: str) -> WebAuthnCredential:
    """`state`: what the challenge was; `answer`: what the browser made of it. Raises BadPasskey."""
    if WebAuthnCredential.objects.filter(user=user).count() >= MOST:
        raise BadPasskey(f"Ключей доступа может быть не больше {MOST}. Уберите тот, которым не пользуетесь.")
    try:
        with transaction.atomic(), rewrite_exceptions():
            passkey = helper.register_complete(user=user, state=state, data=answer)
            passkey.name = name
            passkey.save(update_fields=["name"])
            return passkey
    except MADE_UP as trouble:
        raise BadPasskey("Ключ доступа не добавлен: устройство ответило не на то. Попробуйте ещё раз.") from trouble


def check_passkey(user: User, helper: WebAuthnHelper, state: Any, answer: Any) -> WebAuthnCredential:
    """The passkey that answered. Raises BadPasskey."""
    try:
        with transaction.atomic(), rewrite_exceptions():
            return helper.authenticate_complete(user=user, state=state, data=answer)
    except MADE_UP as trouble:
        raise BadPasskey("Ключ доступа не подошёл. Попробуйте ещё раз или введите код.") from trouble


def remove_passkeys(user: User) -> None:
    WebAuthnCredential.objects.filter(user=user).delete()
    WebAuthnUserHandle.objects.filter(user=user).delete()
