"""Terms that are no full dates: «до открытия навигации», «в течение суток после снегопада», «осенью 2027 года»."""

import re
from collections.abc import Iterator

from resolution_reader.addressees.tokens import Token, tokens
from resolution_reader.language.morphology import (
    adjectives,
    has_part_of_speech,
    is_surely_infinitive,
    lemmas,
    nouns,
)
from resolution_reader.language.word_lists import word_set
from resolution_reader.structure.how_often import REPEATS
from resolution_reader.structure.kinds_of_terms import (
    BEFORE_EDGE,
    BEGINS_UP_TO,
    DATED_IN,
    FROM_EVENT,
    IN_PART,
    LASTING_SO_LONG,
    NAMED,
    TWICE_A_YEAR,
    UNDATED_IN,
    UP_TO,
    UP_TO_EDGE,
)
from resolution_reader.structure.said_of_deeds import clause_around, is_once, is_to_be_done, is_up_to

Place = tuple[int, int]

FEW_WORDS = 4  # of what begins or ends
LONGEST = 120  # characters of it
PLACES = word_set(
    "улица посёлок дорога мост дом переулок проспект село деревня город участок маршрут набережная берег площадь аллея "
    "тропа парк линия забор здание список очередь шоссе трасса коридор страница текст документ раздел тротуар"
)
HANDED_ON = re.compile(r"(?:передач|сдач|выдач)\w$", re.I)
YEARS = re.compile(r"\b(?:лет|года)$", re.I)


def terms_in(bare: str) -> Iterator[Place]:
    """Where they stand, the surest kind first. `bare`: without what is quoted."""
    if BEGINS_UP_TO.search(bare):
        yield from _up_to(bare)
    if found := IN_PART.search(bare):
        yield found.span()
    # «платили в течение трёх лет» is how long something goes on
    if (found := LASTING_SO_LONG.search(bare)) and (not YEARS.search(found[0]) or is_once(bare, found.start())):
        event = FROM_EVENT.match(bare, found.end())
        yield found.start(), _phrase_end(bare, event.end()) if event else found.end()
    for pattern in NAMED:
        if found := pattern.search(bare):
            yield found.span("term")
    for pattern in DATED_IN:
        yield from (found.span() for found in pattern.finditer(bare) if is_to_be_done(bare, found.start()))
    yield from _undated(bare)


def times_in(bare: str) -> Iterator[Place]:
    """Where times are named, whether they set a term or not."""
    kinds = (*(UP_TO if BEGINS_UP_TO.search(bare) else ()), *DATED_IN, *UNDATED_IN)
    return (found.span() for pattern in kinds for found in pattern.finditer(bare))


def without_receivers(text: str) -> str:
    """With blanks for «до передачи проекта главе города»: who gets something then is not asked."""
    for found in UP_TO_EDGE.finditer(text):
        if HANDED_ON.search(found[0]):
            end = _phrase_end(text, found.end(), given=True)
            text = text[: found.start()] + " " * (end - found.start()) + text[end:]
    return text


def _up_to(bare: str) -> Iterator[Place]:
    if found := BEFORE_EDGE.search(bare):
        yield found.start(), _phrase_end(bare, found.end())
    for pattern in UP_TO:
        if (found := pattern.search(bare)) and is_up_to(bare, found):
            yield found.span()
    yield from _up_to_edges(bare)


def _up_to_edges(bare: str) -> Iterator[Place]:
    """«до открытия навигации», «до передачи проекта главе города»; not «до конца улицы»."""
    for found in UP_TO_EDGE.finditer(bare):
        end = _phrase_end(bare, found.end(), given=bool(HANDED_ON.search(found[0])))
        what = next((token.text for token in tokens(bare[found.end() : end]) if nouns(token.text, "gent")), "")
        is_place = bool(found["edge"]) and bool(lemmas(what) & PLACES)
        if (what or found[0].endswith("торгов")) and not is_place and is_up_to(bare, found):
            yield found.start(), end


def _undated(bare: str) -> Iterator[Place]:
    """«осенью», of what is done once: not «чистить зимой», «весной и осенью», «раз в год, в апреле»."""
    for pattern in UNDATED_IN:
        for found in pattern.finditer(bare):
            clause = clause_around(bare, found.start())
            if TWICE_A_YEAR.search(clause) or REPEATS.search(clause):
                continue
            if is_once(bare, found.start()) and is_to_be_done(bare, found.start()):
                yield found.span()


def _phrase_end(bare: str, start: int, *, given: bool = False) -> int:
    """Where the phrase in the genitive ends that begins here: «начала отопительного сезона». `given`: and to whom."""
    end, has_noun = start, False
    cases = ("gent", "datv") if given else ("gent",)
    for token in tokens(bare[start : start + LONGEST])[: FEW_WORDS + given]:
        is_noun = _is_name(token) and any(nouns(token.text, case) for case in cases)
        if not (is_noun or _says_which(token)) or (has_noun and is_surely_infinitive(token.text)):
            break
        has_noun = has_noun or is_noun
        if is_noun:
            end = start + token.end
    return end


def _says_which(token: Token) -> bool:
    if token.kind == "number":
        return True
    return _is_name(token) and bool(adjectives(token.text, "gent") or token.small in ("его", "ее", "их"))


def _is_name(token: Token) -> bool:
    return token.kind == "word" and not has_part_of_speech(token.text, "PREP", "CONJ")
