"""Columns that the register computes when a row is written, by save() and bulk_create() alike."""

import secrets
from functools import cache
from typing import Any

import iuliia
from django.db import connection, models
from django.utils.text import slugify

from resolution_reader.language import fold

# No 0 o 1 l i: a code is read aloud and typed from paper.
CODE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 8
SLUG_LENGTH = 80
RESERVED = ("none",)  # `to=none` and `year=none` mean that there is none


def new_code() -> str:
    """An opaque code of 8 letters, derived from nothing; among 31**8 none comes twice."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def transliterated(text: str, length: int = SLUG_LENGTH - 10) -> str:
    """The words of a Russian text as ASCII, cut at a word's end: «Город соседей» -> `gorod-sosedey`."""
    slug = slugify(iuliia.WIKIPEDIA.translate(text))
    if len(slug) <= length:
        return slug
    return slug[: length + 1].rsplit("-", 1)[0][:length]


class FoldedKeyField(models.CharField):
    """The folded form of another column, for uniqueness, look-up and sorting.

    SQLite folds no Cyrillic at all and a PostgreSQL with C.UTF-8 sorts «а» after «Я»; keys are right on both.
    """

    def __init__(self, of: str, **kwargs: Any) -> None:
        self.of = of
        kwargs |= {"editable": False, "max_length": 500}
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["editable"], kwargs["max_length"]
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        key = fold(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, key)
        return key


@cache
def records_of(model: type[models.Model]) -> models.Manager[models.Model]:
    """What rows of the model were; simple_history would make the class of a manager anew at each look."""
    manager: models.Manager[models.Model] = model.history.model._base_manager  # type: ignore[attr-defined]  # models with a permanent slug have one
    return manager


def keep_others_waiting(key: str) -> None:
    """On PostgreSQL two who want the same address at once come one after the other; SQLite has one writer."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])


class PermanentSlugField(models.SlugField):
    """An ASCII address made once, when the row is first written, and never again.

    The words come from the model's `slug_words()`, which may be empty; a taken slug gets a number.
    Uniqueness is sought among rows that share the columns in `within`.
    """

    def __init__(self, within: tuple[str, ...] = (), **kwargs: Any) -> None:
        self.within = within
        super().__init__(**{"verbose_name": "адрес", "max_length": SLUG_LENGTH, "editable": False, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | ({"within": self.within} if self.within else {})

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        slug = getattr(model_instance, self.attname)
        if not slug:
            slug = self.free_slug(model_instance)
            setattr(model_instance, self.attname, slug)
        return slug

    def free_slug(self, instance: models.Model) -> str:
        base = transliterated(instance.slug_words()) or type(instance).__name__.lower()  # type: ignore[attr-defined]  # models with a permanent slug have both
        within = {name: getattr(instance, name) for name in self.within}
        # Those who want it within another one are nobody's rivals: two drafts name their sections in any order.
        keep_others_waiting(" ".join([type(instance).__name__, *map(str, within.values()), base]))
        family = within | {"slug__startswith": base}
        taken = {*RESERVED, *type(instance)._base_manager.filter(**family).values_list("slug", flat=True)}
        # What was deleted keeps its address: it answers 410 there, and nothing else ever will.
        taken |= set(records_of(type(instance)).filter(**family).values_list("slug", flat=True))
        if base not in taken:
            return base
        return next(f"{base}-{n}" for n in range(2, len(taken) + 3) if f"{base}-{n}" not in taken)
