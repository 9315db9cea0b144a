"""Where the time of a page goes that nobody has asked for yet, by what does the work.

python -m benchmarks.costs RECOMMENDATIONS [FOLDER]

Within one process, so that nothing waits for anything, and in processor time. A profiler slows many short calls down
more than a few long ones: its shares say where to look, the milliseconds beside them are measured without it.
"""

import cProfile
import gc
import os
import pstats
import statistics
import subprocess
import sys
import sysconfig
import time
from collections import Counter
from pathlib import Path

from benchmarks.checkouts import HERE
from benchmarks.mix import Mix, mix_of
from benchmarks.registers import Registers
from benchmarks.report import Row, show

PAGES = 60  # of each kind, asked twice before: the first time to open what a process opens once
# The first of which a function's file or name has something; what none has is the frame around a page.
PARTS = {
    "engine": ("tantivy",),
    "database": ("sqlite3", "psycopg2"),
    "questions and rows": ("django/db", "resolutions/models", "simple_history"),
    "templates": ("django/template", "jinja", "markupsafe", "utils/html", "utils/safestring", "resolutions/pieces"),
    "filters and counts": ("resolutions/search", "resolutions/asking", "django_filters", "django/forms"),
    "Russian": ("resolution_reader", "pymorphy3"),
}
FRAME = "frame"
Function = tuple[str, int, str]  # of cProfile: file, line, name


def main() -> None:
    """Opens a register, and looks at it in a process of its own."""
    size = int(sys.argv[1])
    registers = Registers(
        Path(sys.argv[2] if len(sys.argv) > 2 else os.environ.get("DATA_DIR") or "var").resolve() / "bench"
    )
    registers.prepare(size, ["sqlite"])
    with registers.opened(size, "sqlite") as variables:
        command = HERE.inside("costs", "inside", str(registers.rows(size)))
        subprocess.run(command, env=variables | {"WEB": "1"}, cwd=HERE.root, check=True)


def looked_at(rows: Path) -> list[Row]:
    from django.core.cache import caches  # noqa: PLC0415 -- needs Django set up
    from django.test import Client  # noqa: PLC0415 -- needs Django set up

    mix: Mix = mix_of(rows)
    visitor = Client(SERVER_NAME="127.0.0.1")
    visitor.get(mix.filtered[0])
    gc.freeze()  # as a server does: what is there from its start no collection looks through
    measured = []
    for kind, addresses in (
        ("filtered page", mix.filtered),
        ("frequent word", mix.words),
        ("recommendation", mix.recommendations),
        ("forum", mix.forums),
    ):
        for what, kept in (("never seen", ()), ("made anew", ("pieces",))):
            for profile in (None, None, cProfile.Profile()):
                for name in {"pages", "answers", "pieces"} - {*kept}:
                    caches[name].clear()
                took = [seconds_of(visitor, address, profile) for address in addresses[:PAGES]]
                if profile is None:
                    alone = statistics.median(took) * 1000
            measured.append(Row(f"{kind}, {what}, p50", alone, "ms"))
            shares = shares_of(pstats.Stats(profile))
            measured += [Row(f"{kind}, {what}: {part}", share * alone, "ms") for part, share in shares.items()]
    return measured


def seconds_of(visitor: object, address: str, profile: cProfile.Profile | None) -> float:
    started = time.thread_time()
    if profile:
        profile.enable()
    answer = visitor.get(address)  # type: ignore[attr-defined]  # Django's client
    if profile:
        profile.disable()
    assert answer.status_code == 200
    return time.thread_time() - started


def shares_of(stats: pstats.Stats) -> dict[str, float]:
    """{part: share of the whole}; of each function the time that it took itself. What Python itself does counts for
    who has it done."""
    taken: Counter[str] = Counter()
    for function, (_, _, own, _, callers) in stats.stats.items():  # type: ignore[attr-defined]  # not in the stubs
        if part_of(function) or not is_of_python(function) or not callers:
            taken[part_of(function) or FRAME] += own
        else:
            for caller, (_, _, for_caller, _) in callers.items():
                taken[part_of(caller) or FRAME] += for_caller
    return {part: taken[part] / taken.total() for part in (*PARTS, FRAME)}


def part_of(function: Function) -> str | None:
    file, _, name = function
    return next((part for part, signs in PARTS.items() if any(sign in f"{file} {name}" for sign in signs)), None)


def is_of_python(function: Function) -> bool:
    """Built in, or of its library."""
    return function[0] == "~" or (sysconfig.get_path("stdlib") in function[0] and "site-packages" not in function[0])


if __name__ == "__main__":
    if sys.argv[1] == "inside":
        show(looked_at(Path(sys.argv[2])))
    else:
        main()
