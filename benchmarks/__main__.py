"""`make bench`: everything measured in one run, printed and written to results.json."""

import argparse
import os
import sys
import time
from pathlib import Path

import django

from benchmarks.mix import mix_of
from benchmarks.pages import measure_warm_pages
from benchmarks.progress import step
from benchmarks.registers import DATABASES, SMALL, Registers
from benchmarks.report import Row, machine, show, write


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--recommendations", type=int, default=10_000)
    size = parser.parse_args().recommendations
    started = time.monotonic()
    rows = measure(size)
    write(rows)
    sys.stdout.write(f"\n{size} recommendations; {machine()}, shared by the server and the one who asks.\n")
    sys.stdout.write(f"Medians of three rounds; {(time.monotonic() - started) / 60:.0f} minutes in all.\n\n")
    show(rows)
    if not all(row.ok for row in rows):
        raise SystemExit(1)


def measure(size: int) -> list[Row]:
    registers = Registers(Path(os.environ.get("DATA_DIR") or "var").resolve() / "bench")
    registers.prepare(SMALL, DATABASES)
    with registers.opened(SMALL, "sqlite") as variables:
        # This process is set up for a register that it may write to; the servers each have their own.
        os.environ |= variables
        for name in ("DATABASE_URL", "PRODUCTION", "DEBUG"):
            os.environ.pop(name, None)
        django.setup()
        rows = measure_one_by_one(registers)
    from benchmarks.finding import measure_finding  # noqa: PLC0415 -- needs Django set up

    return rows + measure_finding(registers, size)


def measure_one_by_one(registers: Registers) -> list[Row]:
    """What is measured on a small register only: single pages, documents read, and a visitor meanwhile."""
    from django.db import connections  # noqa: PLC0415 -- needs Django set up

    from benchmarks.intake import measure_intake  # noqa: PLC0415 -- needs Django set up
    from benchmarks.open_data import measure_open_data  # noqa: PLC0415 -- needs Django set up
    from benchmarks.slow_clients import measure_slow_clients  # noqa: PLC0415 -- needs Django set up
    from benchmarks.under_attack import measure_under_attack  # noqa: PLC0415 -- needs Django set up

    mix = mix_of(registers.rows(SMALL))
    with step("one worker on one core"):
        rows = measure_warm_pages(mix)
    with step("documents"):
        rows += measure_intake()
    with step("open data"):
        rows += measure_open_data()
    with step("a visitor while slow documents are read"):
        rows += measure_under_attack(mix.recommendations[0])
    with step("a visitor while clients are slow"):
        rows += measure_slow_clients(mix.recommendations[0])
    connections.close_all()
    return rows


if __name__ == "__main__":
    main()
