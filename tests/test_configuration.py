"""Configuration cannot rot: every path and module that is named in one is there."""

import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILES = [
    ROOT / name
    for name in ("pyproject.toml", "Makefile", ".ci/run", "tests/conftest.py", "resolution_reader/pyproject.toml")
]
FILES += [*(ROOT / "forum_portal").glob("*.py"), *(ROOT / "benchmarks").glob("*.py")]
OURS = "resolutions|resolution_reader|forum_portal|benchmarks|tests"
QUOTED = re.compile(r"""["']([^"'\\\n]+)["']""")
STARTED = re.compile(r"-m ([\w.]+)")
NAME = re.compile(rf"(?:{OURS})(?:\.\w+)+(?:\.\*)?")
PATH = re.compile(rf"(?:(?:{OURS}|templates|static|docs|\*)/)[\w./*-]+")
OF_A_DATABASE = ("resolutions.counted", "resolutions.User")  # a setting of PostgreSQL; a model by its label
pytestmark = pytest.mark.pure


def quoted(shape: re.Pattern[str]) -> set[str]:
    """Words of that shape in quotation marks, or started as a module."""
    texts = [file.read_text(encoding="utf-8") for file in FILES if file.exists()]
    found = {word for text in texts for word in (*QUOTED.findall(text), *STARTED.findall(text))}
    return {word for word in found if shape.fullmatch(word)} - set(OF_A_DATABASE)


def leads_somewhere(name: str) -> bool:
    """A module, or what stands in one; `a.*`: a package with something in it."""
    if name.endswith(".*"):
        return any((ROOT / name.removesuffix(".*").replace(".", "/")).glob("*.py"))
    module, _, rest = name.rpartition(".")
    try:
        return find_spec(name) is not None or hasattr(import_module(module), rest)
    except ModuleNotFoundError:  # `module` is none either, but a class, say
        room, _, owner = module.rpartition(".")
        return hasattr(getattr(import_module(room), owner), rest)


def test_every_module_that_is_named_is_there():
    names = quoted(NAME)

    assert len(names) > 20
    assert {name for name in names if not leads_somewhere(name)} == set()


def test_every_path_that_is_named_matches_a_file():
    paths = quoted(PATH)

    assert len(paths) > 5
    assert {path for path in paths if not any(ROOT.glob(path.rstrip("/")))} == set()
