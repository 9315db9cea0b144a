"""What the index must read again, and by what pages of a forum are remembered; resolutions/tracking.py keeps both."""

from django.db import models


class ForumChange(models.Model):
    """The content version at the last change of a forum or of what it holds; written by database triggers alone.

    `shape`: at the last one after which the index must read the whole forum again; 0 as long as there was none.
    A row per forum, not per change, so that an index that has slept for a year catches up and nothing is ever pruned.
    No foreign key: a deleted forum has changed, too, and one row stands for no forum but for names that many show.
    """

    forum_id = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(db_index=True)
    shape = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        verbose_name = "изменение форума"
        verbose_name_plural = "изменения форумов"

    def __str__(self) -> str:
        return f"{self.forum_id}: {self.number}"


class RecommendationChange(models.Model):
    """The content version at the last change of a recommendation that left its published forum's shape alone; written
    by the same triggers. A row per recommendation that was ever changed so; where the shape has changed since, it says
    nothing more. No foreign key, as above."""

    recommendation_id = models.BigIntegerField(primary_key=True)
    forum_id = models.BigIntegerField()
    number = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = "изменение рекомендации"
        verbose_name_plural = "изменения рекомендаций"

    def __str__(self) -> str:
        return f"{self.recommendation_id}: {self.number}"
