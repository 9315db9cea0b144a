"""States of the portal's code to measure: the one at hand, and earlier ones, each with a Python of its own."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE

from benchmarks.progress import step

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Checkout:
    """A folder with the portal's code, and the Python in which its requirements are installed."""

    root: Path
    python: str

    def inside(self, *command: str) -> list[str]:
        """A module of its benchmarks in a process of its own, with Django set up; to be run in its folder."""
        return [self.python, "-m", "benchmarks.inside", *command]


HERE = Checkout(ROOT, sys.executable)


@contextmanager
def checked_out(commit: str) -> Iterator[Path]:
    """The code of a commit in a folder of its own, as long as it is needed."""
    known = subprocess.run(
        ["git", "rev-parse", "--quiet", "--verify", f"{commit}^{{commit}}"], cwd=ROOT, stdout=DEVNULL
    )
    if not commit or known.returncode:
        raise SystemExit(f"«{commit}» is no commit that git knows: make compare BASE=<commit>.")
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "portal"
        subprocess.run(["git", "worktree", "add", "--quiet", "--detach", tree, commit], check=True, cwd=ROOT)
        try:
            yield tree
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", tree], check=True, cwd=ROOT)


@contextmanager
def as_it_is() -> Iterator[Path]:
    """The code at hand, changes that are not committed included, in a folder of its own: work on it may go on."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, check=True, cwd=ROOT, stdout=PIPE, text=True).stdout.rstrip("\0").split("\0")
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            if (ROOT / name).is_file():  # deleted, and git has not been told yet
                (Path(folder) / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / name, Path(folder) / name)
        yield Path(folder)


def installed(requirements: Path, folder: Path, name: str) -> Path:
    """The programs of a virtual environment that has these requirements, made where it is missing."""
    home = folder / f"{name}-{hashlib.sha256(requirements.read_bytes()).hexdigest()[:12]}"
    if not (home / "ready").exists():
        with step(f"{name} installed"):
            subprocess.run([sys.executable, "-m", "venv", "--clear", home], check=True)
            subprocess.run([home / "bin/pip", "install", "--quiet", "-r", requirements], check=True)
            (home / "ready").touch()
    return home / "bin"
