"""«… (далее – Администрация)»: the short names a text gives to bodies, and the full names they stand for."""

import re
from collections.abc import Iterable

from resolution_reader.addressees.bodies import is_body_word
from resolution_reader.addressees.directory import Directory
from resolution_reader.addressees.phrases.finder import Phrase, PhraseFinder
from resolution_reader.addressees.tokens import tokens
from resolution_reader.language.folding import fold
from resolution_reader.language.inflection import nominative_word
from resolution_reader.language.morphology import is_abbreviation, lemmas

DEFINED = re.compile(
    r"\(\s*далее\s*(?:по тексту)?\s*(?:[-–—:,]|также)?\s*(?:также\s+)?[«\"]?(?P<short>[^)»\"]{2,80})[»\"]?\s*\)", re.I
)
CASES = ("datv", "gent", "nomn", "accs", "ablt", "loct")
LOOK_BACK = 16  # tokens
LONGEST_BEFORE = 400  # characters


def shorthand(texts: Iterable[str], directory: Directory) -> dict[str, str]:
    """Folded short name in the nominative -> full name in the nominative."""
    found: dict[str, str] = {}
    for text in texts:
        for definition in DEFINED.finditer(text):
            short = definition["short"].strip()
            if fold(short) in found:
                continue
            before = text[max(0, definition.start() - LONGEST_BEFORE) : definition.start()]
            full = _name_ending_at(before.rstrip(" ,"), directory, short)
            if full:
                found[fold(short)] = full
                if not is_abbreviation(short) and len(short.split()) == 1:
                    found.setdefault(fold(nominative_word(short, "gent")), full)
    return found


def _name_ending_at(text: str, directory: Directory, short: str) -> str | None:
    """The longest name of a body that ends where the text ends, whatever its case.

    One with the head of the short name comes first: «специалисты мэрии города (далее – мэрия)».
    """
    heads = frozenset().union(*map(lemmas, short.split())) if not is_abbreviation(short) else frozenset()
    found: list[tuple[str, str]] = []
    words = tokens(text)
    finder = PhraseFinder(text, words, directory)
    for start in range(max(0, len(words) - LOOK_BACK), len(words)):
        if words[start].kind != "word":
            continue
        ends: list[Phrase] = [
            phrase
            for case in CASES
            if (phrase := finder.phrase(start, case))
            and phrase.end == len(words)
            and is_body_word(words[phrase.head].text)
        ]
        if ends:
            found.append((ends[0].name, words[ends[0].head].text))
    alike = (name for name, head in found if lemmas(head) & heads)
    return next(alike, found[0][0] if found else None)
