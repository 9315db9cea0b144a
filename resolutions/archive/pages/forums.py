"""Forums: each as its resolution reads, its document by paragraphs, and where the codes of its recommendations lead.

On the way everything that lists are made of is noted: which forums there are, which recommendations, whom they ask.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from resolutions.archive.pages.site import Site
from resolutions.archive.rows import Resolution, resolution_of
from resolutions.errata import errata_in
from resolutions.models import Forum, Recommendation
from resolutions.models.contents import addressees_by_count
from resolutions.wording import dates, first_words

WORDS = 7  # of a recommendation in a list
MOST = 12  # addressees beside a resolution
TABLES = (
    "entered (published TEXT, slug TEXT, PRIMARY KEY (published, slug)) WITHOUT ROWID",
    "forum (number INTEGER PRIMARY KEY, slug TEXT, published TEXT, day TEXT, place TEXT, place_name TEXT, "
    "heading TEXT, dates TEXT, items INTEGER)",
    "ranked (number INTEGER PRIMARY KEY, rank INTEGER)",
    "item (number INTEGER PRIMARY KEY, forum INTEGER, code TEXT, words TEXT)",
    "asked (addressee TEXT, item INTEGER, PRIMARY KEY (addressee, item)) WITHOUT ROWID",
    "about (theme TEXT, item INTEGER, PRIMARY KEY (theme, item)) WITHOUT ROWID",
)
NEWEST_FIRST = """
INSERT INTO ranked
SELECT number, ROW_NUMBER() OVER (ORDER BY day IS NULL, day DESC, published DESC, slug DESC) FROM forum
"""


@dataclass(frozen=True)
class Numbered:
    """A forum of the register, by the numbers under which lists and words know it, its sections and recommendations:
    those of each follow one another from these on. The demonstration has none: it is below zero."""

    forum: int
    section: int
    item: int
    resolution: Resolution


def show_forums(site: Site) -> Iterator[Numbered]:
    """Each when its pages are made: in the order of publication, so that a new one changes no number."""
    site.notes.make(*TABLES)
    site.notes.add_all("entered", ((site.archive.published(slug), slug) for slug in site.archive.forums()))
    forum = section = item = 0
    hidden = -1
    keys = iter(range(1, 1 << 62))
    for (slug,) in site.notes.ask("SELECT slug FROM entered ORDER BY published, slug"):
        found = resolution_of(site.archive.forum(slug), site.directory, lambda: next(keys))
        show_forum(site, found)
        if found.forum.is_demonstration:
            note_forum(site, hidden, found)
            hidden -= 1
            continue
        note_forum(site, forum, found)
        note_items(site, forum, item, found)
        yield Numbered(forum, section, item, found)
        forum, section, item = forum + 1, section + len(found.sections), item + len(found.recommendations)
    site.notes.run(NEWEST_FIRST)


# Pages


def show_forum(site: Site, found: Resolution) -> None:
    folder, has_hidden = f"forums/{found.forum.slug}", site.archive.has_hidden(found.forum.slug)
    site.show(
        f"{folder}/index.html",
        "archive/forum",
        resolution=found,
        facts=facts_of(found.forum),
        addressees=addressees_by_count(found.sections)[:MOST],
        at=slug_of_place(found.forum),
        errata={code: errata_in(states) for code, states in found.states_of.items()},
        has_hidden=has_hidden,
    )
    if found.source:
        site.show(
            f"{folder}/text/index.html",
            "archive/text",
            forum=found.forum,
            source=found.source,
            starts={row.source_first: row for row in found.recommendations},
            has_hidden=has_hidden,
        )
    for row in found.recommendations:
        target = f"{folder}/index.html#r-{row.code}"
        site.show(f"r/{row.code}/index.html", "archive/moved", target=target, words=f"Рекомендация {row.code}")


def facts_of(forum: Forum) -> list[tuple[str, str]]:
    return [
        ("Когда", dates(forum)),
        ("Где", forum.locality.name if forum.locality else ""),
        ("Место проведения", forum.place),
        ("По счёту", forum.ordinal),
        ("Документ", forum.paper),
        ("Голосование", forum.votes),
        ("Организатор", forum.organizer.name),
    ]


def slug_of_place(forum: Forum) -> str:
    return forum.locality.slug if forum.locality else ""


# What lists are made of


def note_forum(site: Site, number: int, found: Resolution) -> None:
    forum = found.forum
    day, place = forum.day.isoformat() if forum.day else None, forum.locality.name if forum.locality else ""
    published = forum.published_at.isoformat() if forum.published_at else ""
    said = (forum.heading, dates(forum), len(found.recommendations))
    site.notes.add("forum", (number, forum.slug, published, day, slug_of_place(forum), place, *said))


def note_items(site: Site, forum: int, first: int, found: Resolution) -> None:
    rows = list(enumerate(found.recommendations, first))
    site.notes.add_all("item", ((number, forum, row.code, words_of(row)) for number, row in rows))
    for number, row in rows:
        asked = {one.addressee.slug for one in row.addressings_shown} - {""}
        site.notes.add_all("asked", ((slug, number) for slug in asked))
        site.notes.add_all("about", ((theme.slug, number) for theme in row.section.themes_shown))


def words_of(row: Recommendation) -> str:
    """«3. Провести анализ площадок …»."""
    return f"{row.mark} {first_words(row.text, WORDS)}".strip()
