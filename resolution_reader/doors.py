"""Doors of packages: public names, each loaded with its module when it is first asked for (PEP 562)."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def door(package: str, rooms: dict[str, str]) -> Callable[[str], Any]:
    """`__getattr__` for a package. `rooms`: a module below it -> the names it gives, with spaces between."""
    room_of = {name: room for room, names in rooms.items() for name in names.split()}

    def look_up(name: str) -> Any:
        if name not in room_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{room_of[name]}"), name)

    return look_up
