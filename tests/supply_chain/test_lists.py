"""The lists that are installed: every file by its hash, from nowhere in particular, as the short lists say."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.supply_chain.audit import OUT_OF_REACH, verdict

ROOT = Path(__file__).parents[2]
SHORT = ["requirements.in", "requirements-dev.in"]
COMPILED = ["requirements.txt", "requirements-dev.txt"]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
pytestmark = pytest.mark.pure


def pins(name: str) -> dict[str, str]:
    found = PIN.findall((ROOT / name).read_text())
    return {re.sub(r"[-_.]+", "-", package).lower(): version for package, version in found}


@pytest.mark.parametrize("name", SHORT)
def test_every_line_of_a_short_list_is_pinned_and_has_its_reason(name):
    lines = [line for line in (ROOT / name).read_text().splitlines() if line and not line.startswith(("#", "-r "))]

    assert [line for line in lines if not re.fullmatch(r"\S+==\S+ +# \S.*", line)] == []


@pytest.mark.parametrize(("short", "compiled"), list(zip(SHORT, COMPILED, strict=True)))
def test_what_is_installed_is_what_the_short_list_says(short, compiled):
    assert pins(short).items() - pins(compiled).items() == set()


def test_the_tools_run_beside_just_what_is_shipped():
    assert pins("requirements.txt").items() - pins("requirements-dev.txt").items() == set()


@pytest.mark.parametrize("name", COMPILED)
def test_every_file_has_a_hash_and_no_place_is_named(name):
    text = (ROOT / name).read_text()
    entries = re.split(r"\n(?=[A-Za-z0-9])", text)

    assert [entry.split()[0] for entry in entries if PIN.match(entry) and "--hash=sha256:" not in entry] == []
    assert re.findall(r"https?://\S+|file:\S+|--(?:index-url|extra-index-url|find-links|trusted-host)\S*", text) == []


def test_a_file_with_another_hash_is_refused_in_pips_own_words(tmp_path):
    (tmp_path / "six-1.0.tar.gz").write_bytes(b"another file")
    (tmp_path / "list.txt").write_text("six==1.0 --hash=sha256:" + "0" * 64)
    pip = [sys.executable, "-m", "pip", "--isolated", "install", "--no-index", f"--find-links={tmp_path}"]

    tried = subprocess.run(
        [*pip, "--require-hashes", "--no-deps", "--target", tmp_path / "in", "-r", tmp_path / "list.txt"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (tried.returncode, "THESE PACKAGES DO NOT MATCH THE HASHES" in tried.stderr) == (1, True)
    assert not (tmp_path / "in").exists()


def test_an_audit_that_could_look_up_nothing_is_no_clean_one():
    known = {"name": "known", "version": "1.0", "vulns": []}
    unknown = {"name": "unknown", "skip_reason": "not found"}
    flawed = {"name": "flawed", "version": "1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["1.1"]}]}

    def said(*packages: dict) -> tuple[int, list[str]]:
        return verdict(json.dumps({"dependencies": packages}))

    assert said(known) == (0, ["1 packages, no advisory names one of them."])
    assert said(known, unknown) == (2, [f"{OUT_OF_REACH}\n  unknown"])
    assert said(flawed, unknown) == (
        1,
        ["flawed 1.0: PYSEC-1, fixed in 1.1", f"{OUT_OF_REACH}\n  unknown"],
    )
    assert verdict("Connection refused") == (2, [OUT_OF_REACH])
