"""How things are said in Russian: numbers with their nouns, days, beginnings. Plain functions of plain values."""

from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Protocol

from django.utils.formats import date_format

from resolution_reader import DaysFrom, Deadline, language
from resolution_reader.language import WORD, fold

HEADING = 8  # words


class HasDays(Protocol):
    """What was held from one day to another, each of which may be unknown."""

    starts_on: date | None
    ends_on: date | None


def plural(number: int, forms: str) -> str:
    """`plural(5, "рекомендация,рекомендации,рекомендаций")` -> «5 рекомендаций»."""
    return f"{grouped(number)} {language.plural(number, *forms.split(','))}"


def grouped(number: int) -> str:
    """`grouped(1234567)` -> «1 234 567», with spaces at which no line breaks; four digits stand together."""
    return f"{number:,}".replace(",", "\xa0") if number > 9999 else str(number)


def ago(age: timedelta) -> str:
    """«3 часа назад», «2 дня назад»; of what lies ahead, as by a clock that is behind: «меньше часа назад»."""
    hours = int(age.total_seconds() // 3600)
    if hours < 1:
        return "меньше часа назад"
    return f"{plural(hours, 'час,часа,часов') if hours < 48 else plural(hours // 24, 'день,дня,дней')} назад"


def gigabytes(number: int) -> str:
    """Of bytes: «3,5 ГБ»."""
    return f"{number / 1024**3:.1f} ГБ".replace(".", ",")


def dates(forum: HasDays) -> str:
    """«12–13 декабря 2019 г.», «дата не указана»."""
    first, last = forum.starts_on, forum.ends_on
    if first is None or last is None or first == last:
        day = first or last
        return long_date(day) if day else "дата не указана"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{long_date(last)}"
    if first.year == last.year:
        return f"{date_format(first, 'j E')} – {long_date(last)}"
    return f"{long_date(first)} – {long_date(last)}"


@lru_cache(maxsize=10_000)
def long_date(day: date) -> str:
    """«13 декабря 2019 г.»."""
    return date_format(day, r"j E Y \г.")


def first_words(text: str, number: int) -> str:
    """The text's first words, with « …» where there are more."""
    words = text.split(maxsplit=number)
    return " ".join(words[:number]) + (" …" if len(words) > number else "")


def beginning(text: str, number: int = HEADING) -> str:
    """A heading made of a text's first words: «Провести анализ площадок …», whatever stands at their end."""
    words, more = first_words(text, number), ""
    if words.endswith(" …"):
        words, more = words[:-2], " …"
    return words[:1].upper() + words[1:].rstrip(" ,;:–—" if more else " ,;:–—.") + more


def place(labels: Sequence[str], rank: int | None = None) -> str:
    """Where an item stands: «пункт 3, в)» by its label, the last, and those above it; «5-я в секции» where it has none.

    Empty where it has no label and nobody knows its rank.
    """
    *above, own = [number_in(label) for label in labels] or [""]
    if not own:
        return f"{rank}-я в секции" if rank else ""
    # «2.1» says by itself that it is of 2.
    return "пункт " + ", ".join([*(number for number in above if number and not own.startswith(f"{number}.")), own])


def number_in(label: str) -> str:
    """«3.» -> «3», «в)» as it is; a dash is no number."""
    return label.strip().removesuffix(".").strip() if any(map(str.isalnum, label)) else ""


def place_beside(name: str, place: str) -> str:
    """Where a body is, to be said beside a name that many towns have: empty if the name says it in any case («Мэрия
    города Томска»). By the beginnings of words: «Томск» stands in «Томского».
    """
    if not place:
        return ""
    words = WORD.findall(fold(name))
    beginnings = [part[: len(part) - (1 if len(part) < 6 else 2)] for part in WORD.findall(fold(place))]
    is_said = all(any(word.startswith(part) for word in words) for part in beginnings)
    return "" if is_said else place


def term(deadline: Deadline) -> str:
    """«до 1 мая 2026 г.», «30 дней со дня получения», or the words as written; empty where there is none."""
    if isinstance(deadline, DaysFrom):
        return deadline.in_words
    try:
        return f"до {long_date(date.fromisoformat(deadline or ''))}"
    except ValueError:
        return deadline or ""


def one_line(text: str) -> str:
    """A text with its line ends and double spaces taken out."""
    return " ".join(text.split())
