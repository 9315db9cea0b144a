"""Forums: who, where, when, the list of sections, and the one switch to the public."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html

from resolutions.admin.base import TabularRows, VersionedAdmin, signed_in
from resolutions.admin.ordering import InOrder, OrderMayBeEmpty
from resolutions.admin.site import site
from resolutions.admin.versions import StandingRows, VersionedForm, VersionedRows
from resolutions.models import Forum, Section, User
from resolutions.models.gate import published
from resolutions.permissions import only_own
from resolutions.register.publish import NotPublishable, publish, withdraw


class PublishedFilter(admin.SimpleListFilter):
    title = "публикация"
    parameter_name = "published"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "на сайте"), ("no", "не опубликованы")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Forum]) -> QuerySet[Forum]:
        wanted = {"yes": published(), "no": ~published()}
        return queryset.filter(wanted.get(self.value() or "", Q()))


class SectionLineForm(OrderMayBeEmpty, VersionedForm):
    class Meta:
        widgets = {"title": forms.Textarea(attrs={"rows": 2, "cols": 60})}


class SectionLines(InOrder, StandingRows):
    pass


class SectionsOfForum(VersionedRows, TabularRows):
    model = Section
    form = SectionLineForm
    formset = SectionLines
    fields = ("order", "title")
    show_change_link = True
    verbose_name_plural = "секции: текст и рекомендации правятся на странице секции"


@admin.register(Forum, site=site)
class ForumAdmin(VersionedAdmin):
    list_display = ("heading", "day", "locality", "organizer", "is_published")
    list_select_related = ("locality", "organizer")
    list_filter = (PublishedFilter,)
    search_fields = ("title", "motto", "place", "locality__name_key")
    autocomplete_fields = ("locality",)
    inlines = (SectionsOfForum,)
    fields = (
        "organizer",
        "locality",
        "title",
        "ordinal",
        "motto",
        "starts_on",
        "ends_on",
        "place",
        "head",
        "preamble",
        "adopted_on",
        "adopted_number",
        "votes",
    )

    @admin.display(description="название", ordering="title")
    def heading(self, forum: Forum) -> str:
        return forum.heading

    @admin.display(description="дата", ordering="known_day")
    def day(self, forum: Forum) -> Any:
        return forum.day

    @admin.display(description="на сайте", boolean=True, ordering="published_at")
    def is_published(self, forum: Forum) -> bool:
        return forum.published_at is not None

    def visible(self, rows: Any, user: User) -> Any:
        return rows.owned_by(user)

    def get_fields(self, request: HttpRequest, obj: Forum | None = None) -> list[Any]:
        """An editor's forums are her organizer's; only an administrator says whose a forum is."""
        fields = super().get_fields(request, obj)
        if only_own(signed_in(request), "view_forum"):
            return [name for name in fields if name != "organizer"]
        return fields

    def view_on_site(self, forum: Forum) -> str:
        return forum.get_absolute_url()

    def save_model(self, request: HttpRequest, obj: Forum, form: Any, change: bool) -> None:
        user = signed_in(request)
        if not change and only_own(user, "add_forum"):
            assert user.organizer is not None  # a constraint: an editor has one
            obj.organizer = user.organizer
        super().save_model(request, obj, form, change)

    # Deleting marks: nothing that hangs on a forum goes with it, and it can be brought back.

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[list[str], dict[str, int], set[str], list[str]]:
        forums = [str(forum) for forum in objs]
        return forums, {str(self.opts.verbose_name_plural): len(forums)}, set(), []

    # Publishing: two more buttons below the form, so that what was typed is saved as well.

    def response_add(self, request: HttpRequest, obj: Forum, post_url_continue: str | None = None) -> HttpResponse:
        return self.after_saving(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Forum) -> HttpResponse:
        return self.after_saving(request, obj) or super().response_change(request, obj)

    def after_saving(self, request: HttpRequest, forum: Forum) -> HttpResponse | None:
        if "_publish" in request.POST:
            try:
                forum = publish(forum, by=signed_in(request))
            except NotPublishable as refusal:
                self.message_user(request, str(refusal), messages.ERROR)
            else:
                told = format_html('Форум опубликован: <a href="{}">посмотреть на сайте</a>.', forum.get_absolute_url())
                self.message_user(request, told, messages.SUCCESS)
            return HttpResponseRedirect(request.path)
        if "_unpublish" in request.POST:
            withdraw(forum, by=signed_in(request))
            self.message_user(request, "Форум снят с публикации: на сайте его больше нет.", messages.SUCCESS)
            return HttpResponseRedirect(request.path)
        return None
