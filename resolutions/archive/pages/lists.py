"""Lists of forums: all of them, those of a year, those of a place."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from resolution_reader.language import fold
from resolutions.archive.pages.site import Site
from resolutions.wording import plural

FORUM = "slug, heading, dates, place_name, items, day"
LISTED = f"SELECT {FORUM} FROM forum JOIN ranked USING (number) WHERE number >= 0"
YEAR = "SUBSTR(day, 1, 4)"
NO_YEAR = "none"
FORMS = "форум,форума,форумов"


class Listed(NamedTuple):
    slug: str
    heading: str
    dates: str
    place_name: str
    recommendations: int
    day: str | None

    @property
    def year(self) -> str:
        return self.day[:4] if self.day else NO_YEAR


def listed(site: Site, condition: str = "", *values: object) -> Iterator[Listed]:
    """The newest first."""
    return (Listed(*row) for row in site.notes.ask(f"{LISTED} {condition} ORDER BY rank", *values))


def alone(rows: list[Listed]) -> list[tuple[str, list[Listed]]]:
    """Under no heading of their own."""
    return [("", rows)] if rows else []


def show_all(site: Site) -> None:
    demonstrations = site.notes.ask(f"SELECT {FORUM} FROM forum WHERE number < 0 ORDER BY slug")
    site.show_list(
        "forums",
        "archive/forums",
        listed(site),
        site.notes.one("SELECT COUNT(*) FROM forum WHERE number >= 0"),
        title="Форумы",
        lead="Резолюции общественных форумов целиком, как они приняты.",
        ways=[],
        years=[(f"years/{year}/index.html", f"{said(year)} ({count})") for year, count in years(site)],
        groups=lambda rows: [(said(year), [*own]) for year, own in groupby(rows, key=lambda row: row.year)],
        demonstrations=[Listed(*row) for row in demonstrations],
    )


def said(year: str) -> str:
    return "Дата не указана" if year == NO_YEAR else year


def years(site: Site) -> list[tuple[str, int]]:
    """The newest first; forums of which no day is known last."""
    asked = f"SELECT {YEAR}, COUNT(*) FROM forum WHERE number >= 0 GROUP BY {YEAR} ORDER BY day IS NULL, {YEAR} DESC"
    return [(found or NO_YEAR, count) for found, count in site.notes.ask(asked)]


def show_years(site: Site) -> None:
    for year, count in years(site):
        known = year != NO_YEAR
        site.show_list(
            f"years/{year}",
            "archive/forums",
            listed(site, f"AND {YEAR} = ?", year) if known else listed(site, "AND day IS NULL"),
            count,
            title=f"Форумы {year} года" if known else "Форумы, день которых не указан",
            lead=plural(count, FORMS),
            ways=[("forums/index.html", "Форумы")],
            groups=alone,
            years=[],
            demonstrations=[],
        )


class Place(NamedTuple):
    """In the order of the alphabet, those of no known region last."""

    is_nowhere: bool
    region_key: str
    key: str
    slug: str
    region: str
    name: str
    forums: int
    recommendations: int


def places(site: Site) -> list[Place]:
    asked = "SELECT place, COUNT(*), SUM(items) FROM forum WHERE number >= 0 AND place <> '' GROUP BY place"
    found = []
    for slug, *counts in site.notes.ask(asked):
        row = site.directory.locality(slug)
        region = row.region.name if row.region else ""
        found.append(Place(not region, fold(region), fold(row.name), slug, region, row.name, *counts))
    return sorted(found)


def show_places(site: Site) -> None:
    found = places(site)
    site.show_list(
        "places",
        "archive/directory",
        found,
        len(found),
        title="Места",
        lead="Где прошли форумы. Число рядом с названием: сколько рекомендаций в их резолюциях.",
        letters=[],
        groups=lambda rows: [
            ("", region or "Регион не указан", [(path_of(row), row.name, row.recommendations) for row in own])
            for region, own in groupby(rows, key=lambda row: row.region)
        ],
    )
    for place in found:
        site.show_list(
            f"places/{place.slug}",
            "archive/forums",
            listed(site, "AND place = ?", place.slug),
            place.forums,
            title=place.name,
            lead=", ".join(filter(None, [place.region, plural(place.forums, FORMS)])),
            ways=[("places/index.html", "Места")],
            groups=alone,
            years=[],
            demonstrations=[],
        )


def path_of(place: Place) -> str:
    return f"places/{place.slug}/index.html"
