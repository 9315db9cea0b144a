"""A paragraph to sentences: a full stop ends one unless an abbreviation, initials, a quotation or brackets hold it."""

import re

from resolution_reader.language.word_lists import word_set

# Words whose dot does not end a sentence when more text follows.
NEVER_LAST = word_set(
    "ул просп пер пл д стр корп кв обл р-н пос с дер ст п пп им т тел см ср напр "
    "проф акад доц зам зав гл св о б ред изд рис табл прил т.е т.к т.ч"
)
# Those that may end one: the next word decides, a capital letter begins a new sentence.
MAYBE_LAST = word_set("др пр г гг т.д т.п н.э в.в руб тыс млн млрд прочее ч")
LAST_AFTER_YEAR = frozenset({"г", "гг"})
YEAR = re.compile(r"\d{4}\s*$")
SPACED = re.compile(r"\bт\.\s+$", re.I)  # «и т. д.» is «т.д», and no «д. 5»
TALLY = {"«": 1, "»": -1, "(": 1, ")": -1, "“": 1, "”": -1, "„": 1}
STOP = re.compile(r"(?<![.!?…])[.!?…]+[»\")”]?(?=\s|$)")  # a run is looked at once, from its beginning
MAX_QUOTED = 400  # a quotation longer than this was never closed


def sentences(text: str) -> list[str]:
    """The sentences in order, stripped; joined by spaces they are the text again, white space apart."""
    found: list[str] = []
    start = read = 0
    brackets = _Brackets()
    for stop in STOP.finditer(text):
        brackets.read(text, read, stop.end())
        read = stop.end()
        if _ends_here(text, start, stop.start(), stop.end(), inside=brackets.holds(stop.end())):
            found.append(text[start : stop.end()].strip())
            start = stop.end()
            brackets = _Brackets()
    rest = text[start:].strip()
    return [*found, rest] if rest else found


class _Brackets:
    """How deep in brackets and quotations the reading is, and since where."""

    def __init__(self) -> None:
        self.depth = 0
        self.since = 0

    def read(self, text: str, start: int, end: int) -> None:
        for position in range(start, end):
            step = TALLY.get(text[position], 0)
            self.depth = max(0, self.depth + step)
            if step > 0 and self.depth == 1:
                self.since = position

    def holds(self, position: int) -> bool:
        """Whether what was opened is still open; a quotation longer than MAX_QUOTED was never closed."""
        return self.depth > 0 and position - self.since < MAX_QUOTED


def _ends_here(text: str, start: int, dot: int, end: int, *, inside: bool) -> bool:
    following = text[end : end + 40].lstrip()
    if not following:
        return True
    if following[0].islower() or following[0] in ",;:)–—" or inside:
        return False
    return text[dot] != "." or not _is_abbreviation(text[max(start, dot - 40) : dot], following)


def _is_abbreviation(before: str, following: str) -> bool:
    found = re.search(r"([А-Яа-яЁёA-Za-z.-]+)$", before)
    if not found:
        return bool(re.search(r"(^|\s)№?\s*\d{1,2}$", before)) and len(before.strip()) <= 4
    word = found[1]
    if re.fullmatch(r"([А-ЯЁA-Z]\.-?)*[А-ЯЁA-Z]", word):
        return True  # initials
    above = before[: found.start()]
    small = ("т." if SPACED.search(above) else "") + word.lower().strip(".-")
    if small in MAYBE_LAST:
        return not following[0].isupper() or (small in LAST_AFTER_YEAR and not YEAR.search(above))
    return small in NEVER_LAST
