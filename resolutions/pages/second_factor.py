"""One's own second step: an app on the phone, codes on paper, and giving it up again."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp.util import random_hex

from resolutions.models import User
from resolutions.pages.accounts import confirm_password
from resolutions.pages.sign_in_code import by_app_field
from resolutions.people.second_factor import WrongCode, app_for, new_recovery_codes, set_up_app, turn_off
from resolutions.permissions import must_have_second_factor
from resolutions.templatetags.resolutions_format import qr_drawing
from resolutions.web.known_devices import remember_device
from resolutions.web.look import shown_look
from resolutions.web.second_factor import half_signed_in
from resolutions.web.signing_in import let_in_whole, to_what_is_owed, wanted

SALT = "authenticator-app"
AN_HOUR = 3600  # seconds
TOO_LATE = "Эта страница стояла открытой дольше часа. Отсканируйте новый код ниже."


class PasswordForm(forms.Form):
    """An open session is not enough to change how one signs in."""

    password = forms.CharField(
        label="Ваш пароль",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest, user: User, data: Any) -> None:
        super().__init__(data)
        self.request, self.user = request, user

    def clean_password(self) -> str:
        confirm_password(self.request, self.user, self.cleaned_data["password"])
        return self.cleaned_data["password"]


class AppForm(PasswordForm):
    """`secret` is what the app was given; signed, so that nothing need be kept of pages that nobody sends back."""

    secret = forms.CharField(widget=forms.HiddenInput, required=False)
    code = by_app_field()
    field_order = ("code", "password")

    def __init__(self, request: HttpRequest, user: User, data: Any, *, is_signed_in: bool) -> None:
        super().__init__(request, user, data)
        if not is_signed_in:  # she has given her password a moment ago
            del self.fields["password"]

    def clean(self) -> None:
        self.key = key_in(self.cleaned_data.get("secret", ""), self.user)
        if not self.key:
            raise forms.ValidationError(TOO_LATE)


def sealed(key: str, user: User) -> str:
    return signing.dumps([user.pk, key], salt=SALT)


def key_in(text: str, user: User) -> str:
    """The key, if it was made for her within the hour; else nothing."""
    try:
        pk, key = signing.loads(text, salt=SALT, max_age=AN_HOUR)
    except signing.BadSignature:
        return ""
    return key if pk == user.pk else ""


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def app(request: HttpRequest) -> HttpResponse:
    """For whoever is signed in, and at the first sign-in of whoever must have one. Who has one already gives its code
    first: this door is no way around it."""
    owing = half_signed_in(request)
    if owing is not None and owing.second_factor_since is not None:
        return to_what_is_owed(owing, wanted(request))
    user = owing or request.user
    if not isinstance(user, User):
        return redirect_to_login(request.get_full_path())
    form = AppForm(request, user, request.POST if request.method == "POST" else None, is_signed_in=owing is None)
    if form.is_valid():
        response = set_up(request, user, form)
        if response is not None:
            return response
    return render(request, "registration/second_factor_app.html", shown(request, user, form))


def set_up(request: HttpRequest, user: User, form: AppForm) -> HttpResponse | None:
    """None if the code was not one of the app's; the form then says so."""
    session = request.session.session_key or ""
    try:
        device, codes = set_up_app(user, form.key, form.cleaned_data["code"], session)
    except WrongCode as refusal:
        form.add_error("code", str(refusal))
        return None
    let_in_whole(request, user, device)
    response = shown_once(request, codes) if codes else redirect("security")
    if not codes:
        messages.success(request, "Приложение подключено. Коды прежнего больше не подходят.")
    remember_device(request, response, user)
    return response


def shown(request: HttpRequest, user: User, form: AppForm) -> dict[str, Any]:
    key = key_in(form.data.get("secret", ""), user) or random_hex(20)
    portal = shown_look().name
    new = app_for(user, key)
    address = new.address(portal)
    return {
        "form": form,
        "email": user.email,
        "secret": sealed(key, user),
        "typed_key": new.typed_key,
        "address": address,
        "drawing": qr_drawing(address, "QR-код для приложения с кодами"),
        "portal": portal,
        "is_required": must_have_second_factor(user),
        "is_replaced": user.second_factor_since is not None,
        "is_signed_in": half_signed_in(request) is None,
    }


def shown_once(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """The answer to the very press: nothing keeps them."""
    groups = [" ".join(code[start : start + 4] for start in range(0, len(code), 4)) for code in codes]
    return render(request, "registration/recovery_codes_shown.html", {"codes": groups, "next": wanted(request)})


@never_cache
@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def recovery_codes(request: HttpRequest) -> HttpResponse:
    def draw(user: User) -> HttpResponse:
        return shown_once(request, new_recovery_codes(user))

    return once_password_is_given(request, "registration/recovery_codes.html", draw)


@never_cache
@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def off(request: HttpRequest) -> HttpResponse:
    def give_up(user: User) -> HttpResponse:
        turn_off(user, request.session.session_key or "")
        messages.success(request, "Второй шаг выключен: войти можно по одному паролю.")
        return redirect("security")

    if must_have_second_factor(request.user):
        raise Http404
    return once_password_is_given(request, "registration/second_factor_off.html", give_up)


def once_password_is_given(request: HttpRequest, template: str, act: Callable[[User], HttpResponse]) -> HttpResponse:
    """Only where there is a second step."""
    user = request.user
    assert isinstance(user, User)
    if user.second_factor_since is None:
        raise Http404
    form = PasswordForm(request, user, request.POST if request.method == "POST" else None)
    return act(user) if form.is_valid() else render(request, template, {"form": form})
