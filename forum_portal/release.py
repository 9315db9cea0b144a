"""Which release this is: the newest that the changelog names."""

import re
from pathlib import Path

CHANGELOG = Path(__file__).resolve().parent.parent / "CHANGELOG.md"
HEADING = re.compile(r"^## (\d+\.\d+\.\d+)", re.MULTILINE)


def release() -> str:
    """As «0.8.0»; between two releases the earlier one."""
    found = HEADING.search(CHANGELOG.read_text(encoding="utf-8"))
    return found[1] if found else "0.0.0"
