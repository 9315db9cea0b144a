"""Questions about the letters that wait, and how one is put there."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import CharField, Exists, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone

from resolutions.vocabulary import ErrandKind

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=10), timedelta(hours=6)
# Answers that somebody waits for come before news.
SENDING = (ErrandKind.MAIL, ErrandKind.NEWS)


def pause_after(attempts: int) -> timedelta:
    """10 minutes after the first try, then twice as long each time, six hours at most."""
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)


def sort_of(letter: Any) -> ErrandKind:
    """Of the errand by which it is sent."""
    return ErrandKind.NEWS if letter.digest_id else ErrandKind.MAIL


class LetterQuerySet(QuerySet[Any]):
    @transaction.atomic(savepoint=False)
    def post(self, kind: str, **reader: Any) -> Any:
        """The letter, waiting to be sent at once; one of this kind that waits for this reader already is the same."""
        letter, is_new = self.get_or_create(kind=kind, **reader)
        if is_new:
            apps.get_model("resolutions", "Errand").objects.post(sort_of(letter), letter.pk)
        elif letter.given_up:
            self.filter(pk=letter.pk).again()
        return letter

    @transaction.atomic
    def again(self) -> int:
        """To be tried anew, as if just posted; how many."""
        errands = apps.get_model("resolutions", "Errand").objects
        letters = list(self)
        for letter in letters:
            errands.post(sort_of(letter), letter.pk)
        errands.filter(kind__in=SENDING, key__in=[str(letter.pk) for letter in letters]).update(
            due=timezone.now(), attempts=0
        )
        return self.update(given_up=False)

    def in_vain(self, before: datetime) -> LetterQuerySet:
        """To mailboxes that somebody typed and no server knows: nobody will ask for them to be tried anew."""
        return self.filter(given_up=True, posted_at__lt=before).exclude(asked_by="")

    def forget_errands(self) -> int:
        """Those given up whose letter has gone with its reader: whoever sends does not come by any more. How many."""
        mine = self.annotate(key=Cast("pk", CharField())).filter(key=OuterRef("key"))
        errands = apps.get_model("resolutions", "Errand").objects.filter(kind__in=SENDING, due__isnull=True)
        return int(errands.filter(~Exists(mine)).delete()[0])

    def with_tries(self) -> LetterQuerySet:
        """`.attempts` so far; `.next_try_at`, None where there will be none by itself."""
        errands = apps.get_model("resolutions", "Errand").objects.filter(
            kind__in=SENDING, key=Cast(OuterRef("pk"), CharField())
        )
        tried, due, held = (Subquery(errands.values(name)[:1]) for name in ("attempts", "due", "claimed_until"))
        # Whoever is at it may die: then it comes again when the claim ends.
        return self.annotate(attempts=tried, next_try_at=Coalesce(held, due))
