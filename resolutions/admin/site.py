"""The admin site: Russian titles, the portal's own sign-in, suggestions of what one may see."""

from functools import wraps
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.auth.views import LogoutView, redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, path, reverse

from resolutions.admin.choosing import KeepsRows
from resolutions.admin.monitoring import how_it_fares
from resolutions.web.desks import desks_of
from resolutions.web.look import shown_look
from resolutions.web.typed import signed_out, typed_in


class Suggestions(AutocompleteJsonView):
    """What may be chosen, by `choosable()` of the page that keeps those rows."""

    def get_queryset(self) -> QuerySet[Model]:
        page = self.model_admin
        assert isinstance(page, KeepsRows)
        rows, may_repeat = page.get_search_results(self.request, page.choosable(self.request), self.term)
        return page.offered(rows.distinct() if may_repeat else rows, self.request)

    def serialize_result(self, obj: Model, to_field_name: str) -> dict[str, str]:
        page = self.model_admin
        assert isinstance(page, KeepsRows)
        return {"id": str(obj.pk), "text": page.suggestion(obj)}


class RegisterAdminSite(admin.AdminSite):
    index_title = "Разделы реестра"
    empty_value_display = "—"

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        name = shown_look().name
        titles = {"site_title": name, "site_header": f"{name}: справочники и ввод"}
        return super().each_context(request) | titles

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().index(request, {"desks": desks_of(request.user), **(extra_context or {})})

    def login(self, request: HttpRequest, extra_context: dict[str, str] | None = None) -> HttpResponse:
        """Everybody signs in on the portal's own page; who is signed in and may not enter is told so."""
        if self.has_permission(request):
            return redirect("admin:index")
        if request.user.is_authenticated:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next", reverse("admin:index")), reverse("login"))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """As Django's; who posts after her session has ended gets back what she typed, and not the sign-in page."""
        shown = super().admin_view(view, cacheable)

        @wraps(shown)
        def show(request: HttpRequest, *args: str, **kwargs: str) -> HttpResponseBase:
            if not request.user.is_authenticated and typed_in(request).fields:
                return signed_out(request)
            return shown(request, *args, **kwargs)

        return show

    def logout(self, request: HttpRequest, extra_context: dict[str, str] | None = None) -> Any:
        return LogoutView.as_view()(request)

    def password_change(self, request: HttpRequest, extra_context: dict[str, str] | None = None) -> Any:
        return redirect("password-change")

    def password_change_done(self, request: HttpRequest, extra_context: dict[str, str] | None = None) -> Any:
        return redirect("password-change-done")

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return Suggestions.as_view(admin_site=self)(request)

    def get_urls(self) -> list[URLResolver | URLPattern]:
        # Django's "view on site" gives the address of any row at all, another organizer's draft included.
        stock = [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]
        return [path("monitoring/", self.admin_view(self.monitoring), name="monitoring"), *stock]

    def monitoring(self, request: HttpRequest) -> HttpResponse:
        return how_it_fares(request, self.each_context(request))


site = RegisterAdminSite()
