"""The labels of lists: split «2.1. Текст» into mark and text, read the mark, say whether one follows another.

A label is kept as printed and never recomputed; here it is only understood.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

LabelKind = Literal["decimal", "roman", "letter", "bullet"]

LETTERS = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
SKIPPED = "ёйъыь"  # in most Russian lists; Word prints «ы)», some people type «ё)» and «й)»
LATIN = "abcdefghijklmnopqrstuvwxyz"
LONGEST = 30  # signs; of thousands of digits Python makes no number
KEY, TEN = "\u20e3", "🔟"  # «1️⃣»: the figure on a key; ten has a sign of its own
# Arrows, shapes, dingbats, emoji: no text begins with one, so any is a bullet; numbers in circles are none.
SHAPES = ((0x2190, 0x23FF), (0x25A0, 0x27BF), (0x2900, 0x297F), (0x2B00, 0x2BFF), (0x1F300, 0x1FAFF))
BULLETS = frozenset("-‐‑‒–—―−•·*‣⁃∙⋅∘●").union(
    sign
    for first, last in SHAPES
    for sign in map(chr, range(first, last + 1))
    if unicodedata.category(sign) in ("So", "Sm") and sign != TEN and not 0x2200 <= ord(sign) <= 0x22FF
)
LOOK = "\ufe0f"  # «draw it in colours»
ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50}
ROMAN_LOOKALIKES = str.maketrans("ІХхі", "IXxi")  # Cyrillic letters typed for Roman ones

# «Пункт 1.», «Первое.»: numbers said in words.
NAMED = r"Пункт|ПУНКТ|П\.|Рекомендация|РЕКОМЕНДАЦИЯ|Предложение|ПРЕДЛОЖЕНИЕ"
ORDINALS = ("первое", "второе", "третье", "четвертое", "пятое", "шестое", "седьмое", "восьмое", "девятое", "десятое")
ORDINAL = "|".join(word[0].upper() + word[1:].replace("верт", "в[её]рт") for word in ORDINALS)

UNITS = re.compile(r"(млн|млрд|тыс|раза|процент|балл|км|га|кв|час|рубл)")

LABEL = re.compile(
    rf"""
    \s*
    (?P<label>
        (?-i:{NAMED}) \s* (?:№\s*)? \d{{1,3}} (?:\.\d{{1,3}})* \s? [.):]   # Пункт 1.
      | (?-i:{ORDINAL}) [.:]                                       # Первое.
      | \d{{1,2}} - (?:\d{{1,2}} | [а-яё]{{1,2}}) [.)]              # 1-1.  1-е.
      | \d{{1,2}} \s [-–—] (?=\s+(?-i:[«"А-ЯЁA-Z]))                # 1 –
      | (?:\d{{1,2}} {LOOK}? {KEY} | {TEN} | [①-⒛❶-➓]) \s? [.)]?  # 1️⃣  ①
      | [Ⅰ-ⅿ]+ \s? [.)]                                          # Ⅳ., but «Ⅴ форума»
      | \d{{1,2}} (?:\.\d{{1,2}}){{1,3}} (?=\s+[^\d\s%])              # 1.2 (no closing mark, but two levels)
      | (?:№\s*)? \d{{1,3}} (?:\.\d{{1,3}})* \s? (?:\.\)|[.)])   # 1.  1)  1.2.  1.2)  № 3.
      | № \s* \d{{1,3}} (?=\s)                                   # № 3
      | \( \s? (?:\d{{1,3}}|[а-яa-z]) \s? \)                     # (1)  (а)
      | (?:[IVXІХ]{{1,6}}|[ivx]{{1,6}}) [.)]                     # IV.  iv)
      | (?P<letter>[а-яёa-z]) (?P=letter)? \)                    # а)  a)  аа)
      | [{re.escape("".join(sorted(BULLETS)))}] {LOOK}?          # - – •
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
        return None if self.kind == "bullet" else _bare(self.printed)

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
    if label.removesuffix(LOOK) in BULLETS:
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
    if printed.strip().removesuffix(LOOK) in BULLETS:
        return Label(printed, "bullet", ())
    bare = _bare(printed)
    if re.fullmatch(r"\d+([.-]\d+)*", bare):
        return Label(printed, "decimal", tuple(int(number) for number in re.split("[.-]", bare)))
    roman = bare.translate(ROMAN_LOOKALIKES)
    if re.fullmatch(r"[IVXL]+|[ivxl]+", roman) and bare.strip("х"):  # «х)» is a letter: nobody types Roman tens so
        return Label(printed, "roman", (_roman(roman),))
    for alphabet in (LETTERS, LATIN):
        letter = bare[:1].lower()
        if letter and letter in alphabet and bare.lower().strip(letter) == "":
            return Label(printed, "letter", (alphabet.index(letter) + 1 + len(alphabet) * (len(bare) - 1),))
    return None


def _bare(printed: str) -> str:
    """What counts in a label: «№ 3.» -> 3, «Пункт 1.» -> 1, «Первое.» -> 1, «1-е.» -> 1, «②» -> 2, «1️⃣» -> 1."""
    named = re.sub(rf"^\s*(?:{NAMED})", "", printed)
    plain = "".join(map(_figure, re.sub(r"[№()\s]", "", named)))
    bare = plain.strip(".:").rstrip("-–—")
    ordinal = bare.lower().replace("ё", "е")
    if ordinal in ORDINALS:
        return str(ORDINALS.index(ordinal) + 1)
    return re.sub(r"(?<=\d)-[а-яё]{1,2}$", "", bare, flags=re.I)


def _figure(sign: str) -> str:
    """Figures in circles, on keys and with a full stop of their own; Roman ones of Unicode's own."""
    if sign in (LOOK, KEY):
        return ""
    if sign == TEN:
        return "10"
    kind = unicodedata.category(sign)
    if kind == "No" and unicodedata.numeric(sign).is_integer():
        return str(int(unicodedata.numeric(sign)))
    return unicodedata.normalize("NFKC", sign) if kind == "Nl" else sign


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
    if label.path[:shared] != previous.path[:shared] or not shared < len(previous.path):
        return False
    return label.path[shared] in _next_after(previous.path[shared], label)


def _next_after(number: int, label: Label) -> Iterator[int]:
    """The next number; after a Russian letter also those behind letters that many lists skip."""
    yield number + 1
    russian = label.kind == "letter" and _bare(label.printed)[:1].lower() in LETTERS
    while russian and LETTERS[number % len(LETTERS)] in SKIPPED:
        number += 1
        yield number + 1
