"""Addressees and themes: their directories, and each with all recommendations that it is asked or that are about it."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from resolution_reader.language import fold
from resolutions.archive.pages.site import ON_A_PAGE, Site
from resolutions.archive.reading import Told
from resolutions.vocabulary import AddresseeKind
from resolutions.wording import plural

ITEMS = """
SELECT code, words, slug, place_name, day FROM {table} JOIN item ON item.number = {table}.item
JOIN forum ON forum.number = item.forum JOIN ranked ON ranked.number = forum.number
WHERE {table}.{column} = ? ORDER BY rank, item.number
"""
OF_ADDRESSEE = ITEMS.format(table="asked", column="addressee")
OF_THEME = ITEMS.format(table="about", column="theme")
RECOMMENDATIONS = "рекомендация,рекомендации,рекомендаций"
Fact = tuple[str, str, str]  # what, in words, the page that it leads to or nothing
Link = tuple[str, str, int]


class Item(NamedTuple):
    code: str
    words: str
    slug: str  # of its forum
    place_name: str
    day: str | None

    @property
    def where(self) -> str:
        """«Томск, 2021»."""
        return ", ".join(filter(None, [self.place_name, self.day[:4] if self.day else ""]))


def items(site: Site, asked: str, slug: str) -> Iterator[Item]:
    """The newest forums first, each in its own order."""
    return (Item(*row) for row in site.notes.ask(asked, slug))


# Addressees


def note_addressees(site: Site) -> None:
    """How often each is asked, in the order of the alphabet."""
    site.notes.make("body (key TEXT, slug TEXT, name TEXT, count INTEGER, PRIMARY KEY (key, slug)) WITHOUT ROWID")
    counted = "SELECT COUNT(*) FROM asked WHERE addressee = ?"
    for told in site.archive.rows("addressees"):
        row = site.directory.addressee(told["slug"])
        name = f"{row.name} ({row.place_beside})" if row.place_beside else row.name
        site.notes.add("body", (fold(row.name), row.slug, name, site.notes.one(counted, row.slug)))


def show_addressees(site: Site) -> None:
    site.show_list(
        "addressees",
        "archive/directory",
        site.notes.ask("SELECT slug, name, count FROM body ORDER BY key, slug"),
        site.notes.one("SELECT COUNT(*) FROM body"),
        title="Адресаты",
        lead="К кому обращаются форумы. Число рядом с названием: сколько рекомендаций адресовано.",
        letters=letters(site),
        groups=by_letters,
    )
    for told in site.archive.rows("addressees"):
        show_addressee(site, told)


def letters(site: Site) -> list[tuple[str, str]]:
    """Where the bodies of each begin."""
    asked = "SELECT SUBSTR(key, 1, 1) AS letter, COUNT(*) FROM body GROUP BY letter ORDER BY letter"
    found, before = [], 0
    for letter, count in site.notes.ask(asked):
        page = before // ON_A_PAGE + 1
        found.append((f"{'index' if page == 1 else page}.html#{anchor(letter)}", letter.upper()))
        before += count
    return found


def anchor(letter: str) -> str:
    return f"l{ord(letter)}"


def by_letters(rows: list[tuple[str, str, int]]) -> list[tuple[str, str, list[Link]]]:
    groups = groupby(rows, key=lambda row: fold(row[1])[0])
    return [(anchor(letter), letter.upper(), [page_of("addressees", *row) for row in own]) for letter, own in groups]


def page_of(folder: str, slug: str, name: str, count: int) -> Link:
    return f"{folder}/{slug}/index.html", name, count


def show_addressee(site: Site, told: Told) -> None:
    row = site.directory.addressee(told["slug"])
    count = site.notes.one("SELECT count FROM body WHERE slug = ? AND key = ?", row.slug, fold(row.name))
    site.show_list(
        f"addressees/{row.slug}",
        "archive/items",
        items(site, OF_ADDRESSEE, row.slug),
        count,
        title=capital(row.name),
        lead=f"{plural(count, RECOMMENDATIONS)} общественных форумов" if count else "В резолюциях он не назван",
        ways=[("addressees/index.html", "Адресаты")],
        facts=[*facts_of(site, told)],
        items=list,
    )
    show_moved(site, "addressees", told)


def facts_of(site: Site, told: Told) -> Iterator[Fact]:
    row = site.directory.addressee(told["slug"])
    yield "Вид", AddresseeKind(row.kind).label, ""
    if row.short_name:
        yield "Кратко", row.short_name, ""
    if told.get("other_names"):
        yield "Иначе", ", ".join(told["other_names"]), ""
    if row.locality:
        yield "Где", row.locality.name, ""
    for name, column in (("Входит в", "parent"), ("Преемник", "successor")):
        if column in told:
            yield name, *led_to(site, told[column])
    asked = "SELECT slug FROM named WHERE kind = 'addressees' AND parent = ? ORDER BY slug"
    for (slug,) in site.notes.ask(asked, row.slug).fetchall():
        yield "Подразделение", *led_to(site, slug)
    if not row.is_reviewed:
        yield "Название", "взято из резолюции; модератор справочника его не сверил", ""


def led_to(site: Site, slug: str) -> tuple[str, str]:
    return capital(site.directory.addressee(slug).name), f"addressees/{slug}/index.html"


def capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def show_moved(site: Site, folder: str, told: dict[str, Any]) -> None:
    """Where it was called otherwise."""
    for slug in told.get("was", ()):
        target = f"{folder}/{told['slug']}/index.html"
        site.show(f"{folder}/{slug}/index.html", "archive/moved", target=target, words=capital(told["name"]))


# Themes


def themes(site: Site) -> list[Link]:
    """Those that a forum of the register speaks of, by name."""
    counted = dict(site.notes.ask("SELECT theme, COUNT(*) FROM about GROUP BY theme"))
    rows = sorted((site.directory.theme(slug) for slug in counted), key=lambda row: fold(row.name))
    return [page_of("themes", row.slug, row.name, counted[row.slug]) for row in rows]


def show_themes(site: Site) -> None:
    found = themes(site)
    site.show_list(
        "themes",
        "archive/directory",
        found,
        len(found),
        title="Темы",
        lead="О чём говорят форумы. Число рядом с темой: сколько рекомендаций к ней относится.",
        letters=[],
        groups=lambda rows: [("", "", rows)] if rows else [],
    )
    counted = "SELECT COUNT(*) FROM about WHERE theme = ?"
    for told in site.archive.rows("themes"):
        count = site.notes.one(counted, told["slug"])
        if not count:
            continue  # of the demonstration alone: its page is none of the register's
        site.show_list(
            f"themes/{told['slug']}",
            "archive/items",
            items(site, OF_THEME, told["slug"]),
            count,
            title=capital(told["name"]),
            lead=plural(count, RECOMMENDATIONS),
            facts=[],
            ways=[("themes/index.html", "Темы")],
            items=list,
        )
        show_moved(site, "themes", told)
