"""Which forums the index must read again; resolutions/tracking.py keeps it."""

from django.db import models


class ForumChange(models.Model):
    """The content version at the last change of a forum or of what it holds; written by database triggers alone.

    A row per forum, not per change, so that an index that has slept for a year catches up and nothing is ever pruned.
    No foreign key: a deleted forum has changed, too, and one row stands for no forum but for names that many show.
    """

    forum_id = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = "изменение форума"
        verbose_name_plural = "изменения форумов"

    def __str__(self) -> str:
        return f"{self.forum_id}: {self.number}"
