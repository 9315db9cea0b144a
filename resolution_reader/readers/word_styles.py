"""Styles of .docx: what a paragraph is when it does not say so itself, through basedOn to the document's defaults."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeVar, cast

from lxml import etree

from resolution_reader.readers.blocks import Emphasis
from resolution_reader.readers.word_xml import child, children, flag, number, value, w

HEADING_NAME = re.compile(r"(?:heading|заголовок)\s*([1-9])", re.I)
TITLE_NAME = re.compile(r"(?:title|subtitle|название|подзаголовок)", re.I)
BODY_LEVEL = 9
MAX_CHAIN = 20  # styles based on one another in a circle

Look = Literal["", "hidden", "raised", "lowered"]
POSITIONS: dict[str, Look] = {"superscript": "raised", "subscript": "lowered"}
Value = TypeVar("Value")


@dataclass(frozen=True)
class ListPlace:
    """The list a paragraph belongs to, and its level when that is said."""

    num_id: str
    level: int | None


class Styles:
    """Questions about one paragraph: answered by its own properties first, then by its styles."""

    def __init__(self, root: etree._Element | None) -> None:
        found = [] if root is None else list(children(root, "style"))
        self._styles = {style.get(w("styleId"), ""): style for style in found}
        self._default = next(
            (
                style.get(w("styleId"), "")
                for style in found
                if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")
            ),
            "",
        )
        self._chains: dict[str, list[etree._Element]] = {}
        self._answers: dict[tuple[str, str, str], object] = {}

    @cached_property
    def lists(self) -> dict[str, str]:
        """The numId of every style that has one."""
        numbered = {name: child(child(style, "pPr"), "numPr") for name, style in self._styles.items()}
        return {name: value(child(place, "numId")) for name, place in numbered.items() if place is not None}

    def chain(self, style_id: str) -> list[etree._Element]:
        """The style and what it is based on, nearest first."""
        if style_id not in self._chains:
            found: list[etree._Element] = []
            following = style_id
            while following in self._styles and len(found) < MAX_CHAIN:
                found.append(self._styles[following])
                following = value(child(found[-1], "basedOn"))
            self._chains[style_id] = found
        return self._chains[style_id]

    def of(self, paragraph: etree._Element) -> list[etree._Element]:
        return self.chain(self._style_of(paragraph))

    def _style_of(self, paragraph: etree._Element) -> str:
        return value(child(child(paragraph, "pPr"), "pStyle")) or self._default

    def ids_of(self, paragraph: etree._Element) -> list[str]:
        return [style.get(w("styleId"), "") for style in self.of(paragraph)]

    def list_place(self, paragraph: etree._Element) -> ListPlace | None:
        """Where the paragraph is numbered; None without a list and where numId 0 switches it off."""
        level = num_id = None
        for properties in self._properties(paragraph):
            place = child(properties, "numPr")
            listed, deep = child(place, "numId"), child(place, "ilvl")
            # The level of a style is told by the list (lvl/pStyle), that of the paragraph itself here.
            if level is None and deep is not None:
                level = number(deep, "val")
            if listed is not None:
                num_id = value(listed)
                break
        return ListPlace(num_id, level) if num_id and num_id != "0" else None

    def has_own_level(self, paragraph: etree._Element) -> bool:
        return child(child(child(paragraph, "pPr"), "numPr"), "ilvl") is not None

    def heading_level(self, paragraph: etree._Element) -> int | None:
        """0 for the outermost heading and for a title; None for body text."""
        for properties in self._properties(paragraph):
            outline = child(properties, "outlineLvl")
            if outline is not None:
                level = number(outline, "val")
                return level if level < BODY_LEVEL else None
        for style in self.of(paragraph):
            name = value(child(style, "name"))
            heading = HEADING_NAME.fullmatch(name)
            if heading:
                return int(heading[1]) - 1
            if TITLE_NAME.fullmatch(name):
                return 0
        return None

    def emphasis(self, paragraph: etree._Element, runs: list[etree._Element]) -> Emphasis:
        """What holds for all of the paragraph's text: bold before italic before centered."""
        if runs and all(self._run_is(paragraph, run, "b") for run in runs):
            return "bold"
        if runs and all(self._run_is(paragraph, run, "i") for run in runs):
            return "italic"
        aligned = self._first(paragraph, lambda properties: value(child(properties, "jc")) or None)
        return "centered" if aligned == "center" else ""

    def look(self, paragraph: etree._Element, run: etree._Element) -> Look:
        """How the run is printed, if not like the text around it; «webHidden» hides from the screen alone."""
        if self._run_is(paragraph, run, "vanish"):
            return "hidden"
        position = self._of_run(paragraph, run, "vertAlign", lambda own: value(child(own, "vertAlign")) or None)
        return POSITIONS.get(position or "", "")

    def hides_end(self, paragraph: etree._Element) -> bool:
        """Whether the paragraph's own mark is hidden: without text it is no line then, and does not count."""
        own = child(paragraph, "pPr")
        return own is not None and self._run_is(paragraph, own, "vanish")

    def _run_is(self, paragraph: etree._Element, run: etree._Element, name: str) -> bool:
        return bool(self._of_run(paragraph, run, name, lambda properties: flag(properties, name)))

    def _of_run(
        self,
        paragraph: etree._Element,
        run: etree._Element,
        name: str,
        ask: Callable[[etree._Element | None], Value | None],
    ) -> Value | None:
        """The run's own answer, else that of its styles, which is remembered: a document has few of them."""
        own = child(run, "rPr")
        answer = ask(own)
        if answer is not None:
            return answer
        key = name, value(child(own, "rStyle")), self._style_of(paragraph)
        if key not in self._answers:
            styles = (*self.chain(key[1]), *self.chain(key[2]))
            answers = (ask(child(style, "rPr")) for style in styles)
            self._answers[key] = next((found for found in answers if found is not None), None)
        return cast("Value | None", self._answers[key])

    def _first(self, paragraph: etree._Element, ask: Callable[[etree._Element], Value | None]) -> Value | None:
        answers = (ask(properties) for properties in self._properties(paragraph))
        return next((answer for answer in answers if answer is not None), None)

    def _properties(self, paragraph: etree._Element) -> Iterator[etree._Element]:
        own = child(paragraph, "pPr")
        if own is not None:
            yield own
        for style in self.of(paragraph):
            properties = child(style, "pPr")
            if properties is not None:
                yield properties
