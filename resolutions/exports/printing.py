"""From a selection to a finished document: plain data through a press, at most two at a time on a machine."""

import hashlib
import json
from typing import Literal

from django.core.cache import cache

from resolution_reader import cage
from resolutions.exports.document import document_of
from resolutions.exports.selection import Selection

Kind = Literal["docx", "odt", "pdf"]
PRESSES: dict[Kind, str] = {"docx": "office", "odt": "office", "pdf": "portable"}
PRINTERS = cage.Places("printers", places=2, patience=3.0, each=1)
# The same document is printed once a day: a forum just published is asked for by many. Long ones are not kept.
ONE_DAY = 24 * 3600
KEPT = 100_000  # bytes


def printed(selection: Selection, kind: Kind) -> bytes:
    given = json.dumps({"format": kind, "document": document_of(selection)}).encode()
    # What is remembered under its own words cannot be stale.
    key = f"printed-{hashlib.sha256(given).hexdigest()}"
    known: bytes | None = cache.get(key)
    if known is not None:
        return known
    with cage.place_in(PRINTERS, selection.taken_by):
        document = cage.run_now(f"{__package__}.press.{PRESSES[kind]}", given)
    if len(document) <= KEPT:
        cache.set(key, document, ONE_DAY)
    return document
