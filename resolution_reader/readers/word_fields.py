"""Fields of .docx: which part of one is printed, and numbers that Word prints for a field without a result.

A field is an instruction and a result; the result of a field inside another's instruction is not printed. Only a field
that begins and goes on in one paragraph counts: a mark without its pair must not swallow the text after it.
"""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from lxml import etree

from resolution_reader.readers.number_formats import formatted
from resolution_reader.readers.word_xml import W

# The levels of Word's own lists, as «Field codes: ListNum» describes them.
LEVELS = {
    "NUMBERDEFAULT": ("%d)", "%a)", "%i)", "(%d)", "(%a)", "(%i)", "%d.", "%a.", "%i."),
    "OUTLINEDEFAULT": ("%I.", "%A.", "%d.", "%a)", "(%d)", "(%a)", "(%i)", "(%a)", "(%i)"),
}
STYLES = {"d": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
LEGAL = ("LEGALDEFAULT", "AUTONUMLGL")
NUMBER = re.compile(r'\s*(?P<field>LISTNUM|AUTONUM|AUTONUMLGL)\b\s*"?(?P<list>\w*)"?', re.I)
SWITCH = re.compile(r"\\([ls])\s*(\d{1,4})", re.I)


@dataclass
class Fields:
    """Of one paragraph: `steps` into (1) and out of (-1) an instruction, `instructions` of those without a result."""

    steps: dict[etree._Element, int] = field(default_factory=dict)
    instructions: dict[etree._Element, str] = field(default_factory=dict)


@dataclass
class _Open:
    begin: etree._Element
    instruction: str = ""
    has_result: bool = False


def fields_of(paragraph: etree._Element) -> Fields:
    fields, opened = Fields(), list[_Open]()
    for part in paragraph.iter(W + "fldChar", W + "instrText"):
        kind = part.get(W + "fldCharType")
        if kind == "begin":
            opened.append(_Open(part))
        elif opened and kind == "separate" and not opened[-1].has_result:
            opened[-1].has_result = True
            fields.steps |= {opened[-1].begin: 1, part: -1}
        elif opened and kind == "end":
            ended = opened.pop()
            if not ended.has_result:
                fields.steps |= {ended.begin: 1, part: -1}
                fields.instructions[part] = ended.instruction
        elif opened and kind is None and not opened[-1].has_result:
            opened[-1].instruction += part.text or ""
    return fields


class FieldNumbers:
    """Numbers of LISTNUM and AUTONUM fields, which Word counts anew whenever it shows the document."""

    def __init__(self) -> None:
        self._counts: defaultdict[str, list[int]] = defaultdict(lambda: [0] * 9)

    def printed(self, instruction: str) -> str:
        """What such a field prints; empty for every other field."""
        found = NUMBER.match(instruction)
        if found is None:
            return ""
        name = (found["list"] if found["field"].upper() == "LISTNUM" else found["field"]).upper()
        switches = {switch.lower(): int(value) for switch, value in SWITCH.findall(instruction)}
        level = min(max(switches.get("l", 1), 1), 9) - 1
        counts = self._counts[name]
        counts[level] = switches.get("s", counts[level] + 1)
        counts[level + 1 :] = [0] * (8 - level)
        if name in LEGAL:
            return "".join(f"{max(count, 1)}." for count in counts[: level + 1])
        if name == "AUTONUM":
            return f"{counts[level]}."
        pattern = LEVELS.get(name, LEVELS["NUMBERDEFAULT"])[level]
        return re.sub(r"%(\w)", lambda mark: formatted(counts[level], STYLES[mark[1]]), pattern)
