"""What one line at the top of a resolution is by itself: a genre, an event, a place or a date, a sentence."""

import re

from resolution_reader.addressees.bodies import is_body_word
from resolution_reader.language.morphology import is_finite_verb, is_infinitive, nouns, readings
from resolution_reader.structure.dates import event_dates
from resolution_reader.structure.places import place_and_rest

GENRES = re.compile(
    r"^\W*(проект\s+)?(резолюци|итогов\w+\s+(документ|резолюци|решени)|рекомендаци|решени[ея]|обращени|деклараци|протокол|"
    r"(?:открыт|коллективн)\w+\s+(?:письм|обращени|заявлени)|меморандум|предложени|заявлени|коммюнике|манифест|наказ|выводы|заключени|постановлени|"
    r"перечень\s+\S*\s*(поручени|мер|предложени|рекомендаци)|план\s+(мероприяти|действи)|дорожная\s+карта|"
    r"(план|перечень|итоги)\W*$)",
    re.I,
)
EVENTS = re.compile(
    r"форум|конференци|съезд|слушани|кругл\w+\s+стол|собрани|совещани|заседани|семинар|чтени|конгресс|саммит|слет|слёт|"
    r"фестивал|стратегическ\w+\s+сесси|школ|палат|дискусси|встреч|сход|диалог|ассамбле|хакатон|пленум|недел[иья]",
    re.I,
)
OWN_NUMBER = re.compile(
    r"^\s*(?:от\s+)?((?:г\.\s*\S+\s+)?[«\"\d].*(?:\d{4}|[./]\d\d).{0,8}?)\s*№\s*[\w/-]+[\s,]*((?:г\.|город|с\.|пос\.)\s*\S+)?\s*$"
)
NUMBER = re.compile(r"^\s*№\s*\d[\w/-]*\s*$")  # of the paper, on a line of its own
NUMBER_BEFORE = re.compile(r"^\s*№\s*\d[\w/-]*\s+(?!от\b)")
OF_DATE = re.compile(r"^\s*(?:№\s*[\w/-]+\s+)?от\s+", re.I)
LONGEST_OWN = 80  # characters
MAX_TITLE_LINE = 300
SPACED = re.compile(r"^(?:[А-ЯЁ]\s){4,}[А-ЯЁ]$")

PUBLISHED = re.compile(
    r"\b(?:(?:дата\s+)?(?:публикаци|размещени|обновлени)\w*|(?:опубликован|размещен|размещён|обновлен|добавлен)\w*)",
    re.I,
)
# What a site says of itself beside the day on which it showed the text.
COUNTED = re.compile(r"\b(?:просмотр\w*\W*\d*|автор\b.*)", re.I)
CLOCK = re.compile(
    r"\b(?:[01]?\d|2[0-3]):[0-5]\d\b|\b(?:понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье)\b|"
    r"\b(?:пн|вт|ср|чт|пт|сб|вс)\b",
    re.I,
)
CONTACTS = re.compile(
    r"^\W*\d{6}\b|\b(?:тел(?:ефон)?\b|факс|e-?mail|инн\b|огрн|исх\.)|^(?:от\s+)?[\d.]{8,10}\s*(?:г\.\s*)?№|"
    r"на\s+№|@|https?:|www\.",
    re.I,
)
# «Дата проведения: 12.03.2025», «Место: пос. Заря, клуб»
KEYED = re.compile(
    r"^\W*(?:дата|место|время)(?:\s+(?:и\s+)?(?:дата|место|время|проведения|составления|принятия|заседания|собрания))*\s*:",
    re.I,
)
TERM = re.compile(r"^\W*срок", re.I)  # «Срок – 1 апреля 2026 года»: of an item
# What the town lies in, beside it: «Московская область, Раменский г.о.»
LIES_IN = re.compile(
    r"\b[А-ЯЁ][а-яё-]+\s+(?:обл(?:асть|\.)|край|район|р-н|(?:(?:городской|муниципальный)\s+)?(?:округ|район)|[гм]\.\s?о\.)|"
    r"\bРеспублика\s+[А-ЯЁ][а-яё-]+"
)
# «(видеоконференция)», «в режиме онлайн», «актовый зал школы № 3»: how it was held, and in which house
HOW_HELD = re.compile(r"\([^()]{0,80}\)|\bв\s+(?:формате|режиме)\b[^,;()]{0,60}", re.I)
HOUSE = re.compile(
    r"\b(?:(?:актов|мал|больш|зрительн|читальн)[а-яё]+\s+)?(?:конференц-?)?зал\b[^,;()]{0,80}|"
    r"\b(?:здани[ея]|помещени[ея]|(?:сельск\w+\s+)?клуб|(?:сельск\w+\s+|районн\w+\s+)?дом\s+культуры|библиотека)\b[^,;()]{0,80}|"
    r"\bшкола\s+№\s*\d+",
    re.I,
)
TERRITORY = re.compile(
    r"[А-ЯЁ][А-ЯЁа-яё-]+(?:[иоы]й|ая)\s+(?:область|край|район|(?:городской\s+|муниципальный\s+)?(?:округ|район))"
    r"(?:\s+[А-ЯЁ][А-ЯЁа-яё-]+(?:ой\s+области|ого\s+края)|\s+Республики\s+[А-ЯЁ][а-яё-]+)?|Республика\s+[А-ЯЁ][а-яё-]+"
)
BETWEEN_TERRITORIES = re.compile(r"[\s,.]+")
# Where a place or a date may begin that belongs to no phrase: no «в г. Томск», no «от 5 мая».
TAIL = re.compile(r"(?<=[а-яё»\")])\s+(?=[а-я]{1,3}\.\s?[А-ЯЁ]|«?\s?\d)")
PREPOSITIONS = ("в", "из", "от", "по", "до", "с", "на")
BESIDE_DATES = ("года", "город", "гг", "от", "пос", "село")  # words that stand in a line of place and date


def own_number(line: str) -> str:
    """«от 4 сентября 2018 года № 7, г. Майкоп»: the document's own date, without what makes it look like a law's."""
    if len(line) >= LONGEST_OWN:
        return line
    alone = OF_DATE.sub("", line)
    if alone != line and event_dates(alone) and is_place_or_date(alone):
        return alone  # «от 03.02.98 г. Томск»
    alone = NUMBER_BEFORE.sub("", line)
    if alone != line and is_place_or_date(alone):
        return alone  # «№ 4 г. Томск»
    return OWN_NUMBER.sub(r"\1 \2", line).strip()


def unspaced(line: str) -> str:
    """«Р Е З О Л Ю Ц И Я» -> РЕЗОЛЮЦИЯ."""
    return line.replace(" ", "") if SPACED.match(line) else line


def is_place_or_date(line: str) -> bool:
    """A line of nothing but a place, a date, or both."""
    if len(line) > 120 or GENRES.match(line) or TERM.match(line) or line.rstrip().endswith((":", ";")):
        return False
    if KEYED.match(line):
        return True
    placed, rest = place_and_rest(line)
    dated = bool(event_dates(line))
    if not (dated or placed) or (not dated and _asks(rest)):
        return False
    if dated:
        for beside in (PUBLISHED, COUNTED, CLOCK, HOW_HELD, HOUSE):
            rest = beside.sub(" ", rest)
    words = [
        word for word in re.findall(r"[а-яё]{2,}", LIES_IN.sub(" ", rest), re.I) if word.lower() not in BESIDE_DATES
    ]
    return len(words) <= (3 if dated and placed else 2) and not EVENTS.search(rest)


def is_number(line: str) -> bool:
    """«№ 4» between the lines of place and date."""
    return bool(NUMBER.match(line))


def is_territory(line: str) -> bool:
    """«Нижнеломовский район», «Пензенская область, Нижнеломовский район»: in what the place lies, and nothing else."""
    return bool(TERRITORY.search(line)) and not BETWEEN_TERRITORIES.sub("", TERRITORY.sub("", line))


def publishes(line: str) -> bool:
    """By such a line a site says when it showed the text: «Опубликовано 5 июня 2026», a date with hour or weekday."""
    if not event_dates(line):
        return False
    return of_site(line) or (bool(CLOCK.search(line)) and not place_and_rest(line)[0])


def without_place_and_date(line: str) -> str:
    """«о слушаниях по проекту планировки г. Томск 5 мая 2024 года»: what stood below the title, on its own line."""
    for cut in reversed([*TAIL.finditer(line)]):
        tail = line[cut.end() :]
        if line[: cut.start()].split()[-1].lower() in PREPOSITIONS:
            continue
        if is_place_or_date(tail) and event_dates(tail) and place_and_rest(tail)[0]:
            return line[: cut.start()]
    return line


def of_site(line: str) -> bool:
    """«05.06.2026 | Просмотров: 318»"""
    return bool(PUBLISHED.search(line) or COUNTED.search(line))


def is_contacts(line: str) -> bool:
    """«393950, г. Моршанск, ул. Красная, 6», «Исх. № 17 от 12.02.2025»: of who writes, not of what was held."""
    return bool(CONTACTS.search(line))


def _asks(rest: str) -> bool:
    """«Мэрии», beside «г. Томска»: a line that begins with a body in the dative stands over what is asked of it."""
    first = next(iter(re.findall("[а-яё-]+", rest, re.I)), "")
    return bool(first) and is_body_word(first) and bool(nouns(first, "datv"))


def is_sentence(line: str) -> bool:
    words = re.findall(r"[А-Яа-яЁё-]+", re.sub(r"«[^»]*»", " ", line))
    if line.isupper():
        return False
    verbs = any(is_finite_verb(word.lower()) and readings(word.lower())[0].score > 0.5 for word in words)
    return (verbs and (line.endswith((".", "!")) or len(words) > 6)) or any(is_infinitive(word) for word in words[:1])


def names_event(line: str) -> bool:
    """Whether a title line already says what was held, and not only «РЕЗОЛЮЦИЯ»."""
    return bool(EVENTS.search(line)) or (bool(GENRES.match(line)) and len(line.split()) > 3)
