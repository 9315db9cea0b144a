"""Runs the scorer over a folder of outlines, as one runs it by hand, and hands back its totals."""

import json
import subprocess
import sys
from pathlib import Path

from resolution_reader import draft_outline, general_directory, to_json

HERE = Path(__file__).parent
SAMPLES = HERE.parent.parent / "resolutions" / "samples"
AS_SAVED = ("files", "papers", "dossiers", "volumes")  # as their authors saved them; a gold.jsonl beside each
SEEDS = HERE / "gold" / "seeds.jsonl"
SEED_FILES = {"s1": SAMPLES / "novosibirsk-forum.txt", "s2": SAMPLES / "ozersk-2021.txt"}


def annotated(corpus: Path) -> list[dict]:
    return [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()]


def source_of(row: dict) -> Path:
    return SEED_FILES.get(row["id"], HERE / "corpus" / row["file"])


def totals(corpus: Path, folder: Path) -> dict[str, float | None]:
    """The scorer's TOTAL_JSON; a measure of which the corpus has nothing is None."""
    for row in annotated(corpus):
        outline = draft_outline(source_of(row).read_bytes(), "txt", general_directory())
        (folder / f"{row['id']}.json").write_text(json.dumps(to_json(outline), ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, str(HERE / "gold" / "score.py"), str(folder), str(corpus)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    line = next(line for line in printed.splitlines() if line.startswith("TOTAL_JSON"))
    return json.loads(line.removeprefix("TOTAL_JSON"))
