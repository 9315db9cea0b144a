"""By when something is to be done: a day, days from receipt, or words from which no day follows; at most one."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from resolution_reader import DaysFrom, Deadline

LONGEST = 3650  # days; a number that no text means is a slip of the hand
DAYS = f"Дней со дня получения бывает от 1 до {LONGEST}."
NO_TERM = Q(due_on__isnull=True), Q(due_in_days__isnull=True), Q(due_as_written="")


def one_term(name: str) -> models.CheckConstraint:
    """At least two of the three are empty."""
    no_day, no_days, no_words = NO_TERM
    return models.CheckConstraint(
        condition=(no_day & no_days) | (no_day & no_words) | (no_days & no_words),
        name=name,
        violation_error_message="Срок задают один раз: днём, числом дней со дня получения или словами.",
    )


def days_in_range(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(due_in_days__isnull=True) | Q(due_in_days__range=(1, LONGEST)),
        name=name,
        violation_error_message=DAYS,
    )


class Due(models.Model):
    """The term of a recommendation or of a part of one."""

    due_on = models.DateField("срок: день", null=True, blank=True)
    due_in_days = models.PositiveSmallIntegerField(
        "срок: дней со дня получения",
        null=True,
        blank=True,
        # Beside the field, in the same words on both databases.
        validators=[MinValueValidator(1, DAYS), MaxValueValidator(LONGEST, DAYS)],
        help_text="«В течение 30 дней со дня получения» – 30.",
    )
    due_as_written = models.CharField(
        "срок: словами", max_length=300, blank=True, help_text="Если дня из слов не вывести: «до конца года»."
    )

    class Meta:
        abstract = True

    @property
    def deadline(self) -> Deadline:
        """As an outline has it."""
        if self.due_on:
            return self.due_on.isoformat()
        return DaysFrom(self.due_in_days) if self.due_in_days is not None else self.due_as_written or None
