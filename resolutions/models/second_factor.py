"""What is asked of somebody whose password was right: a code of the app on her phone, or one of ten on paper."""

from __future__ import annotations

import secrets
from base64 import b32encode
from urllib.parse import quote, urlencode

from django.contrib.auth.hashers import check_password, make_password
from django.db import models
from django_otp.models import Device, ThrottlingMixin
from django_otp.plugins.otp_totp.models import TOTPDevice

from resolutions.models.people import User

# After n wrong codes 2^(n-1) seconds must pass before the next is looked at. Beyond this many they grow no more (68
# minutes): whoever knows the password could keep the owner out for years otherwise, with one code a month.
MOST_COUNTED = 13
CODES = 10
DIGITS = 16  # in digits alone: whoever types them has a Russian keyboard before her
SHOWN_OPENLY = 4  # the first ones, by which a code is found among the ten


class CountsToAnHour:
    """Before ThrottlingMixin, which counts wrong codes in the device that refused them."""

    throttling_failure_count: int

    def throttle_increment(self, commit: bool = True) -> None:
        super().throttle_increment(commit=False)  # type: ignore[misc]  # of ThrottlingMixin
        self.throttling_failure_count = min(self.throttling_failure_count, MOST_COUNTED)
        if commit:
            self.save()  # type: ignore[attr-defined]  # of a model


class AuthenticatorApp(CountsToAnHour, TOTPDevice):
    """The app on a phone, one for an account; a code counts once, and none that is older than the last one used."""

    class Meta:
        proxy = True
        verbose_name = "приложение с кодами"
        verbose_name_plural = "приложения с кодами"

    def address(self, portal: str) -> str:
        """What its QR code holds: the account, under the name of the portal."""
        key = b32encode(self.bin_key).decode()
        known = {"secret": key, "issuer": portal, "digits": self.digits, "period": self.step}
        return f"otpauth://totp/{quote(self.user.email)}?{urlencode(known, quote_via=quote)}"

    @property
    def typed_key(self) -> str:
        """As people type it who have no camera: «ABCD EFGH …»."""
        key = b32encode(self.bin_key).decode()
        return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


class RecoveryCodes(CountsToAnHour, ThrottlingMixin, Device):
    """`left`: {first digits of a code: hash of the whole}; one that was used is gone."""

    user = models.OneToOneField(User, models.CASCADE, related_name="recovery_codes", verbose_name="чьи")
    left = models.JSONField("оставшиеся коды", default=dict)

    class Meta:
        verbose_name = "коды восстановления"
        verbose_name_plural = "коды восстановления"

    def __str__(self) -> str:
        return f"Коды восстановления: {len(self.left)}"

    @staticmethod
    def drawn() -> tuple[list[str], dict[str, str]]:
        """Ten new codes, for the only time that anybody can read them, and what is kept of them as `left`.

        It takes seconds, as a password does a tenth of one: not within a transaction.
        """
        codes: dict[str, str] = {}
        while len(codes) < CODES:
            code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
            codes.setdefault(code[:SHOWN_OPENLY], code)
        return list(codes.values()), {start: make_password(code) for start, code in codes.items()}

    def verify_token(self, token: str) -> bool:
        """Whether it is one of those left, which then is none any more. In a transaction that has locked the row."""
        allowed, _ = self.verify_is_allowed()
        if not allowed:
            return False
        start = token[:SHOWN_OPENLY]
        is_right = start in self.left and check_password(token, self.left[start])
        if is_right:
            del self.left[start]
            self.throttle_reset(commit=False)
        else:
            self.throttle_increment(commit=False)
        self.save()
        return is_right

    def get_throttle_factor(self) -> int:
        return 1
