"""Order by number: the field may be left empty, and the row then goes last.

The parent row is locked meanwhile (locking.py), so that two people adding at once do not get the same place.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms


class OrderMayBeEmpty(forms.ModelForm):
    """For a model with an `order`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "order" in self.fields:
            self.fields["order"].required = False
            if self.instance._state.adding:
                self.initial["order"] = None


class InOrder(forms.BaseInlineFormSet):
    """For such forms; those `beside` them share the same order."""

    beside: Sequence[forms.BaseInlineFormSet] = ()

    def clean(self) -> None:
        super().clean()
        last = max((form.instance.order or 0 for rows in (self, *self.beside) for form in placed(rows)), default=0)
        for form in [*self.initial_forms, *self.extra_forms]:
            if form.instance.order is None:
                last += 1
                form.instance.order = last


def placed(rows: forms.BaseInlineFormSet) -> Iterator[forms.ModelForm]:
    """Those that will be there; looked at, so that each knows the place that was typed."""
    for form in [*rows.initial_forms, *(form for form in rows.extra_forms if form.has_changed())]:
        form.is_valid()
        yield form
