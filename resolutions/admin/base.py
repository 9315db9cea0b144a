"""What every page of the admin does alike.

What a person may not see does not exist: 404, in lists, forms, histories, deletions and suggestions. A form
of a Versioned row never overwrites unawares (versions.py). Search is blind to capitals and ё (searching.py).
"""

from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import BadRequest
from django.db import IntegrityError, models, transaction
from django.db.models import Model, QuerySet
from django.db.models.options import Options
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext

from resolutions.admin.choosing import OwnChoices, is_held, is_key
from resolutions.admin.history import ReadableHistory
from resolutions.admin.searching import FoldedSearch
from resolutions.admin.versions import PartsOfVersioned, VersionedFields
from resolutions.models import User
from resolutions.register.authorship import save_version
from resolutions.register.edit import remove
from resolutions.register.locking import lock_with_contents

HIDDEN_AGAIN = "В тексте были личные данные, скрытые в этой резолюции: они скрыты снова."


def signed_in(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


class PlainText(forms.CharField):
    """A browser sends line ends as CR LF; the register keeps LF, or every text would look changed."""

    def to_python(self, value: str | None) -> str | None:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value)


FIELDS: Mapping[type[models.Field], Mapping[str, type[forms.Field] | forms.Widget | str]] = {
    models.TextField: {
        "form_class": PlainText,
        "widget": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    },
    models.URLField: {"assume_scheme": "https"},
}


class RegisterAdmin(OwnChoices, ReadableHistory, FoldedSearch):
    """A list and a form of one kind of row."""

    list_per_page = 50
    formfield_overrides = FIELDS
    view_on_site: Any = False

    def visible(self, rows: Any, user: User) -> Any:
        """Of all rows, those that exist for this person."""
        return rows

    def get_queryset(self, request: HttpRequest) -> Any:
        return self.visible(super().get_queryset(request), signed_in(request))

    def choosable(self, request: HttpRequest) -> QuerySet[Model]:
        """Rows that may be chosen in other rows' forms."""
        return self.get_queryset(request)

    def suggestion(self, row: Model) -> str:
        """How a row is called among suggestions."""
        return str(row)

    def offered(self, rows: Any, request: HttpRequest) -> Any:
        """Suggestions in the order in which they are shown."""
        return rows

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """No button «Удалить» where the answer could only be that it cannot be done."""
        row = context.get("original")
        if row is not None and is_held(row, self.admin_site, request):
            context["show_delete"] = False
        return super().render_change_form(request, context, *args, **kwargs)

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Model | None:
        """On a POST the row is locked and read afresh: what a form compares with stays so until the end."""
        found = super().get_object(request, object_id, from_field)
        if found is None or request.method != "POST":
            return found
        # Of itself: it is sorted by what it stands in, which would be locked as well, and after it.
        return self.model._default_manager.select_for_update(of=("self",), no_key=True).filter(pk=found.pk).first()

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, str] | None = None,
    ) -> HttpResponse:
        if object_id is not None:
            self.refuse_unknown(request, object_id)
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            return self.saved_view(request, object_id, form_url, extra_context)
        except IntegrityError:
            # Somebody has written the same in the same moment. Now it is there, and the form says so beside the field.
            return self.saved_view(request, object_id, form_url, extra_context)

    def saved_view(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: dict[str, str] | None
    ) -> HttpResponse:
        with transaction.atomic():
            self.lock_first(request)
            return super().changeform_view(request, object_id, form_url, extra_context)

    def lock_first(self, request: HttpRequest) -> None:
        """What is locked before the row that is saved (locking.py)."""

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, str] | None = None
    ) -> HttpResponse:
        self.refuse_unknown(request, object_id)
        return super().delete_view(request, object_id, extra_context)

    def refuse_unknown(self, request: HttpRequest, object_id: str) -> None:
        """404 before any question of permission: «may not delete it» would say that it exists."""
        if self.has_view_permission(request) and super().get_object(request, unquote(object_id)) is None:
            raise Http404

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Options, object_id: str) -> NoReturn:
        raise Http404

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Only the model's own columns: through a reverse relation an address could ask about hidden rows."""
        reverse = {field.name for field in self.opts.related_objects}
        return lookup.split("__")[0] not in reverse and super().lookup_allowed(lookup, value, request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, str] | None = None) -> HttpResponse:
        """Django's title would name one row: «Список: адресат»."""
        if not all(is_key(key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise BadRequest("Not a key")
        title = gettext("Select %s to change") % self.opts.verbose_name_plural
        return super().changelist_view(request, {"title": title} | (extra_context or {}))

    def save_model(self, request: HttpRequest, obj: Any, form: forms.ModelForm, change: bool) -> None:
        if change and not form.has_changed():
            return  # nothing happened, so nothing goes into the history
        self.told_of_hidden(request, save_version(signed_in(request), obj))

    def told_of_hidden(self, request: HttpRequest, row: Model) -> None:
        """Words that are hidden in the forum do not come back by a form either; whoever typed them is to know."""
        if getattr(row, "blacked_again", False):
            self.message_user(request, HIDDEN_AGAIN, messages.WARNING)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        remove(obj, signed_in(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        with transaction.atomic():
            lock_with_contents(queryset)
            for row in queryset.order_by("pk"):
                remove(row, signed_in(request))

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            remove(row, signed_in(request))
        for row in rows:
            self.told_of_hidden(request, save_version(signed_in(request), row))
        formset.save_m2m()

    def save_related(
        self, request: HttpRequest, form: forms.ModelForm, formsets: Sequence[forms.BaseInlineFormSet], change: bool
    ) -> None:
        """Rows that are parts of another move its version when they change."""
        super().save_related(request, form, formsets, change)
        children = [formset for formset in formsets if isinstance(formset, PartsOfVersioned)]
        if change and not form.has_changed() and any(formset.has_changed() for formset in children):
            save_version(signed_in(request), form.instance, [])


class VersionedAdmin(VersionedFields, RegisterAdmin):
    """The same for a Versioned model."""


class RegisterInline(OwnChoices, InlineModelAdmin):
    formfield_overrides = FIELDS
    view_on_site = False
    extra = 1


class TabularRows(RegisterInline, admin.TabularInline):
    """A field stands below the head of its column, and has no label of its own: it is said to who hears the page."""

    template = "admin/tabular_rows.html"

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        return type(formset.__name__, (SaidRows, formset), {})


class SaidRows(forms.BaseInlineFormSet):
    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        super().add_fields(form, index)
        for field in form.fields.values():
            widget: Any = getattr(field.widget, "widget", field.widget)  # of a choice with a «+» beside it
            if not widget.is_hidden:
                widget.attrs["aria-label"] = capfirst(field.label or "")


class StackedRows(RegisterInline, admin.StackedInline):
    pass
