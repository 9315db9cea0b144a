"""A set of filters that fails closed: it finds nothing when a value is wrong, and says which parameter it was."""

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property
from typing import Generic, Self, TypeVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.utils.datastructures import MultiValueDict

from resolutions.asking.meanings import Known, M, Meaning
from resolutions.search.values import Row

MAXIMUM_VALUES = 50
Own = TypeVar("Own", bound=Row)
Rows = TypeVar("Rows", bound=QuerySet[Model])


class ValuesField(forms.Field, Generic[M]):
    """All values of a repeatable parameter, each turned into what `known` gives for it.

    `known(values)` returns {value: meaning}; a value it does not return is an error.
    """

    widget = forms.MultipleHiddenInput

    def __deepcopy__(self, memo: object) -> Self:
        """A form changes nothing of its fields, and every set of filters makes its own."""
        return self

    def __init__(self, *, known: Known[M], label: str, required: bool) -> None:
        self.known = known
        super().__init__(label=label, required=required)

    def clean(self, value: Iterable[str] | None) -> Mapping[str, M]:
        values = list(dict.fromkeys(text for text in value or [] if text))
        if len(values) > MAXIMUM_VALUES:
            raise ValidationError(f"Слишком много значений: можно не больше {MAXIMUM_VALUES}.")
        meanings = self.known(values) if values else {}
        for text in values:
            if text not in meanings:
                raise ValidationError("Нет такого значения: «%(value)s».", params={"value": text[:100]})
        return meanings


class ValuesFilter(django_filters.Filter, Generic[M]):
    """`apply(meanings)` is what they ask of the database, `keys(meanings)` what they ask of the index."""

    field_class = ValuesField

    def __init__(
        self,
        *,
        label: str,
        known: Known[M],
        apply: Callable[[Mapping[str, M]], Q] | None = None,
        keys: Callable[[Mapping[str, M]], Collection[int]] | None = None,
    ) -> None:
        self.apply = apply
        self.keys = keys
        super().__init__(label=label, known=known)

    def __deepcopy__(self, memo: object) -> Self:
        """Each set has filters of its own, of which it changes what their values may mean."""
        other = type(self).__new__(type(self))
        other.__dict__ |= self.__dict__ | {"extra": {**self.extra}}
        return other

    def filter(self, qs: Rows, value: Mapping[str, M]) -> Rows:
        if not value or self.apply is None:
            return qs
        return qs.filter(self.apply(value))


class ClosedFilterSet(django_filters.FilterSet):
    """A FilterSet that finds nothing when a value is wrong, and says which parameter it was."""

    # The last value of a parameter that can have only one counts, as everywhere in Django.
    SINGLE: tuple[str, ...] = ()

    def __init__(self, data: MultiValueDict[str, str], queryset: QuerySet[Model]) -> None:
        data = MultiValueDict(dict(data.lists()))
        for name in self.SINGLE:
            if name in data:
                data.setlist(name, [text for text in data.getlist(name) if text][-1:])
        super().__init__(data, queryset)

    def filter_queryset(self, queryset: Rows) -> Rows:
        return super().filter_queryset(queryset) if self.is_valid() else queryset.none()

    def chosen(self, name: str) -> Mapping[str, Meaning]:
        """{value in the address: what it means} of one parameter; empty if not given or anything is wrong."""
        return self.cleaned.get(name) or {}

    def rows(self, name: str, model: type[Own]) -> list[Own]:
        """Those rows of a model that the values chosen of a parameter mean."""
        return [meaning for meaning in self.chosen(name).values() if isinstance(meaning, model)]

    @cached_property
    def cleaned(self) -> Mapping[str, Mapping[str, Meaning]]:
        return self.form.cleaned_data if self.is_valid() else {}

    @property
    def problems(self) -> list[dict[str, str]]:
        """What is wrong with the address: parameter, its label, a sentence."""
        return [
            {"parameter": name, "label": str(self.filters[name].label), "message": errors[0]}
            for name, errors in self.form.errors.items()
        ]
