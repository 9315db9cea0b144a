"""What the styles of a web page say of one element: is it shown, which marks has its list. Simple selectors only.

Rules inside @media and the like hold on some screens, so none of them counts.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree

from resolution_reader.readers.trees import text_in

COMMENT = re.compile(r"/\*.*?\*/", re.S)
SELECTOR = re.compile(r"(?P<tag>[a-z][a-z0-9]*|\*)?(?P<by>[.#][\w-]+)?(?P<more>(?:\.[\w-]+)*)", re.I)
BEFORE_ITEMS = re.compile(r"(?P<list>\S+?)\s*>?\s*li::?before", re.I)
DECLARATION = re.compile(r"([\w-]+)\s*:\s*((?:\"[^\"]*\"|'[^']*'|[^;\"'])*)")
MAX_RULES = 5_000
ASKED = {"display", "visibility", "mso-hide", "list-style", "list-style-type", "content", "vertical-align"}

Declared = dict[str, str]


class PageStyles:
    """Asked for an element, it answers with what is declared: the rules in their order, its own attribute last."""

    def __init__(self, root: etree._Element) -> None:
        self._rules: defaultdict[str, list[tuple[str, frozenset[str], Declared]]] = defaultdict(list)
        self._before: dict[str, str] = {}
        sheets = "\n".join(text_in(sheet) for sheet in root.iter("style"))
        for count, (selectors, declared) in enumerate(_rules(COMMENT.sub("", sheets))):
            if count >= MAX_RULES:
                break
            for selector in selectors.split(","):
                self._note(selector.strip().lower(), declared)

    def _note(self, selector: str, declared: Declared) -> None:
        if not declared.keys() & ASKED:
            return
        before = BEFORE_ITEMS.fullmatch(selector)
        if before:
            self._before[before["list"].removeprefix("ol").removeprefix("ul")] = declared.get("content", "")
        found = SELECTOR.fullmatch(selector)
        if found:
            classes = frozenset(filter(None, found["more"].split(".")))
            self._rules[found["by"] or found["tag"] or ""].append((found["tag"] or "", classes, declared))

    def of(self, element: etree._Element) -> Declared:
        names = element.get("class", "").lower().split()
        keys = [str(element.tag), *(f".{name}" for name in names), f"#{element.get('id', '').lower()}"]
        declared: Declared = {}
        for key in keys:
            for tag, classes, said in self._rules.get(key, ()):
                if tag in ("", "*", element.tag) and classes <= set(names):
                    declared |= said
        return declared | _declared(element.get("style", ""))

    def before_items(self, element: etree._Element) -> str:
        """What a style puts before each item of a list, as `content` has it; Google's documents number so."""
        names = element.get("class", "").lower().split()
        return next((said for name in names if (said := self._before.get(f".{name}", ""))), "")

    def is_hidden(self, element: etree._Element) -> bool:
        closed = element.tag == "dialog" and element.get("open") is None
        if closed or element.tag == "del" or element.get("hidden") is not None:
            return True
        said = self.of(element)
        return (
            said.get("display") == "none"
            or said.get("visibility") in ("hidden", "collapse")
            or said.get("mso-hide") == "all"
        )


def _rules(sheet: str) -> Iterator[tuple[str, Declared]]:
    """(selectors, what they declare) outside of blocks that hold rules themselves."""
    depth = begin = body = 0
    selectors = ""
    for found in re.finditer(r"[{};]", sheet):
        mark = found[0]
        if mark == "{":
            if depth == 0:
                selectors, body = sheet[begin : found.start()].strip(), found.end()
            depth += 1
        elif mark == "}" and depth:
            depth -= 1
            if depth == 0:
                if not selectors.startswith("@"):
                    yield selectors.removeprefix("<!--").strip(), _declared(sheet[body : found.start()])
                begin = found.end()
        elif mark == ";" and depth == 0:
            begin = found.end()


def _declared(text: str) -> Declared:
    return {name.lower(): value.replace("!important", "").strip().lower() for name, value in DECLARATION.findall(text)}
