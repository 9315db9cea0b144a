"""How files are kept: whole or not at all."""

import os
from pathlib import Path

from django.core.files import File
from django.core.files.storage import FileSystemStorage

PART = ".part"


class WholeFiles(FileSystemStorage):
    """Writes beside the name and renames at the end: a full disk or a killed process leaves no cut file under a name.

    Names are made from the content (storage_name), so a file that is there already is the same one.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        return name

    def _save(self, name: str, content: File) -> str:
        whole = Path(self.path(name))
        part = whole.with_name(f"{whole.name}{PART}")
        whole.parent.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            part.replace(whole)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        return name
