# ruff: noqa: T201 -- a command prints
"""`python -m tests.documents.themes.evaluate [--misses]`: whether the themes proposed for sections are those that fit.

`gold.jsonl` has sections of documents that tests can make, with the theme that somebody who did not know the words of
the themes gave each (null: none fits) and the others that fit as well (`also`). Odd lines have been learnt from, the
even ones are looked at as figures only, and so `--misses` lists misses of the odd ones alone.
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from resolution_reader import propose_themes

GOLD = Path(__file__).parent / "gold.jsonl"


@dataclass(frozen=True)
class Judged:
    """`fitting`: the theme given and the others that fit; none where none does."""

    title: str
    theme: str | None
    fitting: frozenset[str]
    proposed: tuple[str, ...]
    words: tuple[str, ...]


def judged() -> list[Judged]:
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    found = []
    for row in rows:
        proposals = propose_themes(row["title"] or "", row["recommendations"])
        themes, words = tuple(one.theme for one in proposals), tuple(word for one in proposals for word in one.words)
        fitting = frozenset(filter(None, [row["theme"], *row["also"]]))
        found.append(Judged(row["title"] or "", row["theme"], fitting, themes, words))
    return found


def figures(rows: Iterable[Judged]) -> str:
    rows = list(rows)
    fit, unfit = [row for row in rows if row.theme], [row for row in rows if not row.theme]
    proposed = [row for row in fit if row.proposed]
    first = sum(row.proposed[0] in row.fitting for row in proposed)
    same = sum(row.proposed[0] == row.theme for row in proposed)
    none = sum(not row.proposed for row in unfit)
    return (
        f"{len(rows)} sections; a theme fits {len(fit)}, proposed for {share(len(proposed), len(fit))}; the first one "
        f"fits {share(first, len(proposed))}, is the very one {share(same, len(proposed))}; none where none fits "
        f"{share(none, len(unfit))}"
    )


def share(some: int, whole: int) -> str:
    return f"{some} of {whole} ({some / whole:.2f})" if whole else "0 of 0"


def misses(rows: Iterable[Judged]) -> Iterable[str]:
    for row in rows:
        first = row.proposed[0] if row.proposed else None
        if first not in (row.fitting or {None}):
            yield f"{row.theme} {sorted(row.fitting)}: {row.proposed} by {row.words}\n    {row.title[:100]}"


def main() -> None:
    rows = judged()
    print("Themes of sections, all:  ", figures(rows))
    print("  learnt from (odd lines):", figures(rows[::2]))
    print("  kept apart (even lines):", figures(rows[1::2]))
    if "--misses" in sys.argv:
        print(*misses(rows[::2]), sep="\n")


if __name__ == "__main__":
    main()
