"""What somebody typed into a form that could not be taken: it is shown to be copied and, where that is safe, may be
sent anew by one press.

Shown is what a person writes, without passwords, codes and what only programs read. The button stands where the form
stood on a page of ours (Origin, or Referer where a browser sends none) and she is signed in: whoever made her browser
post from another page would otherwise get past the CSRF check by her one click (decision 24).
"""

from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, DisallowedHost, SuspiciousOperation
from django.db import Error
from django.http import HttpRequest, HttpResponse, QueryDict, RawPostDataException, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.middleware.csrf import get_token
from django.shortcuts import render

from resolutions.web.typed_names import is_secret, label_of, model_of

MOST_FIELDS = 50_000  # of a form that had more than settings allow; its bytes are limited there as well

UNREADABLE = (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError)


@dataclass(frozen=True)
class TypedField:
    name: str
    label: str
    text: str

    @property
    def rows(self) -> int:
        return min(16, max(1, sum(len(line) // 60 + 1 for line in self.text.split("\n"))))


@dataclass(frozen=True)
class SentFile:
    """A file that has to be chosen again: no page can hold it for her."""

    name: str
    called: list[str]

    @property
    def is_one_of_many(self) -> bool:
        return len(self.called) > 1


@dataclass(frozen=True)
class Typed:
    """`again`: where the form goes once more, with `token` and what nobody typed (`rest`); empty: only to be copied."""

    fields: list[TypedField] = field(default_factory=list)
    files: list[SentFile] = field(default_factory=list)
    rest: list[tuple[str, str]] = field(default_factory=list)
    again: str = ""
    token: str = ""
    is_multipart: bool = False  # as it came: a long text takes three times the room in the other way


def typed_in(request: HttpRequest, *, again: bool = False) -> Typed:
    """What the form of this request held; nothing for a request without one, or one whose body cannot be read."""
    if request.method != "POST":
        return Typed()
    posted = form_of(request)
    model = model_of(request)
    fields: list[TypedField] = []
    rest: list[tuple[str, str]] = []
    for name, values in posted.lists():
        if name == "csrfmiddlewaretoken" or is_secret(name):
            continue
        label = label_of(name, posted, model)
        for value in map(str, values):
            if label is None or not value.strip():
                rest.append((name, value))
            else:
                fields.append(TypedField(name, label or f"Поле {len(fields) + 1}", value))
    files = [SentFile(name, [str(file.name) for file in files]) for name, files in files_of(request)]
    if not again or not (fields or files) or any(map(is_secret, posted)):
        return Typed(fields, files)
    is_multipart = request.content_type == "multipart/form-data"
    return Typed(fields, files, rest, request.get_full_path(), get_token(request), is_multipart)


def form_of(request: HttpRequest) -> QueryDict:
    try:
        posted = request.POST
    except UNREADABLE:
        posted = QueryDict()
    return posted or of_any_length(request)


def of_any_length(request: HttpRequest) -> QueryDict:
    """A form of more fields than settings allow: refused by Django, yet what is in it was typed all the same."""
    found = QueryDict(mutable=True)
    if request.content_type == "application/x-www-form-urlencoded":
        with suppress(ValueError, RawPostDataException, *UNREADABLE):
            for name, value in parse_qsl(request.body.decode(errors="replace"), max_num_fields=MOST_FIELDS):
                found.appendlist(name, value)
    return found


def files_of(request: HttpRequest) -> list[tuple[str, list]]:
    files = getattr(request, "_files", None)  # what was read together with the fields; nothing is read for their names
    return list(files.lists()) if files else []


def is_from_here(request: HttpRequest) -> bool:
    """Whether the form stood on a page of this very address. «null» and silence are somebody else."""
    said = request.headers["Origin"] if "Origin" in request.headers else request.headers.get("Referer", "")
    try:
        parts = urlsplit(said)
        return (parts.scheme, parts.netloc) == (request.scheme, request.get_host())
    except (ValueError, DisallowedHost):
        return False


def may_go_again(request: HttpRequest) -> bool:
    """For a form that the CSRF check refused: its next press is a new decision, so it must be hers."""
    try:
        return is_from_here(request) and request.user.is_authenticated
    except Error:  # the database is away: nobody can say whose it is
        return False


def may_be_tried_again(request: HttpRequest) -> bool:
    """For a form that passed the CSRF check and then met a database that is away, where nobody can say who she is.

    A cookie of a session is what is known of her then; the press proves no more than the first one did.
    """
    has_passed = getattr(request, "csrf_processing_done", False)
    return has_passed and is_from_here(request) and settings.SESSION_COOKIE_NAME in request.COOKIES


def stored_nowhere(response: HttpResponse) -> HttpResponse:
    """An answer that shows what somebody typed."""
    response["Cache-Control"] = "private, no-store"
    return response


def signed_out(request: HttpRequest) -> HttpResponse:
    """The session ended while she was typing: nothing can be saved, and nothing of it is thrown away."""
    return stored_nowhere(render(request, "signed_out.html", {"typed": typed_in(request)}, status=403))
