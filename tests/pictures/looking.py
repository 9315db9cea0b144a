"""A picture as it stands on its page: rows of the table, and what the drawing says."""

import re
from urllib.parse import urlsplit

from lxml import html

LIST = "/recommendations/"
COUNT = re.compile(r"([\d\xa0]+) рекомендаци|рекомендаций нет")


def page_of(client, name, query=""):
    return html.fromstring(client.get(f"/pictures/{name}/?{query}").content.decode())


def table_of(page):
    """Rows of (text, address or None)."""
    return [
        [(" ".join(cell.text_content().split()), (cell.xpath(".//a/@href") or [None])[0]) for cell in row]
        for row in page.xpath("//table/tbody/tr")
    ]


def drawn_in(page):
    """{title: address or None} of everything in the drawing that has a title, but of the drawing itself."""
    parts = page.xpath("//svg//*[self::a or self::g][title]")
    return {part.findtext("title"): part.get("href") for part in parts}


def number_in(text):
    return int(text.replace("\xa0", "")) if text.replace("\xa0", "").isdigit() else None


def query_of(address):
    """Of an address of the list; None for any other."""
    parts = urlsplit(address or "")
    return parts.query if parts.path == LIST else None
