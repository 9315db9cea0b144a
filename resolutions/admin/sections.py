"""A section: one page with its preamble, themes, all its recommendations and the lines between them."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from resolutions.admin.base import StackedRows, VersionedAdmin, signed_in
from resolutions.admin.choosing import (
    WILL_BE_CHECKED,
    AddresseesInOrder,
    ChosenAddressees,
    current_addressees_for,
    is_key,
)
from resolutions.admin.lines import LineRows, LinesOfSection
from resolutions.admin.locking import lock_chosen_addressees, lock_parent
from resolutions.admin.ordering import InOrder, OrderMayBeEmpty
from resolutions.admin.own_rows import OneOfItsOwn, line_above
from resolutions.admin.site import site
from resolutions.admin.versions import StandingRows, VersionedForm, VersionedRows
from resolutions.models import Addressee, Addressing, Forum, Line, Recommendation, Section, User
from resolutions.models.addressee import AddresseeQuerySet
from resolutions.permissions import may
from resolutions.register.addressing import Asked, address
from resolutions.register.authorship import save_version
from resolutions.register.edit import next_place
from resolutions.vocabulary import AddressingRole, LineKind

MOST_FORUMS = 50


class OwnForumFilter(admin.SimpleListFilter):
    """Django's own filter would list every organizer's forums; here the newest of one's own."""

    title = "форум"
    parameter_name = "forum"
    path = "forum"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(forum.pk), str(forum)) for forum in Forum.objects.owned_by(request.user)[:MOST_FORUMS]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        if chosen is None:
            return queryset
        return queryset.filter(**{self.path: chosen}) if is_key(chosen) else queryset.none()


def in_role(addressings: Iterable[Addressing], role: AddressingRole) -> list[int]:
    return [row.addressee_id for row in addressings if row.role == role]


def chosen_addressees() -> RelatedFieldWidgetWrapper:
    """Chips with a «+» beside them."""
    relation = Addressing._meta.get_field("addressee").remote_field
    return RelatedFieldWidgetWrapper(ChosenAddressees(site), relation, site, can_add_related=True)


class RecommendationRowForm(OrderMayBeEmpty, VersionedForm):
    """A recommendation with its addressees; the words of the text are kept with those that stay."""

    leads = AddresseesInOrder(
        label="Кому",
        queryset=Addressee.objects.none(),
        required=False,
        widget=chosen_addressees(),
        help_text="Название, краткое название или сокращение: «мэрия», «ОМСУ».",
    )
    co_executors = AddresseesInOrder(
        label="При участии",
        queryset=Addressee.objects.none(),
        required=False,
        widget=chosen_addressees(),
    )

    group = line_above()

    class Meta:
        widgets = {name: forms.TextInput(attrs={"size": 8}) for name in ("number", "label")}

    def __init__(self, *args: Any, addressees: AddresseeQuerySet, user: User, lines: list[Line], **kwargs: Any) -> None:
        recommendation = kwargs.get("instance")
        chosen = list(recommendation.addressings.all()) if recommendation else []
        leads = in_role(chosen, AddressingRole.LEAD)
        co_executors = in_role(chosen, AddressingRole.CO_EXECUTOR)
        initial = {"leads": leads, "co_executors": co_executors}
        self.user = user
        super().__init__(*args, **kwargs | {"initial": initial | (kwargs.get("initial") or {})})
        if "group" in self.fields:
            group = self.fields["group"]
            assert isinstance(group, OneOfItsOwn)
            group.offer(line for line in lines if line.kind == LineKind.GROUP)
        for name in initial.keys() & self.fields.keys():
            field = self.fields[name]
            assert isinstance(field, AddresseesInOrder)
            assert isinstance(field.widget, RelatedFieldWidgetWrapper)
            assert isinstance(field.widget.widget, ChosenAddressees)
            field.queryset = addressees
            field.widget.widget.known = {str(row.addressee_id): str(row.addressee) for row in chosen}
            field.widget.can_add_related = user.has_perm("resolutions.add_addressee")
            if not may(user, "mark_reviewed"):
                field.help_text = f"{field.help_text} {WILL_BE_CHECKED}".strip()

    def clean(self) -> None:
        super().clean()
        twice = set(self.cleaned_data.get("leads", [])) & set(self.cleaned_data.get("co_executors", []))
        for addressee in twice:
            self.add_error("co_executors", f"«{addressee}» уже указан в поле «Кому».")

    def _save_m2m(self) -> None:
        super()._save_m2m()
        if {"leads", "co_executors"} & set(self.changed_data):
            address(self.instance, self.asked(), by=self.user)

    def asked(self) -> list[Asked]:
        """In both lists as they were chosen, leads first; who stays keeps the words of the text."""
        chosen = [(body, AddressingRole.LEAD) for body in self.cleaned_data["leads"]]
        chosen += [(body, AddressingRole.CO_EXECUTOR) for body in self.cleaned_data["co_executors"]]
        return [Asked(body, place, role) for place, (body, role) in enumerate(chosen, 1)]


class RecommendationRows(InOrder, StandingRows):
    def show_between(self, lines: list[Line]) -> None:
        """Above each that is there the lines that stand before it, as `row.original.lines_above` of the template."""
        left = list(lines)
        for form in sorted(self.initial_forms, key=lambda form: form.instance.order):
            form.instance.lines_above = [line for line in left if line.order <= form.instance.order]
            left = left[len(form.instance.lines_above) :]


def lines_of(section: Section | None) -> list[Line]:
    """Asked for once, however many forms offer them."""
    if section is None or section.pk is None:
        return []
    if not hasattr(section, "lines_shown"):
        section.lines_shown = list(section.lines.in_section_order())
    return section.lines_shown


class RecommendationsOfSection(VersionedRows, StackedRows):
    model = Recommendation
    form = RecommendationRowForm
    formset = RecommendationRows
    template = "admin/recommendation_rows.html"
    fields = (
        ("order", "number", "label"),
        "group",
        "act",
        "text",
        "leads",
        "co_executors",
        ("due_on", "due_in_days"),
        "due_as_written",
        "repeats",
    )
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Recommendation]:
        addressings = Addressing.objects.select_related("addressee")
        return super().get_queryset(request).prefetch_related(Prefetch("addressings", queryset=addressings))

    # Read by those who may look and not change.

    @admin.display(description="Кому")
    def leads(self, recommendation: Recommendation) -> str:
        return self.names(recommendation, AddressingRole.LEAD)

    @admin.display(description="При участии")
    def co_executors(self, recommendation: Recommendation) -> str:
        return self.names(recommendation, AddressingRole.CO_EXECUTOR)

    def names(self, recommendation: Recommendation, role: AddressingRole) -> str:
        rows = [row for row in recommendation.addressings.all() if row.role == role]
        return ", ".join(str(row.addressee) for row in rows)


class SectionForm(OrderMayBeEmpty, VersionedForm):
    class Meta:
        widgets = {"title": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})}


@admin.register(Section, site=site)
class SectionAdmin(VersionedAdmin):
    form = SectionForm
    list_display = ("heading", "forum", "order")
    list_select_related = ("forum",)
    list_filter = (OwnForumFilter,)
    search_fields = ("title", "forum__title")
    autocomplete_fields = ("forum", "themes")
    inlines = (RecommendationsOfSection, LinesOfSection)
    fields = ("forum", "order", "title", "title_as_written", "annex", "preamble", "themes")

    @admin.display(description="название", ordering="title")
    def heading(self, section: Section) -> str:
        return section.heading

    def visible(self, rows: Any, user: User) -> Any:
        return rows.owned_by(user)

    def suggestion(self, row: Any) -> str:
        return f"{row.heading} ({row.forum.heading})"

    def choosable(self, request: HttpRequest) -> QuerySet[Section]:
        return self.get_queryset(request).select_related("forum")

    def view_on_site(self, section: Section) -> str:
        return section.get_absolute_url()

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        known: dict[str, Any] = {"lines": lines_of(obj)}
        if isinstance(inline, RecommendationsOfSection):
            known |= {"addressees": current_addressees_for(request), "user": signed_in(request)}
        return kwargs | {"form_kwargs": known}

    def _create_formsets(self, request: HttpRequest, obj: Section | None, change: bool) -> Any:
        """Recommendations and lines know each other: they stand in one order."""
        formsets, inlines = super()._create_formsets(request, obj, change)
        shared = [rows for rows in formsets if isinstance(rows, InOrder)]
        for rows in shared:
            rows.beside = [other for other in shared if other is not rows]
            if isinstance(rows, RecommendationRows):
                rows.show_between(lines_of(obj))
        return formsets, inlines

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        for line in formset.raised() if isinstance(formset, LineRows) else ():
            save_version(signed_in(request), line, ["level"])

    def _response_post_save(self, request: HttpRequest, obj: Section) -> HttpResponse:
        """Back to the forum, where the next section waits."""
        forum = reverse("admin:resolutions_forum_change", args=[obj.forum_id])
        return HttpResponseRedirect(f"{forum}#sections-group")

    def lock_first(self, request: HttpRequest) -> None:
        lock_chosen_addressees(request, "leads", "co_executors")
        lock_parent(request, Forum.objects.all(), "forum")

    def save_model(self, request: HttpRequest, obj: Section, form: Any, change: bool) -> None:
        if obj.order is None:
            obj.order = next_place(obj.forum.sections.all())
        super().save_model(request, obj, form, change)
