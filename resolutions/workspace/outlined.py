"""«Что получится»: what a typed text would become, shown beside its field; nothing is saved and no directory asked."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from resolution_reader.language import fold
from resolutions.characters import plain
from resolutions.models import Draft, User
from resolutions.review.text_mode import TypedDocument, TypedItem, typed
from resolutions.workspace.access import editor
from resolutions.workspace.waiting import for_read_drafts

MOST_ROWS = 60  # of what is shown; the counts are of all
MOST_COUNTED = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 4  # letters; a longer text is understood when it is saved
MINUTE = 60  # seconds
MOST_A_MINUTE = 90  # the page itself asks once a second at most


@dataclass(frozen=True)
class OutlinedRow:
    """The head of a section, or one recommendation in it."""

    is_section: bool
    mark: str
    words: str
    whom: str = ""


@dataclass(frozen=True)
class Outlined:
    """`unseen`: how many more there are than rows."""

    sections: int
    recommendations: int
    addressees: int
    rows: list[OutlinedRow]
    unseen: int


def outlined(text: str) -> Outlined | None:
    """None for a text too long to be read with every pause in typing."""
    if len(text) > MOST_COUNTED:
        return None
    document = typed(text)
    items = [row for section in document.sections for row in section.rows if isinstance(row, TypedItem)]
    named = {fold(name) for item in items for name in (*item.leads, *item.helpers)}
    total = len(items) + sum(bool(section.title) for section in document.sections)
    rows = list(islice(_rows(document), MOST_ROWS))
    return Outlined(len(document.sections), len(items), len(named), rows, total - len(rows))


def _rows(document: TypedDocument) -> Iterator[OutlinedRow]:
    for section in document.sections:
        if section.title:
            yield OutlinedRow(True, "", section.title)
        for row in section.rows:
            if isinstance(row, TypedItem):
                yield OutlinedRow(False, row.mark or "–", row.text, "; ".join([*row.leads, *row.helpers]))


@require_POST
@for_read_drafts
def outline(request: HttpRequest, draft: Draft) -> HttpResponse:
    """For scripts: the outline of the text as it stands in the field; 204 where it is too long for that."""
    if asks_too_often(editor(request)):
        return HttpResponse("Слишком часто.", status=429, content_type="text/plain; charset=utf-8")
    found = outlined(plain(request.POST.get("text", "")))
    return render(request, "workspace/outlined.html", {"outlined": found}) if found else HttpResponse(status=204)


def asks_too_often(by: User) -> bool:
    key = f"outlined-{by.pk}-{int(timezone.now().timestamp()) // MINUTE}"
    cache.add(key, 0, 2 * MINUTE)  # longer than it is asked for, so that it does not end in between
    return cache.incr(key) > MOST_A_MINUTE
