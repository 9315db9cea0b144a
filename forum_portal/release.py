"""Which release this is: the newest that the changelog names."""

import re

from forum_portal.data_dir import BASE_DIR

HEADING = re.compile(r"^## (\d+\.\d+\.\d+)", re.MULTILINE)


def release() -> str:
    """As «0.8.0»; between two releases the earlier one."""
    found = HEADING.search((BASE_DIR / "CHANGELOG.md").read_text(encoding="utf-8"))
    return found[1] if found else "0.0.0"


def is_newer(one: str, other: str) -> bool:
    return numbers(one) > numbers(other)


def numbers(name: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", name))
