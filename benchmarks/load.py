"""A load on one server: the first sight of each address, then repeats drawn by Zipf's law in three rounds."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from benchmarks.mix import drawn
from benchmarks.visitors import Answers, Load, get, visit, visit_together

AT_ONCE = 8
ROUNDS = 3
MOST = 4000  # requests of a round


@dataclass(frozen=True)
class Measured:
    """Milliseconds, each the median of the rounds."""

    p50: float
    p95: float
    p99: float
    per_second: float


@dataclass
class Trial:
    """Everything that one server is asked; what it answers wrongly is collected, whatever is measured."""

    port: int
    seconds: float
    unexpected: list[str] = field(default_factory=list)

    def first_sights(self, requests: Iterable[bytes]) -> Measured:
        """Each once."""
        return self.median_of([visit(self.port, Load(requests, AT_ONCE))])

    def repeats(self, requests: list[bytes], at_once: int = AT_ONCE, expected: int = 200) -> Measured:
        return self.repeats_together({"": requests}, at_once, expected)[""]

    def repeats_together(
        self, requests: dict[str, list[bytes]], at_once: int, expected: int = 200, seconds: float = 0
    ) -> dict[str, Measured]:
        """Several kinds at the same time. The round that comes before the three is not counted."""
        rounds = []
        for number in range(1 + ROUNDS):
            loads = {
                kind: Load(islice(drawn(addresses, seed=number), MOST), at_once, expected)
                for kind, addresses in requests.items()
            }
            rounds.append(visit_together(self.port, loads, seconds or self.seconds))
        return {kind: self.median_of([answers[kind] for answers in rounds], uncounted=1) for kind in requests}

    def median_of(self, rounds: list[Answers], uncounted: int = 0) -> Measured:
        self.unexpected += [what for answers in rounds for what in answers.unexpected]
        counted = rounds[uncounted:]
        return Measured(
            p50=statistics.median(answers.percentile(50) for answers in counted),
            p95=statistics.median(answers.percentile(95) for answers in counted),
            p99=statistics.median(answers.percentile(99) for answers in counted),
            per_second=statistics.median(answers.per_second for answers in counted),
        )


def asked(addresses: Iterable[str]) -> list[bytes]:
    return [get(address) for address in addresses]
