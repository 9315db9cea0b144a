"""Pages that are pictures: tesseract, where it is installed, says which words it sees in them, and where.

It runs as a grandchild of the cage, two pages side by side, for so long and so many pages as is said here; the time of
the processor is limited for each page as it is for the cage itself.
"""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2  # type: ignore[import-untyped]  # has no types of its own
from lxml import etree

from resolution_reader.readers.page_picture import grey_picture, scale_of
from resolution_reader.readers.pdf_words import Word

PROGRAMS = "/usr/bin:/usr/local/bin:/bin"
DATA = ("/usr/share/tesseract-ocr", "/usr/share/tessdata", "/usr/local/share/tessdata")
RUSSIAN = "rus.traineddata"
LANGUAGES = "rus+eng"
DOTS = 250  # an inch
SIDE_BY_SIDE = 2
MAX_PAGES, SECONDS = 20, 60.0
APART = 0.3  # of the height of a line, at least, between words
BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
BASELINE = re.compile(r"baseline (-?[\d.]+(?:e-?\d+)?) (-?[\d.]+)")
SIZE = re.compile(r"x_size (-?[\d.]+)")
SMALLEST, LARGEST = 0.55, 1.6  # of the usual type: it is guessed for each line anew, and often wrongly


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
    scale = scale_of(page, DOTS)
    path = Path.cwd() / f"page-{number}.pgm"
    path.write_bytes(grey_picture(page, scale))
    return path, scale


def _words(tesseract: str, picture: Path, scale: float, height: float, until: float) -> list[Word]:
    command = [tesseract, str(picture), "stdout", "-l", LANGUAGES, "--psm", "1", "--dpi", str(DOTS), "hocr"]
    try:
        done = subprocess.run(
            command, capture_output=True, timeout=max(0.1, until - time.monotonic()), check=False,
            env={"PATH": PROGRAMS, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return []
    finally:
        os.unlink(picture)
    return list(_read(done.stdout, scale, height)) if done.returncode == 0 else []


def _read(page: bytes, scale: float, height: float) -> Iterator[Word]:
    """The words of tesseract's page (hOCR): places in dots from the top, of each line its base line and its type."""
    elements = etree.fromstring(page, etree.HTMLParser()).iter()
    lines = [line for line in elements if all(_title(line, pattern) for pattern in (BOX, BASELINE, SIZE))]
    sizes = [float(_title(line, SIZE)[0]) / scale for line in lines]
    usual = median(sizes) if sizes else 0.0
    for line, size in zip(lines, sizes, strict=True):
        left, _, _, bottom = map(float, _title(line, BOX))
        slope, offset = map(float, _title(line, BASELINE))
        words = [
            (word, "".join(map(str, word.itertext())).strip()) for word in line.iterchildren() if _title(word, BOX)
        ]
        boxes = [[float(place) for place in _title(word, BOX)] for word, _ in words]
        ends = [*(box[0] - APART * size * scale for box in boxes[1:]), float("inf")]  # tesseract says what is one word
        for (_, text), box, end in zip(words, boxes, ends, strict=True):
            base = height - (bottom + offset + slope * (box[0] - left)) / scale
            if text:
                type_size = usual if SMALLEST * usual < size < LARGEST * usual else size
                yield Word(text, box[0] / scale, min(box[2], end) / scale, base, type_size)


def _title(element: Any, pattern: re.Pattern[str]) -> tuple[str, ...]:
    found = pattern.search(element.get("title", "")) if isinstance(element.tag, str) else None
    return found.groups() if found else ()
