"""Many at once: a crowd of readers, a crawler walking the facets, a page that everybody wants at the same moment."""

import statistics
from itertools import cycle

from benchmarks.load import AT_ONCE, Trial, asked
from benchmarks.mix import Mix, drawn
from benchmarks.report import Row
from benchmarks.visitors import Load, visit, visit_together

READERS = 200
CRAWLERS = 2
STAMPEDE = 50


def measure_crowd(trial: Trial, mix: Mix) -> list[Row]:
    readers = trial.repeats(asked(mix.filtered), at_once=READERS)
    one_page = trial.repeats(asked(["/"]), at_once=READERS)
    return [
        Row("200 readers at once, p99", readers.p99, "ms"),
        Row("200 readers of one page, p99", one_page.p99, "ms"),
        *while_crawled(trial, mix),
        stampede(trial, mix),
    ]


def while_crawled(trial: Trial, mix: Mix) -> list[Row]:
    """Readers of popular pages while somebody asks for one combination of facets after another."""
    quiet = trial.repeats(asked(mix.filtered))
    loads = {
        "readers": Load(drawn(asked(mix.filtered), seed=0), AT_ONCE),
        "crawlers": Load(cycle(asked(mix.crawled)), CRAWLERS),
    }
    answers = visit_together(trial.port, loads, trial.seconds * 3)
    readers = trial.median_of([answers["readers"]])
    crawlers = trial.median_of([answers["crawlers"]])
    return [
        Row("while a crawler walks the facets, p95", readers.p95, "ms", readers.p95 / quiet.p95, "without one"),
        Row("pages that the crawler was given", crawlers.per_second, "per s"),
    ]


def stampede(trial: Trial, mix: Mix) -> Row:
    """How much longer than for one it takes until all who ask for the same unseen page at once have it."""
    requests = asked(mix.at_once)
    half = len(requests) // 2
    alone = statistics.median(trial.each_once([request]).p50 for request in requests[:half])
    together = []
    for request in requests[half:]:
        answers = visit(trial.port, Load([request] * STAMPEDE, STAMPEDE))
        trial.median_of([answers])
        together.append(answers.took * 1000)
    took = statistics.median(together)
    return Row("50 ask for the same unseen page at once", took, "ms", took / alone, "one who asks")
