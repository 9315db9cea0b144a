"""Whom a recommendation is addressed to: written here, and taken back here; no verb deletes an addressing.

Answers and deadlines hang on it. What is withdrawn keeps its row and its code; a body that is asked again is asked by
a new one. Only what a deletion of the recommendation itself takes along goes for good.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from resolutions.models import Addressee, Addressing, Part, Recommendation, User
from resolutions.permissions import require
from resolutions.register.authorship import save_as, save_version
from resolutions.register.seconding import second


@dataclass(frozen=True)
class Asked:
    """One body that is to be asked; a row that is there keeps its words where `as_written` is None."""

    addressee: Addressee
    order: int
    role: str
    as_written: str | None = None
    part: Part | None = None  # the only one of its parts that asks it

    def of(self, recommendation: Recommendation) -> Addressing:
        """A row, not saved yet."""
        return Addressing(
            recommendation=recommendation,
            addressee=self.addressee,
            order=self.order,
            role=self.role,
            as_written=self.as_written or "",
            part=self.part,
        )


@transaction.atomic
def address(recommendation: Recommendation, asked: Iterable[Asked], by: User | None) -> None:
    """The recommendation asks these and nobody else; a body named twice is asked once, as it is named first.

    A row that stays is the same row, written only if something about it differs. The addressees have been locked
    before (heirs() in merge.py).
    """
    require(by, "change_recommendation", recommendation)
    standing = recommendation.addressings.select_for_update(no_key=True).order_by("pk")
    rows = {row.addressee_id: row for row in standing}
    wanted: dict[int, Asked] = {}
    for one in asked:
        wanted.setdefault(one.addressee.pk, one)
    for key in rows.keys() - wanted.keys():
        withdraw_addressing(rows[key], by)
    for key, one in wanted.items():
        if key in rows:
            change(rows[key], one, by)
        else:
            save_as(by, one.of(recommendation))
    second([key for key, one in wanted.items() if key not in rows and not one.addressee.is_reviewed])


def change(row: Addressing, one: Asked, by: User | None) -> None:
    words = row.as_written if one.as_written is None else one.as_written
    named = one.part.pk if one.part else None
    part = row.part_id if one.as_written is None else named
    said = (one.order, one.role, words, part)
    if (row.order, row.role, row.as_written, row.part_id) != said:
        row.order, row.role, row.as_written, row.part_id = said
        save_version(by, row)


@transaction.atomic
def withdraw_addressing(addressing: Addressing, by: User | None) -> Addressing:
    """The recommendation does not ask this body any more; one that is withdrawn already stays as it is."""
    require(by, "delete_addressing", addressing)
    return take_back(addressing, by)


def take_back(addressing: Addressing, by: User | None) -> Addressing:
    """The row, withdrawn; for verbs that have asked already whether she may."""
    row = Addressing.everything.select_for_update(no_key=True).get(pk=addressing.pk)
    if row.withdrawn_at:
        return row
    row.withdrawn_at = timezone.now()
    return save_version(by, row, ["withdrawn_at"])
