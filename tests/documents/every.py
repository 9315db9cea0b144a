"""Every document of the repository: both seeds, those of strangers in all their formats, the files and the corpus."""

from collections.abc import Iterator
from pathlib import Path

from tests.documents.scored import AS_SAVED, HERE, SEEDS, annotated, source_of
from tests.documents.strangers.generate import SETS, generate

CORPUS = sorted(path.stem for path in (HERE / "corpus").glob("*.jsonl"))
ALL = ("seeds", *AS_SAVED, *CORPUS, *SETS)


def documents(name: str, folder: Path) -> Iterator[tuple[str, Path]]:
    """(id, file) of one set; `folder` is for those that are made."""
    if name in SETS:
        for row in generate(folder, name):
            yield row["id"], folder / row["file"]
        return
    if name in AS_SAVED:
        yield from ((row["id"], HERE / name / row["file"]) for row in annotated(HERE / name / "gold.jsonl"))
        return
    for row in annotated(SEEDS if name == "seeds" else HERE / "corpus" / f"{name}.jsonl"):
        yield row["id"], source_of(row)
