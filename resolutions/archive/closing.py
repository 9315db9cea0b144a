"""The last archive of a portal, and what of the portal it lacks: so that nothing is switched off that is nowhere else.

Data are written first and pages made from them alone (making.py), so that whoever has the folder needs nothing else;
here the living register is held against it once more, address by address.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db.models import Q
from django.urls import reverse

from resolutions.archive.links import broken_links
from resolutions.archive.making import Made, make_archive
from resolutions.archive.reading import Archive
from resolutions.archive.redirects import addresses
from resolutions.archive.sources import source_of
from resolutions.models import (
    Addressee,
    Complaint,
    Draft,
    Forum,
    Offer,
    Recommendation,
    Subscription,
    Theme,
    User,
)
from resolutions.models.addresses import address_of
from resolutions.vocabulary import DraftState
from resolutions.wording import grouped

SHOWN = 10  # of a kind
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
TEXTS = frozenset({".html", ".js", ".jsonl", ".json", ".txt", ".map"})
CHUNK = 1000


@dataclass(frozen=True)
class Closed:
    """`missing`: what the archive lacks or should not hold; `left`: what only the register has."""

    made: Made
    missing: list[str]
    left: list[str]


def close_portal(folder: Path) -> Closed:
    """Raises CannotArchive. The register stays as it is."""
    made = make_archive(folder)
    missing = [*first(lost_addresses(folder)), *first(links_to_nowhere(folder)), *first(addresses_of_people(folder))]
    return Closed(made, missing, [*left_behind()])


def first(sentences: Iterable[str]) -> Iterator[str]:
    """Of very many the first ones, and how many there are."""
    more = 0
    for number, sentence in enumerate(sentences):
        if number < SHOWN:
            yield sentence
        else:
            more += 1
    if more:
        yield f"И ещё {more}."


# What is missing


def lost_addresses(folder: Path) -> Iterator[str]:
    moved = dict(addresses(Archive(folder)))
    for path in public_addresses():
        leads = moved.get(path, path)
        place = folder / leads.lstrip("/")
        if not (place.is_file() or (place / "index.html").is_file()):
            yield f"Адреса {path} в архиве нет."


def public_addresses() -> Iterator[str]:
    """Everything that everybody may have kept the address of."""
    yield from map(reverse, ("home", "forum-list", "recommendation-list", "addressee-list", "theme-list", "about"))
    for slug in Forum.objects.readable().values_list("slug", flat=True).iterator(CHUNK):
        yield from (reverse(f"forum-{page}", args=[slug]) for page in ("detail", "akoma-ntoso"))
    for code in Recommendation.objects.readable().values_list("code", flat=True).iterator(CHUNK):
        yield address_of("recommendation-detail", code)
    public = Q(pk__in=Addressee.objects.public()) | Q(merged_into__in=Addressee.objects.public(), is_reviewed=True)
    for slug in Addressee.objects.filter(public).values_list("slug", flat=True).iterator(CHUNK):
        yield address_of("addressee-detail", slug)
    for slug in Theme.objects.public_by(Theme.objects.values_list("slug", flat=True)):
        yield address_of("theme-detail", slug)
    for forum in Forum.objects.readable():
        if Draft.objects.source_of(forum):
            yield from (reverse(f"forum-{page}", args=[forum.slug]) for page in ("source", "text"))


def links_to_nowhere(folder: Path) -> Iterator[str]:
    for page, address in broken_links(folder):
        yield f"Страница {page} ведёт в никуда: {address}."


def addresses_of_people(folder: Path) -> Iterator[str]:
    """Of whoever worked here, followed or offered something: only the text of a resolution can say one."""
    known = {
        email.casefold()
        for model in (User, Subscription, Offer)
        for email in model._default_manager.values_list("email", flat=True)
    }
    for path in folder.rglob("*"):
        if path.suffix in TEXTS and known.intersection(map(str.casefold, EMAIL.findall(path.read_text("utf-8")))):
            yield f"В файле {path.relative_to(folder)} почта из учётных записей или подписок: скройте её в резолюции."


# What only the register has


def left_behind() -> Iterator[str]:
    """For its keepers to decide about, before it is switched off."""
    texts = sum(1 for forum in Forum.objects.readable() if is_replaced(forum))
    counted = {
        "Черновиков на проверке и в очереди": Draft.objects.filter(state__in=(DraftState.OPEN, DraftState.WAITING)),
        "Форумов, которые не опубликованы": Forum.objects.filter(published_at=None, withdrawn_at=None),
        "Форумов, снятых с публикации": Forum.objects.filter(withdrawn_at__isnull=False),
        "Сообщений об ошибках, которые не разобраны": Complaint.objects.filter(settled_at=None),
        "Заявок, которые не разобраны": Offer.objects.filter(settled_at=None),
        "Подписчиков, которым надо сказать о закрытии": Subscription.objects.filter(confirmed_at__isnull=False),
    }
    numbers = {what: rows.count() for what, rows in counted.items()}
    numbers["Исходных документов, вместо которых в архиве их текст"] = texts
    yield from (f"{what}: {grouped(number)}." for what, number in numbers.items() if number)


def is_replaced(forum: Forum) -> bool:
    source = source_of(forum)
    return source is not None and source.document is None
