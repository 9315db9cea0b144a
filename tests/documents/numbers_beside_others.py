# ruff: noqa: T201 -- a command prints
"""Automatic numbers of lists: how many are right for us, pandoc, mammoth and docx2python, with LibreOffice as judge.

`python -m tests.documents.numbers_beside_others`; `make evaluate` without ARGS ends with it. Every .docx and .odt that
tests can make. A number counts where LibreOffice prints more in a line than the author typed; it is right where a
reader says the same before the same words, once as printed and once without the mark behind it, as HTML has no marks.
"""

import io
import re
import shutil
import subprocess
import tempfile
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree, html

from resolution_reader import READERS
from tests.documents.strangers.generate import SETS, generate
from tests.resolution_reader.readers.compare_with_libreoffice import (
    BULLETS,
    DIFFERENCES,
    HEAD,
    is_within,
    made_here,
    squeezed,
)

Lines = list[str]
BODIES = {".docx": "word/document.xml", ".odt": "content.xml"}
PARAGRAPHS = ("{*}p", "{*}h")
NOT_HERE = "LibreOffice is not installed here: automatic numbers were not judged."
LONGEST = 12  # letters of a label
PATIENCE = 300  # seconds


def every_document(folder: Path) -> Iterator[Path]:
    for _, name, data in made_here():
        path = folder / f"{name}.docx"
        path.write_bytes(data)
        yield path
    for name in SETS:
        inner = folder / name
        inner.mkdir()
        for row in generate(inner, name):
            if row["file"].endswith(".odt"):
                yield (inner / row["file"]).rename(folder / f"{name}-{row['file']}")


def printed(files: list[Path], folder: Path) -> dict[Path, Lines]:
    """What LibreOffice prints of each that it opens."""
    into = folder / "printed"
    for suffix in BODIES:  # two of one name and another format would become one text
        some = [path for path in files if path.suffix == suffix]
        own = f"-env:UserInstallation=file://{folder}/profile{suffix}"  # it asks about what it could not open before
        command = ["soffice", own, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", into / suffix]
        subprocess.run([*command, *some], check=True, capture_output=True, timeout=PATIENCE)
    texts = {path: into / path.suffix / f"{path.stem}.txt" for path in files}
    return {path: text.read_text(encoding="utf-8-sig").splitlines() for path, text in texts.items() if text.exists()}


def judged(path: Path, lines: Lines) -> Iterator[tuple[str, str]]:
    """(number, text) of each line before whose typed words LibreOffice prints a number; bullets are none."""
    typed = set(typed_in(path))
    place = 0
    for line in map(squeezed, lines):
        if not line or line in typed:
            continue
        number, text = parted(line, typed)
        if not number or set(number) <= BULLETS:
            continue
        place += 1
        yield DIFFERENCES.get((path.stem, place), (number,))[0], text  # there LibreOffice leaves the standard


def parted(line: str, typed: set[str]) -> tuple[str, str]:
    """(what stands before the typed words, those words). LibreOffice prints what a tracked change deletes as well."""
    for at in range(1, min(LONGEST, len(line)) + 1):
        if line[at:] in typed:
            return line[:at], line[at:]
    beginning = line[: LONGEST + HEAD]
    changed = [text for text in typed if text[:HEAD] in beginning and is_within(text, line)]
    text = max(changed, key=len, default="")
    return (line[: line.index(text[:HEAD])], text) if len(text) > len(line) / 2 else ("", "")


def typed_in(path: Path) -> Iterator[str]:
    with zipfile.ZipFile(path) as archive:
        body = etree.fromstring(archive.read(BODIES[path.suffix]))
    for paragraph in body.iter(*PARAGRAPHS):
        text = squeezed("".join(paragraph.itertext("{*}t") if path.suffix == ".docx" else paragraph.itertext()))
        if text:
            yield text


# What each reader makes of a document: its lines, with the numbers that it finds


def by_us(path: Path) -> Lines:
    return [block.printed for block in READERS[path.suffix[1:]](path.read_bytes()).blocks]


def by_pandoc(path: Path) -> Lines:
    import pypandoc  # noqa: PLC0415 -- slow to load

    return pypandoc.convert_file(str(path), "plain", extra_args=["--wrap=none"]).splitlines()


def by_mammoth(path: Path) -> Lines:
    """Its HTML as a browser shows it: every list counts from one."""
    import mammoth  # noqa: PLC0415 -- a tool of this room alone

    page = html.fragment_fromstring(mammoth.convert_to_html(io.BytesIO(path.read_bytes())).value, create_parent=True)
    lines = []
    for element in page.iter("p", "li", "h1", "h2", "h3", "h4", "h5", "h6"):
        own = "".join(element.xpath(".//text()[not(ancestor::li[ancestor::li = $here])]", here=element))
        if element.tag == "li" and element.getparent().tag == "ol":
            own = f"{element.getparent().index(element) + 1}. {own}"
        lines.append(own)
    return lines


def by_docx2python(path: Path) -> Lines:
    from docx2python import docx2python  # noqa: PLC0415 -- a tool of this room alone
    from docx2python.iterators import iter_paragraphs  # noqa: PLC0415 -- a tool of this room alone

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of each format of numbers that it does not know
        return list(iter_paragraphs(docx2python(path).body))  # of the whole it stumbles over our footnotes


READING: dict[str, tuple[Callable[[Path], Lines], tuple[str, ...]]] = {
    "ours": (by_us, (".docx", ".odt")),
    "pandoc": (by_pandoc, (".docx", ".odt")),
    "mammoth": (by_mammoth, (".docx",)),
    "docx2python": (by_docx2python, (".docx",)),
}


def right(numbers: list[tuple[str, str]], lines: Lines) -> tuple[int, int]:
    """How many are said as printed, and how many but for the mark; in the order of the document."""
    whole = bare = at = 0
    theirs = [squeezed(line) for line in lines]
    for number, text in numbers:
        here = next((n for n in range(at, len(theirs)) if theirs[n].endswith(text)), None)
        if here is None:
            continue
        at = here + 1
        said = theirs[here].removesuffix(text)
        whole += said == number
        bare += without_mark(said) == without_mark(number)
    return whole, bare


def without_mark(number: str) -> str:
    return re.sub(r"[().]+$", "", number).lstrip("(")


def main() -> None:
    if shutil.which("soffice") is None:
        print(NOT_HERE)
        return
    found: Counter[tuple[str, str, str]] = Counter()
    with tempfile.TemporaryDirectory() as name:
        files = sorted(every_document(Path(name)))
        lines = printed(files, Path(name))
        for path in lines:
            numbers = list(judged(path, lines[path]))
            found["judge", path.suffix, "files"] += bool(numbers)
            found["judge", path.suffix, "numbers"] += len(numbers)
            for reader, (read, suffixes) in READING.items():
                if numbers and path.suffix in suffixes:
                    whole, bare = right(numbers, read(path))
                    found[reader, path.suffix, "whole"] += whole
                    found[reader, path.suffix, "bare"] += bare
    print(report(found))
    if len(lines) < len(files):
        print(f"{len(files) - len(lines)} of {len(files)} files LibreOffice does not open.")


def report(found: Counter) -> str:
    head = "".join(
        f"{suffix}: {found['judge', suffix, 'numbers']} numbers in {found['judge', suffix, 'files']} files".rjust(38)
        for suffix in BODIES
    )
    rows = [f"{'automatic numbers (with their marks)':36}{head}"]
    for reader, (_, suffixes) in READING.items():
        cells = [
            f"{found[reader, suffix, 'bare']} ({found[reader, suffix, 'whole']})" if suffix in suffixes else "-"
            for suffix in BODIES
        ]
        rows.append(f"{reader:36}" + "".join(cell.rjust(38) for cell in cells))
    return "\n".join(rows)


if __name__ == "__main__":
    main()
