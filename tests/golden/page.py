"""One golden page: what each visitor gets at an address, in one text.

Who gets the same as another is only named. Of who gets nearly the same, only the difference is kept, without numbers of
lines: a change above it does not touch it.
"""

from collections.abc import Iterator
from difflib import SequenceMatcher

NEARLY = 0.5  # a difference longer than this part of the page says less than the page
AROUND = 1  # lines before a difference, to find it by


def page(address: str, answers: dict[str, list[str]]) -> str:
    """`answers`: visitor -> lines. The first one, and the first with another status, stand in full."""
    lines, earlier = [f"GET {address}"], {}
    for visitor, answer in answers.items():
        lines += ["", *told(visitor, answer, earlier)]
        earlier[visitor] = answer
    return "\n".join(lines) + "\n"


def told(visitor: str, answer: list[str], earlier: dict[str, list[str]]) -> list[str]:
    same = next((name for name, known in earlier.items() if known == answer), None)
    if same:
        return [f"=== {visitor}: as {same}"]
    like = next((name for name, known in earlier.items() if known[0] == answer[0]), None)
    if like:
        difference = list(differing(earlier[like], answer))
        if len(difference) < NEARLY * len(answer):
            return [f"=== {visitor}: differs from {like}", *difference]
    return [f"=== {visitor}", *answer]


def differing(one: list[str], other: list[str]) -> Iterator[str]:
    start, end = common(one, other)
    first, second = one[start : len(one) - end], other[start : len(other) - end]
    for what, i, j, k, m in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        yield from (f"@@ {line}" for line in one[max(0, start + i - AROUND) : start + i])
        yield from (f"-{line}" for line in first[i:j])
        yield from (f"+{line}" for line in second[k:m])


def common(one: list[str], other: list[str]) -> tuple[int, int]:
    """How many lines both begin with, and end with: what is left for the matcher is short."""
    shorter = min(len(one), len(other))
    start = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    end = next((n for n in range(shorter - start) if one[-1 - n] != other[-1 - n]), shorter - start)
    return start, end
