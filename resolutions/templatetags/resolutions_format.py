"""What templates write with: `wording` as filters, paragraphs, and what pages hold for machines. Never a query."""

from functools import lru_cache

import segno
from django import template
from django.utils.safestring import SafeString, mark_safe

from resolutions import records, wording
from resolutions.models.runs import runs_of
from resolutions.outside import linked_data as schema
from resolutions.pieces.templates import paragraphs

register = template.Library()
register.filter("runs", runs_of)
register.filter("paragraphs", paragraphs)

for say in (wording.plural, wording.grouped, wording.dates, wording.first_words, wording.one_line):
    register.filter(say.__name__, say)


# For outside: addresses, codes for a camera, data for machines


@register.filter
def absolute(path: str) -> str:
    """With the host that is configured."""
    return records.absolute(path)


@register.filter
@lru_cache(maxsize=1000)  # 3 KB each; a page is made anew at every change of the register, its address stays
def qr(address: str) -> SafeString:
    return qr_drawing(address, "QR-код с адресом этой страницы")


def qr_drawing(text: str, title: str) -> SafeString:
    """A QR code as a drawing in the page: black on white, one path, no style."""
    # Any mask can be read; looking for the prettiest of eight takes most of the time.
    drawing = segno.make(text, error="m", micro=False, mask=0).svg_inline(
        border=4, svgclass="qr", lineclass=None, omitsize=True, title=title
    )
    return mark_safe(drawing.replace("<svg ", '<svg role="img" ', 1))


@register.filter
def linked_data(data: schema.Node) -> SafeString:
    return schema.as_script(data)


@register.simple_tag
def breadcrumb_data(*urls_and_names: str) -> SafeString:
    """Pairs of url and name from the top, as components/breadcrumbs.html has them; empty ones are left out."""
    pairs = zip(urls_and_names[::2], urls_and_names[1::2], strict=True)
    return schema.as_script(schema.breadcrumbs((url, name) for url, name in pairs if name))
