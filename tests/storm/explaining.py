"""What the logs say of the failures of a storm: its seed does not bring the same one back."""

import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

REQUEST = re.compile(r"request ([0-9a-f]{16})")
OF_DATABASE = Path("postgresql", "log")
# From the line that says it to the next that begins with a time.
DEADLOCK = re.compile(r"^\S.*deadlock detected\n(?:\t.*\n|.*\b(?:DETAIL|HINT|CONTEXT|STATEMENT): .*\n)*", re.MULTILINE)


def explained(faults: Iterable[str], folder: Path) -> Iterator[str]:
    """Of each answer of 5xx what the portal logged, tracebacks line by line; of each deadlock what PostgreSQL did."""
    requests = {number for fault in faults for number in REQUEST.findall(fault)}
    for line in (folder / "log").read_text().splitlines():
        if any(f"request_id={number}" in line for number in requests):
            yield from line.replace("\\n", "\n").splitlines()
    if (folder / OF_DATABASE).exists():
        for told in DEADLOCK.findall((folder / OF_DATABASE).read_text()):
            yield from told.splitlines()


def kept_logs(folder: Path, name: str) -> Path:
    """Where the logs stay when the storm's own folder goes."""
    kept = Path(tempfile.mkdtemp(prefix=f"storm-{name}-"))
    for log in filter(Path.exists, (folder / "log", folder / OF_DATABASE)):
        shutil.copyfile(log, kept / ("postgresql.log" if log.parent != folder else "portal.log"))
    return kept
