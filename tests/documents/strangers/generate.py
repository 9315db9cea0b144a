"""`python -m tests.documents.strangers.generate [FOLDER]`: the sets of written texts -> the files in FOLDER, and
their gold, a .jsonl beside each set.

The binary files are made whenever they are needed and never stored.
"""

import json
import sys
import tempfile
from pathlib import Path

import pypandoc

from . import plain, word
from .markup import Document, read_written

HERE = Path(__file__).parent
SETS = {
    "written": HERE / "gold.jsonl",
    "second": HERE / "second.jsonl",
    "third": HERE / "third.jsonl",
    "last": HERE / "last.jsonl",
    "civic": HERE / "civic.jsonl",
    "municipal": HERE / "municipal.jsonl",
    "district": HERE / "district.jsonl",
    "society": HERE / "society.jsonl",
    "towns": HERE / "towns.jsonl",
    "mixed": HERE / "mixed.jsonl",
}


def write_odt(document: Document, path: Path) -> None:
    source = plain.as_html(document).decode()
    pypandoc.convert_text(source, "odt", format="html", outputfile=str(path))


def write(document: Document, path: Path) -> None:
    writers = {"txt": plain.as_text, "html": plain.as_html, "rtf": plain.as_rtf, "docx": word.as_word}
    if path.suffix == ".odt":
        return write_odt(document, path)
    path.write_bytes(writers[path.suffix[1:]](document))
    return None


def generate(folder: Path, written: str = "written") -> list[dict]:
    """Writes every file of one set into the folder; -> the gold rows in alphabetical order."""
    rows = []
    for source in sorted((HERE / written).glob("*.txt")):
        document = read_written(source)
        path = folder / f"{document.identifier}.{document.fact('format')}"
        write(document, path)
        rows.append(document.gold(path.name))
    return rows


if __name__ == "__main__":
    for written, path in SETS.items():
        with tempfile.TemporaryDirectory() as folder:
            gold = generate(Path(sys.argv[1] if len(sys.argv) > 1 else folder), written)
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in gold), encoding="utf-8")
