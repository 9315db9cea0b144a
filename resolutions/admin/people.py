"""People: role, organizer, addressees. A new one gets a mail with a link, never a password from here."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html

from resolutions.admin.base import RegisterAdmin, signed_in
from resolutions.admin.site import site
from resolutions.mail.sending import send_now
from resolutions.mail.to_people import link_to_choose_a_password
from resolutions.models import User
from resolutions.people.invite import invite
from resolutions.people.second_factor import reset_second_factor
from resolutions.vocabulary import Role


class PersonForm(forms.ModelForm):
    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()

    def clean(self) -> None:
        super().clean()
        role = self.cleaned_data.get("role")
        if role == Role.EDITOR and not self.cleaned_data.get("organizer"):
            self.add_error("organizer", "Укажите организатора, к которому относится редактор.")
        if role == Role.OFFICIAL and not self.cleaned_data.get("addressees"):
            self.add_error("addressees", "Укажите, за каких адресатов отвечает сотрудник.")


@admin.register(User, site=site)
class PersonAdmin(RegisterAdmin):
    form = PersonForm
    list_display = ("email", "full_name", "role", "organizer", "is_active", "last_login", "second_factor_since")
    list_select_related = ("organizer",)
    list_filter = ("role", "is_active", "organizer")
    search_fields = ("email", "full_name")
    autocomplete_fields = ("organizer", "addressees")
    actions = ("invite_again", "reset_second_factor")
    fields = ("email", "full_name", "role", "organizer", "addressees", "is_active")

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> list[Any]:
        fields = list(super().get_fields(request, obj))
        return fields if obj else [name for name in fields if name != "is_active"]

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Nobody shuts the door behind oneself."""
        return ("role", "is_active") if obj == signed_in(request) else ()

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Whoever has worked here stays in the history; «может входить» is what one takes away."""
        return False

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def response_add(self, request: HttpRequest, obj: User, post_url_continue: str | None = None) -> HttpResponse:
        # After the commit: no mail about an account not kept, no lock held while the mail server thinks.
        transaction.on_commit(lambda: self.invite_and_tell(request, obj))
        return super().response_add(request, obj, post_url_continue)

    def invite_and_tell(self, request: HttpRequest, user: User) -> None:
        """Sent while the administrator waits: she is to know whether she must hand the link over herself."""
        if send_now(invite(user, by=signed_in(request))):
            self.message_user(request, f"Приглашение отправлено на {user.email}.", messages.SUCCESS)
            return
        told = format_html(
            "Письмо на {} пока не ушло: почтовый сервер его не взял. Учётная запись сохранена. Письмо ждёт в очереди, "
            "а ссылку можно передать и самим, она действует трое суток: <code>{}</code>",
            user.email,
            link_to_choose_a_password("invitation", user),
        )
        self.message_user(request, told, messages.WARNING)

    @admin.action(description="Отправить приглашение ещё раз", permissions=["change"])
    def invite_again(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            if user.is_active and not user.has_usable_password():
                self.invite_and_tell(request, user)
            else:
                told = f"{user.email}: пароль уже задан или вход закрыт, приглашение не нужно."
                self.message_user(request, told, messages.INFO)

    @admin.action(description="Сбросить второй шаг входа: телефон и коды потеряны", permissions=["change"])
    def reset_second_factor(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            if user == signed_in(request):  # she has her own page for that, where it takes her password
                told = f"{user.email}: свой второй шаг меняют на странице «Учётная запись»."
            elif user.second_factor_since is None:
                told = f"{user.email}: второй шаг не включён."
            else:
                reset_second_factor(user, by=signed_in(request))
                told = f"{user.email}: второй шаг сброшен, сеансы закончены."
            self.message_user(request, told, messages.INFO)
