"""A page of a .pdf as a picture: for tesseract, and for people who compare with it what tesseract saw.

Runs in the cage: `python -m resolution_reader.readers.page_picture`, with the page's number on a line before its file.
"""

import sys

import pypdfium2  # type: ignore[import-untyped]  # has no types of its own

from resolution_reader.cage.inside import confine

POINTS = 72  # an inch
MAX_SIDE = 5_000  # dots
DOTS_ON_SCREEN = 130  # an inch: small print can be read, and a page is 1,500 dots high


def scale_of(page: pypdfium2.PdfPage, dots: int) -> float:
    """How many dots a point gets, of so many an inch; fewer for a sheet that would be too large."""
    width, height = page.get_size()
    longest: float = max(width, height, 1.0)
    return min(dots / POINTS, MAX_SIDE / longest)


def grey_picture(page: pypdfium2.PdfPage, scale: float) -> bytes:
    """The page in shades of grey, as a .pgm (Netpbm, binary)."""
    bitmap = page.render(scale=scale, grayscale=True)
    rows, width, stride = bytes(bitmap.buffer), bitmap.width, bitmap.stride
    picture = [rows[at : at + width] for at in range(0, bitmap.height * stride, stride)]
    head = f"P5 {width} {bitmap.height} 255\n".encode()
    bitmap.close()
    return head + b"".join(picture)


def main() -> None:
    confine()
    number, _, data = sys.stdin.buffer.read().partition(b"\n")
    page = pypdfium2.PdfDocument(data)[int(number) - 1]
    sys.stdout.buffer.write(grey_picture(page, scale_of(page, DOTS_ON_SCREEN)))


if __name__ == "__main__":
    main()
