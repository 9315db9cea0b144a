"""Pieces that this process has made, each for as long as what it shows has not changed.

A piece is asked for by the versions of what it shows, read before it is: what was taken back has another version or
none, so that its piece is never found again.
"""

from collections.abc import Callable, Collection, Hashable, Mapping
from hashlib import sha256
from typing import TypeVar

from django.core.cache import caches
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

Row = TypeVar("Row", bound=Hashable)


def pieces(
    kind: str, versions: Mapping[Row, str], make: Callable[[Collection[Row]], Mapping[Row, SafeString]]
) -> dict[Row, SafeString]:
    """{row: its piece} of rows, each with its version, read before; `kind` says all else that decides how it looks.

    `make` gives the pieces that are not there yet; a row that it gives none of is not there any more.
    """
    if not versions:
        return {}
    look = sha256(f"{kind} {timezone.localdate()}".encode()).hexdigest()
    keys = {row: f"{look}-{row}-{version}" for row, version in versions.items()}
    known = caches["pieces"].get_many(keys.values())
    missing = [row for row, key in keys.items() if key not in known]
    made = make(missing) if missing else {}
    caches["pieces"].set_many({keys[row]: str(piece) for row, piece in made.items()})
    # SafeString again: what is kept is plain text that was escaped when it was made.
    found = {row: made.get(row) or known.get(key) for row, key in keys.items()}
    return {row: mark_safe(piece) for row, piece in found.items() if piece}
