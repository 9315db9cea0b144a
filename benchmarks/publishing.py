"""The pages while the register changes: somebody publishes a forum every two seconds, or five recommendations a second
come to say something else."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.checkouts import HERE
from benchmarks.kinds import kinds_of
from benchmarks.load import ROUNDS, Trial
from benchmarks.mix import Mix
from benchmarks.report import Row

EACH = 2  # visitors of each kind, all kinds at the same time
TIMES = 4  # so much longer than quiet rounds, that each sees several publications
PATIENCE = 120
ANSWERED = 20  # forums, the most popular ones


def measure_with_writer(trial: Trial, mix: Mix, variables: dict[str, str]) -> list[Row]:
    kinds = kinds_of(mix)
    quiet = trial.rounds(kinds, EACH, trial.seconds)
    rows = []
    for module, what, arguments, found_row in (
        ("writer", "with a writer", [], "a new forum is found after, at most"),
        ("answering", "with five changes a second", mix.forums[:ANSWERED], "a change is found after, at most"),
    ):
        seconds = trial.seconds * TIMES
        found: list[float | None] = []
        with writing(module, arguments, trial.port, ROUNDS * seconds, variables, found):
            busy = trial.rounds(kinds, EACH, seconds)
        rows += [
            Row(f"{kind}, {what}, p95", busy[kind].p95, "ms", busy[kind].p95 / quiet[kind].p95, "without one")
            for kind in kinds
        ]
        rows.append(Row(found_row, max(float("inf") if after is None else after for after in found), "s"))
        rows.append(Row(f"looked for {what}", len(found), ""))
    return rows


@contextmanager
def writing(
    module: str, arguments: list[str], port: int, seconds: float, variables: dict[str, str], found: list[float | None]
) -> Iterator[None]:
    """Fills `found` with the seconds after which each change was found."""
    command = HERE.inside(module, str(port), str(seconds), *arguments)
    with subprocess.Popen(
        command, env=variables, cwd=HERE.root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdin
        assert writer.stdout
        if writer.stdout.readline() != "ready\n":
            raise SystemExit("The writer could not prepare its documents.")
        writer.stdin.write("go\n")
        writer.stdin.flush()
        yield
        found += json.loads(writer.communicate(timeout=PATIENCE)[0])
