"""The writers, watched: what each is at, what became of it, and one that is killed in the middle and begins anew."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
AT_ONCE, EACH = 6, 40
PATIENCE = 600.0


class Writer:
    """One process after the other, with the same number and the same operations."""

    def __init__(self, number: int, seed: int, environment: dict[str, str], log: Path) -> None:
        self.number, self.seed, self.environment, self.log = number, seed, environment, log
        self.at: dict[str, Any] = {"place": 0, "kind": "", "outcome": ""}
        self.outcomes: list[tuple[str, str]] = []
        self.is_given_up = False
        self.thread = threading.Thread(target=self.run)
        self.thread.start()

    def run(self) -> None:
        first = 0
        while first < EACH and not self.is_given_up:
            first = self.watch(first)

    def watch(self, first: int) -> int:
        """Until it ends or was killed; the place of the operation that must be done again."""
        arguments = map(str, (self.number, self.seed, first, EACH))
        command = [sys.executable, "-m", "tests.storm.inside", "writing", *arguments]
        with (
            self.log.open("a") as log,
            subprocess.Popen(
                command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, stderr=log, text=True
            ) as self.process,
        ):
            assert self.process.stdout
            for line in self.process.stdout:
                self.at = json.loads(line)
                if self.at["outcome"] != "begun":
                    self.outcomes.append((self.at["kind"], self.at["outcome"]))
        if self.process.returncode == -signal.SIGKILL:
            return int(self.at["place"]) + (self.at["outcome"] != "begun")
        if self.process.returncode:
            self.outcomes.append(("process", f"fault: it ended with {self.process.returncode}"))
        return EACH

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)


class Writers:
    def __init__(self, seed: int, environment: dict[str, str], log: Path) -> None:
        self.all = [Writer(number, seed, environment, log) for number in range(AT_ONCE)]

    @property
    def done(self) -> int:
        return sum(len(writer.outcomes) for writer in self.all)

    def wait_for(self, done: int) -> None:
        """Until so many operations are done."""
        until = time.monotonic() + PATIENCE
        while self.done < done and any(writer.thread.is_alive() for writer in self.all):
            if time.monotonic() > until:
                raise SystemExit(f"{self.done} operations in {PATIENCE:.0f} s: something stands still.")
            time.sleep(0.05)

    def kill_one_that_brings(self) -> None:
        """kill -9 of a writer in the middle of a document."""
        while any(writer.thread.is_alive() for writer in self.all):
            for writer in self.all:
                if writer.at["outcome"] == "begun" and writer.at["kind"] in ("bring", "enter"):
                    writer.kill()
                    return
            time.sleep(0.01)
        raise SystemExit("The writers had ended before one of them could be killed.")

    def give_up(self) -> None:
        for writer in self.all:
            writer.is_given_up = True
            if writer.thread.is_alive():
                writer.kill()

    def join(self) -> None:
        for writer in self.all:
            writer.thread.join()

    def counted(self) -> Counter[str]:
        return Counter(kind for writer in self.all for kind, _ in writer.outcomes)

    def told(self, beginning: str) -> list[str]:
        return [
            f"{kind}: {outcome}"
            for writer in self.all
            for kind, outcome in writer.outcomes
            if outcome.startswith(beginning)
        ]
