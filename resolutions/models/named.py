"""Rows that people know by a name, written in any case and with ё or е."""

from collections.abc import Collection

from django.db import models

from resolution_reader.language import fold
from resolutions.models.fields import FoldedKeyField


class Named(models.Model):
    name = models.CharField("название", max_length=500)
    name_key = FoldedKeyField(of="name")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    def slug_words(self) -> str:
        return self.name

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """With the rules about names: a form skips every rule that speaks of a column it does not show."""
        self.name_key = fold(self.name)
        super().validate_constraints(exclude=set(exclude or ()) - {"name_key", "merged_into"})
