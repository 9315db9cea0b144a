"""The ways of Russian to say by when, as patterns: up to a time, not later than so long before it, within, in, after.

A time is a month, a season, a part of a year, what happens every year («паводок», «каникулы»), a meeting or the edge of
something («начало», «открытие»). Whether such words set a term is for terms.py to say.
"""

import re

from resolution_reader.structure.dates import DAY, MONTH, YEAR
from resolution_reader.structure.how_often import COUNTED

BY = r"до|к|ко|не\s+позднее|не\s+позже"
IN_MONTH = "январе|феврале|марте|апреле|мае|июне|июле|августе|сентябре|октябре|ноябре|декабре"
MONTH_NAME = (
    "январ[яею]|феврал[яею]|март[ауе]|апрел[яею]|ма[яею]|июн[яею]|июл[яею]|"
    "август[ауе]|сентябр[яею]|октябр[яею]|ноябр[яею]|декабр[яею]"
)
MONTH_ITSELF = "январь|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь"
SEASON = "весн[ыеу]|лет[ау]|осен[ьи]|зим[ыеу]"
IN_SEASON = "весной|летом|осенью|зимой"
SOME_YEARS = rf"{YEAR}(?:\s*[-–—/]\s*(?:\d{{4}}|\d\d)(?!\d))?"
YEAR_WORD = rf"{SOME_YEARS}\s*(?:годах|годов|года|году|гг\.?|г\.?(?![а-яё]))"
OF_YEAR = r"(?:т\.\s?г\.|с\.\s?г\.|(?:текущего|следующего|этого|будущего|каждого)\s+года)"
MAYBE_YEAR = rf"(?:\s+(?:{YEAR_WORD}|{OF_YEAR}))?"
ORDINAL = r"(?:[IVX]{1,3}|\d(?:-[а-яё]+)?|перв[а-яё]+|втор[а-яё]+|трет[а-яё]+|четв[её]рт[а-яё]+|последн[а-яё]+)"
SAID_OF_TIME = r"[а-яё]+(?:ого|его|ому|ему|ой|ей|ых|их|ым|им)"
WHICH = rf"(?:(?:{SAID_OF_TIME}|{SOME_YEARS}|[IVX]{{1,3}})\s+)"
# Times by themselves, in the genitive or dative; those of NAMED_TIME say nothing without a word that says which.
OF_NATURE = (
    r"холод(?:ов|ам)|заморозк(?:ов|ам)|мороз(?:ов|ам)|снег[ау]|снегопад(?:ов|ам)|дожд(?:ей|ям)|тепл[ау]|распутиц[ые]|"
    r"паводк[ау]|половодь[яю]|ледоход[ау]|ледостав[ау]|нерест[ау]|путин[ые]|навигаци[ию]|сенокос[ау]|посевной|уборочной"
)
OF_CALENDAR = r"праздник(?:ов|ам|а|у)|каникул(?:ам)?|пасх[иеу]|рождеств[ау]|масленниц[ыеу]|троиц[ыеу]|майски[мх]"
OF_YEAR_PART = r"сезон[ау]|полугоди[яю]|семестр[ау]|триместр[ау]"
NAMED_TIME = r"год[ау]|месяц[ау]|недел[иье]|период[ау]|смен[ыеу]|квартал[ау]|четверт[иь]"
MEETING = (
    r"(?:заседани|собрани|совещани)[яю]|(?:форум|сход|съезд|конгресс|пленум)[ау]|(?:конференци|сесси)[ию]|встреч[иеу]|"
    r"слушани(?:й|ям)"
)
AT_MEETING = (
    r"(?:заседани|собрани|совещани)и|(?:форум|сход|съезд|конгресс|пленум)е|(?:конференци|сесси)и|встрече|слушаниях"
)
NEXT = (
    r"(?:следующ|очередн|ближайш|будущ|осенн|весенн|летн|зимн|январск|февральск|мартовск|апрельск|майск|июньск|июльск|"
    r"августовск|сентябрьск|октябрьск|ноябрьск|декабрьск)[а-яё]+"
)
EDGE = r"(?:начал[ау]|кон(?:ца|цу)|середин[еы]|(?:окончани|завершени|наступлени|открыти|закрыти)[яю])"
# Of what is done once: «до ввода дороги», «до передачи проекта».
DONE = (
    r"(?:(?:приняти|утверждени|подписани|рассмотрени|вступлени|проведени|получени|объявлени|введени|установлени|"
    r"вскрыти|заключени)я|передачи|сдачи|выдачи|публикации|ввода|выхода|запуска|созыва|при[её]мки|торгов)"
)
TIME = rf"(?:{MONTH_NAME}|{SEASON}|{OF_NATURE}|{OF_CALENDAR}|{OF_YEAR_PART})"
PARTS = rf"(?:{ORDINAL}\s+(?:квартал[аеу]?|кв\.|полугоди[яие]))"
AMOUNTS = r"(?:час(?:ов|а)|сут(?:ок|ки)|дн(?:ей|я)|недел[ьи]|месяц(?:ев|а)|квартал(?:ов|а)|лет|года)"
MANY = (
    rf"(?:{COUNTED}|\d+-?(?:ти|х)|полутора|нескольких|одиннадцати|пятнадцати|двадцати|тридцати|сорока|шестидесяти|ближайш[а-яё]+"
    rf"(?:\s+{COUNTED})?)"
)
AMOUNT = rf"(?:{MANY}\s+(?:(?:календарн|рабоч|учебн)[а-яё]+\s+)?{AMOUNTS})"
QUICK = r"(?:[а-яё]*(?:дневный|недельный|месячный|годичный)|кратчайш(?:ий|ие)|(?:возможно\s+)?коротки[йе])"

Kinds = tuple[re.Pattern[str], ...]


def _kinds(*patterns: str) -> Kinds:
    return tuple(re.compile(pattern, re.I) for pattern in patterns)


BEGINS_UP_TO = re.compile(rf"\b(?:{BY})\s", re.I)  # most texts have none, and are not looked through for each kind
# Up to a time, in words; of those that begin at one place the longer comes first.
UP_TO = _kinds(
    rf"\b(?:{BY})\s+(?:{EDGE}\s+)?{WHICH}{{0,2}}{TIME}\b{MAYBE_YEAR}(?![-–])",
    rf"\b(?:{BY})\s+(?:{EDGE}\s+{WHICH}{{0,2}}|(?:{SOME_YEARS}\s+)?(?:{SAID_OF_TIME}\s+){{1,2}})(?:{NAMED_TIME})\b{MAYBE_YEAR}",
    rf"\b(?:{BY})\s+{EDGE}\s+{YEAR_WORD}",
    rf"\b(?:{BY})\s+{DAY}\s+(?:{MONTH})(?:{MAYBE_YEAR})(?![а-яё])",
    rf"\b(?:{BY})\s+{DAY}\s+числа\s+(?:каждого|следующего|текущего)\s+(?:[а-яё]+\s+)?[а-яё]+",
    rf"\b(?:до|ко?)\s+Дн[яю]\s+[а-яё]+{MAYBE_YEAR}",
    rf"\b(?:{BY})\s+Нов(?:ого|ому)\s+год[ау]\b",
    rf"\b(?:{BY})\s+{NEXT}\s+(?:{MEETING})\b",
    rf"\b(?:до\s+конца|к\s+концу|до|не\s+позднее)\s+{PARTS}{MAYBE_YEAR}",
    rf"\bв\s+срок\s+до\s+{YEAR_WORD}",
    rf"\bне\s+поз(?:днее|же)\s+{YEAR_WORD}",
)
IN_PART = re.compile(rf"\bво?\s+{PARTS}{MAYBE_YEAR}", re.I)
# Up to an edge of something that is named after it.
UP_TO_EDGE = re.compile(rf"\b(?:до|к)\s+(?:(?P<edge>{EDGE})|{DONE})(?=\s+[а-яё0-9«])|\bдо\s+торгов\b", re.I)
BEFORE_EDGE = re.compile(
    rf"\b(?:не\s+(?:позднее|позже|менее)(?:,?\s+чем)?\s+)?за\s+(?:{AMOUNT}|неделю|месяц|сутки|день|полгода|год)\s+до"
    rf"(?=\s+[а-яё])",
    re.I,
)
LASTING_SO_LONG = re.compile(
    rf"\bв\s+течение\s+(?:{AMOUNT}|(?:часа|суток|недели|месяца|квартала|полугодия|полугода|года)\b(?!\s+{YEAR})|"
    rf"{WHICH}(?:года|месяца|квартала|полугодия|сезона)\b)|"
    rf"\bне\s+поз(?:днее|же)\s+(?:чем\s+)?(?:через\s+)?(?:{AMOUNT}|месяца|года|полугода|недели|суток)\b(?!\s+год)|"
    rf"\bв\s+(?:(?:\d+-?(?:ти|х)?|[а-яё]+)[- ])?{QUICK}\s+срок(?:и)?",
    re.I,
)
FROM_EVENT = re.compile(r"\s+(?:со\s+дня|с\s+момента|с\s+даты|после)(?=\s+[а-яё])", re.I)
NAMED = _kinds(
    rf"(?:\bсрок[а-яё]*(?:\s+(?:ис|вы)полнения)?\s*[:–—-]\s*|\(\s*)(?P<term>(?:(?:{MONTH_ITSELF})|{PARTS}|весна|лето|осень|зима)"
    rf"(?:\s+{YEAR_WORD})?)(?=\s*[.;,)\n]|\s*$)",
)
# In a time: only where somebody is to do something then.
YEARLY = rf"\bво?\s+(?:{IN_MONTH})|\b(?:{IN_SEASON})"
DATED_IN = _kinds(
    rf"(?:{YEARLY})\s+(?:{YEAR_WORD}|{OF_YEAR})",
    rf"\bв\s+{SOME_YEARS}\s+учебном\s+году",
    r"\b(?:этим|этой|будущим|будущей|следующим|следующей|нынешним|нынешней)\s+(?:летом|зимой|весной|осенью)\b",
    r"\bв\s+(?:этом|текущем|следующем|будущем|наступающем|нынешнем)\s+(?:[а-яё]+ом\s+)?(?:году|сезоне|месяце|полугодии|квартале)\b",
    rf"\bна\s+{NEXT}\s+(?:{AT_MEETING})\b",
    rf"\bв\s+(?:течение\s+)?{SOME_YEARS}\s+(?:году|годах|гг\.)|\bв\s+течение\s+{YEAR}\s*(?:года|г\.)",
)
UNDATED_IN = _kinds(
    rf"(?:{YEARLY})\b",
    rf"\bчерез\s+(?:{MANY}\s+{AMOUNTS}|год|полгода|месяц|неделю|квартал)\b",
)
TWICE_A_YEAR = re.compile(rf"(?:{YEARLY})\s*(?:,|и|[-–—])\s*(?:в\s+)?(?:{IN_MONTH}|{IN_SEASON})\b", re.I)
BARE_YEAR = re.compile(rf"\b(?:до|к)\s+{YEAR_WORD}", re.I)
