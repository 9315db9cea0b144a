"""Word: a document with headings by style, to read, to print and to write into."""

from collections.abc import Iterator

from resolutions.exports.printing import printed
from resolutions.exports.selection import Selection


def as_docx(selection: Selection) -> Iterator[bytes]:
    yield printed(selection, "docx")
