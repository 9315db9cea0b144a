"""How often something is to be done, apart from by when."""

import re

from resolution_reader.structure.dates import unquoted

PERIOD = (
    r"(?:год|года|полугодие|полугода|полгода|квартал|квартала|четверть|четверти|семестр|триместр|месяц|месяца|декаду|недел[юи]|"
    r"сутки|суток|день|дня|дней|лет|месяцев|недель|сезон|сезона|смену|зиму|лето|весну|осень)"
)
COUNTED = (
    r"(?:\d+(?:\s?[-–]\s?\d+)?|одного|одному|одну|один|двух|два|две|тр[её]х|три|четыр[её]х|четыре|пяти|пять|шести|шесть|семи|семь|"
    r"восьми|восемь|девяти|девять|десяти|десять|двенадцать)(?:[-–]тр[её]х|[-–]три)?"
    r"(?:\s*\([а-яё\s]{1,40}\))?"
)
OF_SCHOOL = r"(?:(?:учебн|календарн|отопительн|летн|зимн|купальн|дачн)\w+\s+)?"
DAY_NAME = r"(?:понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|выходны[ей]|утро|вечер)"
REPEATS = re.compile(
    rf"\b(?:не\s+(?:реже|менее)(?:,?\s+чем)?\s+|по\s+)?(?:{COUNTED}(?:-?х)?\s*)?раз[ау]?\s+(?:в|за)\s+(?:каждые\s+)?"
    rf"(?:{COUNTED}\s+)?{OF_SCHOOL}{PERIOD}\b|"
    rf"\bне\s+(?:реже|менее)(?:,?\s+чем)?\s+(?:{COUNTED}\s+)?(?:[а-яё]+\s+){{1,3}}(?:в|за)\s+{OF_SCHOOL}{PERIOD}\b|"
    r"\b(?:ежегодно|ежеквартально|ежемесячно|еженедельно|ежедневно|ежесезонно|ежесуточно|раз\s+в\s+полгода)\b|"
    rf"\b(?:дважды|трижды)\s+(?:в|за)\s+{OF_SCHOOL}{PERIOD}\b|"
    rf"\b(?:кажд(?:ый|ую|ое|ые|ого|ой)|по\s+итогам\s+каждого)\s+(?:{COUNTED}\s+)?{OF_SCHOOL}{PERIOD}\b|"
    rf"\bкажд(?:ый|ую|ое|ые)\s+(?:(?:перв|втор|трет|четв[её]рт|последн)\w+\s+)?{DAY_NAME}(?:\s+месяца)?\b|"
    rf"\bв\s+(?:перв|втор|трет|четв[её]рт|последн)\w+\s+{DAY_NAME}\s+(?:каждого\s+)?(?:месяца|квартала)\b",
    re.I,
)
ALWAYS = re.compile(r"\s*(?:постоянно|регулярно|кажд\w+\s+(?:весн|осен|зим|лет|вечер|утр|недел|месяц|год)\w*)\s*", re.I)


def repeats(text: str) -> str | None:
    """How often something is to be done, as written; None when the text does not say."""
    found = REPEATS.search(unquoted(text))
    return text[found.start() : found.end()].strip() if found else None


def is_how_often(term: str) -> bool:
    """Whether what stands where a term should says only how often: «ежемесячно», «постоянно»."""
    rest = REPEATS.sub("", term).strip(" ,.;") if REPEATS.search(term) else term
    return not rest or bool(ALWAYS.fullmatch(term))
