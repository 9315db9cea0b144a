"""What is counted by day, with nothing of who it was: how often a forum was opened, which words found nothing."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, QuerySet, Sum
from django.db.models.functions import TruncMonth

from resolutions.models.forum import Forum
from resolutions.vocabulary import SoughtKind

LONGEST_SOUGHT = 80  # characters


class ForumReadsQuerySet(QuerySet["ForumReads"]):
    def add(self, counts: dict[tuple[int, date], int]) -> None:
        """{(forum, day): how many more}; rows in one order, so that two who add never wait for each other."""
        in_order = sorted(counts.items())
        new = [ForumReads(forum_id=forum, day=day, count=0) for (forum, day), _ in in_order]
        ForumReads.objects.bulk_create(new, ignore_conflicts=True)
        for (forum, day), more in in_order:
            self.filter(forum=forum, day=day).update(count=F("count") + more)

    def by_month(self) -> QuerySet[ForumReads, tuple[int, date, int]]:
        """(forum, first day of a month, opened so often)."""
        months = self.order_by().annotate(month=TruncMonth("day")).values_list("forum", "month")
        return months.annotate(opened=Sum("count")).order_by("month", "forum")


class ForumReads(models.Model):
    """How often pages of a forum and of its recommendations were opened on a day: pages, not people."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="reads", verbose_name="форум")
    day = models.DateField("день")
    count = models.PositiveIntegerField("открыто страниц")

    objects = ForumReadsQuerySet.as_manager()

    class Meta:
        verbose_name = "открытия форума за день"
        verbose_name_plural = "открытия форумов по дням"
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "day"], name="forum_reads_once_a_day", violation_error_message="За этот день уже есть."
            )
        ]

    def __str__(self) -> str:
        return f"{self.forum}, {self.day}: {self.count}"


class SoughtInVainQuerySet(QuerySet["SoughtInVain"]):
    def add(self, counts: dict[tuple[date, str, str], int], most: int) -> None:
        """{(day, kind, words): how many more}; words that a day has no room for any more count as others."""
        known: dict[date, set[str]] = {day: set() for day, _, _ in counts}
        for day, words in self.filter(day__in=known, kind=SoughtKind.WORDS).values_list("day", "words"):
            known[day].add(words)
        for (day, kind, words), more in sorted(counts.items()):
            if kind == SoughtKind.WORDS and words not in known[day]:
                if len(known[day]) < most:
                    known[day].add(words)
                else:
                    kind, words = SoughtKind.OTHERS, ""
            row = SoughtInVain(day=day, kind=kind, words=words, count=0)
            SoughtInVain.objects.bulk_create([row], ignore_conflicts=True)
            self.filter(day=day, kind=kind, words=words).update(count=F("count") + more)

    def most_often(self, since: date) -> QuerySet[SoughtInVain, dict[str, object]]:
        """{kind, words, times}, the most frequent first."""
        rows = self.filter(day__gte=since).order_by().values("kind", "words")
        return rows.annotate(times=Sum("count")).order_by("-times", "words", "kind")


class SoughtInVain(models.Model):
    """Words with which the list found nothing on a day; private ones and those beyond the limit have no words here."""

    day = models.DateField("день")
    kind = models.CharField("что", max_length=10, choices=SoughtKind.choices)
    words = models.CharField("слова", max_length=LONGEST_SOUGHT, blank=True)
    count = models.PositiveIntegerField("сколько раз")

    objects = SoughtInVainQuerySet.as_manager()

    class Meta:
        verbose_name = "не найденные слова"
        verbose_name_plural = "не найденные слова"
        constraints = [
            models.UniqueConstraint(
                fields=["day", "kind", "words"], name="sought_once_a_day", violation_error_message="Эти слова уже есть."
            ),
            models.CheckConstraint(
                condition=models.Q(kind=SoughtKind.WORDS) & ~models.Q(words="")
                | models.Q(kind__in=[SoughtKind.PRIVATE, SoughtKind.OTHERS], words=""),
                name="sought_words_or_none",
                violation_error_message="Личное и прочее хранят без слов.",
            ),
        ]

    def __str__(self) -> str:
        return self.words or self.get_kind_display()
