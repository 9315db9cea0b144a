"""What is taken away: the picture on a sheet that says what, of which filter, when and from where; and its table."""

import csv
import hashlib
import io
import re
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import caches

from resolution_reader import cage
from resolutions.cells import neutral
from resolutions.pictures.letters import lines
from resolutions.pictures.picture import Picture
from resolutions.pictures.svg import GROUND, RULE, Drawing, Element, element, rule, text, whole
from resolutions.records import absolute
from resolutions.wording import long_date

MARGIN, NARROWEST = 40, 800
TITLE, WORDS = 28, 15  # letters
LEADING = 21
MEDIA_TYPES = {
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
}
ADDRESS = re.compile('<a [^>]*href="')  # of which every link in a drawing is one of the portal


@dataclass(frozen=True)
class Sheet:
    """`portal` is what it is called; `told` is the filter in words; `address` shows the same."""

    portal: str
    title: str
    told: str
    address: str
    made_at: datetime
    picture: Picture


def as_csv(sheet: Sheet) -> bytes:
    """The table, as a Russian Excel opens it: a byte order mark, semicolons, CRLF. The last column lists each row."""
    file = io.StringIO("\ufeff", newline="")
    file.seek(0, io.SEEK_END)
    writer = csv.writer(file, delimiter=";")
    writer.writerow([*map(cell, sheet.picture.head), "Список"])
    for row in sheet.picture.rows:
        url = row[-1].url
        writer.writerow([*(cell(entry.text) for entry in row), absolute(url) if url else ""])
    return file.getvalue().encode()


def cell(words: str) -> str:
    """A number without the spaces that it has for people."""
    digits = words.replace("\xa0", "")
    return digits if digits.isdigit() else neutral(words)


def as_svg(sheet: Sheet) -> bytes:
    return drawn(sheet).encode()


def as_png(sheet: Sheet) -> bytes:
    """Twice as many dots as the sheet has units; kept by what stands on it, so that it cannot be stale."""
    given = as_svg(sheet)
    key = hashlib.sha256(given).hexdigest()
    kept: tuple[str, bytes] | None = caches["pictures"].get(key)
    if kept is None:
        kept = MEDIA_TYPES["png"], cage.run_now(f"{__package__}.rasterizing", given)
        caches["pictures"].set(key, kept)
    return kept[1]


WRITERS = {"svg": as_svg, "png": as_png, "csv": as_csv}


def drawn(sheet: Sheet) -> Element:
    drawing = sheet.picture.drawing or Drawing(0, 0, [])
    width = max(NARROWEST, drawing.width)
    made = f"{sheet.portal}, {long_date(sheet.made_at.date())}"
    words: list[Element] = []
    y = said(words, MARGIN, lines(sheet.title, TITLE, 0.9 * width, 2), TITLE, "ink", font_weight=700)
    y = said(words, y + 8, lines(sheet.told, WORDS, width, 4), WORDS, "soft")
    y = said(words, y, lines(sheet.picture.sentence, WORDS, width, 3), WORDS, "soft")
    place = f"translate({MARGIN} {y + MARGIN // 2})"
    body = element("g", *map(with_whole_addresses, drawing.parts), transform=place)
    y += MARGIN + drawing.height
    words.append(rule(MARGIN, y, MARGIN + width, y))
    y = said(words, y + 8, [made, *lines(sheet.address, WORDS, width, 4)], WORDS, "soft")
    width, height = width + 2 * MARGIN, y + MARGIN
    ground = element("rect", width=width, height=height, fill=GROUND, stroke=RULE)
    title = element("title", f"{sheet.title}. {sheet.told}")
    return whole(Drawing(width, height, [ground, *words, body]), title, width=width, height=height)


def said(words: list[Element], y: int, lines: list[str], size: int, ink: str, **looks: object) -> int:
    """Adds lines one below the other; gives where the last one ends."""
    for line in lines:
        y += size + LEADING - WORDS
        words.append(text(line, MARGIN, y, size, ink, **looks))
    return y


def with_whole_addresses(part: Element) -> Element:
    """A file lies anywhere, so that its links name the portal."""
    return Element(ADDRESS.sub(rf"\g<0>{absolute('')}", part))
