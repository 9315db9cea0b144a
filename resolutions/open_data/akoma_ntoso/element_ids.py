"""eId by the standard's naming convention: [prefix "__"] element ["_" number], unique within the document."""

import re
from collections import Counter

from resolutions.open_data.akoma_ntoso.elements import Element

ABBREVIATED = {"mainBody": "body", "section": "sec", "paragraph": "para"}
WITHIN = {"preface", "preamble", "section", "hcontainer", "paragraph"}  # numbering starts anew inside them
ALONE = {"preface", "preamble", "mainBody", "num", "heading", "intro", "content"}  # one in its context: no number


class Context:
    """The part of a document within which elements are counted."""

    def __init__(self, prefix: str = "") -> None:
        self.prefix = f"{prefix}__" if prefix else ""
        self.counts: Counter[str] = Counter()
        self.taken: set[str] = set()

    def name(self, tag: str, printed: str) -> str:
        name = self.prefix + ABBREVIATED.get(tag, tag)
        if tag in ALONE:
            return name
        self.counts[tag] += 1
        return self.free(f"{name}_{printed or self.counts[tag]}")

    def free(self, name: str) -> str:
        """Sources misnumber: the second «2» is `2-2`."""
        repeated = 1
        found = name
        while found in self.taken:
            repeated += 1
            found = f"{name}-{repeated}"
        self.taken.add(found)
        return found


def give_element_ids(parts: list[Element]) -> None:
    whole = Context()
    for part in parts:
        give(part, whole)


def give(element: Element, context: Context) -> None:
    tag = tag_of(element)
    own = context.name(tag, printed_number(element))
    element.set("eId", own)
    inner = Context(own) if tag in WITHIN else context
    for child in element:
        give(child, inner)


def tag_of(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def printed_number(element: Element) -> str:
    """«2.1» -> 2-1; nothing where none is printed."""
    first = element[0] if len(element) else None
    if first is None or tag_of(first) != "num":
        return ""
    return re.sub(r"\W+", "-", first.text or "").strip("-")
