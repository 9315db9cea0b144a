"""Subscriptions and the mails that wait: to look at, to erase, to send again. Administrators alone."""

import json
from typing import Any, NoReturn

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import localize

from resolution_reader.language import plural
from resolutions.admin.base import RegisterAdmin
from resolutions.admin.site import site
from resolutions.asking.chosen import in_one_line, kept_filter
from resolutions.following.personal import known_of
from resolutions.models import Mail, Subscription
from resolutions.work.after_response import see_to
from resolutions.work.kinds import MAIL


class LookedAt(RegisterAdmin):
    """Rows that people of the register neither write nor change, and that keep no history."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> NoReturn:
        raise Http404


@admin.register(Subscription, site=site)
class SubscriptionAdmin(LookedAt):
    list_display = ("email", "query", "frequency", "confirmed_at")
    list_filter = ("frequency", ("confirmed_at", admin.EmptyFieldListFilter))
    search_fields = ("email",)
    actions = ("export",)
    fields = (
        "email",
        "in_words",
        "query",
        "frequency",
        "confirmed_at",
        "covered_until",
        "consent_version",
        "consent_at",
        "consent_from",
    )
    readonly_fields = fields

    @admin.display(description="фильтры словами")
    def in_words(self, subscription: Subscription) -> str:
        found = kept_filter(subscription.query)
        return in_one_line(found) if found else "такого в реестре сейчас нет"

    @admin.action(description="Скачать всё, что хранится об этих адресах", permissions=["view"])
    def export(self, request: HttpRequest, queryset: QuerySet[Subscription]) -> HttpResponse:
        known = {row.email.lower(): known_of(row.email) for row in queryset}
        response = HttpResponse(json.dumps(known, ensure_ascii=False, indent=2), content_type="application/json")
        response["Content-Disposition"] = 'attachment; filename="subscribers.json"'
        return response


class NextTryFirst(ChangeList):
    """By what no column of the table says, and `ordering` therefore may not name."""

    def _get_default_ordering(self) -> list[str]:
        return ["next_try_at", "pk"]


@admin.register(Mail, site=site)
class MailAdmin(LookedAt):
    list_display = ("email", "kind", "state", "last_error")
    list_select_related = ("subscription", "user")
    list_filter = ("kind", "given_up")
    search_fields = ("subscription__email", "user__email")
    actions = ("try_again",)
    fields = ("kind", "email", "posted_at", "attempts", "next_try_at", "given_up", "last_error")
    readonly_fields = fields

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mail]:
        return super().get_queryset(request).with_tries()

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return NextTryFirst

    @admin.display(description="адрес")
    def email(self, mail: Mail) -> str:
        return mail.email

    @admin.display(description="попыток")
    def attempts(self, mail: Mail) -> int:
        return mail.attempts

    @admin.display(description="следующая попытка")
    def next_try_at(self, mail: Mail) -> str | None:
        return localize(timezone.localtime(mail.next_try_at)) if mail.next_try_at else None

    @admin.display(description="когда", ordering="next_try_at")
    def state(self, mail: Mail) -> str:
        if mail.given_up or mail.next_try_at is None:
            return "попытки прекращены"
        when = timezone.localtime(mail.next_try_at).strftime("%d.%m.%Y %H:%M")
        return f"попытка {mail.attempts + 1}: {when}"

    @admin.action(description="Отправить снова", permissions=["view"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Mail]) -> None:
        posted = Mail.objects.filter(pk__in=queryset.values("pk")).again()
        see_to(MAIL)
        told = f"Снова в очереди: {posted} {plural(posted, 'письмо', 'письма', 'писем')}. Отправка начнётся сейчас же."
        self.message_user(request, told, messages.SUCCESS)
