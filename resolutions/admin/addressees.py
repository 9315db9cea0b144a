"""Addressees with their aliases: reviewed, and two that are one and the same become one."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from resolutions.admin.base import TabularRows, VersionedAdmin, signed_in
from resolutions.admin.choosing import seen_by
from resolutions.admin.merging import MergeAddressees
from resolutions.admin.site import site
from resolutions.admin.versions import PartsOfVersioned, VersionedForm, VersionedRows
from resolutions.models import Addressee, AddresseeAlias, Forum, User
from resolutions.permissions import may
from resolutions.register.directory import mark_reviewed
from resolutions.register.merge import is_below, lock_directory

KEPT_BY_MODERATORS = ("successor", "is_reviewed", "merged_into")


class Aliases(VersionedRows, TabularRows):
    model = AddresseeAlias
    form = VersionedForm
    formset = PartsOfVersioned
    fields = ("name",)


class AddresseeForm(VersionedForm):
    def clean(self) -> None:
        super().clean()
        parent = self.cleaned_data.get("parent")
        if parent and is_below(parent, self.instance):
            self.add_error("parent", f"«{parent}» сам входит в «{self.instance}»: выберите другого адресата.")


@admin.register(Addressee, site=site)
class AddresseeAdmin(VersionedAdmin):
    form = AddresseeForm
    list_display = ("name", "kind", "locality", "is_reviewed", "merged_into")
    list_select_related = ("locality", "merged_into")
    list_filter = ("kind", "is_reviewed", "locality", ("merged_into", admin.EmptyFieldListFilter))
    search_fields = ("name_key", "short_name", "aliases__name_key")
    autocomplete_fields = ("locality", "parent", "successor")
    inlines = (Aliases,)
    actions = ("mark_reviewed", "merge")
    delete_confirmation_template = "admin/addressee_delete_confirmation.html"
    delete_selected_confirmation_template = "admin/addressees_delete_confirmation.html"
    fields = (
        "name",
        "short_name",
        "kind",
        "locality",
        "parent",
        "exists_from",
        "exists_until",
        "successor",
        "is_reviewed",
        "merged_into",
    )
    readonly_fields = ("merged_into",)

    def visible(self, rows: Any, user: User) -> Any:
        return seen_by(user, rows)

    def get_fields(self, request: HttpRequest, obj: Addressee | None = None) -> list[Any]:
        """What an editor adds waits for a moderator, who alone says what is checked and what became what."""
        fields = super().get_fields(request, obj)
        if obj or may(signed_in(request), "mark_reviewed"):
            return fields
        return [name for name in fields if name not in KEPT_BY_MODERATORS]

    def lock_first(self, request: HttpRequest) -> None:
        lock_directory()

    def choosable(self, request: HttpRequest) -> QuerySet[Addressee]:
        return self.get_queryset(request).current().select_related("locality")

    def suggestion(self, row: Any) -> str:
        """With what tells namesakes apart."""
        notes = [note for note in (row.short_name, row.locality and row.locality.name) if note]
        return f"{row.name} ({', '.join(notes)})" if notes else row.name

    def offered(self, rows: Any, request: HttpRequest) -> Any:
        """Bodies of the towns where her organizer holds forums, then those of no town, then all others."""
        own = Forum.objects.filter(organizer=signed_in(request).organizer_id).values("locality")
        near = Case(When(locality__in=own, then=0), When(locality=None, then=1), default=2)
        return rows.annotate(near=near).order_by("near", "name_key", "pk")

    def view_on_site(self, addressee: Addressee) -> str | None:
        """One that nobody has checked or named yet has no page."""
        shown = addressee.is_reviewed or addressee.addressings.exists()
        return addressee.get_absolute_url() if shown else None

    def get_urls(self) -> list[Any]:
        merge = self.admin_site.admin_view(MergeAddressees.as_view(model_admin=self))
        return [path("merge/", merge, name="resolutions_addressee_merge"), *super().get_urls()]

    @admin.action(description="Отметить проверенными", permissions=["change"])
    def mark_reviewed(self, request: HttpRequest, queryset: QuerySet[Addressee]) -> None:
        marked = mark_reviewed(queryset, signed_in(request))
        self.message_user(request, f"Отмечено проверенными: {marked.count}.", messages.SUCCESS)
        if marked.left:
            self.message_user(request, marked.sentence, messages.WARNING)

    @admin.action(description="Объединить двух адресатов", permissions=["change"])
    def merge(self, request: HttpRequest, queryset: QuerySet[Addressee]) -> HttpResponse | None:
        chosen = list(queryset.values_list("pk", flat=True)[:3])
        if len(chosen) != 2:
            self.message_user(request, "Отметьте ровно двух адресатов, которых нужно объединить.", messages.ERROR)
            return None
        query = urlencode({"row": chosen}, doseq=True)
        return HttpResponseRedirect(f"{reverse('admin:resolutions_addressee_merge')}?{query}")
