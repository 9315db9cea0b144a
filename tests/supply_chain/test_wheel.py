"""The reader as others get it: its wheel in an environment without the portal, away from the sources."""

import json
import os
import subprocess
import sysconfig
import tomllib
import venv
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from uv import find_uv_bin

from resolution_reader import draft_outline, general_directory, to_json
from tests.documents.scored import SEED_FILES
from tests.resolution_reader.readers.seed_files import seed_file
from tests.supply_chain.test_lists import pins
from tests.supply_chain.wheel import SOURCES, built

pytestmark = pytest.mark.pure


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    """The folder of programs of an environment that has the reader; what it stands on lies in the one of the tests."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder / "environment", symlinks=True)
    python = folder / "environment" / "bin" / "python"
    command = [find_uv_bin(), "pip", "install", "--offline", "--no-index", "--no-deps", "--python", python]
    subprocess.run([*command, built(folder)], check=True, capture_output=True)
    (packages,) = (folder / "environment" / "lib").glob("python*/site-packages")
    (packages / "what-it-stands-on.pth").write_text(sysconfig.get_path("purelib"))
    return python.parent


def run(*command: object, where: Path) -> subprocess.CompletedProcess[bytes]:
    clean = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    return subprocess.run(list(map(str, command)), cwd=where, env=clean, capture_output=True, check=False)


def test_both_seeds_are_read_as_here_as_text_and_in_the_cage(installed, tmp_path):
    expected = {}
    for seed, source in SEED_FILES.items():
        for format, data in (("txt", source.read_bytes()), ("docx", seed_file(seed, "docx"))):
            (tmp_path / f"{seed}.{format}").write_bytes(data)
            expected[f"{seed}.{format}"] = to_json(draft_outline(data, format, general_directory()))

    done = run(installed / "resolution-reader", tmp_path, where=tmp_path)

    assert (done.returncode, done.stderr.decode().splitlines()[0][:8]) == (0, "[1 из 4]")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert {row["file"]: row["outline"] for row in rows} == expected


def test_a_module_of_somebody_elses_runs_in_the_cage_of_an_installed_reader(installed, tmp_path):
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "__init__.py").touch()
    (tmp_path / "ours" / "echo.py").write_text(
        "import sys\nfrom resolution_reader.cage import confine\nconfine()\nsys.stdout.write(sys.stdin.read())\n"
    )
    code = "from resolution_reader import cage; print(cage.__file__, cage.run('ours.echo', b'said'))"

    done = run(installed / "python", "-c", code, where=tmp_path)

    assert done.stderr == b""
    place, said = done.stdout.decode().split()
    assert (Path(place).is_relative_to(installed.parent), said) == (True, "b'said'")


def test_the_wheel_holds_every_file_of_the_package_but_what_builds_it(installed):
    (packages,) = (installed.parent / "lib").glob("python*/site-packages/resolution_reader")
    ignored = {"pyproject.toml", "README.md"}

    def files(folder: Path) -> set[str]:
        found = (path for path in folder.rglob("*") if path.is_file() and path.parent.name != "__pycache__")
        return {path.relative_to(folder).as_posix() for path in found}

    assert files(packages) == files(SOURCES) - ignored


def test_what_it_stands_on_is_what_the_portal_pins():
    project = tomllib.loads((SOURCES / "pyproject.toml").read_text())["project"]
    pinned = pins("requirements.in")

    for requirement in map(Requirement, project["dependencies"]):
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)]), requirement
