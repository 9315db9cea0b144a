"""From two lists of addressees to the rows that tie a recommendation to them."""

from collections.abc import Iterable

from resolutions.models import Addressee, Addressing, Recommendation
from resolutions.vocabulary import AddressingRole


def in_role(addressings: Iterable[Addressing], role: AddressingRole) -> list[int]:
    return [row.addressee_id for row in addressings if row.role == role]


def write_addressings(recommendation: Recommendation, leads: list[Addressee], co_executors: list[Addressee]) -> None:
    """Rows that stay keep the words of the text; only rows that differ are written, each with its history.

    The addressees have been locked before (locking.py).
    """
    wanted = [(addressee, AddressingRole.LEAD) for addressee in leads]
    wanted += [(addressee, AddressingRole.CO_EXECUTOR) for addressee in co_executors]
    rows = {row.addressee_id: row for row in recommendation.addressings.select_for_update(no_key=True).order_by("pk")}
    kept = set()
    for place, (addressee, role) in enumerate(wanted, start=1):
        if addressee.pk in kept:
            continue
        kept.add(addressee.pk)
        row = rows.get(addressee.pk) or Addressing(recommendation=recommendation, addressee=addressee)
        if row.pk is None or (row.role, row.order) != (role, place):
            row.role, row.order = role, place
            row.save()
    for addressee_pk, row in rows.items():
        if addressee_pk not in kept:
            row.delete()
