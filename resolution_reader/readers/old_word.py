"""Reader of .doc: LibreOffice, where it is installed, makes a .docx of it; else one sentence says what to do.

Runs in the cage: `python -m resolution_reader.readers.old_word`.
"""

import os
import shutil
import subprocess
from pathlib import Path

from resolution_reader.readers.blocks import Reading
from resolution_reader.readers.limits import UnreadableDocument
from resolution_reader.readers.rich_text import read_rich_text
from resolution_reader.readers.served import serve
from resolution_reader.readers.signatures import OLD_OR_LOCKED, OLE, RTF
from resolution_reader.readers.word import read_word

PROGRAMS = "/usr/bin:/usr/local/bin:/opt/libreoffice/program:/usr/lib/libreoffice/program"
SAVE_AS_DOCX = "Старый формат .doc здесь не читается: откройте документ в Word, сохраните как .docx и загрузите снова."
SECONDS = 14


def read_old_word(data: bytes) -> Reading:
    if data.startswith(b"PK"):
        return read_word(data)  # a .docx under an old name
    if data.lstrip().startswith(RTF):
        return read_rich_text(data)  # as Word saves one that was opened so
    program = shutil.which("soffice", path=PROGRAMS)
    if program is None or not data.startswith(OLE):
        raise UnreadableDocument(SAVE_AS_DOCX)
    return read_word(_converted(program, data))


def _converted(program: str, data: bytes) -> bytes:
    """The document as .docx, made in the cage's own folder with a profile of its own."""
    folder = Path.cwd()
    source = folder / "document.doc"
    source.write_bytes(data)
    command = [program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore",
               "--convert-to", "docx", "--outdir", str(folder), str(source)]  # fmt: skip
    environment = os.environ | {"PATH": PROGRAMS + ":/bin"}
    try:
        subprocess.run(command, capture_output=True, timeout=SECONDS, check=True, env=environment)
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as reason:
        raise UnreadableDocument(OLD_OR_LOCKED) from reason
    made = folder / "document.docx"
    if not made.exists():  # LibreOffice ends well also when a password stops it
        raise UnreadableDocument(OLD_OR_LOCKED)
    return made.read_bytes()


if __name__ == "__main__":
    serve(read_old_word, own_tmp=True)  # LibreOffice makes a socket in /tmp, whatever TMPDIR says
