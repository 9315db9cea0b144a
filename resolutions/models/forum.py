"""A forum's resolution and its sections."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from simple_history.models import HistoricalRecords

from resolutions.models.addresses import address_of
from resolutions.models.fields import PermanentSlugField
from resolutions.models.organizer import Organizer
from resolutions.models.places import Locality
from resolutions.models.theme import Theme
from resolutions.models.versioned import Versioned
from resolutions.querysets.forum import KEPT_DELETED, ForumQuerySet, SectionQuerySet, StandingForumManager

if TYPE_CHECKING:
    from resolutions.models.recommendation import Recommendation


class Forum(Versioned):
    """One forum with its resolution. What the source does not say stays empty, «не указано» in public."""

    organizer = models.ForeignKey(Organizer, models.PROTECT, related_name="forums", verbose_name="организатор")
    locality = models.ForeignKey(
        Locality, models.PROTECT, related_name="forums", null=True, blank=True, verbose_name="город или район"
    )
    title = models.TextField("название", blank=True)
    ordinal = models.CharField("номер по счёту", max_length=20, blank=True, help_text="Как напечатано: «V».")
    motto = models.TextField("девиз", blank=True)
    starts_on = models.DateField("первый день", null=True, blank=True)
    ends_on = models.DateField("последний день", null=True, blank=True)
    # Either day may be unknown; year and order go by the one that is known.
    known_day = models.GeneratedField(
        expression=Coalesce("starts_on", "ends_on"), output_field=models.DateField(null=True), db_persist=True
    )
    place = models.CharField("место проведения", max_length=300, blank=True, help_text="Здание, зал, адрес.")
    preamble = models.TextField("преамбула", blank=True)
    slug = PermanentSlugField(unique=True)
    published_at = models.DateTimeField("опубликован", null=True, blank=True, editable=False)
    # Since when those who could see it cannot: its addresses say so. Stays when it is deleted after that.
    withdrawn_at = models.DateTimeField("снят с публикации", null=True, blank=True, editable=False)
    # Deleted, and can be brought back for a while; then it goes for good.
    deleted_at = models.DateTimeField("удалён", null=True, blank=True, editable=False)

    # The default manager leaves out what was deleted, so that nobody shows it who has not thought of it.
    objects = StandingForumManager()
    everything = ForumQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["known_day"])
    recommendation_count: int  # only of a row that for_listing() gave

    class Meta:
        verbose_name = "форум"
        verbose_name_plural = "форумы"
        ordering = ["-pk"]
        indexes = [models.Index(fields=["known_day"], name="forum_known_day")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_on__isnull=True)
                | models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="forum_ends_after_start",
                violation_error_message="Последний день форума не может быть раньше первого.",
            ),
            # Whatever asks for what is published, in whatever language, cannot get what was taken back.
            models.CheckConstraint(
                condition=models.Q(published_at__isnull=True)
                | models.Q(withdrawn_at__isnull=True, deleted_at__isnull=True),
                name="forum_public_or_taken_back",
                violation_error_message="Снятый с публикации или удалённый форум не может быть опубликован.",
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        return address_of("forum-detail", self.slug)

    @property
    def heading(self) -> str:
        return self.title or "Резолюция форума (название не указано)"

    @property
    def day(self) -> date | None:
        return self.starts_on or self.ends_on

    @property
    def is_restorable(self) -> bool:
        """It was deleted, and not too long ago to be brought back."""
        return self.deleted_at is not None and timezone.now() < self.deleted_at + KEPT_DELETED

    def slug_words(self) -> str:
        place = self.locality.name if self.locality else "forum"
        return f"{place} {self.day.year}" if self.day else place


class Section(Versioned):
    """A part of a resolution. `lead_in` is the line before its recommendations («участники предлагают:»)."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="sections", verbose_name="форум")
    order = models.PositiveIntegerField("порядок", default=1)
    title = models.TextField("название", blank=True)
    preamble = models.TextField("обсуждение", blank=True)
    lead_in = models.TextField(
        "вводная строка", blank=True, help_text="Строка перед рекомендациями: «Участники форума предлагают:»."
    )
    slug = PermanentSlugField(within=("forum_id",))
    themes = models.ManyToManyField(Theme, related_name="sections", blank=True, verbose_name="темы")

    objects = SectionQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[themes])
    recommendations_shown: "list[Recommendation]"  # only of a row that for_reading() gave

    class Meta:
        verbose_name = "секция"
        verbose_name_plural = "секции"
        ordering = ["forum", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "slug"],
                name="section_slug_unique_in_forum",
                violation_error_message="Секция с таким адресом у форума уже есть.",
            )
        ]

    def __str__(self) -> str:
        return self.heading

    def get_absolute_url(self) -> str:
        return f"{self.forum.get_absolute_url()}#s-{self.slug}"

    @property
    def heading(self) -> str:
        return self.title or "Без названия секции"

    def slug_words(self) -> str:
        return self.title or "section"
