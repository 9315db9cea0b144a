"""Words from А to Я, without JavaScript: some on a page, each with where it stands; the pages of a letter listed."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from resolution_reader.language import is_word, lemmas
from resolutions.archive.pages.site import Site
from resolutions.archive.words.indexing import TEXT
from resolutions.archive.words.weak import WEAK
from resolutions.wording import first_words

MOST = 12  # forums of a word, the newest; one that more of them have tells hardly anything
ENOUGH = 400  # links on a page
OTHERS = "0–9, A–Z"
PLACES = f"""
SELECT lemma, slug, code, place_name, day, heading, found.items FROM (
SELECT lemma, forum, MIN(CASE WHEN kind = {TEXT} THEN number END) AS item, SUM(kind = {TEXT}) AS items
FROM occurrence GROUP BY lemma, forum) AS found
JOIN forum ON forum.number = found.forum JOIN ranked ON ranked.number = found.forum
LEFT JOIN item ON item.number = found.item ORDER BY lemma, rank
"""


class Place(NamedTuple):
    """A forum that has a word, and the first recommendation that has it; none where only a title does."""

    slug: str
    code: str | None
    place_name: str
    day: str | None
    heading: str
    items: int

    @property
    def path(self) -> str:
        return f"r/{self.code}/index.html" if self.code else f"forums/{self.slug}/index.html"

    @property
    def words(self) -> str:
        known = ", ".join(filter(None, [self.place_name, self.day[:4] if self.day else ""]))
        return known or first_words(self.heading, 4)


class Word(NamedTuple):
    lemma: str
    places: list[Place]
    left_out: int


def show_words(site: Site) -> None:
    letters: dict[str, None] = {}
    for letter, words in groupby(words_in(site), key=letter_of):
        show_letter(site, letter, words)
        letters[letter] = None
    site.show("words/index.html", "archive/letters", letters=[(f"{folder_of(one)}/index.html", one) for one in letters])


def words_in(site: Site) -> Iterator[Word]:
    for lemma, rows in groupby(site.notes.ask(PLACES), key=lambda row: row[0]):
        if not is_worth_it(site, lemma):
            continue
        places: list[Place] = []
        left_out = 0
        for row in rows:
            if len(places) < MOST:
                places.append(Place(*row[1:]))
            else:
                left_out += 1
        yield Word(lemma, places, left_out)


def is_worth_it(site: Site, lemma: str) -> bool:
    """Neither «и» nor a form that a dictionary does not have, where the word that it is taken for stands as well."""
    if lemma in WEAK:
        return False
    guesses = lemmas(lemma)
    if is_word(lemma) or lemma in guesses:
        return True
    return not any(site.notes.among("SELECT 1 FROM lemma WHERE lemma IN", guesses))


def show_letter(site: Site, letter: str, words: Iterable[Word]) -> None:
    folder, ranges = folder_of(letter), []
    for number, several in enumerate(of_enough(words), 1):
        ranges.append(f"{several[0].lemma} – {several[-1].lemma}" if len(several) > 1 else several[0].lemma)
        site.show(
            f"{folder}/{number}.html", "archive/words", letter=letter, words=several, range=ranges[-1], folder=folder
        )
    pages = [(f"{number}.html", words) for number, words in enumerate(ranges, 1)]
    site.show(f"{folder}/index.html", "archive/word_ranges", letter=letter, pages=pages)


def of_enough(words: Iterable[Word]) -> Iterator[list[Word]]:
    several: list[Word] = []
    links = 0
    for word in words:
        several.append(word)
        links += len(word.places)
        if links >= ENOUGH:
            yield several
            several, links = [], 0
    if several:
        yield several


def letter_of(word: Word) -> str:
    first = word.lemma[0].upper()
    return first if "А" <= first <= "Я" else OTHERS


def folder_of(letter: str) -> str:
    """In letters that every disk takes."""
    return f"words/{ord(letter):x}" if letter != OTHERS else "words/others"
