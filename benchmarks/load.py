"""A load on one server: drawn by Zipf's law until each address was seen, then three rounds of repeats."""

import statistics
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice

from benchmarks.mix import drawn
from benchmarks.visitors import Answers, Load, get, percentile, visit, visit_together

AT_ONCE = 8
ROUNDS = 3
MOST = 4000  # requests of a round
WARM_UP, WARM_UP_SECONDS = 3, 20.0  # times that each address is asked, or so long


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

    def first_sights(self, requests: list[bytes]) -> float:
        """p95 in milliseconds of the first time that each was asked for, in a load that goes on until each was."""
        answers = visit(self.port, Load(until_each(drawn(requests, seed=ROUNDS), len(requests)), AT_ONCE))
        self.median_of([answers])
        return percentile(answers.at_first.values(), 95)

    def each_once(self, requests: Iterable[bytes]) -> Measured:
        """One after the other, by so many visitors."""
        return self.median_of([visit(self.port, Load(requests, AT_ONCE))])

    def repeats(self, requests: list[bytes], at_once: int = AT_ONCE, expected: int = 200) -> Measured:
        """Drawn by Zipf's law, after each has been asked a few times: each worker of a server remembers for itself."""
        warm_up = Load(islice(cycle(requests), max(WARM_UP * len(requests), AT_ONCE * WARM_UP)), at_once, expected)
        self.median_of([visit(self.port, warm_up, WARM_UP_SECONDS)])
        return self.rounds({"": requests}, at_once, self.seconds, expected)[""]

    def rounds(
        self, requests: dict[str, list[bytes]], at_once: int, seconds: float, expected: int = 200
    ) -> dict[str, Measured]:
        """Several kinds at the same time."""
        rounds = []
        for number in range(ROUNDS):
            loads = {
                kind: Load(islice(drawn(addresses, seed=number), MOST), at_once, expected)
                for kind, addresses in requests.items()
            }
            rounds.append(visit_together(self.port, loads, seconds))
        return {kind: self.median_of([answers[kind] for answers in rounds]) for kind in requests}

    def median_of(self, rounds: list[Answers]) -> Measured:
        self.unexpected += [what for answers in rounds for what in answers.unexpected]
        return Measured(
            p50=statistics.median(answers.percentile(50) for answers in rounds),
            p95=statistics.median(answers.percentile(95) for answers in rounds),
            p99=statistics.median(answers.percentile(99) for answers in rounds),
            per_second=statistics.median(answers.per_second for answers in rounds),
        )


def until_each(requests: Iterator[bytes], different: int) -> Iterator[bytes]:
    seen: set[bytes] = set()
    while len(seen) < different:
        request = next(requests)
        seen.add(request)
        yield request


def asked(addresses: Iterable[str]) -> list[bytes]:
    return [get(address) for address in addresses]
