"""Words hidden in a published resolution: what, why, by whom. No public door ever reads what they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import QuerySet
from django.utils import timezone

from resolutions.models.addressing import Addressing
from resolutions.models.blacking import blacked, lines_in
from resolutions.models.contents import Recommendation, Section
from resolutions.models.draft import SourceDocument
from resolutions.models.forum import Forum
from resolutions.models.line import Line
from resolutions.models.others import OthersField
from resolutions.models.part import Part
from resolutions.vocabulary import HidingReason

# Whatever holds words of a resolution, and its way from the forum.
WAYS: dict[type[models.Model], tuple[str, str]] = {
    Forum: ("forum", "pk"),
    Section: ("forum", "forum_id"),
    Line: ("forum__sections", "section_id"),
    Recommendation: ("forum__sections", "section_id"),
    Part: ("forum__sections__recommendations", "recommendation_id"),
    Addressing: ("forum__sections__recommendations", "recommendation_id"),
}


@cache
def worded_fields(model: type[models.Model]) -> tuple[str, ...]:
    """The columns of a table that hold words of the resolution, those to come as well."""
    return tuple(
        field.name
        for field in model._meta.concrete_fields
        if field.editable and not field.choices and isinstance(field, models.CharField | models.TextField | OthersField)
    )


def blacken(row: models.Model, words: Iterable[str]) -> dict[str, Any]:
    """Takes the words out of the row, which is not saved; what it said before, by field."""
    words, was = tuple(words), {}
    for name in worded_fields(type(row)):
        value = getattr(row, name)
        now = blacked_value(row, name, value, words)
        if now != value:
            was[name] = value
            setattr(row, name, now)
    return was


def blacked_value(row: models.Model, name: str, value: Any, words: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [one | {key: blacked(one[key], words) for key in ("name", "as_written")} for one in value]
    limit = getattr(row._meta.get_field(name), "max_length", None)  # a mark may be longer than what it stands for
    return blacked(value or "", words)[:limit]


class HiddenWordsQuerySet(QuerySet["HiddenWords"]):
    def standing(self) -> HiddenWordsQuerySet:
        return self.filter(taken_back_at__isnull=True)

    def about(self, rows: Iterable[models.Model]) -> HiddenWordsQuerySet:
        """Standing ones of the forums that these rows, all of one kind, are of; of a row that is nowhere yet none."""
        rows = list(rows)
        path, key = WAYS[type(rows[0])]
        keys = {getattr(row, key) for row in rows} - {None}
        return self.standing().filter(**{f"{path}__in": keys}) if keys else self.none()

    def newest_first(self) -> HiddenWordsQuerySet:
        return self.select_related("hidden_by", "taken_back_by").order_by("-hidden_at", "-pk")

    def lines(self) -> tuple[str, ...]:
        """All words together, a set of them each."""
        return tuple(dict.fromkeys(line for words in self.values_list("words", flat=True) for line in lines_in(words)))


class HiddenWords(models.Model):
    """Sets of words, one on a line, that are blacked out in one resolution from now on."""

    # Stays when the forum goes for good: its document may come anew.
    forum = models.ForeignKey(Forum, models.SET_NULL, related_name="hidings", null=True, verbose_name="форум")
    documents = models.ManyToManyField(SourceDocument, related_name="hidings", verbose_name="документы")
    words = models.TextField("слова")
    reason = models.CharField("что это", max_length=10, choices=HidingReason.choices, default=HidingReason.NAME)
    note = models.CharField("почему", max_length=500, blank=True)
    # What each row said: [its kind, its key, the column, the value]. Taking the hiding back needs it.
    places = models.JSONField("где стояли", default=list)
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="кто скрыл"
    )
    hidden_at = models.DateTimeField("когда", default=timezone.now)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name="кто вернул"
    )
    taken_back_at = models.DateTimeField("возвращены", null=True, blank=True)

    objects = HiddenWordsQuerySet.as_manager()

    class Meta:
        verbose_name = "скрытые слова"
        verbose_name_plural = "скрытые слова"
        ordering = ["-hidden_at"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(words=""),
                name="hidden_words_are_some",
                violation_error_message="Напишите слова, которые надо скрыть.",
            ),
            models.CheckConstraint(
                condition=models.Q(taken_back_by__isnull=True) | models.Q(taken_back_at__isnull=False),
                name="hidden_words_taken_back_at",
                violation_error_message="Если скрытое вернули, должно быть сказано, когда.",
            ),
        ]

    def __str__(self) -> str:
        """Nothing that they say: this goes into messages and logs."""
        return f"Скрытые слова, {self.get_reason_display()}"

    @property
    def lines(self) -> tuple[str, ...]:
        return lines_in(self.words)

    def stood_in(self) -> Iterator[tuple[str, int, str, Any]]:
        """(kind of row, key, column, what it said)."""
        yield from self.places

    def keys_of(self, kind: type[models.Model]) -> list[int]:
        """Of the rows of this kind that said them."""
        return [key for model, key, _, _ in self.places if model == kind.__name__]
