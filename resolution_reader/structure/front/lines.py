"""What one line at the top of a resolution is by itself: a genre, an event, a place or a date, a sentence."""

import re

from resolution_reader.language.morphology import is_finite_verb, is_infinitive, readings
from resolution_reader.structure.dates import event_dates
from resolution_reader.structure.places import place_in_line

GENRES = re.compile(
    r"^\W*(проект\s+)?(резолюци|итогов\w+\s+(документ|резолюци|решени)|рекомендаци|решени[ея]|обращени|деклараци|протокол|"
    r"меморандум|предложени|заявлени|коммюнике|манифест|наказ|выводы|заключени|постановлени|"
    r"перечень\s+\S*\s*(поручени|мер|предложени|рекомендаци)|план\s+(мероприяти|действи)|дорожная\s+карта)",
    re.I,
)
EVENTS = re.compile(
    r"форум|конференци|съезд|слушани|кругл\w+\s+стол|собрани|совещани|заседани|семинар|чтени|конгресс|саммит|слет|слёт|"
    r"фестивал|стратегическ\w+\s+сесси|школ|палат|дискусси|встреч|сход|диалог|ассамбле|хакатон|недел[иья]",
    re.I,
)
OWN_NUMBER = re.compile(
    r"^\s*(?:от\s+)?((?:г\.\s*\S+\s+)?[«\"\d].*\d{4}.{0,8}?)\s*№\s*[\w/-]+[\s,]*((?:г\.|город|с\.|пос\.)\s*\S+)?\s*$"
)
MAX_TITLE_LINE = 300
SPACED = re.compile(r"^(?:[А-ЯЁ]\s){4,}[А-ЯЁ]$")

DATE = re.compile(
    r"[«\"“]?\d{1,2}[»\"”]?[\s\d–—«»\"-]*(?:[а-яё]+\s+)?(?:[-–—\s]*\d{1,2}\s+[а-яё]+\s+)?\d{4}|[\d.–—-]{8,}"
)
BESIDE_DATES = ("года", "город", "гг", "от", "пос", "село")  # words that stand in a line of place and date


def own_number(line: str) -> str:
    """«от 4 сентября 2018 года № 7, г. Майкоп»: the document's own date, without what makes it look like a law's."""
    return OWN_NUMBER.sub(r"\1 \2", line).strip() if len(line) < 80 else line


def unspaced(line: str) -> str:
    """«Р Е З О Л Ю Ц И Я» -> РЕЗОЛЮЦИЯ."""
    return line.replace(" ", "") if SPACED.match(line) else line


def is_place_or_date(line: str) -> bool:
    """A line of nothing but a place, a date, or both."""
    if len(line) > 120 or GENRES.match(line) or line.rstrip().endswith((":", ";")):
        return False
    dated, placed = bool(event_dates(line)), place_in_line(line)
    if not (dated or placed):
        return False
    rest = DATE.sub(" ", line) if dated else line
    if placed:
        rest = rest.replace(placed.split(maxsplit=1)[1], " ")
    words = [word for word in re.findall(r"[а-яё]{2,}", rest, re.I) if word.lower() not in BESIDE_DATES]
    return len(words) <= (3 if dated and placed else 2) and not EVENTS.search(rest)


def is_sentence(line: str) -> bool:
    words = re.findall(r"[А-Яа-яЁё-]+", re.sub(r"«[^»]*»", " ", line))
    if line.isupper():
        return False
    verbs = any(is_finite_verb(word.lower()) and readings(word.lower())[0].score > 0.5 for word in words)
    return (verbs and (line.endswith((".", "!")) or len(words) > 6)) or any(is_infinitive(word) for word in words[:1])


def names_event(line: str) -> bool:
    """Whether a title line already says what was held, and not only «РЕЗОЛЮЦИЯ»."""
    return bool(EVENTS.search(line)) or (bool(GENRES.match(line)) and len(line.split()) > 3)
