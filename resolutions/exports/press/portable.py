"""The document set by typst, as a tagged PDF. Runs in the cage: JSON from standard input, the file to the output.

Text reaches typst as data, never as markup: looks/document.typ reads it with json() and places strings.
"""

import json
import os
import re
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from resolution_reader.cage import confine
from resolutions.json_data import JSON

LOOKS = Path(__file__).resolve().parent.parent / "looks" / "document.typ"
# A line breaks between words; a run of letters without any place to break would leave the page.
LONG = re.compile(r"\S{30}(?=\S)")
MAY_BREAK = "\u200b"


def portable(document: Mapping[str, JSON]) -> bytes:
    os.environ["RAYON_NUM_THREADS"] = "2"  # each thread reserves address space, which the cage limits
    import typst  # noqa: PLC0415 -- after the variable, which it reads when it is loaded

    compiler = typst.Compiler(LOOKS, root=LOOKS.parent, font_paths=[], ignore_system_fonts=True)
    inputs = {"document": json.dumps(breakable(document))}
    moment = datetime.fromisoformat(str(document["made"])).replace(tzinfo=UTC)
    setting = partial(compiler.compile, format="pdf", sys_inputs=inputs, timestamp=moment)
    try:
        # PDF/UA: headings, lists and reading order for a screen reader. PDF/A: opens as it is in fifty years.
        pages = setting(pdf_standards=["ua-1", "a-2a"])
    except typst.TypstError:
        # The standards forbid letters that no font has, as hieroglyphs; a tagged PDF with gaps is better than none.
        pages = setting()
    assert isinstance(pages, bytes)  # one file, as PDF is asked for
    return pages


def breakable(value: JSON) -> JSON:
    """The document with places to break in what would otherwise have none."""
    if isinstance(value, str):
        return LONG.sub(rf"\g<0>{MAY_BREAK}", value)
    if isinstance(value, list):
        return [breakable(item) for item in value]
    if isinstance(value, dict):
        return {name: item if name in ("link", "address") else breakable(item) for name, item in value.items()}
    return value


if __name__ == "__main__":
    confine()
    sys.stdout.buffer.write(portable(json.load(sys.stdin)["document"]))
