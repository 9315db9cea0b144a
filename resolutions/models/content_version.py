"""One number that grows with every change of the register; resolutions/tracking.py keeps it."""

from django.db import models


class ContentVersion(models.Model):
    """A single row, written by database triggers alone."""

    number = models.BigIntegerField()

    class Meta:
        verbose_name = "версия содержания"
        verbose_name_plural = "версия содержания"

    def __str__(self) -> str:
        return str(self.number)
