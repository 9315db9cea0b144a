"""What of the contracts is gone or other, by path: `openapi.paths./api/v1/forums/.get`, `environment[DATA_DIR]`."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

REASON = re.compile(r"^- `(?P<path>[^`]+)`: (?P<reason>\S.*)$", re.MULTILINE)


def broken(before: Any, now: Any, path: str = "") -> Iterator[str]:
    """The paths of what was there before and is not, or is not the same. What is new is nobody's loss."""
    if isinstance(before, dict) and isinstance(now, dict):
        for name, value in before.items():
            inner = f"{path}.{name}" if path else name
            yield from broken(value, now[name], inner) if name in now else [inner]
    elif isinstance(before, list) and isinstance(now, list):
        yield from broken_list(before, now, path)
    elif before != now:
        yield path


def broken_list(before: list[Any], now: list[Any], path: str) -> Iterator[str]:
    """What is missing, each by itself; the whole if all are there in another order."""
    missing = [item for item in before if item not in now]
    yield from (f"{path}[{item}]" for item in missing)
    if [item for item in now if item in before] != [item for item in before if item in now]:
        yield path


def reasons(text: str) -> dict[str, str]:
    """Path -> why it was changed, of `changed.md`."""
    return {found["path"]: found["reason"] for found in REASON.finditer(text)}


def is_under(path: str, reason: str) -> bool:
    """A reason is given for a path and all below it."""
    return path == reason or path.startswith((f"{reason}.", f"{reason}["))


def without_reason(paths: Iterable[str], given: Iterable[str]) -> list[str]:
    return [path for path in paths if not any(is_under(path, reason) for reason in given)]


def idle(paths: Iterable[str], given: Iterable[str]) -> list[str]:
    """Reasons for what is as it was."""
    return [reason for reason in given if not any(is_under(path, reason) for path in paths)]
