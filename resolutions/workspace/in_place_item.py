"""The card of a recommendation: its words, whom it asks and its parts, all saved by one press."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.db.models import prefetch_related_objects
from django.forms.boundfield import BoundField
from django.http import QueryDict

from resolutions.models import Addressing, Part, Recommendation, User
from resolutions.register.mending import HANGING
from resolutions.register.mending_items import Naming, SaidPart, mend_recommendation
from resolutions.review.operations.addressees import mention_of
from resolutions.review.operations.said import number_typed, term_shown, term_typed
from resolutions.review.receive import register_directory
from resolutions.review.row_fields import due_fields
from resolutions.vocabulary import AddressingRole
from resolutions.workspace.in_place_forms import CardForm, Plain

ONE_MORE = "new"
TYPED_WHO = re.compile(r"who-([a-z0-9]{1,12})-name")
TYPED_PART = re.compile(r"part-([0-9]{1,18})-text")


class Who(NamedTuple):
    """A body that is asked, or room for one more; `words` of the text."""

    name: BoundField
    role: BoundField
    words: str
    now: str


class ShownPart(NamedTuple):
    fields: list[tuple[BoundField, str]]
    label: str


class RecommendationCard(CardForm):
    number = Plain(label="№", max_length=30, required=False)
    deadline = Plain(
        label="Срок", max_length=300, required=False, help_text="«21.04.2021», «30 дней со дня получения» или словами."
    )

    class Meta:
        model = Recommendation
        fields = ("text", "act", "repeats")
        field_classes = {"text": Plain, "repeats": Plain}

    def __init__(self, data: QueryDict | None = None, *, instance: Recommendation) -> None:
        prefetch_related_objects([instance], *HANGING)
        super().__init__(data, instance=instance)
        self.initial.update(number=instance.number, deadline=term_shown(instance.deadline))
        asked = sorted(instance.addressings.all(), key=lambda one: (one.role != AddressingRole.LEAD, one.order, one.pk))
        self.standing = {one.code: one for one in asked}
        self.parts = {
            str(part.pk): part for part in sorted(instance.parts.all(), key=lambda part: (part.order, part.pk))
        }
        # What was typed beside somebody who is asked no more, or into a part that is gone, is not dropped in silence.
        self.codes = named_in(data, TYPED_WHO, [*self.standing, ONE_MORE])
        self.keys = named_in(data, TYPED_PART, [*self.parts, ONE_MORE])
        for code in self.codes:
            self.add_who(code, self.standing.get(code))
        for key in self.keys:
            self.add_part(key, self.parts.get(key))
        self.leave_unseen()

    def leave_unseen(self) -> None:
        """Whom a colleague has added meanwhile, the form that comes back does not name: that takes nobody away."""
        if self.data:
            rest = {name: self.initial[name] for name in self.fields if "-" in name and name not in self.data}
            self.data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict here
            self.data.update(rest)  # type: ignore[attr-defined]  # as above

    def add_who(self, code: str, now: Addressing | None) -> None:
        label = f"Адресат «{now.addressee}»" if now else "Ещё адресат"
        self.fields[f"who-{code}-name"] = Plain(label=label, max_length=500, required=False)
        self.fields[f"who-{code}-role"] = forms.ChoiceField(
            label=f"Роль: {now.addressee}" if now else "Роль ещё одного адресата", choices=AddressingRole.choices
        )
        self.initial[f"who-{code}-name"] = str(now.addressee) if now else ""
        self.initial[f"who-{code}-role"] = now.role if now else AddressingRole.LEAD

    def add_part(self, key: str, now: Part | None) -> None:
        name = now.name if now else "ещё одна"
        self.fields[f"part-{key}-label"] = Plain(label=f"Номер части: {name}", max_length=30, required=False)
        self.fields[f"part-{key}-text"] = Plain(
            label=f"Текст части: {name}", required=False, widget=forms.Textarea(attrs={"rows": 1})
        )
        self.fields[f"part-{key}-deadline"] = Plain(label=f"Срок части: {name}", max_length=300, required=False)
        shown = {"label": now.label, "text": now.text, "deadline": term_shown(now.deadline)} if now else {}
        self.initial.update({f"part-{key}-{field}": shown.get(field, "") for field in ("label", "text", "deadline")})

    # What the template shows

    def said(self, *names: str) -> list[tuple[BoundField, str]]:
        """These fields, each with what the register holds now, where somebody has changed it meanwhile."""
        return [(self[name], self.now_of(name)) for name in names]

    @property
    def number_said(self) -> list[tuple[BoundField, str]]:
        return self.said("number")

    @property
    def text_said(self) -> list[tuple[BoundField, str]]:
        return self.said("text")

    @property
    def terms_said(self) -> list[tuple[BoundField, str]]:
        return self.said("act", "deadline", "repeats")

    @property
    def whom(self) -> Iterator[Who]:
        for code in self.codes:
            now, name = self.standing.get(code), self[f"who-{code}-name"]
            words = now.as_written if now else ""
            beside = self.now_of(f"who-{code}-name") or self.now_of(f"who-{code}-role")
            yield Who(name, self[f"who-{code}-role"], words, beside)

    @property
    def shown_parts(self) -> list[ShownPart]:
        return [self.shown_part(key, self.parts[key].name if key in self.parts else "") for key in self.keys]

    def shown_part(self, key: str, label: str) -> ShownPart:
        return ShownPart(self.said(*(f"part-{key}-{field}" for field in ("label", "text", "deadline"))), label)

    @property
    def has_parts(self) -> bool:
        return bool(self.parts) or any(name.startswith("part-") for name in self.changed_data)

    # What becomes of it

    def values(self) -> dict[str, Any]:
        values = super().values()
        if "number" in self.changed_data:
            said = number_typed(self.cleaned_data["number"], self.instance.number or None, self.instance.label or None)
            values["number"], values["label"] = (text or "" for text in said)
        if "deadline" in self.changed_data:
            values |= due_fields(term_typed(self.cleaned_data["deadline"]))
        return values

    def namings(self) -> Iterator[Naming]:
        """A name that is left as it was is the same body, whatever else the directory calls so; emptied it goes."""
        directory = None
        for code in self.codes:
            name, role = self.cleaned_data[f"who-{code}-name"], self.cleaned_data[f"who-{code}-role"]
            if not name:
                continue
            stays = code in self.standing and f"who-{code}-name" not in self.changed_data
            if not stays and directory is None:
                directory = register_directory()
            mention = None if stays or directory is None else mention_of(name, directory)
            yield Naming(role, code, mention)

    def said_parts(self) -> Iterator[SaidPart]:
        for key in self.keys:
            label, text, term = (self.cleaned_data[f"part-{key}-{field}"] for field in ("label", "text", "deadline"))
            if not text:
                continue
            values = {"label": label, "text": text}
            if f"part-{key}-deadline" in self.changed_data:
                values |= due_fields(term_typed(term))
            yield SaidPart(values, int(key) if key in self.parts else None)

    def save_by(self, by: User) -> bool:
        mark, row = self.cleaned_data["mark"], self.instance
        return mend_recommendation(row, mark, self.values(), list(self.namings()), list(self.said_parts()), by)


def named_in(data: QueryDict | None, pattern: re.Pattern[str], keys: list[str]) -> list[str]:
    """`keys`, and before the last of them those of a posted form that are none of them any more."""
    posted = {} if data is None else data
    typed = [found[1] for name in posted if (found := pattern.fullmatch(name)) and str(posted[name]).strip()]
    return list(dict.fromkeys([*keys[:-1], *(key for key in typed if key != keys[-1]), keys[-1]]))
