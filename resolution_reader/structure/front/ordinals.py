"""Which time an event is held: «V», «12-й», «двадцать первого», «№ 5» beside its name."""

import re
import unicodedata

from resolution_reader.structure.agenda import ORDINALS
from resolution_reader.structure.front.lines import EVENTS

LATIN = str.maketrans("ХІ", "XI")  # Cyrillic letters that are typed for Roman figures
ROMAN = re.compile(r"\b([IVXLІХ]{1,7})(?:-[а-яё]{1,3})?\b(?=\s+[«\w])")
DIGITS = re.compile(r"\b(\d{1,2})-(?:й|го|ый|ого|ая|ой|е|х)\b")
ONE_SIGN = re.compile("[Ⅰ-Ⅿ]+")  # «Ⅴ»
NEAR = 80  # characters from the ordinal to the event
NO_EVENT = re.compile(r"\s+(век|квартал)")

TEENS = ("одиннадцат", "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат", "семнадцат", "восемнадцат",
         "девятнадцат")  # fmt: skip
UNITS = (*ORDINALS, *TEENS)
TENS = {"двадцат": 20, "тридцат": 30, "сорок": 40, "пятьдесят": 50, "пятидесят": 50}
ENDING = r"(?:[ыио]й|ая|ое|[оеь]го|ьего|[оеь]й|[оеь]м|ье[йм]|[оеь]му|ую|ья|ье|ью)"
GATHERING = (
    r"(?:форум|конференц|съезд|слушани|собрани|совещани|заседани|семинар|чтени|конгресс|саммит|сл[её]т|фестивал|сход|"
    r"ассамбле|встреч|кругл[а-яё]+\s+стол|стратегическ[а-яё]+\s+сесси)[а-яё]*"
)
SPELLED = re.compile(
    rf"\b(?:(?P<tens>двадцать|тридцать|сорок|пятьдесят)\s+)?"
    rf"(?:(?P<whole>двадцат|тридцат|сороков|пятидесят)|(?P<unit>{'|'.join(UNITS)})){ENDING}"
    rf"(?:\s+[а-яё-]+){{0,4}}?\s+{GATHERING}\b",
    re.I,
)
NUMBERED = re.compile(
    r"\b(?:форум|съезд|конференци|сл[её]т|конгресс|фестивал|ассамбле)[а-яё]*(?:\s+«[^»]{1,80}»)?\s*№\s*(\d{1,3})\b",
    re.I,
)


def ordinal_in(text: str) -> str | None:
    """Figures as printed, Latin where they are Roman, else digits; None where no event is counted."""
    text = ONE_SIGN.sub(lambda figures: unicodedata.normalize("NFKC", figures[0]), text)
    for pattern in (ROMAN, DIGITS):
        for found in pattern.finditer(text):
            after = text[found.end() : found.end() + NEAR]
            if EVENTS.search(after) and not NO_EVENT.match(after):
                return found[1].translate(LATIN)
    if spelled := SPELLED.search(text):
        return str(_number(spelled))
    numbered = NUMBERED.search(text)
    return numbered[1] if numbered else None


def _number(spelled: re.Match[str]) -> int:
    tens = spelled["whole"] or spelled["tens"] or ""
    of_tens = next((number for stem, number in TENS.items() if tens.lower().startswith(stem)), 0)
    unit = spelled["unit"]
    return of_tens + (next(at for at, stem in enumerate(UNITS, 1) if re.fullmatch(stem, unit, re.I)) if unit else 0)
