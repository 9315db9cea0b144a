"""The docs cannot rot: every name that others rely on is in them."""

import re
from pathlib import Path

import pytest

from resolutions.filters import RecommendationFilter
from resolutions.vocabulary import Role

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.pure


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_variable_of_the_environment_is_documented():
    read = re.findall(r'(?:environ\.get|required|switch)\("([A-Z_]+)"', text("forum_portal/settings.py"))

    assert len(read) > 10
    assert [name for name in read if f"`{name}`" not in text("docs/operations.md")] == []


def test_every_filter_parameter_is_in_the_vocabulary():
    names = set(RecommendationFilter.base_filters) - {"sort", "page_size"}

    assert {name for name in names if f"`{name}=" not in text("docs/vocabulary.md")} == set()


def test_every_make_target_is_in_the_readme():
    targets = set(re.findall(r"^([a-z]+):.*## ", text("Makefile"), re.MULTILINE)) - {"help", "format"}

    assert {target for target in targets if f"make {target}" not in text("README.md")} == set()


def test_continuous_integration_runs_what_the_readme_names():
    commands = re.findall(r"^make \w+$", text(".ci/run"), re.MULTILINE)

    assert commands == ["make check", "make test"]


def test_every_role_and_room_is_explained():
    rooms = {
        path.name
        for path in (ROOT / "resolutions").iterdir()
        if path.is_dir() and (path / "__init__.py").exists() and path.name not in ("management", "migrations")
    }

    assert {role.value for role in Role if f"**{role.value}**" not in text("docs/vocabulary.md")} == set()
    assert {room for room in rooms if f"`{room}/`" not in text("docs/map.md")} == {"templatetags"}


def test_every_decision_is_numbered_and_the_numbers_have_no_gap():
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/decisions").glob("*.md"))

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("page", sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/**/*.md")))
def test_every_link_in_the_docs_leads_somewhere(page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text(page))

    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []
