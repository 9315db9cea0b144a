"""A place's name from any case to the nominative, by what places there are: «Великих Лук» -> «Великие Луки»."""

import re
from itertools import islice, product

from resolution_reader.gazetteer.table import places_called
from resolution_reader.language.inflection import nominatives

MAX_READINGS = 60  # of all words of a name together; few have more than ten
GENDERS = {"masc": re.compile("[оыи]й$"), "neut": re.compile("[ое]е$"), "femn": re.compile("[ая]я$")}


def nominative(name: str, cases: tuple[str, ...], gender: str = "") -> str | None:
    """The largest place of which the words can be the name in one of these cases, or undeclined, ё as in the text; None
    where there is none. `gender`: that of «город», «село», with which a name that is an adjective agrees.
    """
    candidates = [name, *_declined(name, cases)]
    agreeing = [word for word in candidates if _agrees(word, gender)]
    known = [(places[0], word) for word in agreeing if (places := places_called(word))]
    if not known:
        return None
    # «Пушкина» is Пушкин: names in «о» stand undeclined on paper.
    place, word = max(known, key=lambda found: (found[1] == name or found[1][-1] != "о", found[0].population))
    return place.name if "ё" not in place.name or "ё" in name.lower() or "е" not in name.lower() else word


def _declined(name: str, cases: tuple[str, ...]) -> list[str]:
    """What each word may be in the nominative, put together again; «на» and the like stay."""
    parts = re.split(r"([ -])", name)
    found: dict[str, None] = {}
    for case in cases:
        readings = [(part and part[0].isupper() and nominatives(part, case)) or [part] for part in parts]
        if len(parts) > 1:
            readings[0] = [*readings[0], parts[0]] if parts[1] == "-" else readings[0]  # «Ханты-Мансийска»
            readings[-1] = [*readings[-1], parts[-1]]  # «Ростова-Дону», «Йошкар-Олы»
        found |= dict.fromkeys("".join(words) for words in islice(product(*readings), MAX_READINGS))
    return list(found)


def _agrees(name: str, gender: str) -> bool:
    ending = next((of for of, adjective in GENDERS.items() if adjective.search(name)), gender)
    return not gender or ending == gender
