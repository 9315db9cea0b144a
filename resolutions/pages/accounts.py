"""Signing in and out, passwords, invitations."""

import hashlib
from datetime import timedelta

from axes.helpers import get_client_ip_address
from axes.utils import reset as forget_failures
from django.contrib import messages
from django.contrib.auth import authenticate, views
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, PasswordResetForm, SetPasswordForm
from django.core.cache import cache
from django.forms import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_safe

from resolutions.asking.closed import MAXIMUM_VALUES
from resolutions.models import Mail, User
from resolutions.permissions import may, only_own
from resolutions.vocabulary import MailKind
from resolutions.web.throttling import too_many_failures
from resolutions.work.after_response import see_to
from resolutions.work.kinds import MAIL

TO_BE_CHECKED = "К этим вашим адресатам форумы обращались, но название ещё не проверено модератором, и в списке их нет"
FIVE_MINUTES = int(timedelta(minutes=5).total_seconds())


def refuse_after_many_failures(email: str, request: HttpRequest) -> None:
    if too_many_failures(email, get_client_ip_address(request)):
        raise ValidationError(
            "Слишком много неудачных попыток. Подождите 15 минут или задайте новый пароль по ссылке из письма."
        )


class LoginForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "Почта или пароль не подходят. Проверьте раскладку клавиатуры и попробуйте ещё раз.",
        "inactive": "Эта учётная запись отключена.",
    }

    def clean(self) -> dict[str, str]:
        if self.request:
            refuse_after_many_failures(self.cleaned_data.get("username", ""), self.request)
        return super().clean()


class LoginView(views.LoginView):
    authentication_form = LoginForm
    template_name = "registration/login.html"
    redirect_authenticated_user = True


class ChangeForm(PasswordChangeForm):
    """Whoever guesses here is counted with those who guess at the door: she may have found an open session only."""

    request: HttpRequest

    def clean_old_password(self) -> str:
        email, password = self.user.get_username(), self.cleaned_data["old_password"]
        refuse_after_many_failures(email, self.request)
        if authenticate(self.request, username=email, password=password) is None:
            raise ValidationError(self.error_messages["password_incorrect"], code="password_incorrect")
        forget_failures(username=email.lower(), ip=get_client_ip_address(self.request))
        return password


class ChangeView(views.PasswordChangeView):
    form_class = ChangeForm
    success_url = reverse_lazy("password-change-done")

    def get_form(self, form_class: type[PasswordChangeForm] | None = None) -> PasswordChangeForm:
        form = super().get_form(form_class)
        assert isinstance(form, ChangeForm)
        form.request = self.request
        return form


class ResetForm(PasswordResetForm):
    """Puts a mail into the queue, the same for any address: who has an account is looked up when it is sent.

    So neither words nor time tell a visitor whether there is one.
    """

    def save(self, **options: object) -> None:  # type: ignore[override]  # Django's has ten named options
        email = self.cleaned_data["email"].lower()
        # One mail in five minutes is enough for its owner, and no tool for flooding her mailbox.
        if cache.add("password-letter-" + hashlib.sha256(email.encode()).hexdigest(), True, FIVE_MINUTES):
            Mail.objects.post(MailKind.PASSWORD, asked_by=email)
        see_to(MAIL)


class ResetConfirmView(views.PasswordResetConfirmView):
    """A link from a mail: whoever reads the owner's mail is the owner, and is let in again."""

    success_url = reverse_lazy("password-reset-complete")

    def form_valid(self, form: "SetPasswordForm[User]") -> HttpResponse:
        forget_failures(username=form.user.get_username().lower())
        return super().form_valid(form)


class InvitationView(ResetConfirmView):
    """The same link, sent to somebody who has no password yet."""

    template_name = "registration/invitation.html"


def locked_out(request: HttpRequest, credentials: dict[str, str]) -> HttpResponse:
    return render(request, "registration/locked_out.html", status=429)


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Where one lands after signing in: an editor at her drafts, a moderator at the names nobody has checked, an
    official on what her bodies are asked."""
    user = request.user
    assert isinstance(user, User)
    if only_own(user, "edit"):
        return redirect("draft-list")
    if may(user, "mark_reviewed") and not may(user, "edit"):
        return redirect("desk")
    if may(user, "enter_admin"):
        return redirect("admin:index")
    query = QueryDict(mutable=True)
    # What the filter does not know it refuses: a body by whose name visitors find nothing yet is not known to it.
    query.setlist("to", list(user.addressees.public().values_list("slug", flat=True)[:MAXIMUM_VALUES]))
    waiting = user.addressees.named_unconfirmed()
    if not query.getlist("to"):
        bodies = {"bodies": user.addressees.current(), "waiting": waiting}
        return render(request, "registration/no_addressees.html", bodies)
    if waiting:
        messages.info(request, f"{TO_BE_CHECKED}: {', '.join(f'«{body}»' for body in waiting)}.")
    query["departments"] = "1"
    return redirect(f"{reverse('recommendation-list')}?{query.urlencode()}")
