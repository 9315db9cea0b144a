"""The same folder of mixed documents through `import_resolution` of two states of the code, in turns."""

from collections.abc import Iterator, Sequence

from benchmarks.bounds import MOST
from benchmarks.checkouts import Checkout
from benchmarks.folders import Cost, brought_in, folder_of
from benchmarks.progress import step
from benchmarks.turns import Round

DOCUMENTS = 100  # a round
TIME, PROCESSOR = "import_resolution, a document", "import_resolution, processor time"
(MEMORY,) = MOST


def rounds_of_intake(base: Checkout, today: Checkout, database: str, numbers: Sequence[int]) -> Iterator[Round]:
    """Each is first every other time. Nothing else of the comparison runs meanwhile."""
    with folder_of(DOCUMENTS) as documents:
        for number in numbers:
            with step(f"intake, round {number + 1}"):
                order = (base, today) if number % 2 == 0 else (today, base)
                costs = {side.root: brought_in(documents, side, database) for side in order}
            yield round_of(costs[base.root], costs[today.root])


def round_of(base: Cost, today: Cost) -> Round:
    return Round(
        {
            TIME: [(base.seconds * 1000, today.seconds * 1000)],
            PROCESSOR: [(base.processor * 1000, today.processor * 1000)],
            MEMORY: [(base.memory, today.memory)],
        }
    )
