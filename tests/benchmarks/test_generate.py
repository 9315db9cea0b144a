"""The generated register: the same for the same seed, and of the shape that it promises."""

import csv
from pathlib import Path

import pytest

from benchmarks.generate import generate

pytestmark = pytest.mark.pure

SIZE, ADDRESSEES = 400, 120


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_one_seed_gives_one_register_and_another_seed_another(tmp_path):
    for name, seed in (("first", 1), ("again", 1), ("other", 2)):
        generate(tmp_path / name, SIZE, seed, ADDRESSEES)

    first, again, other = (contents(tmp_path / name) for name in ("first", "again", "other"))
    assert first == again
    assert [name for name in first if first[name] == other[name]] == []


def test_all_that_is_asked_for_is_there_and_everything_belongs_to_something(tmp_path):
    generate(tmp_path, SIZE, seed=1, addressees=ADDRESSEES)

    recommendations = rows(tmp_path, "recommendations")
    addressings = rows(tmp_path, "recommendation_addressees")
    assert [int(row["id"]) for row in recommendations] == list(range(1, SIZE + 1))
    assert {row["section_id"] for row in recommendations} == {row["id"] for row in rows(tmp_path, "sections")}
    assert {row["forum_id"] for row in rows(tmp_path, "sections")} == {row["id"] for row in rows(tmp_path, "forums")}
    assert {row["recommendation_id"] for row in addressings} == {row["id"] for row in recommendations}
    assert len({row["name"] for row in rows(tmp_path, "addressees")}) == ADDRESSEES
    pairs = [(row["recommendation_id"], row["addressee_id"]) for row in addressings]
    assert len(pairs) == len(set(pairs))
