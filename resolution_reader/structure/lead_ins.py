"""Lead-ins: the line before a list that says what the list holds and, often, who is asked to do all of it."""

import re
from dataclasses import dataclass
from typing import Protocol

from resolution_reader.addressees.patterns import VERBS
from resolution_reader.addressees.tokens import words
from resolution_reader.language.morphology import adjectives, is_surely_infinitive, lemmas, nouns
from resolution_reader.language.sentence_ends import sentences
from resolution_reader.outline import Mention
from resolution_reader.structure.numbering import Label
from resolution_reader.structure.openings import opens_requests

BARE = re.compile(
    r"^\W*(рекоменд\w+|предлож\w+|поруч(?:ить|ает|ают)|просить|обратиться|призвать|обязать|реш(?:или|ил|ила|ило|ение|ения|ает|ают)|постанов\w+|прос[ия]т|предлага[ею]т|р\s*е\s*ш\s*и\s*л\s*и|"
    r"р\s*е\s*к\s*о\s*м\s*е\s*н\s*д\s*у\s*ю\s*т)(?:\s+(?:следующее|так|вот\s+что))?\W*$",
    re.I,
)
# «Рекомендации участников слушаний»: says what comes, and is the name of no section
ANNOUNCED = re.compile(
    r"^\W*(наши\s+)?(выводы|рекомендации|предложения|решения|поручения|требования|просьбы|пожелания)"
    r"(\s+(и\s+)?(рекомендации|предложения|решения|поручения))?"
    r"(\s+(участников|делегатов|форума|конференции|съезда|слушаний|публичных|общественных|собрания|совещания|заседания|"
    r"семинара|встречи|круглого|стола))*\W*$",
    re.I,
)
# «Участники предлагают следующее.», «… приняли следующие рекомендации.», «Решили так.»
ANNOUNCES = re.compile(
    r"\b(?:реши\w+|договорил\w+|постанови\w+)\s+(?:так|вот\s+что|о\s+следующем)\s*\.$|"
    r"\bследующ(ее|ие|ий|ую|ими)(\s+[а-яё]+){0,3}\s*\.$|\bтаблиц[аеуы]\s*\)?\s*\.?$|\bперечень\s+мер\W*$",
    re.I,
)
LONGEST_LINE = 400  # characters
IMPLIED = "Рекомендовать"  # a line that only names says this without the word
WISH = "нужно, чтобы"  # «Хотим, чтобы:»: who would act begins each item, and its verb is in the past
ASKING_VERB = re.compile(
    r"^(рекоменд|предлож|предлаг|поруч|прос|обрати|ходатайств|необходимо|следует|адрес|призва)", re.I
)


class Recognises(Protocol):
    def whole(self, text: str, verb: str = "") -> tuple[Mention, ...]: ...

    def asked(self, text: str) -> tuple[Mention, ...]: ...


@dataclass(frozen=True)
class LeadIn:
    """`requests`: True when requests follow, False for a report or an opinion, None when it does not say."""

    text: str
    requests: bool | None
    mentions: tuple[Mention, ...]
    label: Label | None = None
    verb: str = ""  # «просят:»: the last word, when the items go on with its sentence


def names_event(text: str) -> bool:
    """«Решения съезда», not «РЕШИЛИ:»: it could be a title, too."""
    return bool(ANNOUNCED.match(text)) and not BARE.match(text)


def announces(text: str) -> bool:
    """Whether the line says that requests follow, and nothing else."""
    return bool(BARE.match(text) or ANNOUNCED.match(text))


def ends_open(text: str) -> bool:
    """Whether a line over items ends as one: «просят:», «решили следующее.»"""
    return text.rstrip().endswith(":") or bool(ANNOUNCES.search(text))


def read_lead_in(text: str, names: Recognises, list_below: bool, *, labelled: bool, verb: str = "") -> LeadIn | None:
    """The block as a lead-in, or None when it is none; `verb` is that of the lead-in above, which may go on here.

    A numbered line is a lead-in only when it names addressees or asks and says nothing that is to be done itself.
    """
    open_ended = text.rstrip().endswith((":", "–", "—")) or (not labelled and bool(ANNOUNCES.search(text)))
    if not (open_ended or list_below):
        return None
    whole = names.whole(text, verb)
    if whole:
        return LeadIn(text, True, whole, verb=verb)
    if labelled or not open_ended:
        return _asking_line(text, names) or (naming_line(text, names) if list_below else None)
    return LeadIn(text, True, (), verb=_asking_verb(text)) if announces(text) else _by_last_sentence(text, names)


def _by_last_sentence(text: str, names: Recognises) -> LeadIn:
    """«Форум прошёл в мае. Участники рекомендуют:»: what its last sentence opens."""
    last = next(reversed(sentences(text)), text)
    requests = opens_requests(last)
    return LeadIn(text, requests, names.asked(last) if requests else (), verb=_asking_verb(last))


def _asking_line(text: str, names: Recognises) -> LeadIn | None:
    """«Рекомендовать мэрии города:»: asks, names who is asked, and leaves what to do to the list below."""
    if BARE.match(text):
        return LeadIn(text, True, (), verb=_asking_verb(text))
    open_ended = text.rstrip().endswith((":", "–", "—")) or not text.rstrip().endswith((".", "!", "?", ";"))
    if not open_ended or len(text) > LONGEST_LINE or opens_requests(text) is not True:
        return None
    if holds_task(text):
        return None
    verb = _asking_verb(text)
    return LeadIn(text, True, names.asked(text), verb=verb if verb == WISH else "")


def naming_line(text: str, names: Recognises) -> LeadIn | None:
    """«Управлению культуры, которому подчинены клубы, в пределах сметы:»: whom it names, it says more of."""
    if not text.rstrip().endswith((":", "–", "—")) or holds_task(text):
        return None
    named = names.asked(f"{IMPLIED} {text}") if _in_dative(text) else ()
    return LeadIn(text, True, named) if named else None


def _in_dative(text: str) -> bool:
    """Whether somebody in the dative opens it: «Городскому управлению …»."""
    first = next(iter(words(text)), None)
    return first is not None and bool(nouns(first.text, "datv") or adjectives(first.text, "datv"))


def holds_task(text: str) -> bool:
    """Whether the line says itself what to do, and does not only ask."""
    return any(is_surely_infinitive(word.text) and not ASKING_VERB.match(word.text) for word in words(text))


def _asking_verb(text: str) -> str:
    """The verb a lead-in ends with: the items may name whom it asks."""
    last, before = [*reversed(words(text)), None, None][:2]
    if last is None:
        return ""
    if last.small == "чтобы" or (before and before.small == "чтобы"):
        return WISH  # «…, чтобы:», «…, чтобы он:»
    return last.small if lemmas(last.text) & VERBS.keys() else ""
