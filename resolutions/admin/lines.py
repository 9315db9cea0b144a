"""The lines of a section on its page: they share their order with the recommendations around them."""

from __future__ import annotations

from collections.abc import Iterator
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
OVER_SOMETHING = "Под этой строкой стоят пункты или строки: сначала поставьте их под другую."
TOO_DEEP = f"Вводные строки вложены глубже {DEEPEST} уровней."


class LineForm(OrderMayBeEmpty, VersionedForm):
    above = line_above()

    class Meta:
        widgets = {"label": forms.TextInput(attrs={"size": 8}), "text": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, lines: list[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "above" in self.fields:
            field = self.fields["above"]
            assert isinstance(field, OneOfItsOwn)
            field.offer(row for row in lines if row.kind == LineKind.GROUP and row.pk != self.instance.pk)


class LineRows(InOrder, StandingRows):
    """Looked at after the recommendations, which stand `beside` it.

    Lines and recommendations added since the page was opened have no form here, and count all the same.
    """

    standing: dict[int, LineForm]
    going: set[int]
    lines: dict[int, Line]  # as they will be; those that go, as they are
    levels: dict[int, int]  # as they are

    def clean(self) -> None:
        super().clean()
        left = [form for form in self.forms if isinstance(form, LineForm) and self.stays(form)]
        self.standing = {form.instance.pk: form for form in left if form.instance.pk}
        self.going = {form.instance.pk for form in self.deleted_forms if form.instance.pk}
        shown = {form.instance.pk for form in self.initial_forms}
        known: dict[int, Line] = {line.pk: line for line in self.form_kwargs["lines"]}
        added = [line for key, line in known.items() if key not in shown]
        self.lines = {line.pk: line for line in added} | {key: known[key] for key in self.going & known.keys()}
        self.lines |= {key: form.instance for key, form in self.standing.items()}
        self.levels = {key: line.level for key, line in self.lines.items()}
        rows = [*((form.instance, form) for form in left), *((line, None) for line in added)]
        for line, form in rows:
            self.find_level(line, form)
        for line, form in rows:
            self.look_at_line(line, form)
        for item, item_form in self.items():
            self.look_at_recommendation(item, item_form)

    def stays(self, form: LineForm) -> bool:
        return form not in self.deleted_forms and form.is_valid() and bool(form.instance.pk or form.has_changed())

    def items(self) -> Iterator[tuple[Recommendation, forms.ModelForm | None]]:
        """Those that will be there, each with its form."""
        for rows in self.beside:
            yield from ((form.instance, form) for form in rows.forms if form not in rows.deleted_forms)
        shown = [form.instance.pk for rows in self.beside for form in rows.initial_forms]
        rows_below = Recommendation.objects.filter(section=self.instance.pk, group__isnull=False)
        for row in rows_below.exclude(pk__in=shown).only("order", "group"):
            yield row, None

    def raised(self) -> list[Line]:
        """Those that nobody has changed and that stand deeper, or less deep, than before."""
        changed = {key for key, form in self.standing.items() if form.has_changed()}
        return [row for key, row in self.lines.items() if key not in changed and row.level != self.levels[key]]

    def way(self, key: int | None) -> list[int]:
        """From this line up, those that go among them."""
        way: list[int] = []
        while key in self.lines and key not in way:
            way.append(key)
            key = self.lines[key].above_id
        return way

    def under(self, key: int | None) -> Line | None:
        """What stands under this line will stand under it, or under the nearest above it that stays."""
        return next((self.lines[one] for one in self.way(key) if one not in self.going), None)

    def find_level(self, line: Line, form: LineForm | None) -> None:
        """It follows from the lines above that stay; under one that goes nothing is written."""
        way = self.way(line.above_id)
        depth = sum(key not in self.going for key in way)
        if line.above_id in self.going:
            line.above = self.under(line.above_id)
        line.level = min(depth + 1, DEEPEST)
        teller = form or next((self.standing[key] for key in way if key in self.standing), None)
        if line.pk in way:
            tell(teller, "above", UNDER_ITSELF)
        elif depth >= DEEPEST:
            tell(teller, "above", TOO_DEEP)

    def look_at_line(self, line: Line, form: LineForm | None) -> None:
        above = self.line_over(line.above_id)
        if above and above.order > line.order:
            tell(form or self.standing.get(above.pk), "order", STANDS_BELOW if form else STANDS_OVER)

    def look_at_recommendation(self, row: Recommendation, form: forms.ModelForm | None) -> None:
        line = self.line_over(row.group_id)
        if line is None or row.order is None or line.order <= row.order:
            return
        tell(self.standing.get(line.pk), "order", STANDS_OVER)
        if form and form.has_changed() and {"order", "group"} & set(form.changed_data):
            tell(form, "order", STANDS_UNDER)

    def line_over(self, key: int | None) -> Line | None:
        """The same; a remark stands over nothing."""
        line = self.under(key)
        if line and line.kind != LineKind.GROUP:
            tell(self.standing.get(line.pk), "kind", OVER_SOMETHING)
        return line


def tell(form: forms.ModelForm | None, field: str, sentence: str) -> None:
    """Once, however many rows give cause."""
    if form and sentence not in form.errors.get(field, ()):
        form.add_error(field, sentence)


class LinesOfSection(VersionedRows, StackedRows):
    model = Line
    form = LineForm
    formset = LineRows
    template = "admin/line_rows.html"
    fields = ("order", "kind", "label", "text", "above")
    extra = 0

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).order_by(*(("pk",) if request.method == "POST" else ("order", "pk")))
