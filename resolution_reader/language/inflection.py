"""A phrase to the nominative: its head and what agrees with it are inflected, everything else is copied."""

from collections.abc import Iterable

from pymorphy3.analyzer import Parse as Reading

from resolution_reader.language.morphology import adjectives, is_abbreviation, nouns


def to_nominative(words: list[str], case: str, head: int, agreeing: Iterable[int]) -> list[str]:
    """The same words with the head noun and its adjectives (given by index) in the nominative.

    Number is kept, capitals and ё follow the source, abbreviations are never inflected.
    """
    inflected = list(words)
    noun = head_reading(words[head], case, [words[index] for index in agreeing])
    number = noun.tag.number if noun else "plur"
    if noun and not is_abbreviation(words[head]):
        inflected[head] = _like(words[head], _inflect(noun, {"nomn", number}))
    elif not is_abbreviation(words[head]):
        inflected[head] = _adjective(words[head], case, None)  # «уполномоченному»
    for index in agreeing:
        inflected[index] = _adjective(words[index], case, noun)
    return inflected


def head_reading(word: str, case: str, adjectives_before: list[str]) -> Reading | None:
    """The noun reading in this case that agrees with the adjectives, the likeliest first; None if there is none."""
    candidates = nouns(word, case)
    agreed = [noun for noun in candidates if all(_agrees(adjective, case, noun) for adjective in adjectives_before)]
    return agreed[0] if agreed else None


def _agrees(word: str, case: str, noun: Reading) -> bool:
    return any(_same_gender(reading, noun) for reading in adjectives(word, case))


def _same_gender(adjective: Reading, noun: Reading) -> bool:
    if adjective.tag.number != noun.tag.number:
        return False
    plural = adjective.tag.number == "plur"
    return bool(plural or adjective.tag.gender in (noun.tag.gender, None) or not noun.tag.gender)


def _adjective(word: str, case: str, noun: Reading | None) -> str:
    town, river, rest = word.partition("-на-")  # «Комсомольскому-на-Амуре»
    if river:
        return _adjective(town, case, noun) + river + rest
    first, hyphen, last = word.rpartition("-")  # «Северо-Осетинскому»: only the last part changes
    if hyphen and adjectives(last, case):
        return first + hyphen + _adjective(last, case, noun)
    for reading in adjectives(word, case):
        if noun is None:
            return _like(word, _inflect(reading, {"nomn", reading.tag.number}))
        if _same_gender(reading, noun):
            wanted = {"nomn", noun.tag.number}
            if noun.tag.number == "sing" and noun.tag.gender:
                wanted.add(noun.tag.gender)
            return _like(word, _inflect(reading, wanted))
    return word


def _inflect(reading: Reading, wanted: set[str | None]) -> str:
    found = reading.inflect({grammeme for grammeme in wanted if grammeme})
    return str(found.word if found else reading.word)


def _like(source: str, word: str) -> str:
    """Capitals as in the source; ё only if the source shows that it writes it, or would not have to."""
    if "ё" in word and "ё" not in source.lower() and "е" in source.lower():
        word = word.replace("ё", "е")
    if source.isupper() and len(source) > 1:
        return word.upper()
    if source.count("-") == word.count("-") > 0:
        return "-".join(map(_capital, source.split("-"), word.split("-")))
    return _capital(source, word)


def _capital(source: str, word: str) -> str:
    return word[:1].upper() + word[1:] if source[:1].isupper() else word


def nominative_word(word: str, case: str) -> str:
    """One noun to the nominative, unchanged when it has no reading in this case."""
    for reading in nouns(word, case):
        return _like(word, _inflect(reading, {"nomn", reading.tag.number}))
    return word


def nominatives(word: str, case: str) -> list[str]:
    """All that a word of a name may be in the nominative, places first; empty when it has no reading in the case.

    An adjective gives its form of every gender: «Лесного» is Лесной as well as Лесное.
    """
    named = sorted(nouns(word, case), key=lambda reading: "Geox" not in reading.tag)
    found = [_like(word, _inflect(reading, {"nomn", reading.tag.number})) for reading in named]
    for reading in adjectives(word, case):
        genders = (reading.tag.gender, "masc", "neut") if reading.tag.number == "sing" else (None,)
        found += [_like(word, _inflect(reading, {"nomn", reading.tag.number, gender})) for gender in genders]
    return list(dict.fromkeys(found))
