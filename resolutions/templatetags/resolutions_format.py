"""How things are written in Russian; formatting only, never a query."""

from datetime import date

from django import template
from django.utils.formats import date_format
from django.utils.html import format_html_join

from resolutions.language import plural as russian
from resolutions.models import Forum

register = template.Library()


@register.filter
def plural(number: int, forms: str) -> str:
    """`5|plural:"рекомендация,рекомендации,рекомендаций"` -> «5 рекомендаций»."""
    return f"{number} {russian.plural(number, *forms.split(','))}"


@register.filter
def dates(forum: Forum) -> str:
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


def long_date(day: date) -> str:
    return date_format(day, r"j E Y \г.")


@register.filter
def paragraphs(text: str) -> str:
    """Each line of a text as a paragraph; the text is escaped."""
    return format_html_join("\n", "<p>{}</p>", ((line,) for line in text.splitlines() if line.strip()))


@register.filter
def first_words(text: str, number: int) -> str:
    words = text.split()
    return " ".join(words[:number]) + (" …" if len(words) > number else "")


@register.filter
def one_line(text: str) -> str:
    """A text with its line ends and double spaces taken out."""
    return " ".join(text.split())
