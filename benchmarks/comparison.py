"""What is said of two states of the code: the ratios of all rounds, whether today is no worse, the table, the file."""

import json
import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bounds import MOST, NO_WORSE, NO_WORSE_LOWEST
from benchmarks.compared_kinds import Kind
from benchmarks.turns import UNITS, Round

COMPARISON = Path(__file__).parent / "comparison.json"


@dataclass(frozen=True)
class Compared:
    """One measurement: today's value to that of BASE, once in each round; the medians of both are for orientation."""

    name: str
    ratios: list[float]
    base: float
    today: float
    unit: str = "ms"

    @property
    def value(self) -> float:
        return statistics.median(self.ratios)

    @property
    def lowest(self) -> float:
        return min(self.ratios)

    @property
    def highest(self) -> float:
        return max(self.ratios)

    @property
    def ok(self) -> bool:
        """What is really slower is slower in every round: one round in which it is not says that it was the machine."""
        if self.name in MOST:
            return self.today <= MOST[self.name]
        return self.value <= NO_WORSE and self.lowest <= NO_WORSE_LOWEST

    @property
    def bound(self) -> float:
        """Times BASE."""
        return MOST[self.name] / self.base if self.name in MOST else NO_WORSE

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "value": self.value,
            "lowest": self.lowest,
            "highest": self.highest,
            "unit": "times",
            "bound": self.bound,
            "ok": self.ok,
        }


def rows_of(rounds: list[Round]) -> list[Compared]:
    """A row for everything that was measured in any round."""
    names = dict.fromkeys(name for one in rounds for name in one.pairs)
    return [compared([one for one in rounds if name in one.pairs], name) for name in names]


def compared(rounds: list[Round], name: str) -> Compared:
    base, today = (statistics.median(pair[side] for one in rounds for pair in one.pairs[name]) for side in (0, 1))
    return Compared(
        name, [one.ratio(name) for one in rounds], base, today, "MB" if name in MOST else UNITS.get(name, "ms")
    )


def in_doubt(kinds: list[Kind], rows: list[Compared]) -> list[Kind]:
    """Kinds with a measurement that is worse; all of them, if what a whole round costs is."""
    worse = {row.name for row in rows if not row.ok}
    return [kind for kind in kinds if worse & {*kind.names, *UNITS}]


def write(rows: Iterable[Compared], file: Path = COMPARISON) -> None:
    results = [row.as_json() for row in rows]
    file.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def table(rows: list[Compared]) -> str:
    lines = [f"{'':36}{'BASE':>9}{'today':>9}     {'median':>8}{'lowest':>8}{'highest':>8}"]
    for row in rows:
        measured = f"{row.base:9.2f}{row.today:9.2f} {row.unit:4}"
        ratios = f"{row.value:8.2f}{row.lowest:8.2f}{row.highest:8.2f}"
        lines.append(f"{row.name:36}{measured}{ratios}{'' if row.ok else '  <-- worse'}")
    worse = sum(not row.ok for row in rows)
    lines.append(
        f"{len(rows)} kinds, {worse} worse: the median over {NO_WORSE:g} or the lowest over {NO_WORSE_LOWEST:g}."
    )
    return "\n".join(lines) + "\n"
