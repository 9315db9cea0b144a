"""The docs cannot rot: every name that others rely on is in them."""

import re
from pathlib import Path

import pytest

from resolutions.api.forums import ForumQuery
from resolutions.api.openapi import description
from resolutions.api.recommendations import RecommendationQuery
from resolutions.asking.filters import RecommendationFilter
from resolutions.contracts.environment import variables
from resolutions.vocabulary import Role

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.pure


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_variable_of_the_environment_is_documented():
    read = variables()

    assert len(read) > 10
    assert [name for name in read if f"`{name}`" not in text("docs/operations.md")] == []


def test_every_filter_parameter_is_in_the_vocabulary():
    names = set(RecommendationFilter.base_filters) - {"sort", "page_size"}

    assert {name for name in names if f"`{name}=" not in text("docs/vocabulary.md")} == set()


def test_every_parameter_of_the_api_is_in_its_docs_and_no_other():
    table = text("docs/api.md").partition("| parameter |")[2].partition("\n\n")[0]
    documented = [name for row in table.splitlines()[2:] for name in re.findall(r"`(\w+)`", row.split("|")[1])]

    assert sorted(documented) == sorted({*RecommendationQuery.base_filters, *ForumQuery.base_filters, "page"})


def test_every_address_of_the_api_is_in_its_docs():
    documented = re.findall(r"^\| `(/api/v1/[^`]+)` \|", text("docs/api.md"), re.MULTILINE)

    assert documented == [path.replace("{", "<").replace("}", ">") for path in description()["paths"]]


@pytest.mark.parametrize("name", ["collect.py", "recommendations.pq"])
def test_the_examples_of_the_api_are_the_files_that_are_tested(name):
    assert text(f"resolutions/api/examples/{name}") in text("docs/api.md")


def test_every_make_target_is_in_the_readme():
    targets = set(re.findall(r"^([a-z-]+):.*## ", text("Makefile"), re.MULTILINE)) - {"help", "format"}

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
    assert {room for room in rooms if f"`{room}/`" not in text("docs/map.md")} == set()


def test_every_decision_is_numbered_and_the_numbers_have_no_gap():
    numbers = sorted(int(path.name[:4]) for path in (ROOT / "docs/decisions").glob("*.md"))

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("page", sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("docs/**/*.md")))
def test_every_link_in_the_docs_leads_somewhere(page):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text(page))

    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


def test_nobody_is_told_a_word_that_is_not_to_be_said():
    """But in the text of a consent, which stays as somebody has agreed to it."""
    table = text("docs/vocabulary.md").partition("## Words not to say")[2]
    words = [word.strip() for row in re.findall(r"^\| ([а-яё, ]+) \|", table, re.MULTILINE) for word in row.split(",")]
    templates = [path for path in (ROOT / "templates").rglob("*.*") if path.parent.name != "consent"]
    said = {path: path.read_text(encoding="utf-8").casefold() for path in templates}

    assert len(words) > 10
    assert {(word, path.name) for word in words for path, page in said.items() if word in page} == set()
