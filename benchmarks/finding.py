"""What a large register answers under load, on both databases, beside Datasette on the same rows."""

from dataclasses import replace
from pathlib import Path

from benchmarks import datasette
from benchmarks.crowd import measure_crowd
from benchmarks.downloads import measure_download
from benchmarks.kinds import Pages, measure_each_once, measure_pages, rows_of_pages
from benchmarks.load import Measured, Trial, asked
from benchmarks.memory import private_memory
from benchmarks.mix import Mix, mix_of
from benchmarks.progress import say, step
from benchmarks.publishing import measure_with_writer
from benchmarks.registers import SMALL, Registers, databases_for, is_enormous
from benchmarks.report import Row
from benchmarks.servers import portal
from forum_portal.layout import place_in

LARGE = 100_000  # from here on rounds are longer


def measure_finding(registers: Registers, size: int) -> list[Row]:
    """Every row is of `size` recommendations; the growth is from SMALL to there."""
    databases = databases_for(size)
    registers.prepare(size, databases)
    rivals = {} if is_enormous(size) else measure_datasette(registers, size)
    rows = [
        Row(f"Datasette, {kind}, {what}", value, unit)
        for kind, measured in rivals.items()
        for what, value, unit in (
            ("p50", measured.p50, "ms"),
            ("p95", measured.p95, "ms"),
            ("throughput", measured.per_second, "per s"),
        )
    ]
    for database, name in databases.items():
        with step(f"{name}, {size} recommendations"):
            rows += [replace(row, database=name) for row in measure_portal(registers, size, database, rivals)]
    return rows


def seconds_of_a_round(size: int) -> float:
    return 5.0 if size >= LARGE else 2.0


def measure_datasette(registers: Registers, size: int) -> dict[str, Measured]:
    place = registers.place(size, "sqlite")
    program = datasette.program(registers.folder)
    database = place / "rows.db"
    if not database.exists():
        with step("the same rows for Datasette"):
            datasette.make_database(database, registers.rows(size))
    mix = mix_of(registers.rows(size))
    with step("Datasette"), datasette.datasette(program, database) as server:
        trial = Trial(server.port, seconds_of_a_round(size))
        return {
            "filtered page": trial.repeats(asked(mix.datasette_filtered)),
            "frequent word": trial.repeats(asked(mix.datasette_words)),
        }


def small_pages(registers: Registers, database: str, unexpected: list[str]) -> Pages:
    """The same pages of a small register: what growth is measured from."""
    mix = mix_of(registers.rows(SMALL))
    with registers.opened(SMALL, database) as variables, portal(variables) as server:
        return measure_pages(Trial(server.port, seconds_of_a_round(SMALL), unexpected), mix)


def measure_portal(registers: Registers, size: int, database: str, rivals: dict[str, Measured]) -> list[Row]:
    unexpected: list[str] = []
    small = small_pages(registers, database, unexpected) if size > SMALL else None
    mix = mix_of(registers.rows(size))
    with registers.opened(size, database) as variables, portal(variables) as server:
        once = measure_each_once(Trial(server.port, seconds_of_a_round(size), unexpected), mix)
    with registers.opened(size, database) as variables:  # anew: pages that were made lie beside the register
        return [*once, *measure_server(variables, size, mix, rivals, small, unexpected)]


def measure_server(
    variables: dict[str, str],
    size: int,
    mix: Mix,
    rivals: dict[str, Measured],
    small: Pages | None,
    unexpected: list[str],
) -> list[Row]:
    with portal(variables) as server:
        index = place_in(Path(variables["DATA_DIR"]), "index")
        trial = Trial(server.port, seconds_of_a_round(size), unexpected)
        rows = rows_of_pages(measure_pages(trial, mix), rivals, small, size)
        rows += measure_with_writer(trial, mix, variables)
        rows += measure_crowd(trial, mix)
        memory = max(private_memory(worker, index) for worker in server.workers)
        rows.append(Row("private memory of a web worker", memory, "MB"))
        rows += measure_download(server, index)
        for sentence in unexpected[:5]:
            say(f"not as expected: {sentence}")
        return [*rows, Row("answers that were not as expected", len(unexpected), "")]
