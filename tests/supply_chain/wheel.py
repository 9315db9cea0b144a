"""`make wheel`: builds the reader's wheel without a network, in a copy, so that nothing is left beside the sources."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from uv import find_uv_bin

SOURCES = Path(__file__).parents[2] / "resolution_reader"


def built(folder: Path) -> Path:
    """The wheel, in this folder."""
    with tempfile.TemporaryDirectory() as copy:
        sources = shutil.copytree(SOURCES, Path(copy) / SOURCES.name, ignore=shutil.ignore_patterns("__pycache__"))
        command = [find_uv_bin(), "build", "--wheel", "--offline", "--no-build-isolation", "--python", sys.executable]
        subprocess.run([*command, "--out-dir", folder, sources], check=True, capture_output=True)
    return max(folder.glob("*.whl"), key=lambda wheel: wheel.stat().st_mtime_ns)


if __name__ == "__main__":
    sys.stdout.write(f"{built(Path(sys.argv[1]).resolve())}\n")
