"""Both real resolutions, whatever the file: the same outline, and every line of the scorer full."""

import json
import subprocess
import sys
import time

import pytest

from resolution_reader.addressees.directory import general_directory
from resolution_reader.outline_json import to_json
from resolution_reader.pipeline import draft_outline
from tests.documents.scored import HERE, SEED_FILES, SEEDS
from tests.resolution_reader.readers.seed_files import FORMATS, seed_file

SEEDS_OF_ALL = [(seed, format) for seed in SEED_FILES for format in FORMATS]


def outline(data: bytes, format: str) -> dict:
    return to_json(draft_outline(data, format, general_directory()))


@pytest.mark.parametrize(("seed", "format"), SEEDS_OF_ALL)
def test_a_seed_gives_the_same_outline_in_every_format(seed, format):
    assert outline(seed_file(seed, format), format) == outline(SEED_FILES[seed].read_bytes(), "txt")


@pytest.mark.parametrize("format", FORMATS)
def test_the_scorer_finds_nothing_wrong_in_either_seed(format, tmp_path):
    for seed in SEED_FILES:
        (tmp_path / f"{seed}.json").write_text(json.dumps(outline(seed_file(seed, format), format)), encoding="utf-8")
    command = [sys.executable, str(HERE / "gold" / "score.py"), str(tmp_path), str(SEEDS)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    totals = next(line for line in lines if line.startswith("TOTAL_JSON")).removeprefix("TOTAL_JSON")

    asked = {
        measure: value for measure, value in json.loads(totals).items() if value is not None
    }  # none: nothing to find
    assert {"recommendation_f1", "addressee_f1", "group_f1", "act_accuracy"} < set(asked)
    assert set(asked.values()) == {1.0}


def test_a_docx_is_an_outline_within_ten_starts_of_the_child():
    def seconds(act) -> float:
        begun = time.perf_counter()
        act()
        return time.perf_counter() - begun

    command = [sys.executable, "-c", "import resolution_reader.readers.word"]
    start = min(seconds(lambda: subprocess.run(command, check=True)) for _ in range(3))
    data = seed_file("s1", "docx")

    assert min(seconds(lambda: outline(data, "docx")) for _ in range(3)) < 10 * start
