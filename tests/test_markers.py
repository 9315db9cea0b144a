"""Which tests run on which engine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.mark.pure
def test_what_needs_postgresql_does_not_begin_on_sqlite():
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-n0", "-p", "no:cacheprovider"]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}

    done = subprocess.run(
        [*command, "tests/pages/test_database_away.py"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )

    collected = [line.partition("::")[2] for line in done.stdout.splitlines() if "::" in line]
    assert "test_nothing_is_shown_of_a_damaged_file" in collected
    assert "test_a_server_that_goes_away_and_comes_back" not in collected
