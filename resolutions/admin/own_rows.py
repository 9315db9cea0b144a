"""Fields in which a row of the same section, or of the same recommendation, is chosen: looked up once for a page."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Model

from resolutions.models import Line, Part
from resolutions.wording import first_words

SHOWN_WORDS = 12


class OneOfItsOwn(forms.ModelChoiceField):
    """Nothing is offered until somebody says what: offer()."""

    def __init__(self, model: type[Model], sentence: str, **kwargs: Any) -> None:
        super().__init__(queryset=model._default_manager.none(), required=False, **kwargs)
        self.error_messages["invalid_choice"] = sentence
        self.known: dict[str, Model] = {}

    def offer(self, rows: Iterable[Model]) -> None:
        self.known = {str(row.pk): row for row in rows}
        shown = [(key, first_words(str(row), SHOWN_WORDS)) for key, row in self.known.items()]
        self.choices = [("", "—"), *shown]

    def to_python(self, value: Any) -> Model | None:
        if value in self.empty_values:
            return None
        key = str(getattr(value, "pk", value))
        if key not in self.known:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice")
        return self.known[key]

    def validate(self, value: Any) -> None:
        """to_python() has."""


def line_above() -> OneOfItsOwn:
    return OneOfItsOwn(Line, "Выберите вводную строку этой же секции.", label="Под строкой")


def part_of_it() -> OneOfItsOwn:
    return OneOfItsOwn(Part, "Выберите часть этой рекомендации.", label="Часть")
