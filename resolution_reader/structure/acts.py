"""What a resolution does by an item: recommends, asks, proposes, instructs, decides for itself, or takes note.

The verb of the item says it, else that of the nearest line above that has one. What is not certain is a recommendation.
"""

import re
from collections.abc import Iterable

from resolution_reader.addressees.requests.wishes import wish_at
from resolution_reader.addressees.tokens import Token, tokens, words
from resolution_reader.language.morphology import has_part_of_speech, is_finite_verb, is_surely_infinitive, lemmas
from resolution_reader.language.sentence_ends import sentences
from resolution_reader.language.word_lists import word_set
from resolution_reader.outline import Act
from resolution_reader.structure.clauses import without_relatives
from resolution_reader.structure.demands import CONTROLLED, needs
from resolution_reader.structure.own_affairs import concerns_itself

SAYING: tuple[tuple[Act, frozenset[str]], ...] = (
    ("recommend", word_set("рекомендовать порекомендовать рекомендоваться советовать посоветовать")),
    (
        "ask",
        word_set(
            "просить попросить ходатайствовать призвать призывать обратиться обращаться апеллировать требовать"
            " потребовать"
        ),
    ),
    ("propose", word_set("предложить предлагать предлагаться")),
    (
        "instruct",
        word_set("поручить поручать поручаться обязать обязывать возложить возлагать уполномочить предписать"),
    ),
    ("note", word_set("отметить отмечать поблагодарить благодарить признать")),
)
# «РЕШИЛИ дать следующие поручения:», «обращаются с просьбой:»
ANNOUNCED = re.compile(
    r"\b(?:следующ\w+|с)\s+(?:\w+\s+)?(рекомендаци|просьб|ходатайств|предложени|поручени)\w*\W*$", re.I
)
REQUEST = re.compile(r"^\W*(?:убедительн\w+\s+|больш\w+\s+)?просьба\b", re.I)  # «просьба не занимать проезд»
NOUNS: dict[str, Act] = {
    "рекомендаци": "recommend",
    "просьб": "ask",
    "ходатайств": "ask",
    "предложени": "propose",
    "поручени": "instruct",
}
NOTED = re.compile(
    r"\b(принять|принят[аоы]?|приняли)\b.{0,60}\bк\s+сведени|\bк\s+сведению\b.{0,40}\bпринять\b|"
    r"\b(выразить|выражает|выражают|объявить)\b.{0,40}\bблагодарност|\bсчитать\b.{0,80}\bудовлетворительн|"
    r"\b(поддержать|поддерживаем|поддерживает|поддерживают)\s+(?:\w+\s+){0,3}(инициатив|предложени|иде[юи]|опыт|проект|решени|"
    r"обращени|позици|усили|стремлени|практик|закон|план|участи|выдвижени|кандидатур|заявк)",
    re.I | re.S,
)
PROPOSED = re.compile(r"\W*(внести|выступить|выйти|обратиться)\b.{0,60}\bс?\s*(предложени|инициатив)", re.I | re.S)
# What an assembly does itself, when a line of decision stands over it and nobody is asked.
OWN_DEEDS = word_set(
    "утвердить утверждать одобрить одобрять принять создать образовать учредить избрать считать сформировать назначить"
    " установить определить присоединиться объявить переизбрать снять прекратить оставить вернуться отложить перенести"
)
SURELY_OWN = word_set("утвердить одобрить избрать переизбрать")
DECISION = re.compile(
    r"\b(реш(?:или|ил|ила|ило|ает|ают|ение|ения)|постанов\w+|р\s*е\s*ш\s*и\s*л\s*[аои]?|"
    r"п\s*о\s*с\s*т\s*а\s*н\s*о\s*в\s*и\s*л)\b",
    re.I,
)
LAID = re.compile(r"^\W*(?:возложить|оставить|закрепить)\b.{0,40}\bконтроль\b", re.I | re.S)
BY_THE_WAY = re.compile(r",\s*(?:желательно|важно|если\s+нужно)\b[^,;.]*", re.I)  # «…, желательно на первом этаже»


def act_of(text: str, lines_above: Iterable[str], *, asks_somebody: bool) -> Act:
    """The act of an item; `lines_above`: what it stands under, innermost first."""
    says = _says_something(text)
    own = _own_act(says, asks_somebody=asks_somebody)
    above = _act_above([*lines_above], says, asks_somebody=asks_somebody) if own in (None, "propose") else None
    if above == "instruct" and PROPOSED.match(says):
        return above  # «поручить управлению: внести предложения»
    return own or above or "recommend"


def _says_something(text: str) -> str:
    """The first sentence, or the one below it that holds a verb: «Дрова. Лесхоз просим …»"""
    found = sentences(text)
    return next((sentence for sentence in found[:2] if _ruling_verb(sentence) or needs(sentence)), (found or [""])[0])


def _own_act(sentence: str, *, asks_somebody: bool) -> Act | None:
    if CONTROLLED.match(sentence) or LAID.match(sentence):
        return "instruct"
    if needs(BY_THE_WAY.sub("", sentence)):
        return _act_of_wish(sentence) or "recommend"
    if not asks_somebody and NOTED.search(sentence):
        return "note"
    if PROPOSED.match(sentence):
        return "propose"
    if REQUEST.match(sentence):
        return "ask"
    ruling = _ruling_verb(sentence)
    if ruling is None:
        return None
    if not asks_somebody and concerns_itself(words(sentence), ruling):
        return "decide"
    if not asks_somebody and lemmas(ruling.text) & SURELY_OWN:
        return "decide"
    said = _said_by(ruling)
    return None if said == "note" and asks_somebody else said


def _act_of_wish(sentence: str) -> Act | None:
    """«Просим, чтобы …» asks."""
    found = tokens(sentence)
    at = wish_at(found)
    said = (_said_by(token) for token in found[:at] if token.kind == "word" and _is_saying(token)) if at else ()
    return next((act for act in said if act != "note"), None)


def _ruling_verb(sentence: str) -> Token | None:
    """The first verb of the sentence: what follows it is what is said."""
    for token in tokens(re.sub(r"«[^»]{0,500}»", " ", sentence)):
        if token.kind == "word" and (_is_saying(token) or is_surely_infinitive(token.text)):
            return token
    return None


def _is_saying(token: Token) -> bool:
    return _said_by(token) is not None and (
        is_surely_infinitive(token.text) or is_finite_verb(token.text) or has_part_of_speech(token.text, "PRTS")
    )


def _said_by(token: Token) -> Act | None:
    said = lemmas(token.text)
    return next((act for act, verbs in SAYING if said & verbs), None)


def _act_above(lines: list[str], sentence: str, *, asks_somebody: bool) -> Act | None:
    for line in lines:
        if acts := _acts_in(line):
            return acts.pop() if len(acts) == 1 else None
        if DECISION.search(line):
            own = _ruling_verb(sentence)
            return "decide" if own and not asks_somebody and lemmas(own.text) & OWN_DEEDS else None
    return None


def says_act(line: str) -> bool:
    """Whether a line over items says itself what is done: asks, decides; and does not only name who is asked."""
    return bool(_acts_in(line) or DECISION.search(line))


def _acts_in(line: str) -> set[Act]:
    """What the last sentence of a line over items says it does."""
    last = next(reversed(sentences(line)), line)
    said = {_said_by(token) for token in without_relatives(tokens(last)) if token.kind == "word" and _is_saying(token)}
    announced = ANNOUNCED.search(last)
    acts: set[Act] = {act for act in said if act is not None and act != "note"}
    return acts or ({NOUNS[announced[1].lower()]} if announced else set())
