"""Between the password and the portal: a code of the app, or one of those on paper."""

import re
from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods
from django_otp.models import Device

from resolutions.models import User
from resolutions.models.second_factor import DIGITS
from resolutions.people.passkeys import passkeys_of
from resolutions.people.second_factor import WrongCode, check_code, check_recovery_code
from resolutions.web.second_factor import half_signed_in
from resolutions.web.signing_in import let_in_whole, onward, to_what_is_owed, wanted

Check = Callable[[User, str], Device]
BETWEEN = re.compile(r"[\s-]+")  # apps and paper show codes in groups


class DigitsField(forms.CharField):
    """So many digits, however they are grouped."""

    def __init__(self, digits: int, label: str) -> None:
        typed = forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code", "spellcheck": "false"})
        super().__init__(label=label, max_length=100, widget=typed)
        self.digits = digits

    def clean(self, value: str) -> str:
        code = BETWEEN.sub("", super().clean(value))
        if not (code.isascii() and code.isdigit() and len(code) == self.digits):
            raise forms.ValidationError(f"В коде {self.digits} цифр и ничего, кроме них.")
        return code


class CodeForm(forms.Form):
    """Asks `check` about what was typed, if it can be a code at all."""

    def __init__(self, data: QueryDict | None, code: DigitsField, user: User, check: Check) -> None:
        super().__init__(data)
        self.fields["code"] = code
        self.user, self.check = user, check

    def clean(self) -> None:
        if "code" in self.cleaned_data:
            try:
                self.device = self.check(self.user, self.cleaned_data["code"])
            except WrongCode as refusal:
                self.add_error("code", str(refusal))


def by_app_field() -> DigitsField:
    return DigitsField(6, "Код из приложения")


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def by_app(request: HttpRequest) -> HttpResponse:
    return asked(request, by_app_field(), check_code, "registration/sign_in_code.html")


@never_cache
@sensitive_post_parameters("code")
@require_http_methods(["GET", "HEAD", "POST"])
def by_recovery_code(request: HttpRequest) -> HttpResponse:
    field = DigitsField(DIGITS, "Код восстановления")
    return asked(request, field, check_recovery_code, "registration/sign_in_recovery_code.html")


def asked(request: HttpRequest, field: DigitsField, check: Check, template: str) -> HttpResponse:
    user = half_signed_in(request)
    if user is None:
        return redirect(wanted(request))  # which asks for the password, if need be
    if user.second_factor_since is None:
        return to_what_is_owed(user, wanted(request))
    form = CodeForm(request.POST if request.method == "POST" else None, field, user, check)
    if form.is_valid():
        let_in_whole(request, user, form.device)
        return onward(request, wanted(request))
    return render(request, template, {"form": form, "email": user.email, "has_passkeys": bool(passkeys_of(user))})
