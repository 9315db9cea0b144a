"""The labels that a browser prints before the items of a web page's lists: start, value, reversed, type, styles.

Each is put before the text of its item, between the marks that the reader of pandoc's tree looks for.
"""

import re
from collections.abc import Callable

from lxml import etree

from resolution_reader.readers.number_formats import LATIN, bullet, letters, roman
from resolution_reader.readers.pandoc import LABEL_BEGINS, LABEL_ENDS
from resolution_reader.readers.web_page_styles import PageStyles

TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
BULLETS = {"disc": "•", "circle": "•", "square": "•"}
STYLES: dict[str, Callable[[int], str]] = {
    "lower-alpha": lambda number: letters(number, LATIN),
    "upper-alpha": lambda number: letters(number, LATIN.upper()),
    "lower-roman": lambda number: roman(number).lower(),
    "upper-roman": roman,
    "decimal-leading-zero": lambda number: f"{number:02}",
}
ALIASES = {"lower-latin": "lower-alpha", "upper-latin": "upper-alpha"}
INTEGER = re.compile(r"\s*([+-]?\d{1,9})")
CONTENT = re.compile(r"\"([^\"]*)\"|'([^']*)'|counter\(\s*([\w-]+)\s*(?:,\s*([\w-]+)\s*)?\)|(counters)\(")
ESCAPED = re.compile(r"\\([0-9a-f]{1,6})\s?")


def mark_items(root: etree._Element, styles: PageStyles) -> None:
    """Put the labels into the items of all lists."""
    counted: dict[str, int] = {}
    for element in root.iter("ol", "ul", "menu"):
        items = list(element.iterchildren("li"))
        for item, number in zip(items, _numbers(element, items), strict=True):
            item.set("data-number", str(number))
    for item in root.iter("li"):
        above = item.getparent()
        if above is not None and above.tag in ("ol", "ul", "menu"):
            label = _label(above, item, int(item.get("data-number", "1")), styles, counted)
        else:
            label = "•"
        _put(item, label)


def _numbers(element: etree._Element, items: list[etree._Element]) -> list[int]:
    backwards = element.get("reversed") is not None
    number = _integer(element.get("start"), len(items) if backwards else 1)
    found: list[int] = []
    for item in items:
        number = _integer(item.get("value"), number)
        found.append(number)
        number += -1 if backwards else 1
    return found


def _label(
    above: etree._Element, item: etree._Element, number: int, styles: PageStyles, counted: dict[str, int]
) -> str:
    if content := styles.before_items(above):
        return _generated(content, number, item, counted)
    style = _style(above, item, styles)
    if style == "none":
        return ""
    if style[:1] in "\"'":
        return bullet(style[1:-1].strip())
    if style in BULLETS:
        return BULLETS[style]
    return f"{_printed(number, style)}."


def _style(above: etree._Element, item: etree._Element, styles: PageStyles) -> str:
    """Whichever says it last: the list's type, its style, the item's own."""
    style = "decimal" if above.tag == "ol" else "disc"
    for element in (above, item):
        style = TYPES.get(element.get("type", ""), style)
        said = styles.of(element)
        named = said.get("list-style-type") or next(iter(_named(said.get("list-style", ""))), "")
        style = named if named and named != "inherit" else style
    return style


def _named(shorthand: str) -> list[str]:
    """«none inside» names a style, «inside» and a picture do not."""
    if shorthand[:1] in ("'", '"'):
        return [shorthand]
    return [word for word in shorthand.split() if word not in ("inside", "outside") and not word.startswith("url(")]


def _printed(number: int, style: str) -> str:
    return STYLES.get(ALIASES.get(style, style), str)(number)


def _generated(content: str, number: int, item: etree._Element, counted: dict[str, int]) -> str:
    """«counter(a, decimal) "." counter(b) ". "»: the last counter is this list's own, others are of lists above."""
    parts = list(CONTENT.finditer(content))
    own = [part[3] for part in parts if part[3]][-1:]
    counted.update((name, number) for name in own)
    printed = ""
    for part in parts:
        if part[5]:
            above = [str(outer.get("data-number")) for outer in item.iterancestors("li")]
            printed += ".".join([*reversed(above), str(number)])
        elif part[3]:
            printed += _printed(counted.get(part[3], 1), part[4] or "decimal")
        else:
            printed += ESCAPED.sub(lambda code: chr(min(int(code[1], 16), 0xFFFF)), part[1] or part[2] or "")
    return bullet(printed.strip())


def _put(item: etree._Element, label: str) -> None:
    """Before the first text of the item, wherever that is; a list in the item begins with labels of its own."""
    place = item
    while not (place.text or "").strip() and len(place):
        first = place[0]
        if not isinstance(first.tag, str) or first.tag in ("br", "img", "input"):
            break
        if first.tag in ("ol", "ul", "menu", "table"):
            return
        place = first
    if label:
        place.text = f"{LABEL_BEGINS}{label}{LABEL_ENDS}{(place.text or '').lstrip()}"


def _integer(written: str | None, default: int) -> int:
    found = INTEGER.match(written or "")
    return int(found[1]) if found else default
