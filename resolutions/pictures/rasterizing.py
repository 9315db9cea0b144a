"""A drawing as PNG, by typst. Runs in the cage: SVG from standard input, PNG to the output; nothing of Django in it."""

import os
import re
import shutil
import sys
from pathlib import Path

from resolution_reader.cage import confine

FONTS = Path(__file__).resolve().parent.parent.parent / "static" / "vendor" / "golos-text"
DOTS = 144  # an inch, of 72 units
SIZE = re.compile(rb'viewBox="0 0 (\d+) (\d+)"')
SHEET = Path(__file__).with_name("sheet.typ")


def rasterized(drawing: bytes, fonts: Path) -> bytes:
    os.environ["RAYON_NUM_THREADS"] = "2"  # each thread reserves address space, which the cage limits
    import typst  # noqa: PLC0415 -- after the variable, which it reads when it is loaded

    found = SIZE.search(drawing)
    assert found  # we have drawn it
    width, height = (number.decode() for number in found.groups())
    compiler = typst.Compiler(SHEET, root=SHEET.parent, font_paths=[fonts], ignore_system_fonts=True)
    inputs = {"drawing": drawing.decode(), "width": width, "height": height}
    png = compiler.compile(format="png", ppi=DOTS, sys_inputs=inputs)
    assert isinstance(png, bytes)  # one page
    return png


if __name__ == "__main__":
    own = Path.cwd()
    for font in FONTS.glob("*.ttf"):
        shutil.copy(font, own)  # behind the walls the folder that they lie in cannot be read
    confine()
    sys.stdout.buffer.write(rasterized(sys.stdin.buffer.read(), own))
