"""PDF: the same to print and to keep, tagged for screen readers."""

from collections.abc import Iterator

from resolutions.exports.printing import printed
from resolutions.exports.selection import Selection


def as_pdf(selection: Selection) -> Iterator[bytes]:
    yield printed(selection, "pdf")
