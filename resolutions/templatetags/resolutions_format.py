"""How things are written in Russian; formatting only, never a query."""

from datetime import date
from functools import lru_cache
from typing import Any

import segno
from django import template
from django.utils.formats import date_format
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from resolutions import records
from resolutions.language import plural as russian
from resolutions.models import Forum
from resolutions.pages import linked_data as schema

register = template.Library()


@register.filter
def plural(number: int, forms: str) -> str:
    """`5|plural:"рекомендация,рекомендации,рекомендаций"` -> «5 рекомендаций»."""
    return f"{grouped(number)} {russian.plural(number, *forms.split(','))}"


@register.filter
def grouped(number: int) -> str:
    """`1234567|grouped` -> «1 234 567», with spaces at which no line breaks; four digits stand together."""
    return f"{number:,}".replace(",", "\xa0") if number > 9999 else str(number)


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


@lru_cache(maxsize=10_000)
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


# For outside: addresses, codes for a camera, data for machines


@register.filter
def absolute(path: str) -> str:
    """With the host that is configured."""
    return records.absolute(path)


@register.filter
@lru_cache(maxsize=1000)  # 3 KB each; a page is made anew at every change of the register, its address stays
def qr(address: str) -> SafeString:
    """A QR code as a drawing in the page: black on white, one path, no style."""
    # Any mask can be read; looking for the prettiest of eight takes most of the time.
    drawing = segno.make(address, error="m", micro=False, mask=0).svg_inline(
        border=4, svgclass="qr", lineclass=None, omitsize=True, title="QR-код с адресом этой страницы"
    )
    return mark_safe(drawing.replace("<svg ", '<svg role="img" ', 1))


@register.filter
def linked_data(data: dict[str, Any]) -> SafeString:
    return schema.as_script(data)


@register.simple_tag
def breadcrumb_data(*urls_and_names: str) -> SafeString:
    """Pairs of url and name from the top, as components/breadcrumbs.html has them; empty ones are left out."""
    pairs = zip(urls_and_names[::2], urls_and_names[1::2], strict=True)
    return schema.as_script(schema.breadcrumbs((url, name) for url, name in pairs if name))
