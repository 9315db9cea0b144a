"""What a moderator does to many bodies at once, and to one that is called wrongly.

Of many what can be done is done, and of the rest it is said why not: her list is as long as hundreds of names, and a
colleague may have merged one of them meanwhile.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from resolution_reader import fault_of_name
from resolution_reader.language import fold
from resolutions.models import Addressee, AddresseeAlias, Addressing, Recommendation, ToldApart, User
from resolutions.models.once import found_or_made
from resolutions.permissions import require
from resolutions.register.addressing import take_back
from resolutions.register.authorship import delete_as, save_as
from resolutions.register.locking import lock
from resolutions.register.merge import CannotMerge, is_below, lock_directory, make_one, write
from resolutions.register.seconding import second

LONGEST = 500


class CannotChange(ValidationError):
    """With a Russian sentence for the moderator; nothing was changed."""


@dataclass
class Done:
    """How many it was done to, and a sentence for each of the others."""

    count: int = 0
    refused: list[str] = field(default_factory=list)


@transaction.atomic
def put_below(bodies: Collection[int], parent: Addressee, by: User) -> Done:
    """Each of them belongs to `parent` from now on. Raises CannotChange if that one was merged meanwhile."""
    require(by, "change_addressee")
    lock_directory()
    rows = held({parent.pk, *bodies})
    parent = rows[parent.pk]
    refuse_a_merged_one(parent)
    done, changed = Done(), []
    for key in sorted(set(bodies) & rows.keys()):
        row = rows[key]
        if row == parent:
            done.refused.append(f"«{row}» не может входить сам в себя.")
        elif row.merged_into:
            done.refused.append(merged_meanwhile(row))
        elif is_below(parent, row):
            done.refused.append(f"«{parent}» сам входит в «{row}».")
        else:
            row.parent = parent
            changed.append(row)
    write(changed, Addressee, ["parent"], by)
    done.count = len(changed)
    return done


@transaction.atomic
def merge_all(bodies: Collection[int], keep: Addressee, by: User) -> Done:
    """All of them become `keep`. Raises CannotMerge if that one was merged meanwhile."""
    require(by, "merge")
    lock_directory()
    rows = held({keep.pk, *bodies})
    keep = rows[keep.pk]
    refuse_a_merged_one(keep)
    # Of all of them before the first is merged, in the one order (locking.py).
    lock(Recommendation.objects.filter(pk__in=Addressing.objects.filter(addressee__in=rows).values("recommendation")))
    done = Done()
    for key in sorted((set(bodies) & rows.keys()) - {keep.pk}):
        try:
            make_one(keep, rows[key], by)
            done.count += 1
        except CannotMerge as refusal:
            done.refused += refusal.messages
    return done


@transaction.atomic
def rename(body: Addressee, name: str, by: User) -> Addressee:
    """As a moderator has typed it, and so checked; by the name it had before texts still find it, if that was a name.

    Raises CannotChange.
    """
    require(by, "change_addressee")
    lock_directory()
    body = Addressee.objects.select_for_update(no_key=True).get(pk=body.pk)
    refuse_a_merged_one(body)
    name = " ".join(name.split())
    refuse_what_is_no_name(name, body)
    before, body.name, body.is_reviewed = body.name, name, True
    for alias in body.aliases.filter(name_key=fold(name)):
        delete_as(by, alias)
    known = body.aliases.filter(name_key=fold(before)).exists()
    if fold(before) != fold(name) and not known and not fault_of_name(before):
        save_as(by, AddresseeAlias(addressee=body, name=before))
    body.name_key = fold(name)
    write([body], Addressee, ["name", "name_key", "is_reviewed"], by)
    return body


@transaction.atomic
def tell_apart(one: Addressee, other: Addressee, by: User) -> ToldApart:
    """They are two, and nobody is asked about them again. Raises CannotMerge for one that was merged meanwhile."""
    require(by, "merge")
    lock_directory()
    first, last = sorted((one.pk, other.pk))
    rows = held({first, last})
    for key in (first, last):
        if rows[key].merged_into:
            raise CannotMerge(merged_meanwhile(rows[key]))
    pairs = ToldApart.objects.filter(first=first, second=last)
    return found_or_made(
        pairs.first,
        lambda: ToldApart.objects.create(first_id=first, second_id=last, said_by=by, said_at=timezone.now()),
    )


@transaction.atomic
def strike_out(body: Addressee, by: User) -> int:
    """No recommendation asks what is no body at all; how many did. The row stays, and what asked it is withdrawn.

    Raises CannotChange for one that a moderator has checked, and for one that was merged.
    """
    require(by, "strike_out")
    lock_directory()
    body = Addressee.objects.select_for_update(no_key=True).get(pk=body.pk)
    refuse_a_merged_one(body)
    if body.is_reviewed:
        raise CannotChange(f"«{body}» тем временем проверен: рекомендации к нему остались.")
    lock(Recommendation.objects.filter(pk__in=body.addressings.values("recommendation")))
    rows = list(body.addressings.select_for_update(no_key=True).order_by("pk"))
    for row in rows:
        take_back(row, by)
    second([body.pk])
    return len(rows)


def held(keys: Collection[int]) -> dict[int, Addressee]:
    """Locked in the order of their keys, with all that point at them: a merge writes those, too."""
    touched = Q(pk__in=keys) | Q(parent__in=keys) | Q(successor__in=keys) | Q(merged_into__in=keys)
    rows = Addressee.objects.select_for_update(of=("self",), no_key=True).filter(touched)
    return {row.pk: row for row in rows.select_related("merged_into").order_by("pk")}


def refuse_a_merged_one(body: Addressee) -> None:
    if body.merged_into:
        raise CannotChange(merged_meanwhile(body))


def merged_meanwhile(body: Addressee) -> str:
    return f"«{body}» тем временем объединён с адресатом «{body.merged_into}»."


def refuse_what_is_no_name(name: str, body: Addressee) -> None:
    if not name:
        raise CannotChange("Впишите название.")
    if len(name) > LONGEST:
        raise CannotChange(f"Название слишком длинное: больше {LONGEST} знаков.")
    if fault := fault_of_name(name):
        raise CannotChange(f"«{name}» не подойдёт: {fault}.")
    twins = Addressee.objects.current().filter(name_key=fold(name), locality=body.locality).exclude(pk=body.pk)
    twin = twins.first()
    if twin:
        raise CannotChange(f"Адресат «{twin}» здесь уже есть: объедините «{body}» с ним.")
