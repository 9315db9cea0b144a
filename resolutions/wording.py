"""How things are said in Russian: numbers with their nouns, days, beginnings. Plain functions of plain values."""

from datetime import date
from functools import lru_cache
from typing import Protocol

from django.utils.formats import date_format

from resolution_reader import language


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
    words = text.split()
    return " ".join(words[:number]) + (" …" if len(words) > number else "")


def one_line(text: str) -> str:
    """A text with its line ends and double spaces taken out."""
    return " ".join(text.split())
