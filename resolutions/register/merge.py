"""Two addressees that are one and the same become one; nothing that hung on either is lost."""

from collections.abc import Collection, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

from resolution_reader.language import fold
from resolutions.models import Addressee, AddresseeAlias, Addressing, Recommendation, User
from resolutions.models.fields import keep_others_waiting
from resolutions.models.versioned import Versioned
from resolutions.permissions import require
from resolutions.register.authorship import save_as
from resolutions.register.seconding import second
from resolutions.vocabulary import AddressingRole

AT_ONCE = 500


class CannotMerge(ValidationError):
    """With a Russian sentence for the moderator."""


@transaction.atomic
def merge_addressees(keep: Addressee, absorb: Addressee, by: User) -> Addressee:
    """`absorb` stays as a signpost to `keep`; what was addressed to it, its names and its people go over.

    Everything is locked in the order of keys; the history of every row touched names `by`.
    """
    require(by, "merge")
    lock_directory()
    return make_one(keep, absorb, by)


@transaction.atomic
def make_one(keep: Addressee, absorb: Addressee, by: User) -> Addressee:
    """The same, for verbs that hold the directory and have asked already whether she may."""
    rows = lock(keep, absorb)
    keep, absorb = rows[keep.pk], rows[absorb.pk]
    refuse_what_makes_no_sense(keep, absorb)
    move_addressings(keep, absorb, by)
    move_names(keep, absorb, by)
    move_officials(keep, absorb, by)
    point_elsewhere(rows, keep, absorb, by)
    second([keep.pk])
    return keep


def lock_directory() -> None:
    """Those who say what a body belongs to, or which two are one, come one after the other."""
    keep_others_waiting("addressees")


def lock(keep: Addressee, absorb: Addressee) -> dict[int, Addressee]:
    """Both, and every addressee that points at the one to be absorbed."""
    touched = Q(pk__in=[keep.pk, absorb.pk]) | Q(parent=absorb) | Q(successor=absorb) | Q(merged_into=absorb)
    return {row.pk: row for row in Addressee.objects.select_for_update(no_key=True).filter(touched).order_by("pk")}


def heirs(keys: Collection[int]) -> dict[int, int]:
    """Locks these addressees; of those that were merged, the one each went into.

    Whoever writes an addressing does this first: a merge then comes before it or after it, never in between.
    """
    rows = Addressee.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk")
    return {row.pk: row.merged_into_id for row in rows if row.merged_into_id}


def refuse_what_makes_no_sense(keep: Addressee, absorb: Addressee) -> None:
    if keep.pk == absorb.pk:
        raise CannotMerge("Адресата нельзя объединить с самим собой.")
    if absorb.merged_into:
        raise CannotMerge(f"«{absorb}» уже объединён с адресатом «{absorb.merged_into}».")
    if keep.merged_into:
        raise CannotMerge(f"«{keep}» уже объединён с адресатом «{keep.merged_into}»: выберите того.")
    if is_below(keep, absorb):
        raise CannotMerge(f"«{keep}» входит в «{absorb}»: оставьте «{absorb}» или сначала уберите подчинение.")


def is_below(body: Addressee, above: Addressee) -> bool:
    """Whether it belongs to that one, however many bodies stand between."""
    seen: set[int] = set()
    parent = body.parent
    while parent is not None and parent.pk not in seen:
        if parent.pk == above.pk:
            return True
        seen.add(parent.pk)
        parent = parent.parent
    return False


def move_addressings(keep: Addressee, absorb: Addressee, by: User) -> None:
    """A recommendation addressed to both keeps one row: the lead's role wins, the words of the text stay.

    The other row is withdrawn. It goes over like those that were withdrawn before: what hangs on it is kept's now.
    """
    theirs = Addressing.objects.filter(addressee=absorb).values("recommendation")
    recommendations = list(Recommendation.objects.select_for_update(no_key=True).filter(pk__in=theirs).order_by("pk"))
    twins = Q(addressee=keep, recommendation__in=theirs, withdrawn_at__isnull=True)
    touched = Addressing.everything.filter(Q(addressee=absorb) | twins)
    rows = list(touched.select_for_update().order_by("pk"))
    own = {row.recommendation_id: row for row in rows if row.addressee_id == keep.pk}
    moved = []
    for row in rows:
        if row.addressee_id == keep.pk:
            continue
        twin = own.get(row.recommendation_id)
        if twin and row.withdrawn_at is None:
            become_one(twin, row)
            moved.append(twin)
        row.addressee = keep
        moved.append(row)
    write(moved, Addressing, ["addressee", "role", "as_written", "order", "withdrawn_at"], by)
    write(recommendations, Recommendation, [], by)


def become_one(stays: Addressing, goes: Addressing) -> None:
    if goes.role == AddressingRole.LEAD:
        stays.role = AddressingRole.LEAD
    stays.as_written = stays.as_written or goes.as_written
    stays.order = min(stays.order, goes.order)
    goes.withdrawn_at = timezone.now()


def write(rows: Sequence[Versioned], model: type[Versioned], fields: list[str], by: User | None) -> None:
    """All of them, each one version further."""
    for row in rows:
        row.version += 1
    everything = model._base_manager
    names = [*fields, "version"]
    bulk_update_with_history(rows, model, names, batch_size=AT_ONCE, default_user=by, manager=everything)


def move_names(keep: Addressee, absorb: Addressee, by: User) -> None:
    """All names of the one absorbed become other names of the one that stays."""
    taken = {keep.name_key, *keep.aliases.values_list("name_key", flat=True)}
    for alias in absorb.aliases.select_for_update().order_by("pk"):
        if alias.name_key in taken:
            alias._history_user = by  # type: ignore[attr-defined]  # the name django-simple-history looks for
            alias.delete()
        else:
            taken.add(alias.name_key)
            alias.addressee = keep
            save_as(by, alias)
    for name in filter(None, [absorb.name, absorb.short_name]):
        if fold(name) not in taken:
            taken.add(fold(name))
            save_as(by, AddresseeAlias(addressee=keep, name=name))


def move_officials(keep: Addressee, absorb: Addressee, by: User) -> None:
    for official in absorb.officials.order_by("pk"):
        official._history_user = by  # type: ignore[attr-defined]  # the name django-simple-history looks for
        official.addressees.add(keep)
        official.addressees.remove(absorb)


def point_elsewhere(rows: dict[int, Addressee], keep: Addressee, absorb: Addressee, by: User) -> None:
    """Departments, predecessors and earlier signposts; then the signpost itself."""
    for row in rows.values():
        if row.parent_id == absorb.pk:
            row.parent = keep
        if row.successor_id == absorb.pk:
            row.successor = keep if row != keep else absorb.successor
        if row.merged_into_id == absorb.pk:
            row.merged_into = keep
    if keep.successor_id == keep.pk:
        keep.successor = None
    keep.is_reviewed = keep.is_reviewed or absorb.is_reviewed
    absorb.merged_into = keep
    write(list(rows.values()), Addressee, ["parent", "successor", "merged_into", "is_reviewed"], by)
