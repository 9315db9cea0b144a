"""The directories around the forums as an archive says them, each as it was entered: of two that are named as often the
earlier one comes first on pages."""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Prefetch

from resolutions.archive.chosen import Chosen
from resolutions.archive.kept import told
from resolutions.archive.telling import CHUNK, Told, some, to
from resolutions.models import Addressee, HiddenWords, Theme
from resolutions.register.hidden_names import says


def directories_told(chosen: Chosen) -> dict[str, Iterator[Told]]:
    """By the names of their files."""
    hidden = HiddenWords.objects.standing().lines()
    return {
        "organizers": map(told, chosen.organizers()),
        "regions": map(told, chosen.regions()),
        "localities": (told(row) | to("region", row.region) for row in chosen.localities()),
        "themes": (told(row) | was(row.absorbed.all(), hidden) for row in chosen.themes()),
        "addressees": (addressee_told(row, hidden) for row in addressees_of(chosen)),
    }


def addressees_of(chosen: Chosen) -> Iterator[Addressee]:
    public = chosen.addressees()
    rows = public.with_relatives(public).select_related("locality").order_by("pk")
    return rows.prefetch_related("aliases", Prefetch("absorbed", Addressee.objects.confirmed())).iterator(CHUNK)


def addressee_told(row: Addressee, hidden: Sequence[str]) -> Told:
    return (
        told(row)
        | to("locality", row.locality)
        | to("parent", row.parent)
        | to("successor", row.successor)
        | some(other_names=[alias.name for alias in row.aliases.all()])
        | was(row.absorbed.all(), hidden)
    )


def was(absorbed: Iterable[Addressee | Theme], hidden: Sequence[str]) -> Told:
    """Addresses that lead to this one since it took others in: not those of names that nobody saw, nor those that say
    words which are hidden since."""
    return some(was=sorted(row.slug for row in absorbed if not says(row.slug, hidden)))
