"""The shape of a result, and the table that is printed."""

import json
import os
import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.bounds import BOUNDS, Bound

RESULTS = Path(__file__).parent / "results.json"


@dataclass(frozen=True)
class Row:
    """One measurement; `ratio` is of `value` to the measurement named. Its bound is the one of its
    name, unless it is of a register for which that is not promised."""

    name: str
    value: float
    unit: str
    ratio: float | None = None
    ratio_to: str | None = None
    database: str = ""
    is_bound: bool = True

    @property
    def full_name(self) -> str:
        return f"{self.database}: {self.name}" if self.database else self.name

    @property
    def bound(self) -> Bound | None:
        return BOUNDS.get(self.name) if self.is_bound else None

    @property
    def ok(self) -> bool:
        return self.bound is None or self.bound.holds(self.value, self.ratio)

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.full_name,
            "value": self.value,
            "unit": self.unit,
            "ratio": self.ratio,
            "ratio_to": self.ratio_to,
            "bound": self.bound.limit if self.bound else None,
            "ok": self.ok,
        }


def write(rows: Iterable[Row]) -> None:
    results = [row.as_json() for row in rows]
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def show(rows: list[Row]) -> None:
    sys.stdout.write(f"{'':62}{'value':>11}        {'ratio':>8}  {'bound':16}\n")
    for row in rows:
        ratio = f"{row.ratio:8.2f}" if row.ratio is not None else " " * 8
        bound = str(row.bound or "")
        to = f"to {row.ratio_to}" if row.ratio_to else ""
        mark = "" if row.ok else "  <-- over the bound"
        sys.stdout.write(f"{row.full_name:62}{row.value:11.2f} {row.unit:7}{ratio}  {bound:16}{to}{mark}\n")
    over = sum(not row.ok for row in rows)
    bounded = sum(row.bound is not None for row in rows)
    sys.stdout.write(f"{bounded} bounds, {over} not held.\n")


def machine() -> str:
    """What the milliseconds are of."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    cores = len(os.sched_getaffinity(0))
    return f"{cores} cores of {names[0] if names else platform.machine()}, Python {platform.python_version()}"
