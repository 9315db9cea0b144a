"""Questions about the letters that wait, and how one is put there and taken."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import F, QuerySet

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=10), timedelta(hours=6)


def pause_after(attempts: int) -> timedelta:
    """10 minutes after the first try, then twice as long each time, six hours at most."""
    return min(FIRST_PAUSE * 2 ** min(attempts - 1, 10), LONGEST_PAUSE)


class LetterQuerySet(QuerySet[Any]):
    def post(self, kind: str, **reader: Any) -> Any:
        """The letter, waiting to be sent at once; one of this kind that waits for this reader already is the same."""
        letter, is_new = self.get_or_create(kind=kind, **reader)
        if not is_new and letter.given_up:
            self.filter(pk=letter.pk).again()
        return letter

    def again(self) -> int:
        """To be tried anew, as if just posted."""
        return self.update(given_up=False, attempts=0, next_try_at=F("posted_at"))

    def in_vain(self, before: datetime) -> LetterQuerySet:
        """To mailboxes that somebody typed and no server knows: nobody will ask for them to be tried anew."""
        return self.filter(given_up=True, posted_at__lt=before).exclude(asked_by="")

    def due(self, at: datetime) -> LetterQuerySet:
        """What may be sent now: answers that somebody waits for come before news, then the oldest first."""
        return (
            self.filter(given_up=False, next_try_at__lte=at)
            .select_related("subscription", "digest", "user")
            .order_by(F("digest").asc(nulls_first=True), "next_try_at", "pk")
        )

    def take(self, at: datetime) -> Any:
        """The next letter due, now this sender's own for as long as it takes; None if nothing is due.

        Two senders never get the same one: whoever counts the attempt first has it.
        """
        while letter := self.due(at).first():
            if self.take_this(letter, at):
                return letter
        return None

    def take_this(self, letter: Any, at: datetime) -> bool:
        mine = self.filter(pk=letter.pk, attempts=letter.attempts, given_up=False)
        if not mine.update(attempts=letter.attempts + 1, next_try_at=at + pause_after(letter.attempts + 1)):
            return False
        letter.attempts += 1
        return True
