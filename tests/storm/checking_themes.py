"""Whether all doors agree about themes, and about what the portal is called, after a storm."""

import re
from collections.abc import Iterator
from typing import Any

from resolutions.models import Forum, Look, Section, Theme
from resolutions.web.look import shown
from tests.search.doors import listed
from tests.search.reference import Reference

TILE = re.compile(r'href="/themes/([-\w]+)/">.*?Рекомендаций: </span>([\d\s]+)</span>', re.DOTALL)
TOTAL = re.compile(r'<p class="lead">([\d\s]+) рекомендац')
NAME = re.compile(r"<title>.* · (.*)</title>")


def themes(visitor: Any, reference: Reference) -> Iterator[str]:
    """What each theme holds: its tile, its page, the list under it, the API; and the themes of each section."""
    right = reference.named("theme", reference.counts("", "theme"))
    right.pop("none", None)
    told = {
        "tiles": {slug: number(count) for slug, count in TILE.findall(text_of(visitor, "/themes/"))},
        "API": {row["slug"]: row["count"] for row in pages_of(visitor, "/api/v1/themes/")},
        "pages": {slug: on_its_page(visitor, slug) for slug in right},
        "lists": {slug: listed(visitor, f"theme={slug}&page_size=100")[1] for slug in right},
    }
    for door, counts in told.items():
        found = {slug: count for slug, count in counts.items() if count}
        if found != right:
            yield f"themes, {door}: {sorted(set(found.items()) ^ set(right.items()), key=str)[:4]}"
    of_sections = {
        f"{forum}/{section}": sorted(theme.slug for theme in row.themes.all())
        for row in Section.objects.filter(forum__in=Forum.objects.public()).select_related("forum")
        for forum, section in [(row.forum.slug, row.slug)]
    }
    said = {
        row["value"]: sorted(theme["slug"] for theme in row["themes"]) for row in pages_of(visitor, "/api/v1/sections/")
    }
    if said != of_sections:
        yield f"themes of sections: {[value for value in of_sections if said.get(value) != of_sections[value]][:4]}"


def merged_themes(visitor: Any) -> Iterator[str]:
    """No section is about one, none leads to another one that was merged, and its address leads on."""
    given = Section.themes.through.objects.filter(theme__merged_into__isnull=False).count()
    chains = Theme.objects.filter(merged_into__merged_into__isnull=False).count()
    if given:
        yield f"sections about a merged theme: {given}"
    if chains:
        yield f"merged into a merged theme: {chains}"
    shown_now = {theme.pk for theme in Theme.objects.public()}
    for theme in Theme.objects.filter(merged_into__isnull=False):
        expected = 301 if theme.merged_into_id in shown_now else 404
        status = visitor.get(f"/themes/{theme.slug}/").status_code
        if status != expected:
            yield f"the address of a merged theme, {theme.slug}: {status}, not {expected}"


def name_of_portal(visitor: Any) -> Iterator[str]:
    """Pages, the manifest and the description of the API call it as the register does."""
    right = shown(Look.objects.current()).name
    told = {
        "/": NAME.findall(text_of(visitor, "/"))[0],
        "/site.webmanifest": visitor.get("/site.webmanifest").json()["name"],
        "/api/v1/schema/": visitor.get("/api/v1/schema/").json()["info"]["title"],
    }
    yield from (f"{door} calls the portal «{name}», not «{right}»" for door, name in told.items() if name != right)


def on_its_page(visitor: Any, slug: str) -> int | str:
    answer = visitor.get(f"/themes/{slug}/")
    found = TOTAL.search(answer.content.decode())
    return number(found[1]) if found else f"no number, status {answer.status_code}"


def text_of(visitor: Any, address: str) -> str:
    return str(visitor.get(address).content.decode())


def pages_of(visitor: Any, address: str) -> Iterator[Any]:
    """Rows of all pages of a list of the API."""
    page = 0
    is_last = False
    while not is_last:
        page += 1
        answer = visitor.get(f"{address}?page_size=100&page={page}").json()
        is_last = not answer["next"]
        yield from answer["results"]


def number(words: str) -> int:
    return int("".join(words.split()))
