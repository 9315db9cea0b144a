"""Hidden words in the directories: where they name what nobody has checked and no other organizer names.

That may be a person: «Иванова А. А.» as a body, or as the place where a document that was misread was signed.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Model, Q

from resolution_reader import regions_of
from resolution_reader.language import fold
from resolutions.models import (
    Addressee,
    Addressing,
    Forum,
    HiddenWords,
    Locality,
    Organizer,
    Region,
    Section,
    Theme,
    User,
)
from resolutions.models.blacking import hits_in
from resolutions.models.fields import transliterated
from resolutions.models.hidden_words import blacked_value
from resolutions.permissions import may, require
from resolutions.register.authorship import delete_as, save_version

# What the directories hold of a forum, in the order in which rows are locked, and how it is called.
CALLED: dict[type[Model], str] = {
    Organizer: "Сведения об организаторе",
    Region: "Название региона",
    Locality: "Название места",
    Theme: "Название темы",
    Addressee: "Название адресата",
}
NAMES: dict[type[Model], tuple[str, ...]] = {
    Organizer: ("name", "contact_email", "contact_phone", "website"),
    Addressee: ("name", "short_name"),
}
OF_ORGANIZER = "их правит администратор"
OF_REGION = "это регион страны"
OF_PLACE = "это населённый пункт"
CHECKED = "адресата сверил модератор, его название правят в справочнике"
SHARED: dict[type[Model], str] = {
    Locality: "это место названо и в чужих резолюциях: попросите модератора",
    Theme: "эта тема есть и в чужих резолюциях: попросите модератора",
    Addressee: "этот адресат назван и в чужих резолюциях: попросите модератора",
}


def named_in(forum: Forum, lines: Sequence[str]) -> list[Model]:
    """The rows of the directories that this forum shows and whose names or addresses say one of these."""
    return [row for row in shown_by(forum) if any(hits_in(name, lines) for name in names_of(row)) or tells(row, lines)]


def shown_by(forum: Forum) -> Iterator[Model]:
    asked = Addressing.everything.filter(recommendation__section__forum=forum).values("addressee")
    bodies = Addressee.objects.current().filter(pk__in=asked).prefetch_related("aliases").order_by("pk")
    places = Locality.objects.filter(Q(pk=forum.locality_id) | Q(addressees__in=bodies)).distinct().order_by("pk")
    yield forum.organizer
    yield from Region.objects.filter(localities__in=places).distinct().order_by("pk")
    yield from places
    yield from Theme.objects.filter(sections__forum=forum).distinct().order_by("pk")
    yield from bodies


def names_of(row: Model) -> list[str]:
    names = [getattr(row, name) for name in NAMES.get(type(row), ("name",))]
    return [*names, *(alias.name for alias in row.aliases.all())] if isinstance(row, Addressee) else names


def held(rows: Iterable[Model]) -> list[Model]:
    """The same, locked and read afresh."""
    found: list[Model] = []
    for kind in CALLED:
        keys = [row.pk for row in rows if isinstance(row, kind)]
        if keys:
            locked = kind._default_manager.filter(pk__in=keys).select_for_update(of=("self",), no_key=True)
            found += locked.order_by("pk")
    return found


def hide_names(
    rows: Iterable[Model], forum: Forum, lines: Sequence[str], hiding: HiddenWords, by: User | None
) -> list[tuple[str, str]]:
    """Those that stay as they are, each with the reason; `hiding`, not saved yet, notes what the others were called."""
    require(by, "hide", forum)
    left = []
    for row in rows:
        why = why_left(row, forum, by)
        if why:
            left.append((f"{CALLED[type(row)]} «{row}»", why))
            continue
        if isinstance(row, Addressee):
            for alias in row.aliases.order_by("pk"):
                if hits_in(alias.name, lines):
                    hiding.places.append(["AddresseeAlias", row.pk, "name", alias.name])
                    delete_as(by, alias)
        hiding.places += [[type(row).__name__, row.pk, name, was] for name, was in renamed(row, lines).items()]
        save_version(by, row)
    return left


def why_left(row: Model, forum: Forum, by: User | None) -> str:
    """Empty where its name may be blacked out."""
    match row:
        case Organizer():
            return OF_ORGANIZER
        case Region():
            return OF_REGION
        case Locality() if regions_of(row.name):
            return OF_PLACE
        case Addressee(is_reviewed=True):
            return CHECKED
    is_keeper = by is None or may(by, f"change_{row._meta.model_name}")
    return SHARED[type(row)] if not is_keeper and is_shared(row, forum) else ""


def is_shared(row: Model, forum: Forum) -> bool:
    """With forums of other organizers."""
    by_others = ~Q(recommendation__section__forum__organizer=forum.organizer_id)
    match row:
        case Locality():
            elsewhere = Forum.everything.filter(locality=row).exclude(organizer=forum.organizer_id)
            return elsewhere.exists() or Addressing.objects.filter(by_others, addressee__locality=row).exists()
        case Theme():
            return Section.objects.filter(themes=row).exclude(forum__organizer=forum.organizer_id).exists()
        case _:
            return Addressing.objects.filter(by_others, addressee=row.pk).exists()


def renamed(row: Model, lines: Sequence[str]) -> dict[str, str]:
    """Its names without the words, not saved; what they were."""
    was = {name: value for name in NAMES.get(type(row), ("name",)) if hits_in(value := getattr(row, name), lines)}
    for name, value in was.items():
        now = blacked_value(row, name, value, tuple(lines))
        setattr(row, name, free_name(row, now) if name == "name" else now)
    renew_address(row, lines)
    return was


def free_name(row: Model, name: str) -> str:
    """Two bodies of a place, two places of a region whose names differ in hidden words alone stay two."""
    rows = Addressee.objects.current() if isinstance(row, Addressee) else type(row)._default_manager.all()
    within = {one: getattr(row, one) for one in ("locality", "region") if hasattr(row, one)}
    taken = set(
        rows.filter(name_key__startswith=fold(name), **within).exclude(pk=row.pk).values_list("name_key", flat=True)
    )
    names = (name if number == 1 else f"{name} ({number})" for number in range(1, len(taken) + 2))
    return next(one for one in names if fold(one) not in taken)


def tells(row: Model, lines: Iterable[str]) -> bool:
    """Whether its address says one of these, in Latin letters."""
    return says(address_in(row), lines)


def address_in(row: Model) -> str:
    """Empty of what has none."""
    return getattr(row, "slug", "")


def says(slug: str, lines: Iterable[str]) -> bool:
    return any(f"-{words}-" in f"-{slug}-" for line in lines if (words := transliterated(line)))


def renew_address(row: Model, lines: Sequence[str]) -> None:
    """An address that says them is no address to keep, unless the row goes on to be called so."""
    if tells(row, lines) and not says(transliterated(row.slug_words()), lines):  # type: ignore[attr-defined]  # whatever has an address has both
        row.slug = ""  # type: ignore[attr-defined]  # as above
