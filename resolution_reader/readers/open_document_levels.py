"""How the list styles of .odt print their marks, level by level."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from resolution_reader.readers.number_formats import LATIN, RUSSIAN, letters, roman
from resolution_reader.readers.open_document_xml import STYLE, TEXT, number

EXTENSION = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
OUTLINE = "\ue000outline"  # the key of the headings' own numbering, which no style can be called


@dataclass(frozen=True)
class Level:
    """How one level of a list style prints its mark."""

    format: str = ""
    prefix: str = ""
    suffix: str = ""
    shown: int = 1
    start: int = 1
    pattern: str = ""
    bullet: str = ""


def levels_of(root: etree._Element) -> Iterator[tuple[str, dict[int, Level]]]:
    """(name of a list style, its levels by their depth from 0); OUTLINE for the numbering of headings."""
    for style in root.iter(TEXT + "list-style", TEXT + "outline-style"):
        name = OUTLINE if style.tag == TEXT + "outline-style" else style.get(STYLE + "name", "")
        parts = style.iterchildren(etree.Element)
        yield name, {number(part.get(TEXT + "level"), 1) - 1: _level(part) for part in parts}


def _level(element: etree._Element) -> Level:
    return Level(
        format=element.get(STYLE + "num-format", ""),
        prefix=element.get(STYLE + "num-prefix", ""),
        suffix=element.get(STYLE + "num-suffix", ""),
        shown=number(element.get(TEXT + "display-levels"), 1),
        start=number(element.get(TEXT + "start-value"), 1),
        pattern=element.get(EXTENSION + "num-list-format", "") if element.get(STYLE + "num-format") else "",
        bullet=element.get(TEXT + "bullet-char", ""),
    )


def formatted(number: int, format: str) -> str:
    """LibreOffice names Russian letters by a sample of them: «а, б, .., аа, бб, ... (ru)»."""
    if not format:
        return ""
    first = format[0]
    if first in "aA":
        return letters(number, LATIN if first == "a" else LATIN.upper())
    if first in "iI":
        return roman(number).lower() if first == "i" else roman(number)
    if first in "аА":
        return letters(number, RUSSIAN if first == "а" else RUSSIAN.upper())
    if first == "0":
        return f"{number:02}"
    return str(number)
