"""An answer as plain lines that can be compared and read in a review, whatever its format."""

import json
import re
from collections.abc import Callable
from html import escape, unescape
from typing import Any

from tests.exports.taking import odt_lines, pdf_text, sheets, word_lines

# Some headers alone: what is the same on every page would change every file when one line of settings does.
HEADERS = ("Location", "Content-Disposition", "Cache-Control", "Link", "X-Robots-Tag", "Retry-After")
CSRF_TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+')
# Rows of Django's own tables are numbered by what was migrated when.
CONTENT_TYPE = re.compile(r"(contenttypes?/|content_type=|/admin/r/)\d+")
# PostgreSQL keeps the keys of JSON in an order of its own.
OUTLINE = re.compile(r'(?<=<pre class="outline">)[^<]+')
LONGEST_PICTURE = 16


def shown(answer: Any) -> list[str]:
    """Status, headers and contents, in lines."""
    content = b"".join(answer) if answer.streaming else answer.content
    media_type = answer.headers.get("Content-Type", "")
    headers = [f"{name}: {answer.headers[name]}" for name in HEADERS if name in answer.headers]
    lines = lines_of(media_type.partition(";")[0], content) if content else []
    return [f"{answer.status_code} {media_type}".strip(), *headers, "", *lines]


def lines_of(media_type: str, content: bytes) -> list[str]:
    kind = media_type.rpartition("/")[2]
    return next((read for end, read in READERS.items() if kind.endswith(end)), plain)(content)


def html(content: bytes) -> list[str]:
    """Indentation and empty lines say nothing to a browser."""
    text = OUTLINE.sub(sorted_keys, CONTENT_TYPE.sub(r"\1N", CSRF_TOKEN.sub(r"\1…", content.decode())))
    return [line.strip() for line in text.splitlines() if line.strip()]


def sorted_keys(outline: re.Match[str]) -> str:
    return escape(json.dumps(json.loads(unescape(outline[0])), ensure_ascii=False, sort_keys=True, indent=1))


def xml(content: bytes) -> list[str]:
    return re.sub(r">\s*<", ">\n<", content.decode()).splitlines()


def as_json(content: bytes) -> list[str]:
    return json.dumps(json.loads(content), ensure_ascii=False, indent=1).splitlines()


def plain(content: bytes) -> list[str]:
    return content.decode().splitlines()


def picture(content: bytes) -> list[str]:
    """That it is one: how letters are drawn is the business of the libraries."""
    return [repr(content[:LONGEST_PICTURE])]


def spreadsheet(content: bytes) -> list[str]:
    rows = [(title, row) for title, table in sheets(content).items() for row in table]
    return [f"{title} | " + " | ".join(map(repr, row)) for title, row in rows]


def styled(lines: list[tuple[str, str]]) -> list[str]:
    return [f"[{style}] {text}" for style, text in lines]


# By the end of the media type; what is not here is text.
READERS: dict[str, Callable[[bytes], list[str]]] = {
    "html": html,
    "xml": xml,
    "json": as_json,
    "png": picture,
    "spreadsheetml.sheet": spreadsheet,
    "wordprocessingml.document": lambda content: styled(word_lines(content)),
    "opendocument.text": lambda content: styled(odt_lines(content)),
    "pdf": lambda content: pdf_text(content).splitlines(),
}
