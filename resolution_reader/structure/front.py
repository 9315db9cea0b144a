"""The top of a resolution: title, ordinal, date, place. Everything before the first sentence, heading or item."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from resolution_reader.addressees.bodies import is_body_word
from resolution_reader.language.folding import fold
from resolution_reader.language.morphology import is_finite_verb, is_infinitive, nouns, readings
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.dates import event_dates
from resolution_reader.structure.headings import is_explicit_heading
from resolution_reader.structure.places import place_held, place_in_line, place_in_text, place_in_title
from resolution_reader.structure.table_rows import first_table

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
# What was adopted, by whom and when, says nothing of the event's own date unless nothing else does.
ADOPTED = re.compile(r"^\W*(утвержд[её]н[аоы]?|утверждаю|принят[аоы]?|одобрен[аоы]?|согласован[аоы]?)\b", re.I)
BARE_GENRE = re.compile(r"^\W*(РЕЗОЛЮЦИЯ|РЕШЕНИЕ|РЕКОМЕНДАЦИИ|ОБРАЩЕНИЕ|ПРОТОКОЛ|ИТОГОВЫЙ\s+ДОКУМЕНТ)(\s*№\s*\S+)?\W*$")
LETTERS = re.compile(r"^\W*(открыт\w+\s+|коллективн\w+\s+)?(обращени|письм|заявлени|предложени|наказ|ходатайств)", re.I)
BOILERPLATE = re.compile(
    r"^\W*(проект|утвержд[её]н\w*|утверждаю|принят[аоы]?|одобрен\w*|приложение|к протоколу|согласован\w*|"
    r"для служебного|экз\.)\b(?:[^.]|\bг\.){0,90}$",
    re.I,
)
ROMAN_ORDINAL = re.compile(r"\b([IVXLІХ]{1,6})(?:-(?:й|го|ый|ая|ой))?\b(?=\s+[«\w])")
DIGIT_ORDINAL = re.compile(r"\b(\d{1,2})-(?:й|го|ый|ого|ая|ой|е|х)\b")
HELD = re.compile(
    r"состоял|прош[её]л|прошла|прошли|провод|провед|собрал|приняли участие|работал|организован|заседани|открыт", re.I
)
OWN_NUMBER = re.compile(
    r"^\s*(?:от\s+)?((?:г\.\s*\S+\s+)?[«\"\d].*\d{4}.{0,8}?)\s*№\s*[\w/-]+[\s,]*((?:г\.|город|с\.|пос\.)\s*\S+)?\s*$"
)
MAX_FRONT_BLOCKS = 14
MAX_TITLE_LINE = 300
MAX_LETTERHEAD = 6
SPACED = re.compile(r"^(?:[А-ЯЁ]\s){4,}[А-ЯЁ]$")


@dataclass(frozen=True)
class Front:
    """What the top says; `end` is the first block that is not part of it."""

    title: str | None
    ordinal: str | None
    dates: tuple[date, date | None] | None
    place: str | None
    place_guessed: bool
    end: int
    addressed: str = ""  # whom the head of a letter names: «Главе администрации / города Выборга»


def _letterhead(blocks: Sequence[Block]) -> int:
    """How many lines name only the organisers or who is written to, above the line that says what the paper is."""
    letter = _address(blocks)
    if letter:
        return letter.stop
    if _is_printed_below(blocks):
        return 1
    approved = bool(blocks) and bool(ADOPTED.match(blocks[0].printed))  # whatever stands in the stamp
    for index, block in enumerate(blocks[: first_table(blocks, MAX_LETTERHEAD)]):
        if index == 0 and any(BARE_GENRE.match(_unspaced(below.text)) for below in blocks[1:MAX_LETTERHEAD]):
            continue  # the file's own title: the paper's begins there
        if GENRES.match(_unspaced(block.text)) and not (approved and not block.text[:1].isupper()):
            return index
        told = (
            (index > 0 and block.label)
            or len(block.text) > MAX_TITLE_LINE
            or _is_sentence(block.text)
            or EVENTS.search(block.text)
        )
        if told and not approved:
            return 0
    return 0


def _is_printed_below(blocks: Sequence[Block]) -> bool:
    """Whether the first line, the title that a file has as a property, is printed again in the lines below it."""
    first = fold(blocks[0].text) if blocks else ""
    return any(fold(" ".join(block.text for block in blocks[1:end])) == first for end in range(2, MAX_LETTERHEAD))


def _address(blocks: Sequence[Block]) -> range:
    """«Главе администрации / города Выборга», right above «ОБРАЩЕНИЕ»: the lines that say to whom a letter goes."""
    for end, block in enumerate(blocks[:MAX_LETTERHEAD]):
        if not LETTERS.match(_unspaced(block.text)):
            continue
        for start in range(end):
            first = next(iter(blocks[start].text.split()), "").strip(",")
            if first and is_body_word(first) and nouns(first, "datv") and not blocks[start].label:
                return range(start, end)
    return range(0)


def read_front(blocks: Sequence[Block]) -> Front:
    """Title, date and place of the document; unknown is None."""
    end, letterhead = _end_of_front(blocks), _letterhead(blocks)
    title_lines: list[str] = []
    dates: tuple[date, date | None] | None = None
    adopted: tuple[date, date | None] | None = None
    place: str | None = None
    closed = False  # a date or place line ends the title
    for index, block in enumerate(blocks[:end]):
        line = _own_number(block.printed)
        line_dates, line_place = event_dates(line), place_in_line(line)
        if _is_boilerplate(blocks, index) or _approves(blocks, index):
            adopted = adopted or _date_of_approval(line)
        elif index < letterhead and not _is_place_or_date(line):
            adopted = adopted or (_date_of_approval(line) if ADOPTED.match(blocks[0].printed) else None)
        elif _is_place_or_date(line):
            dates, place = dates or (line_dates[0] if line_dates else None), place or line_place
            closed = closed or any(_names_event(text) for text in title_lines)
        elif not closed:
            if fold(_unspaced(line)) not in map(fold, title_lines):  # a file's own title, printed again below
                title_lines.append(_unspaced(line))
            dates = dates or (line_dates[0] if line_dates else None)
    title = " ".join(title_lines) or None
    dates = dates or _dates_in_body(blocks[end:]) or adopted
    place, guessed = _place(place, title, blocks, end)
    addressed = " ".join(blocks[index].text for index in _address(blocks))
    return Front(title, _ordinal(title, blocks, end), dates, place, guessed, end, addressed)


def _date_of_approval(line: str) -> tuple[date, date | None] | None:
    """«(протокол от 17 января 2025 года № 1)»: what is no event's date elsewhere."""
    return next(iter(event_dates(re.sub(r"\bот\b|№\s*\S+", " ", line))), None)


def _end_of_front(blocks: Sequence[Block]) -> int:
    """Index of the first block of the body; 0 when the document begins with it."""
    named = False
    end = _letterhead(blocks)
    for index, block in enumerate(blocks[: first_table(blocks, MAX_FRONT_BLOCKS)]):
        if index < end:
            continue
        line = _own_number(block.printed)
        if _is_place_or_date(line) or (_is_boilerplate(blocks, index) and not named):
            end = index + 1
            continue
        if not _is_title_line(blocks, index, named):
            break
        named = True
        end = index + 1
    return end if named or any(_is_place_or_date(block.printed) for block in blocks[:end]) else 0


def _is_title_line(blocks: Sequence[Block], index: int, named: bool) -> bool:
    block = blocks[index]
    line = block.printed
    if (block.label and block.label not in ("–", "—", "-")) or len(line) > MAX_TITLE_LINE:
        return False
    if (is_explicit_heading(line) and named) or line.endswith((":", ";")) or _is_sentence(line):
        return False
    if not named:
        return bool(GENRES.match(_unspaced(line)) or EVENTS.search(line) or line.isupper() or block.kind == "heading")
    above = [blocks[at].printed for at in range(_letterhead(blocks), index) if not _approves(blocks, at)]
    dated = any(_is_place_or_date(line) for line in above)
    titled = any(_names_event(line) for line in above if not _is_place_or_date(line))
    if dated and titled:
        return False
    return _goes_on(blocks[index - 1], block, titled)


def _goes_on(previous: Block, block: Block, titled: bool) -> bool:
    """Whether a line under a title line is still the title, and not the first heading of the body."""
    line = block.text
    if line[:1].islower() or line[:1] in '«"“(' or previous.text[-1:] in ",–—-" or EVENTS.search(line):
        return True
    if previous.text.isupper() and line.isupper():
        return True
    adjacent = block.span[0] - previous.span[1] <= 1
    return not titled or (adjacent and not line.isupper() and _genitive_start(line))


def _genitive_start(line: str) -> bool:
    """«Озерского городского округа»: the title goes on in the genitive."""
    return readings(line.split()[0].strip('«»"(),.'))[0].tag.case in ("gent", "loct")


def _is_place_or_date(line: str) -> bool:
    """A line of nothing but a place, a date, or both."""
    if len(line) > 120 or GENRES.match(line):
        return False
    rest = line
    dated, placed = event_dates(line), place_in_line(line)
    if dated:
        rest = re.sub(
            r"[«\"“]?\d{1,2}[»\"”]?[\s\d–—«»\"-]*(?:[а-яё]+\s+)?(?:[-–—\s]*\d{1,2}\s+[а-яё]+\s+)?\d{4}|[\d.–—-]{8,}",
            " ",
            rest,
        )
    if placed:
        rest = rest.replace(placed.split(maxsplit=1)[1], " ")
    words = [
        word
        for word in re.findall(r"[а-яё]{2,}", rest, re.I)
        if word.lower() not in ("года", "город", "гг", "от", "пос", "село")
    ]
    return bool((dated or placed) and len(words) <= (3 if dated and placed else 2) and not EVENTS.search(rest))


def _is_sentence(line: str) -> bool:
    words = re.findall(r"[А-Яа-яЁё-]+", re.sub(r"«[^»]*»", " ", line))
    if line.isupper():
        return False
    verbs = any(is_finite_verb(word.lower()) and readings(word.lower())[0].score > 0.5 for word in words)
    return (verbs and (line.endswith((".", "!")) or len(words) > 6)) or any(is_infinitive(word) for word in words[:1])


def _names_event(line: str) -> bool:
    """Whether a title line already says what was held, and not only «РЕЗОЛЮЦИЯ»."""
    return bool(EVENTS.search(line)) or (bool(GENRES.match(line)) and len(line.split()) > 3)


def _is_boilerplate(blocks: Sequence[Block], index: int) -> bool:
    """«УТВЕРЖДЕНА / решением форума от …», «Проект»: not the title, and neither is its second line."""
    line = blocks[index].printed
    if line[:1].islower():
        return index > 0 and _is_boilerplate(blocks, index - 1)
    if not BOILERPLATE.match(line):
        return False
    return bool(ADOPTED.match(line)) or not (EVENTS.search(line) or GENRES.match(_unspaced(line)[:40] + " "))


def _approves(blocks: Sequence[Block], index: int) -> bool:
    """«Одобрены Общественной палатой / 27 мая 2024 года»: the line itself, and the date right under it."""
    line = blocks[index].printed
    if ADOPTED.match(line):
        return True
    dates_it = _is_place_or_date(line) and not place_in_line(line)
    return index > 0 and dates_it and bool(ADOPTED.match(blocks[index - 1].printed))


def _own_number(line: str) -> str:
    """«от 4 сентября 2018 года № 7, г. Майкоп»: the document's own date, without what makes it look like a law's."""
    return OWN_NUMBER.sub(r"\1 \2", line).strip() if len(line) < 80 else line


def _unspaced(line: str) -> str:
    """«Р Е З О Л Ю Ц И Я» -> РЕЗОЛЮЦИЯ."""
    return line.replace(" ", "") if SPACED.match(line) else line


def _dates_in_body(blocks: Sequence[Block]) -> tuple[date, date | None] | None:
    """The date a sentence of the preamble gives the event; else that of the last lines («Принято 5 июня 2023 г.»)."""
    for block in blocks[:6]:
        if HELD.search(block.text) and (found := event_dates(block.text)):
            return found[0]
    for block in reversed(blocks[-4:]):
        adopted = re.match(r"(принят|утвержден|одобрен)\w*", block.text, re.I)
        dated = event_dates(block.text[adopted.end() :] if adopted else block.text)
        if dated and (adopted or _is_place_or_date(block.printed)):
            return dated[0]
    return None


def _ordinal(title: str | None, blocks: Sequence[Block], end: int) -> str | None:
    """As printed: «V», «12»; from the title, else from the first sentence when it names the event."""
    opening = blocks[end].text[:120] if end < len(blocks) else ""
    for text in (title or "", opening):
        for pattern in (ROMAN_ORDINAL, DIGIT_ORDINAL):
            for found in pattern.finditer(text):
                if EVENTS.search(text[found.end() : found.end() + 80]) and not re.match(
                    r"\s+(век|квартал)", text[found.end() :]
                ):
                    return found[1]
    return None


def _place(line_place: str | None, title: str | None, blocks: Sequence[Block], end: int) -> tuple[str | None, bool]:
    """(place, whether it was only guessed from the text)."""
    named = line_place or place_in_title(title or "")
    if named:
        return named, False
    closing = next(
        (
            place
            for block in blocks[-4:]
            if _is_place_or_date(block.printed) and (place := place_in_line(block.printed))
        ),
        None,
    )
    if closing:
        return closing, False
    held = " ".join(block.text for block in blocks[:MAX_FRONT_BLOCKS] if HELD.search(block.text))
    guessed = place_held(held) or place_in_text("\n".join(block.text for block in blocks))
    return guessed, guessed is not None
