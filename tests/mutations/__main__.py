# ruff: noqa: T201 -- a command prints
"""`make mutants`: breaks the code on purpose, a copy of it, and sees whether the tests named notice.

python -m tests.mutations [NAME...]        all, or those whose names are given
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from tests.mutations.patches import ROOT, Mutation, mutations

AT_ONCE = 2
PATIENCE = 1200  # seconds; tests that do not end have noticed nothing
FAILED = 1  # pytest's own status for tests that ran and failed; also Python's for a start that failed
RAN = re.compile(r"\d+ (failed|error)")
KILLED, EQUIVALENT = "killed", "equivalent"
DATABASES = ("sqlite", "postgresql")
NOT_HANDED_ON = ("DATABASE_URL", "PRODUCTION", "DEBUG", "PORT", "DATA_DIR", "DJANGO_SETTINGS_MODULE")


def main(names: list[str]) -> int:
    chosen = [found for found in mutations() if not names or found.name in names]
    unknown = set(names) - {found.name for found in chosen}
    if unknown:
        print(f"No such mutation: {', '.join(sorted(unknown))}.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        copies: Queue[Path] = Queue()
        for number in range(AT_ONCE):
            copies.put(copy_of_the_tree(Path(folder) / str(number)))
        if not are_green(chosen, copies):
            return 1
        with ThreadPoolExecutor(AT_ONCE) as pool:
            outcomes = list(pool.map(lambda found: told(found, outcome_in_a_copy(found, copies)), chosen))
    return summed_up(outcomes)


def copy_of_the_tree(folder: Path) -> Path:
    """The files as they are now, committed or not, apart from what git ignores."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


def are_green(chosen: Iterable[Mutation], copies: "Queue[Path]") -> bool:
    """A test that is red without any mutation would say nothing."""
    for database in DATABASES:
        tests = sorted({test for found in chosen if found.database == database for test in found.tests})
        copy = copies.get()
        status, said = run(tests, database, copy) if tests else (0, "")
        copies.put(copy)
        if status:
            print(f"{said}\nThe tests must be green before anything is broken.", file=sys.stderr)
            return False
        if tests:
            print(f"{len(tests)} tests are green on {database} as things stand.", flush=True)
    return True


def outcome_in_a_copy(found: Mutation, copies: "Queue[Path]") -> str:
    copy = copies.get()
    try:
        return outcome(found, copy)
    finally:
        copies.put(copy)


def outcome(found: Mutation, copy: Path) -> str:
    """What becomes of the mutation in this copy, which is afterwards as it was."""
    if apply(found, copy):
        return "DOES NOT APPLY"
    try:
        if found.equivalent:
            return EQUIVALENT
        status, said = run(list(found.tests), found.database, copy)
    except subprocess.TimeoutExpired:
        return "DOES NOT END"
    finally:
        apply(found, copy, "--reverse")
    if status == FAILED and RAN.search(said):
        return KILLED
    return f"IS NO MUTATION: pytest ended with {status}" if status else "SURVIVES"


def apply(found: Mutation, copy: Path, *options: str) -> int:
    apart = os.environ | {"GIT_CEILING_DIRECTORIES": str(copy.parent)}  # a copy is no repository
    command = ["git", "apply", *options, "-"]
    return subprocess.run(command, cwd=copy, env=apart, input=found.patch, text=True, check=False).returncode


def run(tests: list[str], database: str, copy: Path) -> tuple[int, str]:
    """pytest's status, and what it printed."""
    command = [sys.executable, "-m", "pytest", "-n", "0", "-q", "-x", "-p", "no:cacheprovider", *tests]
    if database == "postgresql":
        command = [sys.executable, "-m", "tests.with_postgresql", *command]
    with tempfile.TemporaryDirectory() as data:
        variables = {name: value for name, value in os.environ.items() if name not in NOT_HANDED_ON}
        # Without bytecode: a patch taken back within a second would leave that of the broken code.
        variables |= {"DATA_DIR": data, "PYTHONDONTWRITEBYTECODE": "1"}
        done = subprocess.run(
            command, cwd=copy, env=variables, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    return done.returncode, done.stdout + done.stderr


def told(found: Mutation, outcome: str) -> str:
    print(f"{found.name:40} {outcome:12} {found.what}", flush=True)
    return outcome


def summed_up(outcomes: list[str]) -> int:
    killed, equivalent = outcomes.count(KILLED), outcomes.count(EQUIVALENT)
    left = len(outcomes) - killed - equivalent
    print(f"{len(outcomes)} mutations: {killed} killed, {equivalent} equivalent, {left} not noticed.")
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
