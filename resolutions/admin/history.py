"""Who changed what, when, and what it was before. Nothing can be put back or rewritten there."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern
from django.utils import timezone
from django.utils.text import capfirst
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import DeletedObject, HistoricalChanges, ModelChange, ModelDelta
from simple_history.template_utils import HistoricalRecordContextHelper

WHOLE_TEXT = 200_000
SET_BY_VERBS = ("published_at", "withdrawn_at", "deleted_at", "merged_into")


Shown = str | int | list[str] | None


def in_words(value: date | Shown) -> Shown:
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%d.%m.%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d.%m.%Y")
    return "пусто" if value in (None, "", []) else value


class Changes(HistoricalRecordContextHelper):
    """Whole texts, the words of the vocabulary instead of its codes, and no version numbers."""

    def context_for_delta_changes(self, delta: ModelDelta) -> list[dict[str, str]]:
        told = [change for change in delta.changes if change.field != "version"]
        return super().context_for_delta_changes(replace(delta, changes=told))

    def prepare_delta_change_value(self, change: ModelChange, value: date | Shown) -> Shown:
        if isinstance(value, DeletedObject) and value.pk is None:  # what was empty is told as deleted
            return "не было" if value is change.old else "нет"
        value = super().prepare_delta_change_value(change, value)
        choices = self.model._meta.get_field(change.field).flatchoices
        if choices:
            return dict(choices).get(value, value)
        return in_words(value)


class ReadableHistory(SimpleHistoryAdmin, admin.ModelAdmin):
    object_history_template = "admin/history.html"
    object_history_list_template = "admin/history_list.html"

    def get_urls(self) -> list[URLPattern]:
        # A page per old version could be posted to, which would put it back past every check.
        return [url for url in super().get_urls() if not (url.name or "").endswith("_simple_history")]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, str] | None = None
    ) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        # Without this the history of a row that one may not see would be shown from its last record.
        if self.get_object(request, unquote(object_id)) is None:
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def has_view_history_or_change_history_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Those who may change a row; the others need not know who works here."""
        return self.has_change_permission(request, obj)

    def set_history_delta_changes(
        self, request: HttpRequest, historical_records: Iterable[HistoricalChanges], foreign_keys_are_objs: bool = True
    ) -> None:
        """The library compares what can be edited; what a verb alone sets is told as well."""
        super().set_history_delta_changes(request, historical_records, foreign_keys_are_objs)
        records = list(historical_records)
        for newer, older in pairwise(records):
            newer.history_delta_changes += [
                {"field": capfirst(field.verbose_name), "old": in_words(old), "new": in_words(new)}
                for field in newer.tracked_fields
                if field.name in SET_BY_VERBS
                for old, new in [(getattr(older, field.name), getattr(newer, field.name))]
                if old != new
            ]

    def history_view_title(self, request: HttpRequest, obj: Model) -> str:
        return f"История: {obj}"

    def revert_disabled(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: HistoricalChanges
    ) -> Changes:
        return Changes(self.model, historical_record, max_displayed_delta_change_chars=WHOLE_TEXT)
