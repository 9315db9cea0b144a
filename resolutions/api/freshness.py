"""Has an answer changed since it was given? Asked with one query, without making it again."""

import hashlib
from functools import cache
from pathlib import Path

from django.http import HttpRequest

import resolution_reader
import resolutions
from resolutions.tracking import content_version


def tag_of(request: HttpRequest) -> str:
    """Of the answer to this address now. Weak: a proxy may compress it."""
    words = f"{release()} {content_version()} {request.get_full_path()}"
    return f'W/"{hashlib.sha256(words.encode(errors="surrogateescape")).hexdigest()[:32]}"'


@cache
def release() -> str:
    """Another code may answer otherwise though the register is the same."""
    digest = hashlib.sha256()
    for package in (resolution_reader, resolutions):
        for path in sorted(Path(str(package.__file__)).parent.rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
