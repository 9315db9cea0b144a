"""The mutations do not rot: each still applies, and names tests that exist. `make mutants` runs them."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.mutations.patches import FOLDER, ROOT, mutation, mutations

pytestmark = pytest.mark.pure


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.patch")), ids=lambda path: path.stem)
def test_a_mutation_applies_and_names_tests_that_exist(path):
    said = mutation(path)
    applied = subprocess.run(["git", "apply", "--check", path], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (applied.returncode, applied.stderr) == (0, "")
    assert [name for name in said.tests if not exists(name)] == []
    assert said.database in ("sqlite", "postgresql")


def exists(name: str) -> bool:
    path, _, function = name.partition("::")
    bare = re.sub(r"\[.*", "", function.rpartition("::")[2])
    return (ROOT / path).is_file() and f"\ndef {bare}(" in (ROOT / path).read_text(encoding="utf-8")


def test_there_are_mutations():
    assert len(mutations()) > 10


@pytest.mark.parametrize("head", ["", "# what: a thing\n", "# test: tests/test_cells.py::test_x\n"])
def test_a_header_that_says_too_little_is_refused(head, tmp_path: Path):
    path = tmp_path / "M.patch"
    path.write_text(f"{head}diff --git a/x b/x\n")

    with pytest.raises(ValueError, match="needs a line"):
        mutation(path)
