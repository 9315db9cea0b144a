"""One recommendation and its addressees, each with the words of the text."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from resolutions.admin.base import TabularRows, VersionedAdmin
from resolutions.admin.locking import lock_chosen_addressees, lock_parent
from resolutions.admin.ordering import InOrder, OrderMayBeEmpty
from resolutions.admin.sections import OwnForumFilter
from resolutions.admin.site import site
from resolutions.admin.versions import PartsOfVersioned, VersionedForm, VersionedRows
from resolutions.models import Addressing, Recommendation, Section, User
from resolutions.register.edit import next_place


class ForumOfSectionFilter(OwnForumFilter):
    path = "section__forum"


class AddressingForm(OrderMayBeEmpty, VersionedForm):
    pass


class AddressingRows(InOrder, PartsOfVersioned):
    def clean(self) -> None:
        """Nobody is asked twice; Django looks only for what may not repeat under any condition."""
        super().clean()
        left = [form for form in self.forms if form not in self.deleted_forms]
        chosen = [form.cleaned_data.get("addressee") for form in left if form.is_valid()]
        if len(set(chosen) - {None}) < len([body for body in chosen if body]):
            raise forms.ValidationError(self.get_unique_error_message(("addressee",)))


class AddressingsOfRecommendation(VersionedRows, TabularRows):
    model = Addressing
    form = AddressingForm
    formset = AddressingRows
    fields = ("order", "addressee", "role", "as_written")
    autocomplete_fields = ("addressee",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Addressing]:
        return super().get_queryset(request).select_related("addressee")


class RecommendationForm(OrderMayBeEmpty, VersionedForm):
    pass


@admin.register(Recommendation, site=site)
class RecommendationAdmin(VersionedAdmin):
    form = RecommendationForm
    list_display = ("__str__", "section", "forum", "order")
    list_select_related = ("section__forum",)
    list_filter = (ForumOfSectionFilter,)
    search_fields = ("text", "number", "section__title", "section__forum__title")
    autocomplete_fields = ("section",)
    inlines = (AddressingsOfRecommendation,)
    fields = ("section", "order", "number", "text")

    @admin.display(description="форум")
    def forum(self, recommendation: Recommendation) -> str:
        return recommendation.section.forum.heading

    def visible(self, rows: Any, user: User) -> Any:
        return rows.owned_by(user)

    def view_on_site(self, recommendation: Recommendation) -> str:
        return recommendation.get_absolute_url()

    def _response_post_save(self, request: HttpRequest, obj: Recommendation) -> HttpResponse:
        """Back to the section with its other recommendations."""
        section = reverse("admin:resolutions_section_change", args=[obj.section_id])
        return HttpResponseRedirect(f"{section}#recommendations-group")

    def lock_first(self, request: HttpRequest) -> None:
        lock_chosen_addressees(request, "addressee")
        lock_parent(request, Section.objects.all(), "section")

    def save_model(self, request: HttpRequest, obj: Recommendation, form: Any, change: bool) -> None:
        if obj.order is None:
            obj.order = next_place(obj.section.recommendations.all())
        super().save_model(request, obj, form, change)
