"""What drawings are made of: elements, written as they are made, as a picture has hundreds of them.

Colours stand as attributes, which a file keeps and every style of a page overrules: static/css/pictures.css gives the
same ones by class, from tokens.css, and other ones where the visitor has chosen a contrast.
"""

from dataclasses import dataclass
from xml.sax.saxutils import escape

from resolutions.characters import plain

# As in static/css/tokens.css (tests/pictures/test_colours.py): fill and letters, from nothing to most.
SHADES = (
    ("#e9e4d8", "#4b5a62"),
    ("#d3e4eb", "#16242b"),
    ("#9fc5d6", "#16242b"),
    ("#649fba", "#16242b"),
    ("#1b6a8c", "#ffffff"),
    ("#073a50", "#ffffff"),
)
INK, SOFT, RULE, GROUND = "#16242b", "#4b5a62", "#ddd7ca", "#faf8f4"
COLOURS = {"ink": INK, "soft": SOFT}
FAMILY = "'Golos Text', sans-serif"


class Element(str):
    """As it is written; every text and attribute in it has been escaped."""

    __slots__ = ()


@dataclass(frozen=True)
class Drawing:
    """In units of which the smallest letters have 13; links in it lead where the page's own do."""

    width: int
    height: int
    parts: list[Element]


def element(tag: str, *parts: Element | str, **attributes: object) -> Element:
    """`text_anchor` is `text-anchor`, `class_` is `class`."""
    said = "".join([f' {name.rstrip("_").replace("_", "-")}="{quoted(value)}"' for name, value in attributes.items()])
    content = "".join([part if isinstance(part, Element) else escape(plain(part)) for part in parts])
    return Element(f"<{tag}{said}>{content}</{tag}>" if content else f"<{tag}{said} />")


def quoted(value: object) -> str:
    return escape(str(value)).replace('"', "&quot;")


def text(words: str, x: float, y: float, size: int, ink: str = "", **attributes: object) -> Element:
    """`ink` is a name of COLOURS; without one the colour is that of what it stands in."""
    colour = {"class": ink, "fill": COLOURS[ink]} if ink else {}
    return element("text", words, x=round(x, 1), y=round(y, 1), font_size=size, **colour, **attributes)


def titled(title: str, url: str, *parts: Element, level: int | None = None) -> Element:
    """A link, or a group where there is nothing to lead to, with a name for pointers and screen readers."""
    shade = {} if level is None else {"class": f"shade-{level}", "fill": SHADES[level][1]}
    address = {"href": url} if url else {}
    return element("a" if url else "g", element("title", title), *parts, **shade, **address)


def rule(x1: float, y1: float, x2: float, y2: float) -> Element:
    return element("path", d=f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}", class_="rule", stroke=RULE)


def whole(drawing: Drawing, *heads: Element, **attributes: object) -> Element:
    """The document: `heads` are its title and description."""
    return element(
        "svg",
        *heads,
        *drawing.parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {drawing.width} {drawing.height}",
        font_family=FAMILY,
        **attributes,
    )
