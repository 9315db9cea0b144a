"""Mutations drawn by chance, to know how much is noticed where nobody has thought of breaking anything.

python -m tests.mutations.drawing --seed N [--count 40]                 the list, as CSV
python -m tests.mutations.drawing --seed N [--count 40] --run [NUMBER…]  the same, and by which test each is noticed
"""

import argparse
import csv
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import astuple
from pathlib import Path

from tests.mutations.__main__ import DATABASES, copy_of_the_tree, run
from tests.mutations.candidates import Candidate, candidates
from tests.mutations.patches import ROOT

NEAR = {  # the rooms, and the folders of tests from the nearest on
    "resolutions/register": "register permissions review admin storm models search following workspace commands",
    "resolutions/permissions": "permissions admin workspace review people web api exports pages",
    "resolutions/work": "work commands letters following review workspace hostile",
    "resolution_reader": "resolution_reader review commands workspace contracts golden supply_chain hostile",
}
COLUMNS = ("number", "file", "line", "column", "kind", "before", "after")
UNNOTICED = (0, 5)  # pytest's status for green, and for no tests at all
RED = re.compile(r"^(?:FAILED|ERROR) (.+?)(?: - .*)?$", re.MULTILINE)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.mutations.drawing")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--run", type=int, nargs="*", metavar="NUMBER")
    asked = parser.parse_args()
    rows = list(enumerate(drawn(asked.seed, asked.count), start=1))
    said = csv.writer(sys.stdout, lineterminator="\n")
    if asked.run is None:
        said.writerows([COLUMNS, *((number, *astuple(one)) for number, one in rows)])
        return
    with tempfile.TemporaryDirectory(prefix="drawn-") as folder:
        copy = copy_of_the_tree(Path(folder))
        for number, one in rows:
            if number in asked.run or not asked.run:
                said.writerow((number, *astuple(one), noticed_by(one, copy)))
                sys.stdout.flush()


def drawn(seed: int, count: int) -> Iterator[Candidate]:
    """As many of each room, in the order of its files."""
    chance = random.Random(seed)
    for room in NEAR:
        everything = [found for path in sorted((ROOT / room).rglob("*.py")) for found in of_file(path)]
        yield from (everything[place] for place in sorted(chance.sample(range(len(everything)), count // len(NEAR))))


def of_file(path: Path) -> list[Candidate]:
    return candidates(path.relative_to(ROOT).as_posix(), path.read_bytes())


def noticed_by(one: Candidate, copy: Path) -> str:
    """The first test that goes red, or the folder that cannot begin or does not end; empty if nothing is noticed."""
    path = copy / one.file
    source = path.read_bytes()
    path.write_bytes(one.applied(source))
    try:
        stages = ((red(folder, database, copy), database) for folder, database in near(one.file))
        test, database = next((stage for stage in stages if stage[0]), ("", ""))
    finally:
        path.write_bytes(source)
    return f"red without it, too: {test}" if test and red(test, database, copy) else test


def near(file: str) -> list[tuple[str, str]]:
    """The folders of tests, one after the other, and on which database."""
    folders = next(near for room, near in NEAR.items() if file.startswith(room)).split()
    databases = DATABASES[:1] if file.startswith("resolution_reader") else DATABASES
    return [(f"tests/{folder}", database) for folder in folders for database in databases]


def red(tests: str, database: str, copy: Path) -> str:
    which = "not browser" if database == "sqlite" else "not browser and not pure"
    try:
        status, said = run([tests, "-m", which], database, copy)
    except subprocess.TimeoutExpired:
        return tests
    found = RED.search(said)
    return "" if status in UNNOTICED else found[1] if found else tests


if __name__ == "__main__":
    main()
