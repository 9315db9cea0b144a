"""Pages that are pictures: tesseract, where it is installed, says which words it sees in them, and where.

It runs as a grandchild of the cage, two pages side by side, for so long and so many pages as is said here; the time of
the processor is limited for each page as it is for the cage itself.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from statistics import median

import pypdfium2  # type: ignore[import-untyped]  # has no types of its own

from resolution_reader.readers.pdf_words import Word

PROGRAMS = "/usr/bin:/usr/local/bin:/bin"
DATA = ("/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/local/share/tessdata")
RUSSIAN = "rus.traineddata"
LANGUAGES = "rus+eng"
DOTS, POINTS = 300, 72  # an inch
MAX_SIDE = 5_000  # dots
SIDE_BY_SIDE = 2
MAX_PAGES, SECONDS, SECONDS_A_PAGE = 20, 45.0, 20.0
ALIKE = 0.25  # of the usual height of lines: one type, however it was measured
BELOW_LINE = frozenset("руфцщдQgjpqy,;()[]/№")


@dataclass(frozen=True)
class _Found:
    line: tuple[str, ...]
    left: float
    top: float
    width: float
    height: float
    text: str


def program() -> str | None:
    """Where tesseract with its Russian letters is; None where either is missing."""
    found = shutil.which("tesseract", path=PROGRAMS)
    russian = any(path for place in DATA for path in Path(place).glob(f"**/{RUSSIAN}")) if found else False
    return found if russian else None


def recognised(document: pypdfium2.PdfDocument, pages: Sequence[int]) -> dict[int, list[Word]]:
    """The words of these pages, as far as number and time of pages allow; nothing where tesseract is missing."""
    tesseract = program()
    if tesseract is None:
        return {}
    until = time.monotonic() + SECONDS
    found: dict[int, list[Word]] = {}
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        waiting: list[tuple[int, Future[list[Word]]]] = []
        for number in pages[:MAX_PAGES]:
            while sum(not one.done() for _, one in waiting) >= SIDE_BY_SIDE:  # a picture takes 9 MB
                time.sleep(0.02)
            if time.monotonic() > until:
                break
            picture, scale = _picture(document[number], number)
            size = document[number].get_size()
            waiting.append((number, pool.submit(_words, tesseract, picture, scale, size[1], until)))
        for number, one in waiting:
            if words := one.result():
                found[number] = words
    return found


def _picture(page: pypdfium2.PdfPage, number: int) -> tuple[Path, float]:
    """The page as a file of grey dots in the cage's own folder, and how many dots a point has."""
    scale = min(DOTS / POINTS, MAX_SIDE / max(*page.get_size(), 1.0))
    bitmap = page.render(scale=scale, grayscale=True)
    path = Path.cwd() / f"page-{number}.pgm"
    rows = bytes(bitmap.buffer)
    with path.open("wb") as file:
        file.write(f"P5 {bitmap.width} {bitmap.height} 255\n".encode())
        for row in range(bitmap.height):
            file.write(rows[row * bitmap.stride : row * bitmap.stride + bitmap.width])
    bitmap.close()
    return path, scale


def _words(tesseract: str, picture: Path, scale: float, height: float, until: float) -> list[Word]:
    command = [tesseract, str(picture), "stdout", "-l", LANGUAGES, "--psm", "1", "--dpi", str(DOTS), "tsv"]
    seconds = min(SECONDS_A_PAGE, until - time.monotonic())
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=max(0.1, seconds), check=False,
            env={"PATH": PROGRAMS, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return []
    finally:
        os.unlink(picture)
    return _placed(_read(done.stdout.decode(errors="replace")), scale, height) if done.returncode == 0 else []


def _read(table: str) -> list[_Found]:
    """Words from tesseract's table: level, page, block, paragraph, line, word, left, top, width, height, sure, text."""
    found = []
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) == 12 and fields[0] == "5" and fields[11].strip():
            left, top, width, height = map(float, fields[6:10])
            found.append(_Found(tuple(fields[2:5]), left, top, width, height, fields[11].strip()))
    return found


def _placed(found: Sequence[_Found], scale: float, page: float) -> list[Word]:
    """Words on the base lines of their lines, in points, all of one type but what is much larger or smaller."""
    lines = [list(words) for _, words in groupby(found, key=lambda word: word.line)]
    heights = [median(word.height for word in words) for words in lines]
    usual = median(heights) if heights else 0.0
    placed: list[Word] = []
    for words, height in zip(lines, heights, strict=True):
        standing = [word.top + word.height for word in words if not BELOW_LINE & set(word.text)]
        base = median(standing) if standing else median(word.top + word.height for word in words) - height / 5
        size = usual if abs(height - usual) <= ALIKE * usual else height
        placed += [
            Word(word.text, word.left / scale, (word.left + word.width) / scale, page - base / scale, size / scale)
            for word in words
        ]
    return placed
