"""What waits to be done without a visitor."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone

from forum_portal.made_once import machine_id
from resolutions.vocabulary import OF_A_MACHINE, ErrandKind

Lease = Callable[[int], timedelta]  # how long an attempt of that number may take
ATTENDED = timedelta(seconds=30)  # whoever works shows itself more often than that


def process_name() -> str:
    """Under which a process claims that is no worker with a place of its own."""
    return f"{socket.gethostname()[:60]}-{os.getpid()}"


def place_of(kind: str) -> str:
    """Where such an errand is done: here, or, empty, anywhere."""
    return machine_id(Path(settings.DATA_DIR)) if kind in OF_A_MACHINE else ""


class ErrandQuerySet(QuerySet["Errand"]):
    """What waits, and the one way to lay hold of it.

    A claim is one conditional UPDATE, which two can never both win, the same on both databases and without a lock held
    while the work is done. It ends by itself after its lease: whoever was killed holds an errand no longer than that.
    What was done too late is noticed by `done` and `put_off`, because the claim is not the doer's any more.
    """

    def post(self, kind: str, key: int | str = "", *, due: datetime | None = None) -> None:
        """To be done from `due` on, or at once; what is to be done already stays as it is. In the transaction of what
        makes it necessary."""
        errand = self.model(kind=kind, key=str(key), place=place_of(kind), due=due or timezone.now())
        self.bulk_create([errand], ignore_conflicts=True)

    def is_posted(self, kind: str, key: int | str = "") -> bool:
        """Whether it is to be done already: to know that costs no write."""
        return self.about([kind], key).filter(place=place_of(kind)).exists()

    def about(self, kinds: Sequence[str], key: int | str) -> ErrandQuerySet:
        return self.filter(kind__in=kinds, key=str(key))

    def unclaimed(self, at: datetime) -> ErrandQuerySet:
        """Nobody is at it: nobody has begun, or whoever had is not heard of any more. Not what was given up."""
        return self.filter(Q(claimed_until__isnull=True) | Q(claimed_until__lte=at), due__isnull=False)

    def due_now(self, kinds: Sequence[str]) -> ErrandQuerySet:
        now = timezone.now()
        places = {place_of(kind) for kind in kinds}
        return self.unclaimed(now).filter(kind__in=kinds, due__lte=now, place__in=places)

    def claim_next(self, kind: str, who: str, lease: Lease) -> Errand | None:
        """What has been due for longest, held for `who`; None when nothing is due."""
        while True:
            errand = self.due_now([kind]).order_by("due", "pk").first()
            if errand is None or self.claim(errand, who, lease):
                return errand

    def claim(self, errand: Errand, who: str, lease: Lease) -> bool:
        """Whether it is now `who`'s to do, due or not."""
        now = timezone.now()
        attempt = errand.attempts + 1
        until = now + lease(attempt)
        mine = self.unclaimed(now).filter(pk=errand.pk)
        if not mine.filter(attempts=errand.attempts).update(claimed_by=who, claimed_until=until, attempts=attempt):
            return False
        errand.claimed_by, errand.claimed_until, errand.attempts = who, until, attempt
        return True

    def held(self, errand: Errand) -> ErrandQuerySet:
        """The errand, if the claim is still the one that was given with it."""
        return self.filter(pk=errand.pk, claimed_by=errand.claimed_by, claimed_until=errand.claimed_until)

    def done(self, errand: Errand) -> bool:
        """Nothing is left to do; False when the claim has passed to somebody else. In the transaction of the result."""
        return bool(self.held(errand).delete()[0])

    def put_off(self, errand: Errand, due: datetime | None, *, attempts: int | None = None) -> bool:
        """Free again, to be done from `due` on, None: not before somebody asks for it; False as with `done`."""
        tried = errand.attempts if attempts is None else attempts
        return bool(self.held(errand).update(due=due, attempts=tried, claimed_by="", claimed_until=None))

    def take_over(self, who: str) -> None:
        """What the dead `who` held waits for the next one; to be called by whoever knows that it is dead."""
        self.filter(claimed_by=who).update(claimed_by="", claimed_until=None)

    def attend(self, works: Sequence[str], who: str) -> None:
        """Somebody is there who does these works; to be said more often than every ATTENDED."""
        held = {"due": None, "claimed_by": who, "claimed_until": timezone.now() + ATTENDED}
        kind = ErrandKind.HERE
        rows = [self.model(kind=kind, key=work, place=place_of(kind), **held) for work in works]
        self.bulk_create(
            rows,
            update_conflicts=True,
            update_fields=["claimed_by", "claimed_until"],
            unique_fields=["kind", "key", "place"],
        )

    def leave(self, who: str) -> None:
        self.filter(kind=ErrandKind.HERE, claimed_by=who).delete()

    def is_attended(self, work: str, *, here: bool = False) -> bool:
        """By somebody of any machine, or `here`."""
        there = self.filter(kind=ErrandKind.HERE, key=work, claimed_until__gt=timezone.now())
        return (there.filter(place=place_of(ErrandKind.HERE)) if here else there).exists()


class Errand(models.Model):
    """Something to do and with what, never how: whoever claims it looks up what it is about, which may be gone."""

    kind = models.CharField("что сделать", max_length=20, choices=ErrandKind.choices)
    key = models.CharField("с чем", max_length=100, blank=True)
    # Empty: anybody may do it; else the one machine whose files it is about.
    place = models.CharField("где", max_length=60, blank=True)
    # Empty: given up, until somebody asks for it again.
    due = models.DateTimeField("когда", null=True, blank=True, default=timezone.now)
    claimed_by = models.CharField("кто делает", max_length=100, blank=True)
    claimed_until = models.DateTimeField("занято до", null=True, blank=True)
    attempts = models.PositiveIntegerField("попыток", default=0)

    objects = ErrandQuerySet.as_manager()

    class Meta:
        verbose_name = "поручение"
        verbose_name_plural = "поручения"
        ordering = ["due", "pk"]
        indexes = [models.Index(fields=["kind", "due", "id"], name="errand_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key", "place"],
                name="errand_once",
                violation_error_message="Это уже поручено.",
            ),
            models.CheckConstraint(
                condition=Q(claimed_by="", claimed_until__isnull=True)
                | (~Q(claimed_by="") & Q(claimed_until__isnull=False)),
                name="errand_claimed_until",
                violation_error_message="У занятого поручения должно быть сказано, кем и до какого времени.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}".strip()
