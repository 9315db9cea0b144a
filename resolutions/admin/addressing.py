"""From two lists of addressees to the rows that tie a recommendation to them."""

from collections.abc import Iterable

from resolutions.models import Addressee, Addressing, Recommendation
from resolutions.vocabulary import AddressingRole


def in_role(addressings: Iterable[Addressing], role: AddressingRole) -> list[int]:
    return [row.addressee_id for row in addressings if row.role == role]


def write_addressings(recommendation: Recommendation, leads: list[Addressee], co_executors: list[Addressee]) -> None:
    """Rows that stay keep the words of the text; only rows that differ are written, each with its history."""
    wanted = [(addressee, AddressingRole.LEAD) for addressee in still_standing(leads)]
    wanted += [(addressee, AddressingRole.CO_EXECUTOR) for addressee in still_standing(co_executors)]
    rows = {row.addressee_id: row for row in recommendation.addressings.select_for_update()}
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


def still_standing(addressees: list[Addressee]) -> list[Addressee]:
    """The same, locked; one that was merged since it was chosen gives way to the one it went into."""
    rows = Addressee.objects.select_for_update(no_key=True).filter(pk__in=[row.pk for row in addressees])
    locked = {row.pk: row for row in rows.order_by("pk")}
    return [locked[row.pk].merged_into or locked[row.pk] for row in addressees]
