"""`python -m tests.documents.strangers.generate [FOLDER]`: written/*.txt -> the files in FOLDER, and gold.jsonl.

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
WRITTEN, GOLD = HERE / "written", HERE / "gold.jsonl"


def write_odt(document: Document, path: Path) -> None:
    source = plain.as_html(document).decode()
    pypandoc.convert_text(source, "odt", format="html", outputfile=str(path))


def write(document: Document, path: Path) -> None:
    writers = {"txt": plain.as_text, "html": plain.as_html, "rtf": plain.as_rtf, "docx": word.as_word}
    if path.suffix == ".odt":
        return write_odt(document, path)
    path.write_bytes(writers[path.suffix[1:]](document))
    return None


def generate(folder: Path) -> list[dict]:
    """Writes every file into the folder; -> the gold rows in alphabetical order."""
    rows = []
    for written in sorted(WRITTEN.glob("*.txt")):
        document = read_written(written)
        path = folder / f"{document.identifier}.{document.fact('format')}"
        write(document, path)
        rows.append(document.gold(path.name))
    return rows


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        gold = generate(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder))
    GOLD.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in gold), encoding="utf-8")
