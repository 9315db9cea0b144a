"""The formats by the name they have in addresses. A new one is one more file beside these and one more row here."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest

from resolution_reader import FORMATS as READ
from resolutions.exports.as_csv import as_csv
from resolutions.exports.as_docx import as_docx
from resolutions.exports.as_json import as_json
from resolutions.exports.as_odt import as_odt
from resolutions.exports.as_pdf import as_pdf
from resolutions.exports.as_xlsx import as_xlsx
from resolutions.exports.selection import Selection

SPREADSHEET, DOCUMENT = 20_000, 2_000  # recommendations: ten seconds of work; four hundred pages


@dataclass(frozen=True)
class Format:
    """How it is called and offered, who writes it, how many recommendations it is good for (None: any number), and
    whether people look for it before they look for others."""

    name: str  # in the address, and after the dot
    label: str
    words: str
    media_type: str
    write: Callable[[Selection], Iterator[bytes]]
    most: int | None = None
    is_usual: bool = False

    def holds(self, count: int) -> bool:
        return self.most is None or count <= self.most


FORMATS: dict[str, Format] = {
    format.name: format
    for format in (
        Format(
            "xlsx",
            "Excel",
            "таблица",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            as_xlsx,
            SPREADSHEET,
            is_usual=True,
        ),
        Format("docx", "Word", "документ", READ["docx"].media_type, as_docx, DOCUMENT, is_usual=True),
        Format("pdf", "PDF", "для печати", READ["pdf"].media_type, as_pdf, DOCUMENT, is_usual=True),
        Format("csv", "CSV", "для любых программ", "text/csv; charset=utf-8", as_csv),
        Format("odt", "ODT", "для LibreOffice", READ["odt"].media_type, as_odt, DOCUMENT),
        Format("json", "JSON", "для программистов", "application/json", as_json),
    )
}


def offered(request: HttpRequest) -> dict[str, Iterable[Format]]:
    """For every template: what can be taken away."""
    return {"formats": FORMATS.values()}
