# ruff: noqa: T201 -- a command prints
"""`python -m tests.documents.evaluate [--misses] [--only=id,id]`: how well intake reads, document by document.

Parts: the seeds; sets of resolutions whose authors did not know the rules (`strangers`), most of which have been
learnt from since; those that are looked at as figures only (KEPT: every third of the first set, and the sets written
last); and the older corpus. `--misses` lists the failures of all parts but the kept ones.

`told`: wrong guesses that are marked, `marked`: right recommendations that are (told.py); tables by code follow.
Facts are title, dates and place. The columns after them are for documents with annotated acts: groups, all acts and
those other than `recommend`, repetitions and others (F1); elsewhere how many of the groups of the gold are found.
"""

import io
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path

from resolution_reader import Block, Outline, general_directory, read_outline, to_json
from resolution_reader.language import fold
from resolution_reader.structure.places import place_in_line

from .gold import score
from .scored import AS_SAVED, HERE, SEEDS, annotated, source_of
from .strangers.generate import generate
from .told import Told, together, told_of

OLDER = ("tuned", "held_out", "fresh", "unseen", "last")
LATER = {
    "second": "second",
    "third": "third",
    "last": "last six",
    "civic": "civic",
    "municipal": "municipal",
    "district": "district",
    "society": "society",
    "towns": "towns",
    "mixed": "mixed",
}
KEPT = ("kept out", "towns", "mixed", "volumes")
HEADER = (
    "document                     |sections P R F |recommend. P R F|number|addressees P R F| told  | marked |facts"
    "|groups   P R F |acts|other|repeats|others|groups elsewhere"
)


@dataclass
class Result:
    name: str
    part: str
    counts: Counter = field(default_factory=Counter)
    doubts: Told = field(default_factory=Told)
    misses: str = ""
    facts: Counter = field(default_factory=Counter)
    reading: tuple[list[Block], Outline] | None = None  # of one document

    def f1(self, measure: str) -> float:
        found, asked, right, given = (self.counts[key] for key in MEASURES[measure])
        if not asked and not given:
            return 1.0
        precision, recall = right / given if given else 0.0, found / asked if asked else 0.0
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0

    @property
    def told(self) -> float:
        """The share of wrong guesses that are told."""
        wrong = self.doubts.wrong
        return sum(guess.told for guess in wrong) / len(wrong) if wrong else 1.0

    @property
    def marked(self) -> float:
        """The share of right recommendations with a mark on their card."""
        return self.doubts.marked / len(self.doubts.marks) if self.doubts.marks else 0.0

    def line(self) -> str:
        cells = [self.prf(measure) for measure in ("sections", "recommendations", "addressees")]
        number = self.counts["numok"] / self.counts["num"] if self.counts["num"] else 0.0
        told = f"{sum(guess.told for guess in self.doubts.wrong)}/{len(self.doubts.wrong)}"
        marked = f"{self.doubts.marked}/{len(self.doubts.marks)}"
        facts = f"{self.facts['right']}/{self.facts['asked']}"
        line = f"{self.name:29.29}|{cells[0]}|{cells[1]} | {number:.2f} |{cells[2]}  |{told:>7}|{marked:>8}|{facts:>7}"
        return f"{line}|{self.of_acts()}|{self.elsewhere()}".rstrip(" |")

    def of_acts(self) -> str:
        """Blank cells for a document whose acts nobody wrote down."""
        if not self.counts["act"]:
            return f"{'':15}|{'':4}|{'':5}|{'':7}|{'':6}"
        acts, other = (self.share(key) for key in ("act", "oact"))
        return f"{self.prf('groups')}|{acts}|{other:>5}|{self.prf('repeats')[-5:]:>7}|{self.prf('others')[-5:]:>6}"

    def prf(self, measure: str) -> str:
        return score.prf(*(self.counts[key] for key in MEASURES[measure]))

    def share(self, key: str) -> str:
        return f"{self.counts[f'{key}ok'] / self.counts[key]:.2f}" if self.counts[key] else "-"

    def elsewhere(self) -> str:
        return f"{self.counts['gleftf']}/{self.counts['gleft']}" if self.counts["gleft"] else ""


MEASURES = {
    "sections": ("sgm", "sg", "spm", "sp"),
    "recommendations": ("rgm", "rg", "rpm", "rp"),
    "addressees": ("agf", "ag", "apr", "ap"),
    "groups": ("ggf", "gg", "gpr", "gp"),
    "repeats": ("tgf", "tg", "tpr", "tp"),
    "others": ("ogf", "og", "opr", "op"),
}


def evaluated(part: str, row: dict, path: Path) -> Result:
    reading = _, outline = read_outline(path.read_bytes(), path.suffix[1:], general_directory())
    given = to_json(outline)
    with redirect_stdout(io.StringIO()) as printed:
        counts = Counter(score.score_doc(row, given, True))
    return Result(row["id"], part, counts, told_of(row, given), printed.getvalue(), facts(row, given), reading)


def facts(row: dict, given: dict) -> Counter:
    """How many of title, dates and place are right, of those that the gold has; letter case and «г.» do not count."""
    wanted = {
        "title": {row["title"], *row.get("title_aliases", [])},
        **{name: {row[name]} for name in ("date", "date_end") if row.get(name)},
        "place": {row["place"], place_in_line(row["place"]) or row["place"]},  # «п. Заря» is «посёлок Заря»
    }
    right = sum(bare(given[name]) in map(bare, names) for name, names in wanted.items())
    return Counter(right=right, asked=len(wanted))


def bare(text: str | None) -> str:
    return fold(text or "").replace("город ", "").replace("г. ", "")


def all_results(folder: Path) -> Iterator[Result]:
    for row in annotated(SEEDS):
        yield evaluated("seeds", row, source_of(row))
    for at, row in enumerate(generate(folder)):
        yield evaluated("kept out" if at % 3 == 2 else "tuned", row, folder / row["file"])
    for name, part in LATER.items():
        for row in generate(folder, name):
            yield evaluated(part, row, folder / row["file"])
    for name in AS_SAVED:
        for row in annotated(HERE / name / "gold.jsonl"):
            yield evaluated(name, row, HERE / name / row["file"])
    for name in OLDER:
        for row in annotated(HERE / "corpus" / f"{name}.jsonl"):
            yield evaluated("older", row, source_of(row))


def total(name: str, results: list[Result]) -> Result:
    counts: Counter = Counter()
    known: Counter = Counter()
    for result in results:
        counts.update(result.counts)
        known.update(result.facts)
    return Result(name, "", counts, together(result.doubts for result in results), facts=known)


def doubts_by_code(result: Result) -> Iterator[str]:
    """A line for each code: on how many right recommendations and on how many wrong guesses it stands."""
    yield f"{result.name:20}| shown | right | wrong | share of wrong"
    for code, where, right, wrong in result.doubts.by_code():
        yield f"{code:20}| {where:5} |{right:6} |{wrong:6} | {wrong / (right + wrong or 1):.2f}"
    yield f"right with a mark {result.marked:.3f} (at most .15), wrong with one {result.told:.3f} (at least .85)"


def main(arguments: list[str]) -> None:
    only = [name for argument in arguments if argument.startswith("--only=") for name in argument[7:].split(",")]
    with tempfile.TemporaryDirectory() as folder:
        results = [result for result in all_results(Path(folder)) if not only or result.name in only]
    print(HEADER)
    for part in dict.fromkeys(result.part for result in results):
        inside = [result for result in results if result.part == part]
        for result in inside:
            print(result.line())
            if "--misses" in arguments and part not in KEPT:
                print(result.misses, end="")
                print(
                    "".join(
                        f"   not told: {guess.kind}: {guess.what}\n" for guess in result.doubts.wrong if not guess.told
                    ),
                    end="",
                )
        print(total(f"ALL {part.upper()}", inside).line(), end="\n\n")
    kept = total("ALL KEPT", [result for result in results if result.part in KEPT])
    learnt = total("ALL LEARNT FROM", [result for result in results if result.part not in KEPT])
    print(kept.line(), learnt.line(), sep="\n", end="\n\n")
    parts = {part: total(part.upper(), [result for result in results if result.part == part]) for part in KEPT}
    for part in (*parts.values(), kept, learnt):
        print(*doubts_by_code(part), sep="\n", end="\n\n")


if __name__ == "__main__":
    main(sys.argv[1:])
