"""The second step of signing in: setting it up, checking what is typed, taking it away.

Whoever sets it up, or gives it up, ends all her other sessions: one that somebody else may have goes on no longer.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django_otp import verify_token
from django_otp.models import Device
from django_otp.oath import TOTP

from resolutions.models import AuthenticatorApp, RecoveryCodes, User
from resolutions.people.passkeys import remove_passkeys
from resolutions.people.sessions import end_sessions
from resolutions.permissions import require
from resolutions.wording import plural

WRONG_CODE = "Код не подошёл: он неверный, устарел или уже использован. Дождитесь в приложении следующего."
WRONG_RECOVERY_CODE = "Код не подошёл: он неверный или уже использован. Введите другой из своего списка."
WRONG_FIRST_CODE = (
    "Код не подошёл. Проверьте, что часы телефона идут верно, и введите код, который он показывает сейчас."
)

SET_UP_ELSEWHERE = "Второй шаг только что настроили в другом окне. Войдите снова: портал спросит код."


class WrongCode(Exception):
    """The message is a Russian sentence for whoever typed it."""


def check_code(user: User, code: str) -> Device:
    """The app that made this code, which from now on is used up. Raises WrongCode."""
    return checked(user, AuthenticatorApp.objects.filter(user=user).first(), code, WRONG_CODE)


def check_recovery_code(user: User, code: str) -> Device:
    """The row of codes that had this one. Raises WrongCode."""
    return checked(user, RecoveryCodes.objects.filter(user=user).first(), code, WRONG_RECOVERY_CODE)


def checked(user: User, device: Device | None, code: str, wrong: str) -> Device:
    """Each device counts what it refused; while it waits it looks at nothing, and counts nothing."""
    if device is None:
        raise WrongCode(wrong)
    allowed, why = device.verify_is_allowed()
    if not allowed:
        raise WrongCode(wait(why["locked_until"]))
    # It locks the row, and asks the same again: who comes with the same code at once comes second.
    if verify_token(user, device.persistent_id, code) is None:
        raise WrongCode(wrong)
    return device


def wait(until: datetime) -> str:
    seconds = int((until - timezone.now()).total_seconds()) + 1
    minutes = -(-seconds // 60)
    how_long = plural(minutes, "минуту,минуты,минут") if seconds > 60 else plural(seconds, "секунду,секунды,секунд")
    return f"Слишком много неверных кодов подряд. Следующий можно ввести через {how_long}."


def app_for(user: User, key: str) -> AuthenticatorApp:
    """Not saved: what is shown to be scanned."""
    return AuthenticatorApp(user=user, key=key)


def set_up_app(user: User, key: str, code: str, session: str) -> tuple[Device, list[str]]:
    """The app that has this key (hexadecimal) and shows this code now, instead of the one before; and recovery codes,
    where there were none. `session`: the key of the one that goes on. Raises WrongCode."""
    app = app_for(user, key)
    clock = TOTP(app.bin_key, app.step, app.t0, app.digits)
    if not code.isdecimal() or not clock.verify(int(code), app.tolerance):
        raise WrongCode(WRONG_FIRST_CODE)
    app.last_t, app.drift = clock.t(), clock.drift
    has_codes = RecoveryCodes.objects.filter(user=user).exists()
    codes, kept = ([], {}) if has_codes else RecoveryCodes.drawn()
    with transaction.atomic():
        before = User.objects.select_for_update(no_key=True).get(pk=user.pk).second_factor_since
        if before != user.second_factor_since:  # of two who know the password and have no app yet the first one has it
            raise WrongCode(SET_UP_ELSEWHERE)
        AuthenticatorApp.objects.filter(user=user).delete()
        app.save()
        if codes:
            keep(user, kept)
        note(user, user.second_factor_since or timezone.now())
        end_sessions(user, but=session)
    return app, codes


def new_recovery_codes(user: User) -> list[str]:
    """Ten, of 16 digits each; those before are worth nothing any more."""
    codes, kept = RecoveryCodes.drawn()
    keep(user, kept)
    return codes


def keep(user: User, codes: dict[str, str]) -> None:
    """In the row that was there, if any: a session that one of its codes has verified goes on."""
    RecoveryCodes.objects.update_or_create(user=user, defaults={"left": codes, "name": "recovery"})


@transaction.atomic
def turn_off(user: User, session: str) -> None:
    """By herself, where her role may do without."""
    take_away(user)
    end_sessions(user, but=session)


@transaction.atomic
def reset_second_factor(user: User, by: User | None) -> None:
    """Her phone and her paper are gone. If her role must, she sets it up anew once her password has been right."""
    require(by, "reset_second_factor")
    take_away(user)
    end_sessions(user)


def take_away(user: User) -> None:
    for devices in (AuthenticatorApp, RecoveryCodes):
        devices.objects.filter(user=user).delete()
    remove_passkeys(user)
    note(user, None)


def note(user: User, since: datetime | None) -> None:
    user.second_factor_since = since
    user.save(update_fields=["second_factor_since"])
