"""Put hard-wrapped lines back together: e-mail and old editors break a paragraph every 70-80 characters.

A line belongs to the one before it when that one was full (the next word would not have fitted) or broke off in
mid-sentence; a label, an indent after a full stop or a blank line begins a new paragraph.
"""

import re
from dataclasses import dataclass
from itertools import pairwise
from statistics import quantiles

from resolution_reader.language.morphology import is_word
from resolution_reader.structure.numbering import BULLETS, split_label

MIN_WIDTH, MAX_WIDTH = 40, 120
CLOSING = ".;:!?"
# «город Томск 5 июня 2023 г.» under a title begins small and is a line of its own all the same.
PLACE_AND_DATE = re.compile(r"(г\.|гор\.|город)\s*[А-ЯЁ][а-яё -]+,?\s.{0,25}\b(19|20)\d\d\b.{0,6}$", re.I)
MIN_WRAPPED_LINES = 3
MIN_UNWRAPPED_LINE = 50
LONGER, FEW = 1.2, 0.15  # than wrapped lines are; the share of lines that may be so
FILLED = 0.75  # the share of broken lines that must be


@dataclass
class _Paragraph:
    text: str
    first: int
    last: int
    last_line: str


def paragraphs(lines: list[str]) -> list[tuple[str, tuple[int, int]]]:
    """(text, (first line, last line)) for every paragraph, lines counted from 1; blank ones are dropped."""
    width = _wrap_width(lines)
    built: list[_Paragraph] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        previous = built[-1] if built and built[-1].last == number - 1 else None
        if previous and _belongs(line, previous, width):
            previous.text = _joined(previous.text, line.strip())
            previous.last, previous.last_line = number, line
        else:
            built.append(_Paragraph(line.strip(), number, number, line))
    return [(paragraph.text, (paragraph.first, paragraph.last)) for paragraph in built]


def _wrap_width(lines: list[str]) -> int | None:
    """The column the lines were broken at, or None when each line is a paragraph of its own.

    A line that nobody wrapped may stand among the others: those that broke off in mid-sentence tell the width.
    """
    lengths = [len(line.rstrip()) for line in lines if line.strip()]
    broken = [
        (len(line.rstrip()), following)
        for line, following in pairwise(lines)
        if line.strip()[-1:] not in CLOSING and following.strip() and not split_label(following)[0]
    ]
    small = [length for length, following in broken if _starts_small(following)]
    edge = max(small, default=0)
    if len(lengths) < MIN_WRAPPED_LINES or not MIN_WIDTH <= edge <= MAX_WIDTH:
        return None
    usual = [length for length in lengths if length <= edge * LONGER]
    if len(lengths) - len(usual) > max(1, len(lengths) * FEW):
        return None
    width = round(quantiles(usual, n=20)[-1])
    wrapped = sum(length > 0.6 * width for length in small)
    if width >= MIN_WIDTH and wrapped >= MIN_WRAPPED_LINES:
        return max(usual)
    return edge if _is_filled([line for line in broken if line[0] >= MIN_WIDTH], edge) else None


def _is_filled(broken: list[tuple[int, str]], width: int) -> bool:
    """Whether the lines end where they do as the next word had no room: few small letters are needed then to tell."""
    filled = sum(length + 1 + len(following.split()[0]) > width for length, following in broken)
    return filled >= MIN_WRAPPED_LINES and filled >= len(broken) * FILLED


def _starts_small(line: str) -> bool:
    return line.strip()[:1].islower() and not split_label(line)[0]


def _belongs(line: str, previous: _Paragraph, width: int | None) -> bool:
    before, text = previous.last_line.rstrip(), line.strip()
    if (split_label(before.strip())[0] and not split_label(before.strip())[1]) or _is_bare_label(before.strip()):
        return True  # the label stands alone on its line
    if PLACE_AND_DATE.match(text):
        return False
    unfinished = before[-1:] not in CLOSING
    if split_label(line)[0]:
        return (
            unfinished
            and text[0] in BULLETS
            and width is not None
            and _full(before, text, width)
            and (split_label(previous.text)[0][:1] != text[0])
        )
    if width is None:
        return unfinished and _starts_small(line) and len(before) >= MIN_UNWRAPPED_LINE
    if unfinished and _starts_small(line) and not before.strip().isupper():
        return True
    indented = len(line) - len(line.lstrip()) > len(before) - len(before.lstrip())
    if not unfinished and (indented or before.endswith((";", ":"))):
        return False
    return _full(before, text, width) and not before.strip().isupper()


def _is_bare_label(text: str) -> bool:
    return len(text) <= 6 and bool(split_label(text + " текст")[0]) and split_label(text + " текст")[1] == "текст"


def _full(before: str, text: str, width: int) -> bool:
    """Whether the next word would not have fitted on the line before (three columns of grace)."""
    return len(before) <= width < len(before) + 4 + len(text.split()[0])


def _joined(before: str, text: str) -> str:
    """One line after the other; a hyphen at the break goes when the word is whole without it."""
    if before.endswith("-") and before[-2:-1].isalpha() and text[:1].islower():
        whole = before.split()[-1][:-1] + text.split()[0].strip(".,;:!?»)")
        return before[:-1] + text if is_word(whole.split("-")[-1].lstrip("«(")) else before + text
    return f"{before} {text}"
