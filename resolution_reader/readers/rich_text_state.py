"""What holds in a group of an .rtf, and which words change it."""

from collections.abc import Container
from dataclasses import dataclass, replace
from typing import Literal

OFF = "0"
# Destinations whose text is none of the document's, or is handled where it begins.
QUIET = frozenset(
    ("fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "listtable", "listoverridetable", "generator",
     "header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote", "annotation",
     "shprslt", "nonesttables")
)  # fmt: skip
HIDING = ("v", "deleted", "mvf")


@dataclass(frozen=True)
class State:
    """What holds in a group; `skip` is how many signs stand after each \\u for programs without Unicode."""

    hidden: bool = False
    position: Literal["", "raised", "lowered"] = ""
    symbols: bool = False
    quiet: bool = False
    label: bool = False
    copy: bool = False  # of a shape, for programs that know none
    in_table: bool = False
    skip: int = 1
    box: bool = False

    def after(self, word: str, value: str, symbol_fonts: Container[str]) -> "State":
        """What holds after a word with its number, «» without one; `symbol_fonts` are the numbers of such fonts."""
        on = value != OFF
        if word in HIDING:
            return replace(self, hidden=on)
        if word == "plain":
            return replace(self, hidden=False, position="", symbols=False)
        if word in ("super", "up"):
            return replace(self, position="raised" if on else "")
        if word in ("sub", "dn"):
            return replace(self, position="lowered" if on else "")
        if word == "nosupersub":
            return replace(self, position="")
        if word == "f":
            return replace(self, symbols=value in symbol_fonts)
        if word == "uc":
            return replace(self, skip=min(int(value or 1), 10))
        if word in ("intbl", "pard"):
            return replace(self, in_table=word == "intbl")
        return self
