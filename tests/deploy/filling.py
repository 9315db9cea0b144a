"""The files of deploy/ as an operator gets them."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


def filled(file: str, **values: str) -> str:
    command = [str(DEPLOY / "filled"), str(DEPLOY / file), *(f"{name}={value}" for name, value in values.items())]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
