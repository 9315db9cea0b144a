"""The cards by which an editor mends what stands in the register: a form for each kind of row.

Each carries the mark of what it showed (register/mending.py), so that nobody's text is overwritten unawares.
"""

from collections.abc import Iterator
from typing import Any, TypeVar, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.http import QueryDict

from resolutions.characters import plain
from resolutions.models import Forum, Line, Section, User
from resolutions.register.mending import MENDED, mark_of, mend
from resolutions.vocabulary import LineKind

Row = TypeVar("Row", bound=Any)


class Plain(forms.CharField):
    """Without what no text needs, and with one kind of line end: what a browser sends back is no change."""

    def to_python(self, value: Any) -> str | None:
        return super().to_python(plain(value) if isinstance(value, str) else value)


class CardForm(forms.ModelForm):
    mark = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: QueryDict | None = None, *, instance: Any) -> None:
        super().__init__(data, instance=instance)
        self.initial["mark"] = mark_of(instance)
        self.is_late = False
        for field in self.fields.values():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs = {**field.widget.attrs, "rows": 2}

    @property
    def fields_to_show(self) -> Iterator[tuple[BoundField, str]]:
        """Each with what the register holds now, where somebody has changed it meanwhile."""
        for field in self.visible_fields():
            yield field, self.now_of(field.name)

    def now_of(self, name: str) -> str:
        """In words; empty where nothing is to be said."""
        if not self.is_late or name not in self.changed_data:
            return ""
        value = self.initial.get(name)
        choices = getattr(self.fields[name], "choices", None)
        said = dict(choices).get(value, value) if choices else self.fields[name].prepare_value(value)
        return str(said if said not in (None, "") else "пусто")

    def late(self, row: Any) -> "CardForm":
        """The same typed texts beside the row as it is now; sent once more, they are what stays."""
        assert isinstance(self.data, QueryDict)
        data = self.data.copy()
        data["mark"] = mark_of(row)
        form = type(self)(data, instance=row)
        form.is_late = True
        return form

    def values(self) -> dict[str, Any]:
        """What was changed of the row's own fields; an empty text where a form says None."""
        own = set(MENDED[type(self.instance)])
        return {name: self.cleaned_data[name] for name in self.changed_data if name in own}

    def save_by(self, by: User) -> bool:
        """Whether anything has changed; raises what the verbs of register/mending.py raise."""
        return bool(mend(self.instance, self.cleaned_data["mark"], self.values(), by))

    def refuse(self, refusal: ValidationError) -> None:
        """Beside the fields that it speaks of, where the form has them."""
        said = refusal.error_dict.items() if hasattr(refusal, "error_dict") else [("", refusal.error_list)]
        for name, sentences in said:
            self.add_error(name if name in self.fields else None, sentences)


class ForumCard(CardForm):
    class Meta:
        model = Forum
        fields = MENDED[Forum]
        field_classes = dict.fromkeys(("title", "motto", "head", "preamble", "place", "votes"), Plain)


class SectionCard(CardForm):
    class Meta:
        model = Section
        fields = MENDED[Section]
        field_classes = dict.fromkeys(MENDED[Section], Plain)

    def values(self) -> dict[str, Any]:
        """The heading as printed holds the title: mended in one, it is mended in both."""
        values = super().values()
        printed, title = cast(str, self.initial["title_as_written"]), cast(str, self.initial["title"])
        if "title" in values and "title_as_written" not in values and title and title in printed:
            values["title_as_written"] = printed.replace(title, values["title"], 1)
        return values


class LineCard(CardForm):
    class Meta:
        model = Line
        fields = MENDED[Line]
        field_classes = dict.fromkeys(MENDED[Line], Plain)

    def __init__(self, data: QueryDict | None = None, *, instance: Line) -> None:
        super().__init__(data, instance=instance)
        if instance.kind != LineKind.GROUP:
            del self.fields["label"]
