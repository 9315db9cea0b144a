"""Words that nobody is to read in public, taken out of a text. Plain functions of plain values."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# Of one length, whatever stood there; no letter, so that no search finds it and no word grows together with it.
MARK = "█████"
UNSEEN = "[\u00ad\u200b-\u200d\u2060\ufeff]"
GAP = r"[\s\u00ad\u200b-\u200d\u2060\ufeff]"
TOKEN = re.compile(r"\w+|[^\w\s]")
DASHES, YO = "-\u2010\u2011\u2012\u2013\u2014", "её"
BETWEEN = "\n"  # paragraphs: words that a document breaks between two of them are words all the same


class Hit(NamedTuple):
    before: str
    words: str
    after: str


def lines_in(words: str) -> tuple[str, ...]:
    """What is to be hidden, a set of words on each line, each once."""
    return tuple(dict.fromkeys(" ".join(line.split()) for line in words.splitlines() if line.strip()))


def blacked(text: str, words: Sequence[str]) -> str:
    """The text with a mark for each of these, as whole words, however they are spaced and in whatever case."""
    found = pattern(tuple(words)) if words else None
    return found.sub(MARK, text) if found else text


def blacked_paragraphs(texts: Sequence[str], words: Sequence[str]) -> list[str]:
    """The same of paragraphs that follow one another: words that one begins and the next ends are gone from both."""
    found = pattern(tuple(words)) if words else None
    whole = BETWEEN.join(texts)
    hits = [match.span() for match in found.finditer(whole)] if found else []
    if not hits:
        return list(texts)
    result, start = [], 0
    for text in texts:
        end = start + len(text)
        pieces, at = [], start
        for first, last in hits:
            if last <= start or first >= end:
                continue
            pieces += [whole[at : max(first, start)], MARK]
            at = min(last, end)
        result.append("".join([*pieces, whole[at:end]]))
        start = end + len(BETWEEN)
    return result


def hits_in(text: str, words: Sequence[str], around: int = 60) -> list[Hit]:
    """Where they stand, each with what is around it."""
    found = pattern(tuple(words)) if words else None
    return [
        Hit(text[max(0, match.start() - around) : match.start()], match[0], text[match.end() : match.end() + around])
        for match in (found.finditer(text) if found else ())
    ]


@lru_cache(maxsize=500)
def pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    """Of several that begin alike the longest is taken."""
    ways = [way_of(line) for line in sorted(words, key=len, reverse=True) if TOKEN.search(line)]
    return re.compile("|".join(ways), re.IGNORECASE) if ways else None


def way_of(line: str) -> str:
    tokens = TOKEN.findall(line)
    pieces = [spelled(tokens[0])]
    for before, token in pairwise(tokens):
        # «И.И.» and «И. И.», «12-34» and «12 - 34» are one; two words are two.
        pieces += [GAP, "*" if not (is_word(before) and is_word(token)) else "+", spelled(token)]
    start = r"(?<!\w)" if is_word(tokens[0]) else ""
    return start + "".join(pieces) + (r"(?!\w)" if is_word(tokens[-1]) else "")


def is_word(token: str) -> bool:
    return token[0].isalnum() or token[0] == "_"


def spelled(token: str) -> str:
    return f"{UNSEEN}*".join(map(letter, token))


def letter(one: str) -> str:
    """Itself, or what is written for it."""
    for alike in (DASHES, YO):
        if one.lower() in alike:
            return f"[{re.escape(alike)}]"
    return re.escape(one)
