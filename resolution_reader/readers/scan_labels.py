"""Labels and Roman numbers that a program took for other signs in a picture: set right where the order says so.

«б)» is seen as «6)», «IV.» as «ГУ.»: with high confidence, so only the neighbours tell.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from resolution_reader.readers.pdf_lines import Line
from resolution_reader.structure.numbering import LETTERS, Label, label_continues, parse_label

FIRST = re.compile(r"(\(?)([^\W_]{1,5}|\|)([.)])(?=\s)")
DIGITS = str.maketrans("ЗзбоОоlI|", "336000111")
SEEN_AS_DIGITS = {"3": "з", "6": "б", "8": "в", "0": "о", "4": "ч"}
ROMAN_SIGNS = {"У": "V", "Г": "I", "Т": "I", "1": "I", "l": "I", "|": "I", "П": "II", "Ш": "III", "Х": "X"}
ROMAN = re.compile(rf"[{''.join(ROMAN_SIGNS)}IVX]{{1,5}}")
FORUM = re.compile(
    r"(?<=\w )([УГТПШХIVX1]{1,4})(?= (?:\w+ ){0,3}(?:форум|съезд|конференци|сл[её]т|ассамбле|собрани))", re.I
)


def labels_right(lines: Iterable[Line]) -> list[Line]:
    """The lines, the labels of those that continue a list as the list has them."""
    last: dict[str, Label] = {}
    found: list[Line] = []
    for line in lines:
        begins = FIRST.match(line.text)
        label, text = _label(begins, last) if begins else (None, line.text)
        if label:
            last[label.kind] = label
            if label.kind != "letter":
                last.pop("letter", None)
        found.append(replace(line, text=FORUM.sub(lambda number: _roman(number[0]) or number[0], text)))
    return found


def _label(begins: re.Match[str], last: dict[str, Label]) -> tuple[Label | None, str]:
    """(the label of a line, the line with it): as printed, unless another reading continues a list."""
    opens, printed, closes = begins.groups()
    rest = begins.string[begins.end() :]
    readings = [printed, printed.translate(DIGITS), _roman(printed), SEEN_AS_DIGITS.get(printed)]
    labels = [(parse_label(reading + closes), reading) for reading in readings if reading]
    for label, reading in labels:
        before = last.get(label.kind) if label else None
        if label and before and label_continues(label, before) and (reading == printed or label.kind in last):
            if label.kind == "decimal" and "letter" in last and _may_follow(last["letter"], printed):
                continue  # «6)» after «5.» and after «а)»: the nearer list goes on
            return label, f"{opens}{reading}{closes}{rest}"
    return labels[0][0], begins.string


def _may_follow(letter: Label, printed: str) -> bool:
    return SEEN_AS_DIGITS.get(printed) == LETTERS[letter.path[0] : letter.path[0] + 1]


def _roman(printed: str) -> str | None:
    if not ROMAN.fullmatch(printed):
        return None
    number = "".join(ROMAN_SIGNS.get(sign, sign) for sign in printed)
    return number if re.fullmatch(r"X{0,3}(IX|IV|V?I{0,3})", number) else None
