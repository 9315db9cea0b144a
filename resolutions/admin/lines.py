"""The lines of a section on its page: they share their order with the recommendations around them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

from resolutions.admin.base import StackedRows
from resolutions.admin.ordering import InOrder, OrderMayBeEmpty
from resolutions.admin.own_rows import OneOfItsOwn, line_above
from resolutions.admin.versions import StandingRows, VersionedForm, VersionedRows
from resolutions.models import Line, Recommendation
from resolutions.models.line import DEEPEST
from resolutions.vocabulary import LineKind

STANDS_OVER = "Строка стоит над своими пунктами: поставьте её выше них."
STANDS_UNDER = "Пункт стоит под своей строкой: поставьте его ниже неё."
STANDS_BELOW = "Эта строка подчинена другой: поставьте её ниже той."
UNDER_ITSELF = "Строка не может быть подчинена самой себе."
TOO_DEEP = f"Вводные строки вложены глубже {DEEPEST} уровней."


class LineForm(OrderMayBeEmpty, VersionedForm):
    above = line_above()

    class Meta:
        widgets = {"label": forms.TextInput(attrs={"size": 8}), "text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, lines: list[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial_level = self.instance.level
        if "above" in self.fields:
            field = self.fields["above"]
            assert isinstance(field, OneOfItsOwn)
            field.offer(row for row in lines if row.kind == LineKind.GROUP and row.pk != self.instance.pk)


class LineRows(InOrder, StandingRows):
    """Looked at after the recommendations, which stand `beside` it."""

    standing: dict[int, LineForm]

    def clean(self) -> None:
        super().clean()
        left = [form for form in self.forms if isinstance(form, LineForm) and self.stays(form)]
        self.standing = {form.instance.pk: form for form in left if form.instance.pk}
        for form in left:
            self.find_level(form)
        for form in left:
            above = self.standing.get(form.instance.above_id)
            if above and above.instance.order > form.instance.order:
                form.add_error("order", STANDS_BELOW)
        for rows in self.beside:
            for one in rows.forms:
                self.look_at_recommendation(one, is_deleted=one in rows.deleted_forms)

    def stays(self, form: LineForm) -> bool:
        return form not in self.deleted_forms and form.is_valid() and bool(form.instance.pk or form.has_changed())

    def raised(self) -> list[Line]:
        """Those that nobody has changed and that stand deeper, or less deep, than before."""
        forms_left = [form for form in self.standing.values() if not form.has_changed()]
        return [form.instance for form in forms_left if form.instance.level != form.initial_level]

    def find_level(self, form: LineForm) -> None:
        """It follows from the lines above; of those that go, what they stand under is."""
        by_key = {one.instance.pk: one.instance for one in self.initial_forms}
        way: list[int] = []
        above = by_key.get(form.instance.above_id)
        while above and above.pk not in way:
            way.append(above.pk)
            above = by_key.get(above.above_id)
        depth = sum(key in self.standing for key in way)
        form.instance.level = min(depth + 1, DEEPEST)
        if form.instance.pk in way:
            form.add_error("above", UNDER_ITSELF)
        elif depth >= DEEPEST:
            form.add_error("above", TOO_DEEP)

    def look_at_recommendation(self, form: forms.ModelForm, *, is_deleted: bool) -> None:
        row: Recommendation = form.instance
        line = self.standing.get(row.group_id) if row.group_id else None
        if line is None or is_deleted or row.order is None or line.instance.order <= row.order:
            return
        line.add_error("order", STANDS_OVER)
        if form.has_changed() and {"order", "group"} & set(form.changed_data):
            form.add_error("order", STANDS_UNDER)


class LinesOfSection(VersionedRows, StackedRows):
    model = Line
    form = LineForm
    formset = LineRows
    template = "admin/line_rows.html"
    fields = ("order", "kind", "label", "text", "above")
    extra = 0

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).order_by(*(("pk",) if request.method == "POST" else ("order", "pk")))
