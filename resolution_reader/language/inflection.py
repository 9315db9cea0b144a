"""A phrase to the nominative: its head and what agrees with it are inflected, everything else is copied."""

from collections.abc import Iterable

from pymorphy3.analyzer import Parse as Reading

from resolution_reader.language.morphology import ADJECTIVES, adjectives, is_abbreviation, is_written, nouns


def to_nominative(words: list[str], case: str, head: int, agreeing: Iterable[int]) -> list[str]:
    """The same words with the head noun and its adjectives (given by index) in the nominative.

    Number is kept, capitals and ё follow the source, abbreviations are never inflected.
    """
    inflected = list(words)
    noun = head_reading(words[head], case, [words[index] for index in agreeing])
    number = noun.tag.number if noun else "plur"
    if noun and not is_abbreviation(words[head]):
        gender = noun.tag.gender if "Surn" in noun.tag and number == "sing" else None  # «Вороновой» is no «Воронов»
        inflected[head] = _both_parts(words[head], case, _like(words[head], _inflect(noun, {"nomn", number, gender})))
    elif not is_abbreviation(words[head]):
        inflected[head] = _adjective(words[head], case, None)  # «уполномоченному»
    for index in agreeing:
        inflected[index] = _adjective(words[index], case, noun)
    return inflected


def _both_parts(word: str, case: str, inflected: str) -> str:
    """«домам-интернатам», of which the dictionary inflects the last noun alone."""
    first, hyphen, _ = word.partition("-")
    if not hyphen or not inflected.startswith(first + hyphen) or not nouns(first, case):
        return inflected
    return nominative_word(first, case) + inflected.removeprefix(first)


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
            return _like(word, _inflect(reading, {"nomn", reading.tag.number, reading.tag.gender}))
        if _same_gender(reading, noun):
            wanted = {"nomn", noun.tag.number}
            if noun.tag.number == "sing" and noun.tag.gender:
                wanted.add(noun.tag.gender)
            return _like(word, _inflect(reading, wanted))
    return word


def _inflect(reading: Reading, wanted: set[str | None]) -> str:
    """Of several such forms that of the same stem («высшие», not «высочайшие»), and one that is written («учителя»)."""
    grammemes = {grammeme for grammeme in wanted if grammeme}
    first = reading.inflect(grammemes)
    if first is None:
        return str(reading.word)
    forms = [form for form in reading.lexeme if grammemes <= form.tag.grammemes and "Infr" not in form.tag]
    if reading.tag.POS in ADJECTIVES:
        return str(max([first, *forms], key=lambda form: len(_shared(reading.word, form.word))).word)
    return str(next(filter(is_written, forms), first).word)


def _shared(source: str, word: str) -> str:
    """The letters that the source begins with as the word does."""
    length = 0
    while word[length : length + 1] and source[length : length + 1].lower() == word[length]:
        length += 1
    return source[:length]


def _like(source: str, word: str) -> str:
    """The letters of the source as far as it goes («ТОСам» -> «ТОСы»); ё only if the source writes it, or need not."""
    if "ё" in word and "ё" not in source.lower() and "е" in source.lower():
        word = word.replace("ё", "е")
    if source.isupper() and len(source) > 1:
        return word.upper()
    if source.count("-") == word.count("-") > 0:
        return "-".join(map(_with_letters_of, source.split("-"), word.split("-")))
    return _with_letters_of(source, word)


def _with_letters_of(source: str, word: str) -> str:
    shared = _shared(source, word)
    kept = shared + word[len(shared) :]
    return kept if shared or not source[:1].isupper() else kept[:1].upper() + kept[1:]


def in_singular(word: str, case: str) -> str:
    """A plural noun of this case in the singular of the same case: «советам» -> «совету»."""
    for reading in nouns(word, case):
        if "plur" in reading.tag:
            return _like(word, _inflect(reading, {case, "sing"}))
    return word


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
