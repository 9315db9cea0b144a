"""Rows that two people may edit at once: a version column tells the second one that the text has changed."""

from django.db import models


class Versioned(models.Model):
    version = models.PositiveIntegerField("версия", default=1, editable=False)
    blacked_again = False  # whether words were taken out when it was written last (register/authorship.py)

    class Meta:
        abstract = True
