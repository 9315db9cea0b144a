"""«… (далее – Администрация)»: the short names a text gives to bodies, and the full names they stand for."""

import re
from collections.abc import Iterable

from resolutions.intake.bodies import is_body_word
from resolutions.intake.directory import Directory
from resolutions.intake.phrases import Phrase, PhraseFinder
from resolutions.intake.tokens import tokens
from resolutions.language.folding import fold
from resolutions.language.inflection import nominative_word
from resolutions.language.morphology import is_abbreviation

DEFINED = re.compile(
    r"\(\s*далее\s*(?:по тексту)?\s*(?:[-–—:,]|также)?\s*(?:также\s+)?[«\"]?(?P<short>[^)»\"]{2,80})[»\"]?\s*\)", re.I
)
CASES = ("datv", "gent", "nomn", "accs", "ablt", "loct")
LOOK_BACK = 16


def shorthand(texts: Iterable[str], directory: Directory) -> dict[str, str]:
    """Folded short name in the nominative -> full name in the nominative."""
    found: dict[str, str] = {}
    for text in texts:
        for definition in DEFINED.finditer(text):
            full = _name_ending_at(text[: definition.start()].rstrip(" ,"), directory)
            short = definition["short"].strip()
            if full:
                found.setdefault(fold(short), full)
                if not is_abbreviation(short) and len(short.split()) == 1:
                    found.setdefault(fold(nominative_word(short, "gent")), full)
    return found


def _name_ending_at(text: str, directory: Directory) -> str | None:
    """The longest name of a body that ends where the text ends, whatever its case."""
    sentence = text[-400:]
    words = tokens(sentence)
    finder = PhraseFinder(sentence, words, directory)
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
            return ends[0].name
    return None
