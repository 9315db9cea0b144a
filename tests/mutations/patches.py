"""What a mutation is: a patch that breaks one thing, headed by what it breaks and which tests must go red."""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
ROOT = FOLDER.parents[1]
HEADER = re.compile(r"# (what|test|database|equivalent): (.+)")
TEST = re.compile(r"\S+::\w+(?:\[.*?\](?=\s|$))?")  # what stands in brackets may have spaces


@dataclass(frozen=True)
class Mutation:
    """`tests` are pytest's names. `equivalent` says why nothing can go red; such a one needs no tests."""

    name: str
    patch: str
    what: str
    tests: tuple[str, ...]
    database: str
    equivalent: str


def mutation(path: Path) -> Mutation:
    """Raises ValueError for a header that says too little."""
    patch = path.read_text(encoding="utf-8")
    head = patch.partition("diff --git")[0]
    said = [found.groups() for found in map(HEADER.fullmatch, head.splitlines()) if found]
    one = dict(said)
    tests = tuple(name for key, names in said if key == "test" for name in TEST.findall(names))
    if "what" not in one or not (tests or "equivalent" in one):
        raise ValueError(f"{path.name}: needs a line «# what:» and one «# test:», or «# equivalent:» with the reason.")
    return Mutation(path.stem, patch, one["what"], tests, one.get("database", "sqlite"), one.get("equivalent", ""))


def mutations() -> list[Mutation]:
    return [mutation(path) for path in sorted(FOLDER.glob("*.patch"))]
