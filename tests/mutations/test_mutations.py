"""The mutations do not rot: each still applies, and names tests that exist. `make mutants` runs them."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.mutations.__main__ import outcome
from tests.mutations.patches import FOLDER, ROOT, mutation, mutations

pytestmark = pytest.mark.pure


def test_every_mutation_applies_and_names_tests_that_exist():
    paths = sorted(FOLDER.glob("*.patch"))
    said = [mutation(path) for path in paths]

    assert refused(*paths) == (0, ""), [path.stem for path in paths if refused(path) != (0, "")]
    assert [(each.name, test) for each in said for test in each.tests if not exists(test)] == []
    assert {each.database for each in said} <= {"sqlite", "postgresql"}


def refused(*paths: Path) -> tuple[int, str]:
    """What git says of the patches, each on the tree as it stands."""
    done = subprocess.run(["git", "apply", "--check", *paths], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def exists(name: str) -> bool:
    path, _, function = name.partition("::")
    bare = re.sub(r"\[.*", "", function.rpartition("::")[2])
    return (ROOT / path).is_file() and f"\ndef {bare}(" in (ROOT / path).read_text(encoding="utf-8")


def test_there_are_mutations():
    assert len(mutations()) > 30


@pytest.mark.parametrize("head", ["", "# what: a thing\n", "# test: tests/test_cells.py::test_x\n"])
def test_a_header_that_says_too_little_is_refused(head, tmp_path: Path):
    path = tmp_path / "M.patch"
    path.write_text(f"{head}diff --git a/x b/x\n")

    with pytest.raises(ValueError, match="needs a line"):
        mutation(path)


PATCH = """diff --git a/sum.py b/sum.py
--- a/sum.py
+++ b/sum.py
@@ -1,2 +1,2 @@
 def added(one, other):
-    return one + other
+    return one - other
"""
TESTS = """from sum import added

def test_of_two():
    assert added(2, 2) == 4

def test_of_nothing():
    assert added(0, 0) == 0
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A tree of its own, that the product's settings are not needed for."""
    (tmp_path / "sum.py").write_text("def added(one, other):\n    return one + other\n")
    (tmp_path / "test_sum.py").write_text(TESTS)
    plain = " ".join(f"-p no:{plugin}" for plugin in ("schemathesis", "playwright", "django", "hypothesispytest"))
    (tmp_path / "pytest.ini").write_text(f"[pytest]\naddopts = {plain}\n")
    return tmp_path


@pytest.mark.parametrize(("test", "says"), [("test_of_two", "killed"), ("test_of_nothing", "SURVIVES")])
def test_a_mutation_is_killed_by_a_test_that_goes_red_and_taken_back(copy, test, says):
    path = copy / "M.patch"
    path.write_text(f"# what: minus\n# test: test_sum.py::{test}\n{PATCH}")
    before = (copy / "sum.py").read_text()

    said = outcome(mutation(path), copy)

    assert (said, (copy / "sum.py").read_text()) == (says, before)


def test_a_patch_of_what_is_not_there_any_more_says_so(copy):
    path = copy / "M.patch"
    path.write_text(f"# what: minus\n# test: test_sum.py::test_of_two\n{PATCH.replace('one + other', 'one + another')}")

    assert outcome(mutation(path), copy) == "DOES NOT APPLY"
