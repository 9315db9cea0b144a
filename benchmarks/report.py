"""The shape of a result, and the table that is printed."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).parent / "results.json"


@dataclass(frozen=True)
class Row:
    """One measurement; `ratio` is of `value` to the measurement named, and the bound is on the ratio."""

    name: str
    value: float
    unit: str
    ratio: float | None = None
    ratio_to: str | None = None
    bound: float | None = None

    @property
    def ok(self) -> bool:
        return self.bound is None or (self.ratio is not None and self.ratio <= self.bound)


def write(rows: list[Row]) -> None:
    results = [asdict(row) | {"ok": row.ok} for row in rows]
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def show(rows: list[Row]) -> None:
    sys.stdout.write(f"{'':56}{'value':>10}       {'ratio':>8}{'bound':>8}\n")
    for row in rows:
        ratio = f"{row.ratio:8.1f}" if row.ratio is not None else " " * 8
        bound = f"{row.bound:8.1f}" if row.bound is not None else ""
        mark = "" if row.ok else "  over the bound"
        sys.stdout.write(f"{row.name:56}{row.value:10.2f} {row.unit:6}{ratio}{bound}{mark}\n")
