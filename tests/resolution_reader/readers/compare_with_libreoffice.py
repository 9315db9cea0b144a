# ruff: noqa: T201 -- a command prints
"""Automatic numbers beside LibreOffice's.

python -m tests.resolution_reader.readers.compare_with_libreoffice [FILE.docx...]

Needs LibreOffice Writer (`soffice`). Without files it takes every .docx that tests can make: the lists of
numbered_documents.py, the two real resolutions, every written resolution, the older ones with their typed labels made
automatic, the resolution of thirty recommendations and the sample that editors download. Prints a line for each set,
every difference, and ends with 1 if there is one that DIFFERENCES does not name.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.documents import document as invented
from resolution_reader.readers.archive import open_archive
from resolution_reader.readers.blocks import Block
from resolution_reader.readers.encoding import decode
from resolution_reader.readers.word import read_word
from resolution_reader.readers.word_package import package_of
from resolution_reader.readers.word_xml import W
from tests.documents.scored import HERE, SEED_FILES, annotated, source_of
from tests.documents.strangers import word
from tests.documents.strangers.generate import SETS
from tests.documents.strangers.markup import read_written
from tests.resolution_reader.readers.numbered_documents import LISTS, document
from tests.resolution_reader.readers.seed_files import MAKERS

HEAD = 4  # letters
BULLETS = set("•–—-○▪➢✓∙·*◦")

# (document, numbered paragraph counted from 1): (what the document says and we print, what LibreOffice 7.4 prints).
# docs/decisions/0011 says why each is LibreOffice's.
DIFFERENCES = {
    ("never_restarts", 5): ("3.", "1."),
    ("legal_figures", 3): ("2.1.", "II.1."),
}


@dataclass(frozen=True)
class Pair:
    """One paragraph that the document numbers by itself: our label and LibreOffice's."""

    place: int
    ours: str
    theirs: str | None  # None where their text lacks the paragraph
    text: str

    @property
    def is_bullet(self) -> bool:
        return bool(self.ours) and set(self.ours) <= BULLETS


def squeezed(text: str) -> str:
    return "".join(text.split())


def automatic(data: bytes) -> Iterator[tuple[str, str]]:
    """(label, text) of the paragraphs whose label stands nowhere in the document's own text."""
    body = package_of(open_archive(data)).body
    typed = {squeezed("".join(text.text or "" for text in row.iter(W + "t"))) for row in body.iter(W + "p")}
    for block in read_word(data).blocks:
        label, text = split(block, typed)
        if label:
            yield label, text


def split(block: Block, typed: set[str]) -> tuple[str, str]:
    """A label of words stands in the block's text, before what is typed."""
    whole = squeezed(block.printed)
    if whole in typed or not block.text:
        return "", block.text
    if block.label:
        return block.label, block.text
    rest = max((text for text in typed if text and whole.endswith(text)), key=len, default="")
    return whole.removesuffix(rest) if rest else "", rest


def pairs(data: bytes, lines: Iterable[str]) -> list[Pair]:
    """Ours beside theirs, in the order of the document; a line of theirs is its label and its text."""
    theirs = [squeezed(line) for line in lines]
    found, at = [], 0
    for place, (label, text) in enumerate(automatic(data), 1):
        # They also print what tracked changes have deleted, and the marks of footnotes.
        letters = squeezed(text)
        here = next((n for n in range(at, len(theirs)) if is_within(letters, theirs[n])), None)
        printed = None if here is None else theirs[here][: theirs[here].index(letters[:HEAD])]
        at = at if here is None else here + 1
        found.append(Pair(place, squeezed(label), printed, text))
    return found


def is_within(letters: str, line: str) -> bool:
    """Whether the line begins by these letters, after a label, and has all of them in this order."""
    rest = iter(line)
    return letters[:HEAD] in line and all(letter in rest for letter in letters)


def made_here() -> Iterator[tuple[str, str, bytes]]:
    """(set, name, bytes) of every .docx that tests can make."""
    for name in LISTS:
        yield "lists", name, document(name)
    for name, path in SEED_FILES.items():
        yield "the real ones", name, MAKERS["docx"](path.read_text(encoding="utf-8").split("\n"))
    yield "Word's own style of lists", "invented", invented(1, 30, "docx")
    for name in SETS:
        for path in sorted((HERE / "strangers" / name).glob("*.txt")):
            yield "written", f"{name}-{path.stem}", word.as_word(read_written(path))
    for name in ("tuned", "held_out", "fresh", "unseen", "last"):
        for row in annotated(HERE / "corpus" / f"{name}.jsonl"):
            yield "older, made automatic", row["id"], MAKERS["docx"](decode(source_of(row).read_bytes()).split("\n"))


def printed_by_libreoffice(documents: dict[str, bytes], folder: Path) -> dict[str, list[str]]:
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
    files = sorted(folder.glob("*.docx"))
    subprocess.run(
        [*command, "txt:Text (encoded):UTF8", "--outdir", folder, *files], check=True, stdout=subprocess.DEVNULL
    )
    return {name: (folder / f"{name}.txt").read_text(encoding="utf-8-sig").splitlines() for name in documents}


def main(arguments: list[str]) -> int:
    given = [("given", Path(name).stem, Path(name).read_bytes()) for name in arguments]
    found = given or list(made_here())
    with tempfile.TemporaryDirectory() as folder:
        printed = printed_by_libreoffice({name: data for _, name, data in found}, Path(folder))
    unknown = 0
    for part in dict.fromkeys(part for part, _, _ in found):
        inside = [(name, pair) for which, name, data in found if which == part for pair in pairs(data, printed[name])]
        numbers = [(name, pair) for name, pair in inside if not pair.is_bullet]
        apart = [(name, pair) for name, pair in numbers if pair.ours != pair.theirs]
        documents = sum(which == part for which, _, _ in found)
        print(
            f"{part}: {documents} documents, {len(numbers)} numbered paragraphs, {len(numbers) - len(apart)} equal; "
            f"{len(inside) - len(numbers)} bullets"
        )
        for name, pair in apart:
            known = DIFFERENCES.get((name, pair.place)) == (pair.ours, pair.theirs)
            unknown += not known
            print(f"   {name} {pair.place}: {pair.ours} / {pair.theirs}  {pair.text[:50]}{' (known)' * known}")
    return 1 if unknown else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
