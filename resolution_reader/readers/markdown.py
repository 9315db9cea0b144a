"""Markdown in a text file: what its marks mean, and the lines without them. Messengers and web editors write it."""

import re
from dataclasses import dataclass

HEADING = re.compile(r" {0,3}(#{1,6})\s+(\S.*)")
STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])(.{1,400}?)(?<=[^\s*_])\1")
SLANTED = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]{1,400}?)(?<=[^\s*])\*(?![\w*])")
LINK = re.compile(r"!?\[([^\[\]\n]{0,400})\]\([^()\s]{0,2000}\)")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!>])")
WHOLE = re.compile(r"\s*(\*\*|__)(?=[^\s*_])((?:(?!\1).)+)(?<=[^\s*_])\1\s*$")
MAX_CHARACTERS = 1_000_000  # more than that nobody types, and the patterns above would take their time


@dataclass(frozen=True)
class MarkedLine:
    """`heading`: 1 for the outermost, 0 for no heading."""

    text: str
    heading: int = 0
    bold: bool = False


def is_markdown(lines: list[str]) -> bool:
    """A heading by its sign, or strong words between stars: nothing else writes so."""
    if sum(map(len, lines)) > MAX_CHARACTERS:
        return False
    return any(HEADING.match(line) or STRONG.search(line) for line in lines)


def unmarked(line: str) -> MarkedLine:
    heading = HEADING.match(line)
    bare = heading[2].rstrip().rstrip("#").rstrip() if heading else line
    text = ESCAPED.sub(r"\1", LINK.sub(r"\1", SLANTED.sub(r"\1", STRONG.sub(r"\2", bare))))
    return MarkedLine(text, len(heading[1]) if heading else 0, bool(WHOLE.match(line)))
