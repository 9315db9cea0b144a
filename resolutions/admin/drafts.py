"""Drafts, to look at: they are reviewed on a screen of their own."""

import json
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html

from resolutions.admin.base import RegisterAdmin
from resolutions.admin.site import site
from resolutions.models import Draft, User


@admin.register(Draft, site=site)
class DraftAdmin(RegisterAdmin):
    list_display = ("source", "organizer", "state", "created_by", "created_at", "changed_at")
    list_select_related = ("source", "organizer", "created_by")
    list_filter = ("state",)
    search_fields = ("source__original_name",)
    fields = ("source", "organizer", "state", "refusal", "revision", "forum", "created_by", "created_at", "contents")
    readonly_fields = fields

    @admin.display(description="содержание")
    def contents(self, draft: Draft) -> str:
        # Without the forums that it is like: who keeps the draft may know of them no more (review/like_published.py).
        outline = {name: value for name, value in draft.outline.items() if name != "like"}
        return format_html('<pre class="outline">{}</pre>', json.dumps(outline, ensure_ascii=False, indent=2))

    def visible(self, rows: Any, user: User) -> Any:
        return rows.owned_by(user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Draft | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Draft | None = None) -> bool:
        return False
