"""Whether a time that a text names is one in which something is to be done, or of what was and goes on anyhow."""

import re

from resolution_reader.addressees.tokens import tokens
from resolution_reader.language.morphology import has_part_of_speech, is_surely_infinitive, readings

NEAR = 320  # characters before a time: what qualifies it stands there, and a long paragraph is not tried word by word
# Up to when a strategy or a programme lasts is not up to when something is to be done.
PERIOD_BEFORE = re.compile(
    r"(\bна\s+период|\bс\s+\d{4}|\bразвития|(?:стратеги|программ|концепци|доктрин|план|проект)\w+)[^.,;]{0,25}$", re.I
)
# «подготовка к зиме», «подготовить дороги к зиме»; but «подготовить к зиме отчёт».
READY_FOR = re.compile(
    r"(?:\b(?:подготовк\w+|готов(?:ност\w+|а|о|ы|ым|ыми)?|приуроч\w+|(?:под)?готови\w+ся)(?:\s+[^\s.,;:]+){0,5}|"
    r"\b(?:под)?готовить(?:\s+[^\s.,;:]+){1,6})\s*$",
    re.I,
)
PAST = re.compile(r"\s(?:прошл|минувш|прежн)", re.I)
YEAR_NAMED = re.compile(r"\d{4}")
WISHED = re.compile(r"\bчтобы\b", re.I)
CLAUSE = re.compile(r"[.;:](?=\s)")
RELATIVE = re.compile(
    r"^\s*(?:(?:в|на|по|о|об|с|из|для|до|к)\s+)?(?:котор\w+|где|когда|откуда|как|если|что|чьи?)\b", re.I
)


def clause_before(text: str, at: int) -> str:
    return CLAUSE.split(text[:at])[-1]


def clause_around(text: str, at: int) -> str:
    return clause_before(text, at) + CLAUSE.split(text[at:], maxsplit=1)[0]


def just_before(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - NEAR) : found.start()]


def is_up_to(text: str, found: re.Match[str]) -> bool:
    """Whether «до …», «к …» says by when: not «подготовить дороги к зиме», «программа до 2030 года»."""
    before = just_before(text, found)
    if PAST.search(found[0]) or (found[0][:1] in "кК" and READY_FOR.search(before)) or is_of_what_was(before):
        return False
    return "конц" in found[0] or not YEAR_NAMED.search(found[0]) or not PERIOD_BEFORE.search(before)


def is_of_what_was(before: str) -> bool:
    """«построенных до 1980 года», «семьям, подавшим заявления до мая»"""
    said = before.rpartition(",")[2].split()
    near = (said[:1] if "," in before else []) + said[-1:]
    return any(has_part_of_speech(word, "PRTF", "PRTS") for word in near)


def is_once(text: str, at: int) -> bool:
    """Whether the nearest infinitive, before the place or else after it, is of what is done once: «провести»."""
    before = [token for token in reversed(tokens(clause_before(text, at))) if token.kind == "word"]
    after = [token for token in tokens(CLAUSE.split(text[at:], maxsplit=1)[0]) if token.kind == "word"]
    verb = next((token.text for token in (*before, *after) if is_surely_infinitive(token.text)), "")
    return bool(verb) and "perf" in readings(verb)[0].tag


def is_to_be_done(text: str, at: int) -> bool:
    """Whether nothing that was or is anyhow stands between the request and the time: «принятых в 2016 году»."""
    piece = clause_before(text, at).rpartition(",")[2]
    if RELATIVE.search(piece):
        return False
    for token in reversed(tokens(piece)):
        if token.kind != "word":
            continue
        if is_surely_infinitive(token.text):
            return True
        first = readings(token.text)[0].tag
        was = first.POS == "VERB" and first.tense == "past" and not WISHED.search(piece)
        if was or first.POS in ("PRTF", "PRTS", "GRND"):
            return False
    return True
