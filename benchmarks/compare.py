"""`make compare BASE=<commit>`: what pages and intake cost beside an earlier state of the code, in turns."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from benchmarks.checkouts import Checkout, as_it_is, checked_out, installed
from benchmarks.compared_kinds import Kind, compared_kinds
from benchmarks.comparison import in_doubt, rows_of, table, write
from benchmarks.intake_in_turns import rounds_of_intake
from benchmarks.mix import mix_of
from benchmarks.progress import say, step
from benchmarks.registers import DATABASES, Registers, prepare
from benchmarks.report import machine
from benchmarks.servers import portal
from benchmarks.turns import Round, Side, Turns
from benchmarks.visitors import Load, get, visit
from forum_portal.layout import place_in

WARM_UP_AT_ONCE = 8
MOST_SENTENCES = 5
# One client asks more than a visitor may.
WITHOUT_LIMIT = {"API_REQUESTS_PER_MINUTE": "1000000", "DJANGO_SETTINGS_MODULE": "forum_portal.settings"}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("base", help="a commit")
    parser.add_argument("--recommendations", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    options = parser.parse_args()
    folder = Path(os.environ.get("DATA_DIR") or "var").resolve()
    with checked_out(options.base) as base, as_it_is() as today:
        checkouts = [Checkout(root, str(programs_of(root, folder) / "python")) for root in (base, today)]
        places = (folder / "compare" / "base", folder / "bench")
        registers = [Registers(place, checkout) for place, checkout in zip(places, checkouts, strict=True)]
        prepare(options.recommendations, [(one, options.database) for one in registers])
        rounds = compare(registers, options.recommendations, options.database, options.rounds)
        rounds += compare_intake(checkouts, options.database, options.rounds)
    finish(rounds, f"{options.recommendations} recommendations, {DATABASES[options.database]}; {machine()}.")


def programs_of(root: Path, folder: Path) -> Path:
    """Both sides have what they require and nothing else: equal requirements are one environment."""
    return installed(root / "requirements.txt", folder / "compare", "environment")


def compare(registers: list[Registers], size: int, database: str, rounds: int) -> list[Round]:
    """All rounds; as many once more of those kinds that seem worse after them."""
    prepare(size, [(registers[-1], "sqlite")])  # where the addresses come from
    rows = registers[-1].rows(size)
    kinds, warm_up = compared_kinds(rows), [get(address) for address in mix_of(rows).warm_up]
    with ExitStack() as opened:
        variables = [opened.enter_context(one.opened(size, database)) | WITHOUT_LIMIT for one in registers]

        def measured(number: int, kinds: list[Kind], is_whole: bool) -> Round:
            with step(f"round {number + 1}"), both(registers, variables) as (base, today):
                for side in (base, today):
                    visit(side.server.port, Load(warm_up, WARM_UP_AT_ONCE))
                return Turns(base, today).measure([kind.of_round(number) for kind in kinds], is_whole)

        first = [measured(number, kinds, True) for number in range(rounds)]
        again = in_doubt(kinds, rows_of(first))
        if again:
            say(f"Seems worse, and is looked at again: {', '.join(kind.name for kind in again)}.")
        second = range(rounds, 2 * rounds) if again else ()
        return first + [measured(number, again, len(again) == len(kinds)) for number in second]


def compare_intake(checkouts: list[Checkout], database: str, rounds: int) -> list[Round]:
    """The same of what a folder of documents costs."""
    base, today = checkouts
    first = list(rounds_of_intake(base, today, database, range(rounds)))
    if all(row.ok for row in rows_of(first)):
        return first
    say("Intake seems worse, and is looked at again.")
    return [*first, *rounds_of_intake(base, today, database, range(rounds, 2 * rounds))]


@contextmanager
def both(registers: list[Registers], variables: list[dict[str, str]]) -> Iterator[list[Side]]:
    """Both servers, started anew: nothing is remembered, and how a process happens to lie in memory is drawn again."""
    with ExitStack() as started:
        sides = []
        for one, values in zip(registers, variables, strict=True):
            server = started.enter_context(portal(values, one.checkout))
            sides.append(started.enter_context(closing(Side(server, place_in(Path(values["DATA_DIR"]), "index")))))
        yield sides


def finish(rounds: list[Round], heading: str) -> None:
    rows = rows_of(rounds)
    for what, sentences in (
        ("not in BASE, left out", [sentence for one in rounds for sentence in one.missing]),
        ("not as expected", [sentence for one in rounds for sentence in one.unexpected]),
    ):
        for sentence in list(dict.fromkeys(sentences))[:MOST_SENTENCES]:
            say(f"{what}: {sentence}")
    write(rows)
    sys.stdout.write(f"\n{heading}\n\n{table(rows)}")
    if any(one.unexpected for one in rounds) or not all(row.ok for row in rows):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
