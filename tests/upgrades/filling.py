"""Runs fill.py in a process of the code in a folder, on a register of its own."""

import os
import subprocess
import sys
from pathlib import Path

from tests.upgrades.databases import KEY


def filled(code: Path, data_dir: Path, variables: dict[str, str]) -> str:
    data_dir.mkdir()
    (data_dir / "development_key").write_text(KEY)
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(data_dir), "WEB_SENDS_LETTERS": "0"} | variables
    command = [sys.executable, "-m", "tests.upgrades.fill"]
    return subprocess.run(command, cwd=code, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
