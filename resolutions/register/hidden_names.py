"""Hidden words in the directory: where they name a body that nobody has checked, which may be a person."""

from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet

from resolution_reader.language import fold
from resolutions.models import Addressee, Addressing, Forum, HiddenWords, User
from resolutions.models.blacking import hits_in
from resolutions.models.fields import transliterated
from resolutions.models.hidden_words import blacked_value
from resolutions.permissions import may, require
from resolutions.register.authorship import delete_as, save_version

CHECKED = "адресата сверил модератор, его название правят в справочнике"
SHARED = "этот адресат назван и в чужих резолюциях: попросите модератора"


def named_in(forum: Forum, lines: Sequence[str]) -> QuerySet[Addressee]:
    """The bodies that this forum names and whose names say one of these."""
    asked = Addressing.everything.filter(recommendation__section__forum=forum).values("addressee")
    bodies = Addressee.objects.current().filter(pk__in=asked).prefetch_related("aliases").order_by("pk")
    keys = [body.pk for body in bodies if any(hits_in(name, lines) for name in names_of(body))]
    return Addressee.objects.filter(pk__in=keys).order_by("pk")


def names_of(body: Addressee) -> list[str]:
    return [body.name, body.short_name, *(alias.name for alias in body.aliases.all())]


def hide_names(
    bodies: Iterable[Addressee], forum: Forum, lines: Sequence[str], hiding: HiddenWords, by: User | None
) -> list[tuple[str, str]]:
    """Those that stay as they are, with the reason; `hiding`, not saved yet, notes what the others were called."""
    require(by, "hide", forum)
    left = []
    for body in bodies:
        why = why_left(body, forum, is_keeper=by is None or may(by, "change_addressee"))
        if why:
            left.append((body.name, why))
            continue
        for alias in body.aliases.order_by("pk"):
            if hits_in(alias.name, lines):
                hiding.places.append(["AddresseeAlias", body.pk, "name", alias.name])
                delete_as(by, alias)
        hiding.places += [["Addressee", body.pk, name, value] for name, value in renamed(body, lines).items()]
        save_version(by, body)
    return left


def why_left(body: Addressee, forum: Forum, *, is_keeper: bool) -> str:
    """Empty where its name may be blacked out; `is_keeper`: of the directory."""
    if body.is_reviewed:
        return CHECKED
    own = Q(recommendation__section__forum__organizer=forum.organizer_id)
    return SHARED if not is_keeper and Addressing.objects.filter(~own, addressee=body).exists() else ""


def renamed(body: Addressee, lines: Sequence[str]) -> dict[str, str]:
    """Its names without the words, not saved; what they were."""
    was = {name: getattr(body, name) for name in ("name", "short_name") if hits_in(getattr(body, name), lines)}
    for name, value in was.items():
        now = blacked_value(body, name, value, tuple(lines))
        setattr(body, name, free_name(body, now) if name == "name" else now)
    if says(body.slug, lines):
        body.slug = ""
    return was


def free_name(body: Addressee, name: str) -> str:
    """Two bodies of a place whose names differ in hidden words alone stay two."""
    taken = set(
        Addressee.objects.current()
        .filter(locality=body.locality)
        .exclude(pk=body.pk)
        .values_list("name_key", flat=True)
    )
    names = (name if number == 1 else f"{name} ({number})" for number in range(1, len(taken) + 2))
    return next(one for one in names if fold(one) not in taken)


def says(slug: str, lines: Iterable[str]) -> bool:
    """Whether an address holds one of these in Latin letters."""
    return any(f"-{words}-" in f"-{slug}-" for line in lines if (words := transliterated(line)))
