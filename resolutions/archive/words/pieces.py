"""The scripts of the search: each gives the page some of what is known of words, under a name.

A browser fetches nothing from a folder and loads no module from it; a plain script it does load. So every piece is one
that calls `archiveGives(name, data)`, and the page loads those that it needs (static/js/archive_search.js).

    search/contents.js     with which form or lemma each of the next pieces begins; how many items, where
    search/forms/12.js     forms with their lemmas (forms.py)
    search/words/12.js     {lemma: "texts|titles of sections|titles of forums"}, each with the places of the lemma

What is shown of a recommendation the page takes from the data of its forum (data/forums), which is a script as well.
"""

import json
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import groupby
from typing import Any

from resolutions.archive.pages.site import Site, static
from resolutions.archive.words.forms import BETWEEN, Endings, entries, in_base_36, note_forms
from resolutions.archive.words.indexing import TEXT
from resolutions.archive.words.weak import WEAK

FOLDER = "search"
# Letters of a piece, before forms are shortened: a page loads two or three pieces for a word, of some 30 KB each.
ENOUGH = {"forms": 150_000, "words": 30_000}
SCRIPT = "js/archive_search.js"
KINDS = range(TEXT, TEXT + 3)


def show_search(site: Site) -> None:
    site.bag.write("assets/search.js", static(SCRIPT))
    site.show(f"{FOLDER}/index.html", "archive/search")
    note_forms(site.notes)
    endings = Endings()
    contents = {
        "forms": give_pieces(site, "forms", entries(site.notes), endings.shortened),
        "endings": BETWEEN.join(endings.numbers),
        "words": give_pieces(site, "words", lemmas(site), dict),
        "weak": " ".join(sorted(WEAK)),
        "items": in_digits(site, "SELECT items FROM section ORDER BY number"),
        "sections": in_digits(site, "SELECT sections FROM sections_of ORDER BY forum"),
        "newest": in_digits(site, "SELECT number FROM ranked WHERE number >= 0 ORDER BY rank"),
        "slugs": [slug for (slug,) in site.notes.ask("SELECT slug FROM forum WHERE number >= 0 ORDER BY number")],
    }
    give(site, "contents", contents)


def give(site: Site, name: str, data: Any) -> None:
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    site.bag.write(f"{FOLDER}/{name}.js", f"archiveGives({json.dumps(name)},{said});\n")


def give_pieces(site: Site, name: str, rows: Iterable[tuple[str, str]], data: Any) -> list[str]:
    """With which word each piece begins."""
    beginnings = []
    for number, several in enumerate(of_enough(rows, ENOUGH[name])):
        beginnings.append(several[0][0])
        give(site, f"{name}/{number}", data(several))
    return beginnings


def of_enough(rows: Iterable[tuple[str, str]], enough: int) -> Iterator[list[tuple[str, str]]]:
    several: list[tuple[str, str]] = []
    length = 0
    for row in rows:
        several.append(row)
        length += len(row[0]) + len(row[1])
        if length > enough:
            yield several
            several, length = [], 0
    if several:
        yield several


def lemmas(site: Site) -> Iterator[tuple[str, str]]:
    rows = site.notes.ask("SELECT lemma, kind, number, places FROM occurrence ORDER BY lemma, kind, number")
    for lemma, own in groupby(rows, key=lambda row: row[0]):
        said = dict.fromkeys(KINDS, "")
        for kind, of_kind in groupby(own, key=lambda row: row[1]):
            said[kind] = stepping(of_kind)
        yield lemma, "|".join(said.values())


def stepping(rows: Iterable[tuple[str, int, int, str]]) -> str:
    """Number and places, each as the step from the one before."""
    said, before = StringIO(), -1  # of a word that all texts have it is long
    for _, _, number, places in rows:
        said.write(";" if before >= 0 else "")
        said.write(",".join(map(in_base_36, [number - before, *steps(map(int, places.split()))])))
        before = number
    return said.getvalue()


def steps(numbers: Iterable[int]) -> Iterator[int]:
    before = -1
    for number in numbers:
        yield number - before
        before = number


def in_digits(site: Site, asked: str) -> str:
    return " ".join(in_base_36(number) for (number,) in site.notes.ask(asked))
