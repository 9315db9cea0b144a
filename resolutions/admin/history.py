"""Who changed what, when, and what it was before. Nothing can be put back or rewritten there."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from simple_history.admin import SimpleHistoryAdmin
from simple_history.models import HistoricalChanges, ModelChange, ModelDelta
from simple_history.template_utils import HistoricalRecordContextHelper

WHOLE_TEXT = 200_000


class Changes(HistoricalRecordContextHelper):
    """Whole texts, the words of the vocabulary instead of its codes, and no version numbers."""

    def context_for_delta_changes(self, delta: ModelDelta) -> list[dict[str, Any]]:
        delta.changes = [change for change in delta.changes if change.field != "version"]
        return super().context_for_delta_changes(delta)

    def prepare_delta_change_value(self, change: ModelChange, value: Any) -> Any:
        value = super().prepare_delta_change_value(change, value)
        choices = self.model._meta.get_field(change.field).flatchoices
        if choices:
            return dict(choices).get(value, value)
        if isinstance(value, bool):
            return "да" if value else "нет"
        return "пусто" if value in (None, "", []) else value


class ReadableHistory(SimpleHistoryAdmin):
    object_history_template = "admin/history.html"
    object_history_list_template = "admin/history_list.html"

    def get_urls(self) -> list[Any]:
        # A page per old version could be posted to, which would put it back past every check.
        return [url for url in super().get_urls() if not (url.name or "").endswith("_simple_history")]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        # Without this the history of a row that one may not see would be shown from its last record.
        if self.get_object(request, unquote(object_id)) is None:
            raise Http404
        return super().history_view(request, object_id, extra_context)

    def has_view_history_or_change_history_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Those who may change a row; the others need not know who works here."""
        return self.has_change_permission(request, obj)

    def history_view_title(self, request: HttpRequest, obj: Any) -> str:
        return f"История: {obj}"

    def revert_disabled(self, request: HttpRequest, obj: Any = None) -> bool:
        return True

    def get_historical_record_context_helper(
        self, request: HttpRequest, historical_record: HistoricalChanges
    ) -> Changes:
        return Changes(self.model, historical_record, max_displayed_delta_change_chars=WHOLE_TEXT)
