"""Pages as a visitor sees them, of the living register and of a scratch one: the same where nothing has changed."""

import os
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse

from forum_portal.layout import DERIVED, place_in
from resolution_reader.language import words_of
from resolutions.backups.manifest import Manifest
from resolutions.backups.scratch import Scratch, do
from resolutions.models import Addressee, Forum, ForumChange, Recommendation
from resolutions.tracking import NAMES, content_version

PAGES = 50
WHOLE = ("home", "forum-list", "recommendation-list", "addressee-list", "theme-list", "statistics", "about")
FORUMS, BODIES, SEARCHES = 10, 8, 8  # of these so many; the rest are recommendations


class Shown(NamedTuple):
    rendered: int
    compared: int
    otherwise: list[str]  # addresses


def shown_alike(manifest: Manifest, place: Scratch) -> Shown:
    """Some 50 pages of each; those that may have changed since, or whose living index is not whole, need only be shown
    at all."""
    make_ready(place)
    addresses, alike = pages_of(manifest)
    here = do("render", addresses, dict(os.environ))
    there = place.do("render", addresses)
    compared = [address for address in addresses if address in alike and here[address][1]]
    broken = [address for address in addresses if there[address][0] >= 500]
    return Shown(len(addresses), len(compared), broken or [one for one in compared if here[one] != there[one]])


def make_ready(place: Scratch) -> None:
    """With our own styles, and an index of its own."""
    static = Path(settings.STATIC_ROOT)
    if static.exists():
        (place.folder / DERIVED).mkdir(exist_ok=True)
        place_in(place.folder, "static").symlink_to(static)
    place.manage("rebuild_index")


def pages_of(manifest: Manifest) -> tuple[list[str], set[str]]:
    """Addresses, and those of them that show what they showed then."""
    forums = addresses_of_forums(manifest.content_version, FORUMS)
    if content_version() == manifest.content_version:
        pages = [*map(reverse, WHOLE), *forums, *addresses_of_bodies(), *searches()]
        pages += addresses_of_recommendations(PAGES - len(pages))
        return pages, set(pages)
    pages = [*map(reverse, WHOLE), *addresses_of_recommendations(FORUMS), *addresses_of_bodies()]
    names_stay = not ForumChange.objects.filter(forum_id__lte=NAMES, number__gt=manifest.content_version).exists()
    forums = addresses_of_forums(manifest.content_version, PAGES - len(pages))
    return pages + forums, set(forums) if names_stay else set()


def addresses_of_forums(version: int, most: int) -> list[str]:
    changed = ForumChange.objects.filter(forum_id=OuterRef("pk"), number__gt=version)
    rows = Forum.objects.public().filter(~Exists(changed)).order_by("?")[:most]
    return [forum.get_absolute_url() for forum in rows]


def addresses_of_bodies() -> list[str]:
    return [body.get_absolute_url() for body in Addressee.objects.public().order_by("?")[:BODIES]]


def addresses_of_recommendations(most: int) -> list[str]:
    return [row.get_absolute_url() for row in Recommendation.objects.public().order_by("?")[:most]]


def searches() -> list[str]:
    """By the longest word of a text."""
    texts = Recommendation.objects.public().order_by("?").values_list("text", flat=True)[:SEARCHES]
    words = (max((text[word.start : word.end] for word in words_of(text)), key=len, default="") for text in texts)
    return [reverse("recommendation-list", query={"q": word}) for word in dict.fromkeys(words) if word]
