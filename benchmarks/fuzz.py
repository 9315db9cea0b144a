"""Damaged documents by the thousand: each is read or refused in one sentence, and nothing else may happen.

python -m benchmarks.fuzz --minutes 10
"""

import argparse
import io
import random
import sys
import time
import zipfile
from collections import Counter
from multiprocessing import Pool
from pathlib import Path

from benchmarks.documents import FORMATS, document
from resolution_reader import UnreadableDocument, draft_outline, general_directory

PROCESSES, BATCH = 2, 40
ZIPPED = ("docx", "odt")
TOKENS = [
    b"\x00",
    b"<",
    b">",
    b"&",
    b"\xff" * 8,
    b"99999999999",
    b"-1",
    b"{\\",
    b"}",
    b"</w:p>",
    b"<w:p>",
    b"%PDF",
    b"]]>",
]
FAILURES = Path("fuzz-failures")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    until = time.monotonic() + arguments.minutes * 60
    counts: Counter[str] = Counter()
    with Pool(PROCESSES) as pool:
        number = arguments.seed * 1_000_000
        while time.monotonic() < until:
            batch = range(number, number + BATCH)
            number += BATCH
            for tried, format, outcome, data in pool.map(attempt, batch):
                counts[f"{format}: {outcome}"] += 1
                if outcome not in ("read", "refused"):
                    FAILURES.mkdir(exist_ok=True)
                    (FAILURES / f"{tried}.{format}").write_bytes(data)
    for name, count in sorted(counts.items()):
        sys.stdout.write(f"{name:40}{count:8}\n")
    sys.stdout.write(f"{'all':40}{counts.total():8}\n")
    if FAILURES.exists():
        raise SystemExit(1)


def attempt(number: int) -> tuple[int, str, str, bytes]:
    chance = random.Random(number)
    format = chance.choice(sorted({*FORMATS, "pdf"}))
    data = damaged(chance, format)
    try:
        draft_outline(data, format, general_directory())
    except UnreadableDocument as refusal:
        sentence = str(refusal)
        return number, format, "refused" if sentence and "\n" not in sentence else f"refused oddly: {sentence!r}", data
    except Exception as error:
        return number, format, f"failed: {type(error).__name__}", data
    return number, format, "read", b""


def damaged(chance: random.Random, format: str) -> bytes:
    data = whole(chance.randrange(40), format)
    if format in ZIPPED and chance.random() < 0.8:
        return damaged_inside(chance, data)
    return mutated(chance, data)


def whole(number: int, format: str) -> bytes:
    if format != "pdf":
        return document(number, 12, format)
    import typst  # noqa: PLC0415 -- slow to load, and one format in six needs it

    text = document(number, 12, "txt").decode().replace("#", "")
    return typst.compile(text.encode())


def damaged_inside(chance: random.Random, data: bytes) -> bytes:
    """A sound archive whose parts are not."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = set(chance.sample(names, chance.randint(1, min(3, len(names)))))
        for name in names:
            part = old.read(name)
            new.writestr(name, mutated(chance, part) if name in chosen else part)
    return stream.getvalue()


def mutated(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(changed) or 1)
        match chance.randrange(5):
            case 0 if changed:
                changed[place] = chance.randrange(256)
            case 1:
                changed[place:place] = chance.choice(TOKENS)
            case 2:
                del changed[place : place + chance.randint(1, 400)]
            case 3:
                piece = changed[place : place + chance.randint(1, 400)]
                changed[place:place] = piece * chance.randint(1, 20)
            case 4:
                del changed[place:]
    return bytes(changed)


if __name__ == "__main__":
    main()
