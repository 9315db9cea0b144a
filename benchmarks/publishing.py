"""The pages while somebody publishes a forum every two seconds: each publication makes every count new."""

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


def measure_with_writer(trial: Trial, mix: Mix, variables: dict[str, str]) -> list[Row]:
    kinds = kinds_of(mix)
    quiet = trial.rounds(kinds, EACH, trial.seconds)
    seconds = trial.seconds * TIMES
    found: list[float | None] = []
    with writing(trial.port, ROUNDS * seconds, variables, found):
        busy = trial.rounds(kinds, EACH, seconds)
    rows = [
        Row(f"{kind}, with a writer, p95", busy[kind].p95, "ms", busy[kind].p95 / quiet[kind].p95, "without one")
        for kind in kinds
    ]
    slowest = max(float("inf") if seconds is None else seconds for seconds in found)
    return [
        *rows,
        Row("forums published meanwhile", len(found), ""),
        Row("a new forum is found after, at most", slowest, "s"),
    ]


@contextmanager
def writing(port: int, seconds: float, variables: dict[str, str], found: list[float | None]) -> Iterator[None]:
    """Fills `found` with the seconds after which each forum was found."""
    command = HERE.inside("writer", str(port), str(seconds))
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
