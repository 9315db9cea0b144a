"""Hidden words in the directory: where they name a body that nobody has checked, which may be a person."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from resolution_reader.language import fold
from resolutions.models import Addressee, Addressing, Forum, HiddenWords, User
from resolutions.models.blacking import hits_in
from resolutions.models.fields import transliterated
from resolutions.models.hidden_words import blacked_value
from resolutions.permissions import may
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


def why_left(body: Addressee, forum: Forum, by: User | None) -> str:
    """Empty where its name may be blacked out."""
    if body.is_reviewed:
        return CHECKED
    others = Addressing.objects.filter(addressee=body).exclude(
        recommendation__section__forum__organizer=forum.organizer_id
    )
    is_keeper = by is None or may(by, "change_addressee")
    return SHARED if not is_keeper and others.exists() else ""


def blacken_body(body: Addressee, lines: Sequence[str], hiding: HiddenWords, by: User | None) -> None:
    for name in ("name", "short_name"):
        value = getattr(body, name)
        now = blacked_value(body, name, value, tuple(lines))
        if now != value:
            hiding.places.append(["Addressee", body.pk, name, value])
            setattr(body, name, free_name(body, now) if name == "name" else now)
    if says(body.slug, lines):
        body.slug = ""
    save_version(by, body)
    for alias in body.aliases.order_by("pk"):
        if hits_in(alias.name, lines):
            hiding.places.append(["AddresseeAlias", body.pk, "name", alias.name])
            delete_as(by, alias)


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
