"""What the dump wrote, shown to people and served to programs. The database is asked here
only whether words have been hidden since."""

from datetime import date
from typing import TypedDict

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from resolutions.open_data import catalogue
from resolutions.open_data.blacking import is_behind
from resolutions.open_data.dumps import DataSet, Dump, File, Version, current_dump
from resolutions.open_data.passports import PASSPORT
from resolutions.open_data.publisher import (
    contact_email,
    contact_name,
    identifier,
    path_of,
    publisher_name,
    table_name,
)
from resolutions.open_data.responses import open_to_all, unchanged
from resolutions.open_data.tables import ALL, TABLES, Table
from resolutions.open_data.terms import LICENCE, LICENCE_NAME, PERIOD, TERMS
from resolutions.outside.snippets import Snippet

NEWEST = "data.csv"
FORMATS = {"string": "текст", "date": "дата", "integer": "целое число", "boolean": "true или false"}
TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "jsonld": "application/ld+json",
    "txt": "text/plain; charset=utf-8",
}


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    dump = current_dump()
    return render(
        request,
        "resolutions/open_data.html",
        {
            "dump": dump,
            "sets": [set_of(dump, table.name) for table in ALL],
            "snippet": Snippet(
                title="Открытые данные",
                description="Весь реестр резолюций таблицами для программ: форумы, рекомендации, адресаты. "
                "Бесплатно, без регистрации.",
                path=reverse("open-data"),
                data=[catalogue.data_catalogue(dump)] if dump else [],
            ),
            "publisher": publisher_name(),
            "contact": contact_name(),
            "email": contact_email(),
            **terms(),
        },
    )


@require_safe
def data_set(request: HttpRequest, table: str) -> HttpResponse:
    known = table_name(table)
    if known not in TABLES:
        raise Http404
    if known != table:  # under the convention's name; people get the short one
        return redirect("open-data-set", known, permanent=True)
    dump = current_dump()
    found = dump.set_of(known) if dump else None
    return render(
        request,
        "resolutions/open_data_set.html",
        {
            "set": set_of(dump, known),
            "versions": [shown(version) for version in found.versions] if found else [],
            "provenance": found.provenance if found else "",
            "created": found.created if found else None,
            "fields": [(column.name, column.russian, FORMATS[column.format]) for column in TABLES[known].columns],
            "identifier": identifier(known),
            "owner_is_known": bool(settings.OPEN_DATA_INN),
            "snippet": Snippet(
                title=f"{TABLES[known].title}: открытые данные",
                description=f"{TABLES[known].description} CSV, каждое поле объяснено.",
                path=reverse("open-data-set", args=[known]),
                data=[catalogue.one_dataset(dump, found)] if dump and found else [],
            ),
            "publisher": publisher_name(),
            "contact": contact_name(),
            "email": contact_email(),
            **terms(),
        },
    )


@require_safe
def dumped_file(request: HttpRequest, file: str, table: str = "") -> HttpResponseBase:
    dump = current_dump()
    found = dump.set_of(table_name(table)) if dump else None
    if found and file == NEWEST:
        return newest(found)
    written = dump.file(f"{table}/{file}" if table else file) if dump else None
    if dump is None or written is None:
        raise Http404
    if dump.holds_texts(written) and is_behind(dump):
        return made_anew(request)
    return serve(request, dump, written)


def made_anew(request: HttpRequest) -> HttpResponse:
    """For a minute where somebody works, else until the night."""
    page = render_to_string("resolutions/open_data_made_anew.html", {}, request=request)
    return HttpResponse(page, status=503, headers={"Retry-After": "300", "Cache-Control": "no-store"})


def newest(found: DataSet) -> HttpResponseBase:
    """An address to keep: it leads to the newest version, whose own name tells its day."""
    return open_to_all(HttpResponseRedirect(path_of(found.newest.data.path)), found.newest.data.sha256)


def serve(request: HttpRequest, dump: Dump, written: File) -> HttpResponseBase:
    has_it = unchanged(request, written.sha256)
    if has_it is not None:
        return has_it
    name = table_name(written.path).replace("/", "-")
    response = FileResponse(
        (dump.folder / written.path).open("rb"),
        as_attachment=name.endswith(".csv"),
        filename=name,
        content_type=TYPES[name.rsplit(".", 1)[-1]],
    )
    return open_to_all(response, written.sha256)


# For the templates


class VersionShown(TypedDict):
    day: date
    rows: int
    bytes: int
    sha256: str
    data: str
    structure: str


class SetShown(TypedDict):
    table: Table
    newest: VersionShown | None
    passport: str


def terms() -> dict[str, str | tuple[str, ...]]:
    return {"terms": TERMS, "licence": LICENCE, "licence_name": LICENCE_NAME, "period": PERIOD}


def set_of(dump: Dump | None, name: str) -> SetShown:
    """A data set with its newest version, or with none before the first dump."""
    found = dump.set_of(name) if dump else None
    return {
        "table": TABLES[name],
        "newest": shown(found.newest) if found else None,
        "passport": path_of(f"{identifier(name)}/{PASSPORT}"),
    }


def shown(version: Version) -> VersionShown:
    return {
        "day": version.day,
        "rows": version.rows,
        "bytes": version.data.bytes,
        "sha256": version.data.sha256,
        "data": path_of(version.data.path),
        "structure": path_of(version.structure.path),
    }
