"""The document written by pandoc, as .docx or .odt. Runs in the cage: JSON from standard input, the file to the output.

pandoc gets a tree, not a text to parse: foreign words are `Str` in it and can be nothing else.
"""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pypandoc

from resolution_reader.cage import confine
from resolutions.exports.press.given import Document
from resolutions.exports.press.tree import tree_of

LOOKS = Path(__file__).resolve().parent.parent / "looks"
HEAP_EXHAUSTED = 251
# pandoc in its sandbox has no clock.
NO_DATE = b"1970-01-01T00:00:00Z"
ABOUT_ITSELF = ("docProps/core.xml", "meta.xml")


def office(document: Document, format: str) -> bytes:
    command = [pypandoc.get_pandoc_path(), "+RTS", "-M512M", "-RTS", "--sandbox", "--from", "json", "--to", format]
    command += [f"--reference-doc={LOOKS / 'reference'}.{format}", "--output", "-"]
    tree = json.dumps(tree_of(document)).encode()
    # Without a time limit of its own: the cage ends this process and what it started together.
    done = subprocess.run(command, input=tree, stdout=subprocess.PIPE, check=False)
    if done.returncode == HEAP_EXHAUSTED:
        raise MemoryError
    done.check_returncode()
    return dated(done.stdout, f"{document['made']}T00:00:00Z".encode())


def dated(package: bytes, moment: bytes) -> bytes:
    """The same package, made at this moment."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(written, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, data.replace(NO_DATE, moment) if entry.filename in ABOUT_ITSELF else data)
    return written.getvalue()


if __name__ == "__main__":
    confine()
    given = json.load(sys.stdin)
    sys.stdout.buffer.write(office(given["document"], given["format"]))
