"""Bodies that a text names and does not ask to act: who gets a paper, who controls. Kept as words, counted nowhere."""

from typing import Any, TypedDict

from django.core.exceptions import ValidationError
from django.db import models

from resolutions.vocabulary import OtherRole


class OtherBody(TypedDict):
    name: str
    as_written: str
    role: str


def check_others(value: object) -> None:
    """A list of dictionaries with a name, the words of the text and a role; ValidationError otherwise."""
    rows = value if isinstance(value, list) else [None]
    for row in rows:
        named = isinstance(row, dict) and set(row) == {"name", "as_written", "role"} and bool(row["name"])
        if row is None or not named or row["role"] not in OtherRole.values:
            raise ValidationError("Получатели и контролирующие записаны неверно.")


class OthersField(models.JSONField):
    """A list of OtherBody. Words of the text and no rows: no list, facet or count asks for them."""

    def __init__(self, **kwargs: Any) -> None:
        fixed = {"verbose_name": "получатели и контролирующие", "default": list, "blank": True}
        super().__init__(**{**fixed, "validators": [check_others], **kwargs})
