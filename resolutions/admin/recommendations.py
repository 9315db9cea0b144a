"""One recommendation and its addressees, each with the words of the text."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from resolutions.admin.base import StackedRows, TabularRows, VersionedAdmin
from resolutions.admin.lines import STANDS_UNDER
from resolutions.admin.locking import lock_chosen_addressees, lock_parent
from resolutions.admin.ordering import InOrder, OrderMayBeEmpty
from resolutions.admin.own_rows import OneOfItsOwn, line_above, part_of_it
from resolutions.admin.sections import OwnForumFilter
from resolutions.admin.site import site
from resolutions.admin.versions import PartsOfVersioned, StandingRows, VersionedForm, VersionedRows
from resolutions.models import Addressing, Line, Part, Recommendation, Section, User
from resolutions.register.edit import next_place
from resolutions.vocabulary import LineKind, OtherRole


class ForumOfSectionFilter(OwnForumFilter):
    path = "section__forum"


class AddressingForm(OrderMayBeEmpty, VersionedForm):
    part = part_of_it()

    def __init__(self, *args: Any, parts: list[Part], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "part" in self.fields:
            field = self.fields["part"]
            assert isinstance(field, OneOfItsOwn)
            field.offer(parts)


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
    fields = ("order", "addressee", "role", "as_written", "part")
    autocomplete_fields = ("addressee",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Addressing]:
        return super().get_queryset(request).select_related("addressee")


class PartForm(OrderMayBeEmpty, VersionedForm):
    class Meta:
        widgets = {"label": forms.TextInput(attrs={"size": 8}), "text": forms.Textarea(attrs={"rows": 2})}


class PartRows(InOrder, StandingRows):
    pass


class PartsOfRecommendation(VersionedRows, StackedRows):
    model = Part
    form = PartForm
    formset = PartRows
    fields = (("order", "label"), "text", ("due_on", "due_in_days"), "due_as_written")
    extra = 0


class RecommendationForm(OrderMayBeEmpty, VersionedForm):
    group = line_above()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "group" in self.fields and self.instance.section_id:
            field = self.fields["group"]
            assert isinstance(field, OneOfItsOwn)
            groups = Line.objects.filter(section=self.instance.section_id, kind=LineKind.GROUP)
            field.offer(groups.in_section_order())

    def clean(self) -> None:
        super().clean()
        if self.is_untouched:
            return
        group, section = self.cleaned_data.get("group"), self.cleaned_data.get("section")
        if group and section and group.section_id != section.pk:
            self.add_error("group", self.fields["group"].error_messages["invalid_choice"])
        elif group and self.cleaned_data.get("order") is not None and self.cleaned_data["order"] < group.order:
            self.add_error("order", STANDS_UNDER)


@admin.register(Recommendation, site=site)
class RecommendationAdmin(VersionedAdmin):
    form = RecommendationForm
    list_display = ("__str__", "section", "forum", "order")
    list_select_related = ("section__forum",)
    list_filter = (ForumOfSectionFilter,)
    search_fields = ("text", "number", "section__title", "section__forum__title")
    autocomplete_fields = ("section",)
    # A part goes after what hangs on it has been written.
    inlines = (AddressingsOfRecommendation, PartsOfRecommendation)
    fields = (
        "section",
        ("order", "number", "label"),
        "group",
        "act",
        "text",
        ("due_on", "due_in_days"),
        "due_as_written",
        "repeats",
        "others_named",
    )
    readonly_fields = ("others_named",)

    @admin.display(description="получатели и контролирующие")
    def others_named(self, recommendation: Recommendation) -> str:
        roles = dict(OtherRole.choices)
        named = [f"{roles[row['role']]}: {row['as_written'] or row['name']}" for row in recommendation.others]
        return "; ".join(named) or "не названы"

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

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if not isinstance(inline, AddressingsOfRecommendation):
            return kwargs
        parts = list(obj.parts.order_by("order", "pk")) if obj and obj.pk else []
        return kwargs | {"form_kwargs": {"parts": parts}}

    def lock_first(self, request: HttpRequest) -> None:
        lock_chosen_addressees(request, "addressee")
        lock_parent(request, Section.objects.all(), "section")

    def save_model(self, request: HttpRequest, obj: Recommendation, form: Any, change: bool) -> None:
        if obj.order is None:
            obj.order = next_place(obj.section.recommendations.all(), obj.section.lines.all())
        super().save_model(request, obj, form, change)
