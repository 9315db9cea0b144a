"""Themes: a short list with pictures; two that are one and the same become one."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from resolutions.admin.base import VersionedAdmin
from resolutions.admin.merging import MergeThemes
from resolutions.admin.site import site
from resolutions.models import Theme


@admin.register(Theme, site=site)
class ThemeAdmin(VersionedAdmin):
    list_display = ("name", "icon", "merged_into")
    list_select_related = ("merged_into",)
    list_filter = (("merged_into", admin.EmptyFieldListFilter),)
    search_fields = ("name_key",)
    actions = ("merge",)
    fields = ("name", "icon", "merged_into")
    readonly_fields = ("merged_into",)

    def choosable(self, request: HttpRequest) -> QuerySet[Theme]:
        return self.get_queryset(request).current()

    def get_urls(self) -> list[Any]:
        merge = self.admin_site.admin_view(MergeThemes.as_view(model_admin=self))
        return [path("merge/", merge, name="resolutions_theme_merge"), *super().get_urls()]

    @admin.action(description="Объединить две темы", permissions=["change"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Theme]) -> HttpResponse | None:
        chosen = list(queryset.values_list("pk", flat=True)[:3])
        if len(chosen) != 2:
            self.message_user(request, "Отметьте ровно две темы, которые нужно объединить.", messages.ERROR)
            return None
        query = urlencode({"row": chosen}, doseq=True)
        return HttpResponseRedirect(f"{reverse('admin:resolutions_theme_merge')}?{query}")
