"""Signing in and out, passwords, invitations."""

import hashlib
from datetime import timedelta

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
from resolutions.web.second_factor import half_signed_in
from resolutions.web.signing_in import let_in, onward, to_what_is_owed, wanted
from resolutions.web.throttling import forget_all_failures, forget_failures, too_many_failures
from resolutions.work.after_response import see_to
from resolutions.work.kinds import MAIL

TO_BE_CHECKED = "К этим вашим адресатам форумы обращались, но название ещё не проверено модератором, и в списке их нет"
FIVE_MINUTES = int(timedelta(minutes=5).total_seconds())


def refuse_after_many_failures(request: HttpRequest, email: str) -> None:
    if too_many_failures(request, email):
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
            refuse_after_many_failures(self.request, self.cleaned_data.get("username", ""))
        return super().clean()


class LoginView(views.LoginView):
    authentication_form = LoginForm
    template_name = "registration/login.html"
    redirect_authenticated_user = True

    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """Whose password was right already is asked for what she still owes."""
        user = half_signed_in(request)
        if user is None:
            return super().get(request, *args, **kwargs)
        return to_what_is_owed(user, wanted(request))

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        let_in(self.request, form.get_user())
        return onward(self.request, self.get_success_url())


def confirm_password(request: HttpRequest, user: User, password: str) -> None:
    """Whoever guesses here is counted with those who guess at the door: she may have found an open session only."""
    email = user.get_username()
    refuse_after_many_failures(request, email)
    if authenticate(request, username=email, password=password) is None:
        raise ValidationError("Пароль не подходит. Проверьте раскладку клавиатуры и попробуйте ещё раз.")
    forget_failures(request, email)


class ChangeForm(PasswordChangeForm):
    request: HttpRequest

    def clean_old_password(self) -> str:
        confirm_password(self.request, self.user, self.cleaned_data["old_password"])
        return self.cleaned_data["old_password"]


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
    """A link from a mail: whoever reads the owner's mail knows the password from now on, and is let in as far as a
    password goes."""

    success_url = reverse_lazy("account")

    def get_user(self, uidb64: str) -> User | None:
        user = super().get_user(uidb64)
        return user if isinstance(user, User) and user.is_active else None

    def form_valid(self, form: "SetPasswordForm[User]") -> HttpResponse:
        super().form_valid(form)
        user = form.user
        forget_all_failures(user.email)
        let_in(self.request, user)
        messages.success(self.request, "Пароль сохранён.")
        return onward(self.request, self.get_success_url())


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
