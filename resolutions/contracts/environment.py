"""What an operator sets and types: the variables that the settings read, and the targets of the Makefile."""

import os
import re
import runpy
from collections import UserDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from forum_portal import settings as ours

TARGET = re.compile(r"^([a-z][a-z-]*):.*## ", re.MULTILINE)  # as `make help` finds them
# Some are read in one of these only.
DEVELOPMENT: dict[str, str] = {}
PRODUCTION = {
    "PRODUCTION": "1",
    "SECRET_KEY": "x",
    "ALLOWED_HOSTS": "portal.example",
    "DATABASE_URL": "postgresql://portal.example/portal",
}


class Noted(UserDict[str, str]):
    """An environment that notes what it is asked for."""

    def __init__(self, values: dict[str, str]) -> None:
        super().__init__(values)
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.asked.add(str(name))
        return super().__contains__(name)


def variables() -> list[str]:
    """Every variable that the settings look at, here or in production: they are run to see."""
    return sorted(asked_for(DEVELOPMENT) | asked_for(PRODUCTION))


def asked_for(values: dict[str, str]) -> set[str]:
    with environment(Noted(values | {"DATA_DIR": str(settings.DATA_DIR)})) as noted:
        runpy.run_path(ours.__file__)
    return noted.asked


@contextmanager
def environment(noted: Noted) -> Iterator[Noted]:
    own = os.environ
    os.environ = noted  # type: ignore[assignment]  # noqa: B003 -- acts as one; the real one is to stay as it is
    try:
        yield noted
    finally:
        os.environ = own  # noqa: B003 -- the real one, which was not touched


def make_targets() -> list[str]:
    return sorted(TARGET.findall((Path(settings.BASE_DIR) / "Makefile").read_text(encoding="utf-8")))
