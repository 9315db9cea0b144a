"""The labels of lists: split «2.1. Текст» into mark and text, read the mark, say whether one follows another.

A label is kept as printed and never recomputed; here it is only understood.
"""

import re
from dataclasses import dataclass
from typing import Literal

LabelKind = Literal["decimal", "roman", "letter", "bullet"]

LETTERS = "абвгдежзиклмнопрстуфхцчшщэюя"  # ё, й, ъ, ы, ь are skipped in Russian lists
LATIN = "abcdefghijklmnopqrstuvwxyz"
LONGEST = 30  # signs; of thousands of digits Python makes no number
BULLETS = "-–—−•·*▪●◦■□‣➢✓○"
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
ROMAN_LOOKALIKES = str.maketrans("ІХхі", "IXxi")  # Cyrillic letters typed for Roman ones

UNITS = re.compile(r"(млн|млрд|тыс|раза|процент|балл|км|га|кв|час|рубл)")

LABEL = re.compile(
    rf"""
    \s*
    (?P<label>
        \d{{1,2}} (?:\.\d{{1,2}}){{1,3}} (?=\s+[^\d\s%])              # 1.2 (no closing mark, but two levels)
      | (?:№\s*)? \d{{1,3}} (?:\.\d{{1,3}})* \s? (?:\.\)|[.)])   # 1.  1)  1.2.  1.2)  № 3.
      | № \s* \d{{1,3}} (?=\s)                                   # № 3
      | \( \s? (?:\d{{1,3}}|[а-яa-z]) \s? \)                     # (1)  (а)
      | (?:[IVXІХ]{{1,6}}|[ivx]{{1,6}}) [.)]                     # IV.  iv)
      | [а-яёa-z] \)                                             # а)  a)
      | [{re.escape(BULLETS)}]                                   # - – •
    )
    (?P<gap>\s*)
    (?P<text>.*)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True)
class Label:
    """A label understood. `path` holds its numbers: (2, 1) for «2.1.», (4,) for «IV.», (1,) for «а)»."""

    printed: str
    kind: LabelKind
    path: tuple[int, ...]

    @property
    def number(self) -> str | None:
        """As printed without its mark: «2.1.» -> "2.1", «№ 3» -> "3", «а)» -> "а"; None for a bullet."""
        return None if self.kind == "bullet" else re.sub(r"[№()\s]", "", self.printed).rstrip(".")

    @property
    def depth(self) -> int:
        return len(self.path)


def split_label(line: str) -> tuple[str, str]:
    """(label as printed, the rest); the label is empty when the line bears none."""
    found = LABEL.match(line)
    if not found or not _is_label(found["label"], found["gap"], found["text"]):
        return "", line.strip()
    return re.sub(r"\s+", " ", found["label"].strip()), found["text"].strip()


def _is_label(label: str, gap: str, text: str) -> bool:
    """Tell a label from what only looks like one: a date, a decimal number, an initial, a minus sign."""
    if label in BULLETS:
        return bool(text) and (bool(gap) or text[0].isalpha() or text[0] in '«"“')
    if text and not gap and (text[0].isdigit() or (label[0].isalpha() and label[-1] == ".")):
        return False  # 21.04.2021, 1.5 млн, И.И. Иванов
    if "." in label and label[-1].isdigit() and UNITS.match(text):
        return False  # 1.5 млн рублей
    dated = re.fullmatch(r"\d{1,2}\.\d{1,2}(\.\d{2,4})?\.?", label) and re.match(r"\d{4}|г\.|-\d", text)
    return not dated  # 21.04. 2021 г.


def parse_label(printed: str) -> Label | None:
    """The label understood, or None when it is empty, of no kind we know, or too long for one."""
    if len(printed) > LONGEST:
        return None
    bare = re.sub(r"[№()\s]", "", printed).rstrip(".")
    if not bare:
        return None
    if bare in BULLETS:
        return Label(printed, "bullet", ())
    if re.fullmatch(r"\d+(\.\d+)*", bare):
        return Label(printed, "decimal", tuple(int(number) for number in bare.split(".")))
    roman = bare.translate(ROMAN_LOOKALIKES)
    if re.fullmatch(r"[IVXL]+|[ivxl]+", roman):
        return Label(printed, "roman", (_roman(roman),))
    for alphabet in (LETTERS, LATIN):
        if len(bare) == 1 and bare.lower() in alphabet:
            return Label(printed, "letter", (alphabet.index(bare.lower()) + 1,))
    return None


def _roman(text: str) -> int:
    values = [ROMAN_VALUES[letter] for letter in text.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)


def label_continues(label: Label, previous: Label) -> bool:
    """Whether `label` may stand right after `previous` in one list, nothing missing and nothing twice.

    True for the next number at the same depth, the first number one level deeper, and the next number at
    any shallower level; bullets always continue bullets.
    """
    if label.kind != previous.kind:
        return False
    if label.kind == "bullet":
        return True
    shared = len(label.path) - 1
    if len(label.path) == len(previous.path) + 1:
        return label.path == (*previous.path, 1)
    return label.path[:shared] == previous.path[:shared] and label.path[shared:] == (
        (previous.path[shared] + 1,) if shared < len(previous.path) else ()
    )
