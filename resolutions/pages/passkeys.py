"""A passkey is added, used and removed. static/js/passkeys.js asks for a challenge, lets the device answer it, and
sends the answer with the form that stands there: what is wrong is said by the page, as with any form."""

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST
from django_otp_webauthn.helpers import WebAuthnHelper

from resolutions.models import User
from resolutions.pages.second_factor import PasswordForm
from resolutions.people.passkeys import BadPasskey, add_passkey, check_passkey, passkeys_of
from resolutions.web.look import shown_look
from resolutions.web.second_factor import half_signed_in
from resolutions.web.signing_in import let_in_whole, onward, to_what_is_owed, wanted

CHALLENGE = "passkey_challenge"  # in the session, until it is answered


class Helper(WebAuthnHelper):
    """Under the name that the portal has in its city."""

    def get_relying_party_name(self) -> str:
        return shown_look().name


class AddForm(PasswordForm):
    passkey = forms.CharField(label="Как назвать ключ", max_length=64, help_text="Например: «рабочий ноутбук».")
    credential = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("passkey", "password")


def answer_in(text: str) -> Any:
    """What the browser sent, if it is JSON at all; what it lacks is for the library to say."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def challenge_of(request: HttpRequest) -> Any:
    """Out of the session before anything is checked: no challenge is answered twice."""
    state = request.session.pop(CHALLENGE, None)
    request.session.save()
    return state


def asks(request: HttpRequest, options: Any, state: Any) -> HttpResponse:
    request.session[CHALLENGE] = state
    return JsonResponse(options)


def hers(request: HttpRequest) -> User:
    """A passkey comes in addition to an app and paper, by which she gets in where it is not."""
    user = request.user
    assert isinstance(user, User)
    if user.second_factor_since is None:
        raise Http404
    return user


@never_cache
@login_required
@require_POST
def ask_new(request: HttpRequest) -> HttpResponse:
    return asks(request, *Helper(request).register_begin(user=hers(request)))


@never_cache
@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    user = hers(request)
    form = AddForm(request, user, request.POST if request.method == "POST" else None)
    if form.is_valid() and added(request, user, form):
        messages.success(request, "Ключ доступа добавлен.")
        return redirect("security")
    return render(request, "registration/passkey.html", {"form": form})


def added(request: HttpRequest, user: User, form: AddForm) -> bool:
    """Else the form says why not."""
    answer = answer_in(form.cleaned_data["credential"])
    try:
        add_passkey(user, Helper(request), challenge_of(request), answer, form.cleaned_data["passkey"])
    except BadPasskey as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@never_cache
@sensitive_post_parameters()
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    user = hers(request)
    passkey = next((one for one in passkeys_of(user) if one.pk == pk), None)
    if passkey is None:
        raise Http404
    form = PasswordForm(request, user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        passkey.delete()
        messages.success(request, "Ключ доступа убран.")
        return redirect("security")
    return render(request, "registration/passkey_removed.html", {"form": form, "passkey": passkey})


# Between the password and the portal


@never_cache
@require_POST
def ask_known(request: HttpRequest) -> HttpResponse:
    user = half_signed_in(request)
    if user is None:
        raise Http404
    # Who she is the password has said: the device need only be there.
    return asks(request, *Helper(request).authenticate_begin(user=user, require_user_verification=False))


@never_cache
@sensitive_post_parameters()
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    user = half_signed_in(request)
    if user is None:
        return redirect(wanted(request))
    answer = answer_in(request.POST.get("credential", ""))
    try:
        passkey = check_passkey(user, Helper(request), challenge_of(request), answer)
    except BadPasskey as refusal:
        messages.error(request, str(refusal))
        return to_what_is_owed(user, wanted(request))
    let_in_whole(request, user, passkey)
    return onward(request, wanted(request))
