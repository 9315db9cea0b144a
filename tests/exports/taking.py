"""Files taken through the public door, and opened by real readers."""

import csv
import io
import json
import zipfile
from typing import Any

import docx
import openpyxl
import pypdfium2
from django.conf import settings
from django.core.signals import request_finished
from django.db import close_old_connections
from django.test import Client
from django.urls import reverse
from lxml import etree

FORMATS = ["xlsx", "csv", "docx", "pdf", "odt", "json"]
LIST = reverse("recommendation-list")
SITE = settings.SITE_ADDRESS
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"


def address_of(format: str, query: str = "") -> str:
    return f"{LIST}export/{format}/?{query}"


def taken(client: Client, address: str) -> bytes:
    answer = client.get(address)
    content = b"".join(answer) if answer.streaming else answer.content
    assert answer.status_code == 200, content.decode()
    return content


def leave(answer: Any) -> None:
    """Go away in the middle, as a server notices it; the test's own connection stays, as when a client reads on."""
    request_finished.disconnect(close_old_connections)
    answer.close()
    request_finished.connect(close_old_connections)


def csv_rows(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return {sheet.title: [[cell.value for cell in row] for row in sheet.rows] for sheet in book}


def word_lines(data: bytes) -> list[tuple[str, str]]:
    """(style, text) of every paragraph."""
    return [(row.style.name, row.text) for row in docx.Document(io.BytesIO(data)).paragraphs]


def word_links(data: bytes) -> list[str]:
    relations = docx.Document(io.BytesIO(data)).part.rels.values()
    return [row.target_ref for row in relations if row.reltype.endswith("/hyperlink")]


def odt_root(data: bytes, part: str = "content.xml") -> Any:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(part))


def odt_lines(data: bytes) -> list[tuple[str, str]]:
    """(style, text) of every paragraph and heading."""
    rows = odt_root(data).iter(f"{TEXT}p", f"{TEXT}h")
    return [(row.get(f"{TEXT}style-name", "").replace("_20_", " "), spoken(row)) for row in rows]


def spoken(row: Any) -> str:
    """The text of a paragraph, its tabs and spaces as signs."""
    words = row.text or ""
    for inner in row:
        words += {f"{TEXT}tab": "\t", f"{TEXT}s": " "}.get(inner.tag, "") + spoken(inner) + (inner.tail or "")
    return words


def pdf_text(data: bytes) -> str:
    pages = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in pages).replace("\r\n", "\n")


def codes(format: str, data: bytes) -> list[str]:
    """The permanent codes in a file, in its order, whatever the format."""
    if format == "json":
        return [record["code"] for record in json.loads(data)["results"]]
    if format == "csv":
        return [row[0] for row in csv_rows(data)[1:]]
    if format == "xlsx":
        return [row[0] for row in sheets(data)["Рекомендации"][1:]]
    lines = {
        "docx": lambda: [text for _, text in word_lines(data)],
        "odt": lambda: [text for _, text in odt_lines(data)],
        "pdf": lambda: pdf_text(data).splitlines(),
    }[format]()
    return [line.strip().rstrip("/").rsplit("/", 1)[1] for line in lines if "/r/" in line]
