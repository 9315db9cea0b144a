"""OpenDocument: the same for LibreOffice and other office programs."""

from collections.abc import Iterator

from resolutions.exports.printing import printed
from resolutions.exports.selection import Selection


def as_odt(selection: Selection) -> Iterator[bytes]:
    yield printed(selection, "odt")
