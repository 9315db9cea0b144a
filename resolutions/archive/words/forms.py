"""Every form of every word of the texts, with the lemmas under which it is found: what a query needs of morphology.

Written down are the forms whose lemmas are others than the form itself; of any other word a query looks for just that.
"""

import string
from collections.abc import Iterable, Iterator

from resolution_reader.language import folded, forms, is_word, lemmas_of
from resolutions.archive.notes import Notes

KNOWN, GUESSED = "=", "~"  # whether a dictionary has the form; if not, an abbreviation in capitals is only itself
BETWEEN = " "
SIGNS = frozenset(f"{KNOWN}{GUESSED}/{BETWEEN}")
DIGITS = string.digits + string.ascii_letters


def note_forms(notes: Notes) -> None:
    notes.make("form (form TEXT PRIMARY KEY) WITHOUT ROWID")
    notes.run("INSERT INTO form SELECT lemma FROM lemma")
    for (word,) in notes.ask("SELECT word FROM spelling"):
        notes.add_all("form", ((folded(form),) for form in forms(word)))


def entries(notes: Notes) -> Iterator[tuple[str, str]]:
    """(form, what is written of it behind itself), in the order of the forms."""
    for (form,) in notes.ask("SELECT form FROM form ORDER BY form"):
        asked = notes.among("SELECT lemma FROM lemma WHERE lemma IN", {form, *lemmas_of(form)})
        known = {lemma for (lemma,) in asked}
        lemmas = known.intersection(lemmas_of(form))
        if lemmas != known & {form} and can_be_written(form):
            yield form, (KNOWN if is_word(form) else GUESSED) + "/".join(sorted(told(form, one) for one in lemmas))


def can_be_written(form: str) -> bool:
    """Nobody looks for any other."""
    return len(form) < len(DIGITS) and SIGNS.isdisjoint(form)


def told(form: str, lemma: str) -> str:
    """How many letters to take off the form, and what to put in their place: «1я» makes «мэрию» «мэрия»."""
    shared = len(common(form, lemma))
    return digit(len(form) - shared) + lemma[shared:]


def common(one: str, other: str) -> str:
    length = 0
    while length < min(len(one), len(other)) and one[length] == other[length]:
        length += 1
    return one[:length]


def digit(number: int) -> str:
    return DIGITS[number]


class Endings:
    """How forms go on and what they lead to, «ами=3»: some thousands, each said once and called by its number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def shortened(self, rows: Iterable[tuple[str, str]]) -> str:
        """Each form by what it shares with the one before and the number of its ending."""
        said, before = [], ""
        for form, rest in rows:
            shared = len(common(before, form))
            number = self.numbers.setdefault(form[shared:] + rest, len(self.numbers))
            said.append(digit(shared) + in_base_36(number))
            before = form
        return BETWEEN.join(said)


def in_base_36(number: int) -> str:
    digits = ""
    while number or not digits:
        number, last = divmod(number, 36)
        digits = DIGITS[last] + digits
    return digits
