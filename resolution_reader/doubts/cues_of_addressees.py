"""Whether more bodies are asked than were read: words left over after a name, somebody asked and nobody read."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from resolution_reader.addressees.bodies import NEVER, is_body_word
from resolution_reader.addressees.tokens import Token, tokens
from resolution_reader.language.morphology import (
    adjectives,
    has_part_of_speech,
    is_finite_verb,
    is_infinitive,
    is_surely_infinitive,
    lemmas,
    nouns,
    readings,
)
from resolution_reader.language.word_lists import word_set
from resolution_reader.outline import Mention, Recommendation

LONGEST_OPENING = 60  # characters before the first name
FARTHEST = 40  # tokens between a name and what it has to do
TOGETHER = re.compile(r"^Администрации\s+(?:[а-яё]+\s+)*[А-ЯЁ]|^Администрации\s.*\sи\s+[А-ЯЁ]", re.I)
JOINS = ("и", "или")
NO_NAMES = word_set("который свой другой иной прочий все весь также тот этот ряд часть")
NUMBERED_NAME = re.compile(r"\s*(?:по\s+)?(?:\w+\s+)?(?:округу\s+)?№\s*\d", re.I)
GOES_ON = re.compile(r"\s[А-ЯЁ]{1,3}\s+[А-ЯЁ]|\sпо\sг\.|\sг\.\s?[А-ЯЁ]")
YOU = re.compile(r"\b(?:[Вв]ас|[Вв]ам|уважаем\w+)\b")
TO_WHOM = re.compile(r"^(?:в|во|к|ко)\s", re.I)
DASHED = re.compile(r"^(?P<who>[^–—:.;]{3,80})\s[–—]\s+(?P<what>[а-яё]+)", re.I)
MUST = re.compile(r"\b(?:должн[аыо]|должен|обязан[аыо]?)\b|\bотвеча(?:ет|ют)\b", re.I)
ASKS_SOMEBODY = re.compile(r"\b(?:рекоменду|рекомендова|прос[яи]т|обраща|поруча|призыва)\w*[^.:]{0,40}:\s*$", re.I)


def words_left(text: str, mentions: Sequence[Mention]) -> str:
    """What stands between the last body that was read and what it has to do, if it names more: «и комбинату питания».

    "" when nothing of the kind is left.
    """
    found = [(at, mention) for mention in mentions if mention.as_written and (at := text.find(mention.as_written)) >= 0]
    if not found:
        return ""
    first = min(at for at, _ in found)
    return _before(text[:first]) or _left(text, max(at + len(mention.as_written) for at, mention in found))


def _before(opening: str) -> str:
    """«Торгующим углём предпринимателям»: words of the name that stand before what was read of it."""
    found = tokens(opening[:LONGEST_OPENING]) if len(opening) < LONGEST_OPENING else []
    is_own = found and found[0].kind == "word" and has_part_of_speech(found[0].text, "PRTF")
    has_verb = any(is_infinitive(token.text) or is_finite_verb(token.text) for token in found if token.kind == "word")
    return opening.strip() if is_own and adjectives(found[0].text, "datv") and not has_verb else ""


@lru_cache(maxsize=4_000)
def _left(text: str, end: int) -> str:
    rest = text[end : end + 400]
    if NUMBERED_NAME.match(rest) or GOES_ON.match(rest):
        return " ".join(rest.split()[:5])
    found = [token for token in tokens(rest) if token.kind not in ("paren", "quote")][:FARTHEST]
    at = 0
    if len(found) > 1 and found[0].kind == "comma" and found[1].small in ("а",):
        at = 1
    if _names_more(found[at:]):
        return _quoted(rest, found[at:])
    return next((_quoted(rest, found[place:]) for place in _also(found)), "")


def _also(found: Sequence[Token]) -> Iterator[int]:
    """«…, в ведении которой находятся улицы, а также управлению архитектуры»"""
    for place, (token, following) in enumerate(pairwise(found)):
        if is_surely_infinitive(token.text):
            return
        if token.small == "также" and is_body_word(following.text) and nouns(following.text, "datv"):
            yield place


def _names_more(found: Sequence[Token]) -> bool:
    """Whether a comma or «и» and one more noun come before the first infinitive."""
    if not found or not (found[0].kind == "comma" or found[0].small in (*JOINS, "а")):
        return False
    first, *following = [token for token in found[1:4] if token.small != "также"] or [found[0]]
    if first.kind != "word" or is_infinitive(first.text) or _is_no_name(first):
        return False
    return _is_named(first) or any(_is_noun(token) for token in following[:1] if _is_adjective(first))


def _is_no_name(token: Token) -> bool:
    if lemmas(token.text) & (NO_NAMES | NEVER):
        return True
    return has_part_of_speech(
        token.text, "PREP", "CONJ", "PRTF", "GRND", "ADVB", "VERB", "NPRO", "PRCL", "COMP", "PRTS"
    )


def _is_adjective(token: Token) -> bool:
    return has_part_of_speech(token.text, "ADJF")


def _is_noun(token: Token) -> bool:
    return token.kind == "word" and has_part_of_speech(token.text, "NOUN")


def _is_named(token: Token) -> bool:
    if token.kind != "word" or is_surely_infinitive(token.text):
        return False
    if token.text[:1].isupper() or is_body_word(token.text):
        return True
    return bool(nouns(token.text, "datv")) and readings(token.text)[0].tag.POS == "NOUN"


def _quoted(rest: str, found: Sequence[Token]) -> str:
    return " ".join(rest[found[0].start :].split()[:5])


def asks_unread(entry: Recommendation, title: str = "") -> bool:
    """Whether somebody is asked, though no addressee was read: «Просим Вас …», «в Думу города с просьбой …».

    `title`: that of its section, which may be whom it asks: «Кабинету Министров Республики».
    """
    text, line = entry.text, entry.lead_in or ""
    if YOU.search(text) or _is_dative(title):
        return True
    opening = [token.text for token in tokens(text[:160]) if token.kind == "word"]
    if TO_WHOM.match(text) and any(is_body_word(word) for word in opening[1:5]):
        return True
    dashed = DASHED.match(text)
    if dashed and is_surely_infinitive(dashed["what"]) and not is_infinitive(opening[0]):
        return True
    if ASKS_SOMEBODY.search(line) and any(is_infinitive(word) for word in opening[:8]):
        return True
    return any(_whom(text[: found.start()], text[found.end() :]) for found in MUST.finditer(text))


def _is_dative(title: str) -> bool:
    first = next(iter(title.split()), "")
    return bool(first) and readings(first)[0].tag.POS == "NOUN" and readings(first)[0].tag.case == "datv"


def _whom(before: str, after: str) -> bool:
    """«школы должны», «отвечает отдел культуры»."""
    nearby = [*before.split()[-10:], *after.split()[:3]]
    return any(is_body_word(word.strip(",.«»();")) for word in nearby)


def holds_several(name: str) -> bool:
    """«Администрации города Торжка и Кашинского округа»: several bodies under one word."""
    return bool(TOGETHER.search(name)) and any(
        after[:1].isupper() for before, after in pairwise(name.split()) if before != "Администрации"
    )
