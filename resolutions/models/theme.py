"""A short shared list of subjects that runs across forums."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from simple_history.models import HistoricalRecords

from resolutions.models.addresses import address_of
from resolutions.models.fields import PermanentSlugField
from resolutions.models.gate import listed
from resolutions.models.named import Named
from resolutions.models.versioned import Versioned
from resolutions.vocabulary import ThemeIcon


class ThemeQuerySet(QuerySet["Theme"]):
    def current(self) -> ThemeQuerySet:
        """Not merged into another one."""
        return self.filter(merged_into__isnull=True)

    def public(self) -> ThemeQuerySet:
        """Those that a published forum stands behind: the others are nobody's business yet, or no more."""
        return self.current().filter(stands_behind("pk"))

    def meant_by(self, slugs: Collection[str]) -> dict[str, Theme]:
        """{slug: the theme it means}: itself, or the one it was merged into."""
        return self.filter(slug__in=slugs).all_meant()

    def all_meant(self) -> dict[str, Theme]:
        """The same of every slug there is."""
        return {row.slug: row.merged_into or row for row in self.select_related("merged_into")}

    def public_by(self, slugs: Collection[str], gate: Callable[[str], Q] = listed) -> dict[str, Theme]:
        """The same of those that everybody sees."""
        rows = self.annotate(meant=Coalesce(F("merged_into_id"), F("pk")))
        return rows.filter(stands_behind("meant", gate)).meant_by(slugs)


def stands_behind(theme: str, gate: Callable[[str], Q] = listed) -> Exists:
    """A published forum, behind the theme whose key this column has: one is proof enough, a join would bring all."""
    return Exists(Theme.objects.filter(gate("sections__forum__"), pk=OuterRef(theme)))


class Theme(Named, Versioned):
    slug = PermanentSlugField(unique=True)
    icon = models.CharField(
        "рисунок", max_length=30, choices=ThemeIcon.choices, default=ThemeIcon.TAG, db_default=ThemeIcon.TAG
    )
    # A merged row stays, so that its old address still leads somewhere.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="absorbed",
        null=True,
        blank=True,
        editable=False,
        verbose_name="объединена с",
    )

    objects = ThemeQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["name_key"])
    recommendation_count: int  # only of a row that pages/themes.py gave

    class Meta:
        verbose_name = "тема"
        verbose_name_plural = "темы"
        ordering = ["name_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["name_key"],
                condition=models.Q(merged_into__isnull=True),
                name="theme_name_unique",
                violation_error_message="Такая тема уже есть.",
            ),
            models.CheckConstraint(
                condition=~models.Q(merged_into=models.F("pk")),
                name="theme_not_merged_into_itself",
                violation_error_message="Тему нельзя объединить с самой собой.",
            ),
            models.CheckConstraint(
                condition=models.Q(icon__in=ThemeIcon.values),
                name="theme_icon_known",
                violation_error_message="Такого рисунка нет.",
            ),
        ]

    def get_absolute_url(self) -> str:
        return address_of("theme-detail", self.slug)
