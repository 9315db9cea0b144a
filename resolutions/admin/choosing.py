"""Fields in which a row is chosen: only from what the person may see, and by name or alias."""

from collections.abc import Collection, Sequence
from typing import Any, Protocol, runtime_checkable

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.sites import AdminSite
from django.contrib.admin.widgets import (
    AutocompleteSelect,
    AutocompleteSelectMultiple,
    RelatedFieldWidgetWrapper,
)
from django.db.models import CASCADE, PROTECT, Field, ForeignKey, ManyToManyField, Model, QuerySet
from django.http import HttpRequest

from resolutions.models import Addressee, Addressing, Locality, User
from resolutions.models.addressee import AddresseeQuerySet
from resolutions.permissions import Visitor, may

# As Django's widgets give them: (label, options, place).
Groups = list[tuple[str | None, list[dict[str, Any]], int | None]]


@runtime_checkable
class KeepsRows(Protocol):
    """A page of the admin: which of its rows others may choose, how they are called then, and which come first."""

    def choosable(self, request: HttpRequest) -> QuerySet[Model]: ...

    def suggestion(self, row: Model) -> str: ...

    def offered(self, rows: QuerySet[Model], request: HttpRequest) -> QuerySet[Model]: ...


def is_key(value: str | int | None) -> bool:
    """Whether it can be a primary key at all; anything else would be an error in the database."""
    return str(value).isascii() and str(value).isdecimal() and len(str(value)) <= 18


class OneSuggested(AutocompleteSelect):
    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, str | bool] | None = None) -> Groups:
        return super().optgroups(name, [key for key in value if is_key(key)], attr)


class SeveralSuggested(AutocompleteSelectMultiple):
    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, str | bool] | None = None) -> Groups:
        return super().optgroups(name, [key for key in value if is_key(key)], attr)


class ChosenAddressees(AutocompleteSelectMultiple):
    """Chips in the order in which they were chosen, and without a query for those whose names are known."""

    def __init__(self, admin_site: AdminSite) -> None:
        super().__init__(Addressing._meta.get_field("addressee"), admin_site)
        self.known: dict[str, str] = {}

    def optgroups(self, name: str, value: Sequence[str], attr: dict[str, str | bool] | None = None) -> Groups:
        chosen = [key for key in value if is_key(key)]
        unknown = [key for key in chosen if key not in self.known]
        names = dict(self.known)
        if unknown:
            names |= {str(row.pk): str(row) for row in self.choices.queryset.filter(pk__in=unknown)}
        options = [
            self.create_option(name, key, names[key], True, index) for index, key in enumerate(chosen) if key in names
        ]
        return [(None, options, 0)]


class SeveralRows(forms.ModelMultipleChoiceField):
    """Django's own fails in the database where a key is too large for one."""

    def _check_values(self, value: Collection[str]) -> QuerySet[Model]:
        if not all(is_key(key) for key in value):
            raise forms.ValidationError("Выберите значения из списка.", code="invalid_choice")
        found: QuerySet[Model] = super()._check_values(value)  # type: ignore[misc]  # absent from the stubs
        return found


class AddresseesInOrder(SeveralRows):
    """The addressees chosen, as a list in the order chosen."""

    keeps_order = True

    def clean(self, value: Sequence[str] | None) -> Any:
        found = {row.pk: row for row in super().clean(value)}
        return [found[int(key)] for key in dict.fromkeys(value or []) if int(key) in found]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return [str(key) for key in initial or []] != [str(key) for key in data or []]


class OwnChoices(BaseModelAdmin):
    """For a ModelAdmin or an inline: a relation offers, and takes, only rows that `choosable()` gives."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = OneSuggested(db_field, self.admin_site)
        kwargs["queryset"] = self.choosable_for(db_field, request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(
        self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any
    ) -> forms.ModelMultipleChoiceField | None:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SeveralSuggested(db_field, self.admin_site)
        kwargs["form_class"] = SeveralRows
        kwargs["queryset"] = self.choosable_for(db_field, request)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def choosable_for(self, db_field: ForeignKey | ManyToManyField, request: HttpRequest) -> QuerySet[Model]:
        page = self.admin_site.get_model_admin(db_field.remote_field.model)
        assert isinstance(page, KeepsRows)
        return page.choosable(request)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> forms.Field | None:
        """Who checks nothing gets no pencil beside a choice, and a «+» where a moderator checks what is added."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        widget = getattr(field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_delete_related = False  # what is chosen cannot be deleted: this very row points to it
        if field and isinstance(widget, RelatedFieldWidgetWrapper) and not may(request.user, "mark_reviewed"):
            widget.can_add_related = widget.can_add_related and db_field.related_model in ADDED_BY_EDITORS
            widget.can_change_related = widget.can_view_related = False
            if widget.can_add_related:
                field.help_text = f"{field.help_text} {WILL_BE_CHECKED}".strip()
        return field


def is_held(row: Model, site: AdminSite, request: HttpRequest) -> bool:
    """Whether it cannot be deleted: something points to it that stays, or that nobody deletes here."""
    for relation in row._meta.related_objects:
        page = site._registry.get(relation.related_model)
        how = getattr(relation, "on_delete", None)
        is_kept = how is CASCADE and page is not None and not page.has_delete_permission(request)
        if how is not PROTECT and not is_kept:
            continue
        rows = relation.related_model._base_manager
        if rows.filter(**{relation.field.name: row}).exists():
            return True
    return False


ADDED_BY_EDITORS = (Addressee, Locality)
WILL_BE_CHECKED = "Нет в списке — добавьте кнопкой «+»; модератор потом проверит."


def seen_by(user: Visitor, addressees: AddresseeQuerySet) -> AddresseeQuerySet:
    """Those visible to her; for who does not see all, also what her organizer's people added and no text names yet."""
    if may(user, "change_addressee") or not isinstance(user, User):
        return addressees.visible_to(user)
    added = Addressee.history.filter(history_type="+", history_user__organizer=user.organizer_id).values("id")
    return addressees.visible_to(user) | addressees.filter(pk__in=added)


def current_addressees_for(request: HttpRequest) -> AddresseeQuerySet:
    return seen_by(request.user, Addressee.objects.all()).current()
