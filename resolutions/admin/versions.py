"""Two people at one row: the second one sees both texts, and nobody's is overwritten unawares.

A form carries the version it was opened with and a digest of what it showed. When it comes back, the row has
been locked (RegisterAdmin.get_object, VersionedRows.get_queryset). If the register no longer holds what the form
showed, then
- a form in which nothing was changed takes what is in the register now;
- any other is refused once: its text stays, the register's stands beside it, and pressing again overwrites.
"""

from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest

from resolutions.admin.history import in_words
from resolutions.register.authorship import last_change

Opened = tuple[int | None, str]


class OpenedVersionField(forms.CharField):
    """Hidden: "version.digest". It is no news by itself; nonsense means «opened at an unknown version»."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False

    def clean(self, value: Any) -> Opened:
        version, _, digest = str(value or "").partition(".")
        is_number = version.isascii() and version.isdecimal() and len(version) < 10
        return (int(version) if is_number else None), digest


def plain(field: forms.Field, value: Any) -> str:
    """One spelling of a field's value, whether it comes from the row or from what was typed."""
    value = field.prepare_value(value)
    if isinstance(value, list | tuple):
        keys = [str(key) for key in value]
        return " ".join(keys if getattr(field, "keeps_order", False) else sorted(keys))
    return "" if value is None else str(value)


def in_register(form: forms.ModelForm, name: str) -> str:
    """What the row holds in a field, in words."""
    field, value = form.fields[name], form.initial.get(name)
    if isinstance(field, forms.ModelChoiceField) and value not in (None, ""):
        keys = [getattr(key, "pk", key) for key in (value if isinstance(value, list) else [value])]
        assert field.queryset is not None
        rows = field.queryset.model._default_manager.in_bulk(keys)
        return ", ".join(str(rows[key]) for key in keys if key in rows) or "пусто"
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]  # choices of our fields are plain pairs
    return str(in_words(value))


def show_both(form: forms.ModelForm) -> None:
    """Who was there first, and beside every field that differs, what the register holds now."""
    differing = {name: in_register(form, name) for name in form.changed_data}
    who = {"changed_by": last_change(form.instance)}
    form.add_error(None, forms.ValidationError(CONFLICT, code="conflict", params=who))
    for name, now in differing.items():
        beside = forms.ValidationError("Сейчас в реестре: %(now)s", code="conflict", params={"now": now})
        form.add_error(name, beside)


CONFLICT = (
    "Пока вы правили, это изменил(а) %(changed_by)s. Ваш текст остался в форме, рядом показано, что сейчас "
    "в реестре. Поправьте, если нужно, и сохраните ещё раз: останется то, что в форме."
)
DELETED = (
    "Эту строку тем временем удалили. Если её текст нужен, скопируйте его, откройте страницу заново и добавьте "
    "строку ещё раз."
)


class VersionedForm(forms.ModelForm):
    """For every Versioned model and for the rows that hang on one."""

    opened_version = OpenedVersionField(label="версия", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_untouched = False
        self.shown = [name for name in self.fields if name != "opened_version"]  # a formset adds its own later
        self.version_now = getattr(self.instance, "version", 0)
        self.digest_now = self.digest_of(self.initial)
        self.initial["opened_version"] = f"{self.version_now}.{self.digest_now}"

    def digest_of(self, values: Mapping[str, Any]) -> str:
        spelled = "\x1f".join(plain(self.fields[name], values.get(name)) for name in self.shown)
        return blake2b(spelled.encode(), digest_size=8).hexdigest()

    def clean(self) -> None:
        super().clean()
        if self.instance._state.adding or self.is_as_opened():
            return
        if untouched(self):
            self.is_untouched = True
            return
        if self.changed_data:
            show_both(self)
        # A second press is a knowing overwrite: from now on the form carries what was just shown.
        self.data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict here
        self.data[self.add_prefix("opened_version")] = self.initial["opened_version"]  # type: ignore[index]  # a bound form: data and initial are there

    def is_as_opened(self) -> bool:
        """Whether the register still holds what the form showed; without a digest the version must do."""
        version, digest = self.cleaned_data["opened_version"]
        return digest == self.digest_now if digest else version == self.version_now

    def _post_clean(self) -> None:
        """Its row stays as the register has it if nobody touched the form: others are checked against that row."""
        if not self.is_untouched:
            super()._post_clean()  # type: ignore[misc]  # absent from the stubs

    def _save_m2m(self) -> None:
        if not self.is_untouched:
            super()._save_m2m()  # type: ignore[misc]  # as above

    def has_changed(self) -> bool:
        return not self.is_untouched and super().has_changed()


def untouched(form: forms.ModelForm) -> bool:
    """Whether the form came back as it was shown; unknown counts as no."""
    _, digest = form.cleaned_data.get("opened_version", (None, ""))
    return isinstance(form, VersionedForm) and bool(digest) and digest == form.digest_of(form.cleaned_data)


class StandingRows(forms.BaseInlineFormSet):
    """Inline rows; one that was deleted meanwhile is not dropped in silence with what was typed into it."""

    def clean(self) -> None:
        super().clean()
        for form in self.initial_forms:
            if not form.instance._state.adding or form in self.deleted_forms:
                continue
            form.errors.pop("id", None)  # "no such choice" in a field that nobody sees
            if not untouched(form):
                form.add_error(None, forms.ValidationError(DELETED, code="conflict"))


class PartsOfVersioned(StandingRows):
    """Rows without a version: their change moves that of the row they hang on (RegisterAdmin.save_related)."""


class VersionedFields(BaseModelAdmin):
    """For a ModelAdmin or an inline of a Versioned model: the form, and its hidden field on the page."""

    form = VersionedForm

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fields = list(super().get_fields(request, obj))
        return [*fields, "opened_version"] if self.has_change_permission(request, obj) else fields


class VersionedRows(VersionedFields):
    """For an inline: the same, and its rows are locked while they are saved."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request)
        return rows.select_for_update(of=("self",), no_key=True).order_by("pk") if request.method == "POST" else rows
