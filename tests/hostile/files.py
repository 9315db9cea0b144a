# ruff: noqa: E501 -- XML reads worse when it is broken into lines
"""Files that mean harm, made on the spot: nothing of the kind is kept in the repository.

`CASES` holds (number in the catalogue of faults, what it is, extension, maker, what must come of it): a sentence of
refusal, or a set of texts that the blocks must be.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import pypdfium2

from resolution_reader import REFUSALS
from resolution_reader.readers import (
    archive,
    limits,
    open_document,
    pdf,
    pdf_doubts,
    signatures,
    web_page,
    word,
    word_package,
)
from resolution_reader.readers.trees import BROKEN
from tests.resolution_reader.readers.office_files import NAMESPACES, docx, p, run, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
PROGRAM = b"MZ\x90\x00" + bytes(range(256)) * 16
MB = 1024 * 1024
LONG_PARAGRAPH = "Абзац 1 длиннее 50 000 знаков: разделите текст на абзацы и загрузите снова."
ODT_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)
ODT_MIMETYPE = b"application/vnd.oasis.opendocument.text"


@dataclass(frozen=True)
class Case:
    number: int
    what: str
    format: str
    make: Callable[[], bytes]
    refused: str = ""
    read: tuple[str, ...] = ()


def odt(body: str, before: str = "", **more: bytes) -> bytes:
    content = (
        f"{before}<office:document-content {ODT_SPACES} office:version='1.3'><office:body><office:text>{body}"
        "</office:text></office:body></office:document-content>"
    )
    return zipped({"mimetype": ODT_MIMETYPE, "content.xml": content.encode()} | more)


def html(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode()


def rtf(body: str) -> bytes:
    return b"{\\rtf1\\ansi\\ansicpg1251 " + body.encode("ascii") + b"}"


def bomb() -> bytes:
    return docx(p("текст"), word__media__zeros=bytes(60 * MB))


def lying_bomb() -> bytes:
    """The same, but the directory and the local header say that it is small."""
    data = bytearray(bomb())
    size = struct.pack("<L", 60 * MB)
    position = data.find(size)
    while position >= 0:
        data[position : position + 4] = struct.pack("<L", 1_000)
        position = data.find(size, position)
    return bytes(data)


def many_members() -> bytes:
    return docx(p("текст"), **{f"word__m{number}": b"" for number in range(2_500)})


def counted(members: int) -> bytes:
    """A file of few members, whose last record says so many: what counts them must not build an object for each."""
    data = bytearray(docx(p("текст")))
    end = data.rfind(b"PK\x05\x06")
    data[end + 10 : end + 12] = members.to_bytes(2, "little")
    return bytes(data)


def overlapping() -> bytes:
    """Two names in the directory for one and the same member."""
    data = docx(p("текст"), word__first=b"1" * 100, word__other=b"2" * 100)
    entries = data.split(b"PK\x01\x02")
    first = next(entry for entry in entries if entry[42:].startswith(b"word/first"))
    other = next(entry for entry in entries if entry[42:].startswith(b"word/other"))
    return data.replace(other, other[:38] + first[38:42] + other[42:])


def with_doctype(doctype: str, text: str) -> bytes:
    document = f"<?xml version='1.0'?>{doctype}<w:document {NAMESPACES}><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>"
    return docx("", **{"word__document.xml": document.encode()})


ENTITY = '<!DOCTYPE w:document [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
LAUGHTER = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
LAUGHS = f"<!DOCTYPE w:document [<!ENTITY a0 'ха'>{LAUGHTER}]>"


def without(part: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx(p("текст")))) as whole:
        return zipped({name: whole.read(name) for name in whole.namelist() if name != part})


def macro_enabled() -> bytes:
    with zipfile.ZipFile(io.BytesIO(docx(p("текст")))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    types = parts["[Content_Types].xml"]
    return zipped(
        parts | {"[Content_Types].xml": types.replace(b"wordprocessingml.document", b"macroEnabled.document")}
    )


def outside_relations() -> bytes:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="http://x/attachedTemplate" Target="http://127.0.0.1:9/t.dotm" TargetMode="External"/>'
        '<Relationship Id="b" Type="http://x/numbering" Target="file:///etc/passwd" TargetMode="External"/>'
        '<Relationship Id="c" Type="http://x/styles" Target="../../../../etc/passwd"/></Relationships>'
    )
    with zipfile.ZipFile(io.BytesIO(docx(p("текст")))) as whole:
        parts = {name: whole.read(name) for name in whole.namelist()}
    return zipped(parts | {"word/_rels/document.xml.rels": relations.encode()})


def blank_pdf(pages: int) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        document.new_page(200, 200)
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def written_pdf(catalog: str = "", trailer: str = "", text: str = "Forum resolution: open the hall.") -> bytes:
    """A page with a line of text; more entries for the catalog and the trailer."""
    stream = f"BT /F1 12 Tf 20 100 Td ({text}) Tj ET"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 200] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    written, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer\n<< /Size 6 /Root 1 0 R {trailer} >>\nstartxref\n{len(written)}\n%%EOF"
    return (written + f"xref\n0 6\n0000000000 65535 f \n{table}" + end).encode("latin-1")


LOCK = (
    "/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << /Filter /Standard /V 1 /R 2 "
    f"/P -4 /O <{'5a' * 32}> /U <{'a5' * 32}> >>"
)
SCRIPT = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\);) >>"


def bytes_in(encoding: str) -> bytes:
    return "<html><body><p>Рекомендовать мэрии города открыть центр</p></body></html>".encode(encoding)


def nested(before: str, middle: str, after: str, times: int) -> str:
    return before * times + middle + after * times


def framed(lines: int) -> bytes:
    """A table of text whose second cell goes on for so many lines."""
    drawn, goes_on = "+---+---+\n", "|   | слово слово слово слово слово слово слово |\n" * lines
    return f"{drawn}| а | б |\n{goes_on}{drawn}| а | б |\n{drawn}".encode()


def growing_rtf() -> bytes:
    return b"{\\rtf1 " + b"{" * 1_000_000 + b"text" + b"}" * 1_000_000 + b"}"


def unclosed_zip() -> bytes:
    data = docx(p("текст"))
    return data[: len(data) // 2]


def random_deflate() -> bytes:
    """A member whose packed bytes are none."""
    data = bytearray(docx(p("текст" * 100)))
    start = data.find(b"word/document.xml") + len("word/document.xml")
    data[start : start + 40] = zlib.compress(b"no such thing")[:20] * 2
    return bytes(data)


BROKEN_OFF = "<w:t>а</w:t><w:br/>"
CELL = ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>")
ODT_CELL = ("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>")

CASES = [
    Case(1, "zip bomb", "docx", bomb, archive.TOO_LARGE),
    Case(1, "zip bomb that lies about its size", "docx", lying_bomb, archive.DAMAGED),
    Case(1, "zip bomb", "odt", lambda: odt("<text:p>а</text:p>", zeros=bytes(60 * MB)), archive.TOO_LARGE),
    Case(2, "2,500 members", "docx", many_members, archive.TOO_MANY),
    Case(2, "2,001 members, as it says", "docx", lambda: counted(2_001), archive.TOO_MANY),
    Case(2, "2,000 members, as it says", "docx", lambda: counted(2_000), read=("текст",)),
    Case(2, "overlapping members", "docx", overlapping, archive.OVERLAPPING),
    Case(2, "a zip in a zip", "docx", lambda: docx(p("текст"), word__inner=bomb()), read=("текст",)),
    Case(3, "external entity", "docx", lambda: with_doctype(ENTITY, "&secret;"), archive.UNSAFE),
    Case(3, "external entity", "odt", lambda: odt("<text:p>&secret;</text:p>", ENTITY), archive.UNSAFE),
    Case(4, "billion laughs", "docx", lambda: with_doctype(LAUGHS, "&a9;"), archive.UNSAFE),
    Case(4, "billion laughs", "odt", lambda: odt("<text:p>&a9;</text:p>", LAUGHS), archive.UNSAFE),
    Case(5, "10,000 tables in one another", "docx", lambda: docx(nested(CELL[0], p("а"), CELL[1], 10_000)), BROKEN),
    Case(5, "60 tables in one another", "docx", lambda: docx(nested(CELL[0], p("а"), CELL[1], 60)), word.TOO_DEEP),
    Case(5, "40 tables in one another", "docx", lambda: docx(nested(CELL[0], p("а"), CELL[1], 40)), read=("а",)),
    Case(5, "10,000 insertions in one another", "docx",
         lambda: docx("<w:p>" + nested("<w:ins>", run("а"), "</w:ins>", 10_000) + "</w:p>"), BROKEN),
    Case(5, "60 tables in one another", "odt",
         lambda: odt(nested(ODT_CELL[0], "<text:p>а</text:p>", ODT_CELL[1], 60)), open_document.TOO_DEEP),
    Case(5, "10,000 tables in one another", "odt",
         lambda: odt(nested(ODT_CELL[0], "<text:p>а</text:p>", ODT_CELL[1], 10_000)), BROKEN),
    Case(5, "10,000 tables in one another", "html",
         lambda: html(nested("<table><tr><td>", "а", "</td></tr></table>", 10_000)), web_page.TOO_DEEP),
    Case(5, "a million groups in one another", "rtf", growing_rtf, read=("text",)),
    Case(6, "a paragraph of a million signs", "docx", lambda: docx(p("слово " * 170_000)), LONG_PARAGRAPH),
    Case(6, "a paragraph of a million signs", "odt",
         lambda: odt(f"<text:p>{'слово ' * 170_000}</text:p>"), LONG_PARAGRAPH),
    Case(6, "a paragraph of a million signs", "html", lambda: html(f"<p>{'слово ' * 170_000}"), web_page.TOO_LONG),
    Case(6, "a paragraph of a million signs", "rtf", lambda: rtf("word " * 200_000), LONG_PARAGRAPH),
    Case(6, "a paragraph of 99,000 lines", "txt", lambda: f"{'слово ' * 18}\n".encode() * 99_000, LONG_PARAGRAPH),
    Case(6, "a cell of 90,000 lines", "txt", lambda: framed(90_000), LONG_PARAGRAPH.replace("1", "2")),
    Case(6, "a paragraph of a million breaks", "docx", lambda: docx(f"<w:p>{run('а')}<w:r>{BROKEN_OFF * 10**6}</w:r></w:p>"),
         LONG_PARAGRAPH),
    Case(7, "8 million empty lines", "txt", lambda: b"\n" * 8 * 10**6, "В файле больше 100000 строк: оставьте только текст резолюции и загрузите снова."),
    Case(7, "200,000 paragraphs", "docx", lambda: docx(p("а") * 200_000), limits.TOO_MANY_PARAGRAPHS),
    Case(7, "200,000 empty paragraphs", "docx", lambda: docx("<w:p/>" * 200_000), limits.TOO_MANY_PARAGRAPHS),
    Case(7, "200,000 paragraphs", "odt", lambda: odt("<text:p>а</text:p>" * 200_000), limits.TOO_MANY_PARAGRAPHS),
    Case(7, "200,000 paragraphs", "html", lambda: html("<p>а</p>" * 200_000), limits.TOO_MANY_PARAGRAPHS),
    Case(7, "200,000 paragraphs", "rtf", lambda: rtf("a\\par " * 200_000), limits.TOO_MANY_PARAGRAPHS),
    Case(8, "macros", "docx", lambda: docx(p("текст"), **{"word__vbaProject.bin": b"1"}), word_package.MACROS),
    Case(8, "macros by the type of content", "docx", macro_enabled, word_package.MACROS),
    Case(9, "template and parts from outside", "docx", outside_relations, read=("текст",)),
    Case(9, "picture from outside", "html", lambda: html('<img src="http://127.0.0.1:9/a.png"><p>текст'), read=("текст",)),
    *(Case(10, "a program", format, lambda: PROGRAM, signatures.PROGRAM)
      for format in ("docx", "odt", "rtf", "pdf", "doc")),
    Case(10, "a program", "html", lambda: PROGRAM, "Это программа, а не текст: выберите файл с текстом резолюции."),
    *(Case(11, "0 bytes", format, bytes, "Файл пустой: выберите файл с текстом резолюции.")
      for format in ("docx", "odt", "rtf", "pdf", "html", "doc", "txt")),
    Case(11, "half a zip", "docx", unclosed_zip, archive.DAMAGED),
    Case(11, "half a zip", "odt", unclosed_zip, archive.DAMAGED),
    Case(11, "broken compression", "docx", random_deflate, archive.DAMAGED),
    Case(11, "no document in it", "docx", lambda: without("word/document.xml"), word_package.NO_DOCUMENT),
    Case(11, "no text in it", "odt", lambda: zipped({"mimetype": ODT_MIMETYPE}), open_document.NO_TEXT),
    Case(11, "no words in it", "docx", lambda: docx(p("")), "В файле нет текста: выберите файл с текстом резолюции."),
    Case(12, "26 MB", "docx", lambda: b"PK\x03\x04" + bytes(26 * MB),
         "Файл больше 25 МБ: оставьте в нём только текст резолюции и загрузите снова."),
    *(Case(13, "under a password or old", format, lambda: OLE, signatures.OLD_OR_LOCKED)
      for format in ("docx", "odt", "rtf", "pdf")),
    Case(13, "under a password", "odt", lambda: odt("<text:p>а</text:p>", **{
        "META-INF/manifest.xml": b"<manifest><encryption-data/></manifest>"}), archive.ENCRYPTED),
    Case(14, "under a password", "pdf", lambda: written_pdf(trailer=LOCK), pdf.LOCKED),
    Case(14, "pictures only", "pdf", lambda: blank_pdf(3), pdf_doubts.SCAN),
    Case(14, "with a script", "pdf", lambda: written_pdf(SCRIPT), read=("Forum resolution: open the hall.",)),
    Case(14, "5,000 pages", "pdf", lambda: blank_pdf(5_000), pdf.TOO_MANY_PAGES),
    Case(14, "half a file", "pdf", lambda: written_pdf()[:80], pdf.DAMAGED),
    *(Case(15, f"letters in {encoding}", "html", lambda encoding=encoding: bytes_in(encoding),
           read=("Рекомендовать мэрии города открыть центр",))
      for encoding in ("cp1251", "koi8-r", "cp866", "utf-16", "utf-8-sig")),
    Case(15, "broken UTF-8", "html", lambda: bytes_in("utf-8").replace(b"\xd1", b"\xff", 1),
         "Не удалось прочитать буквы: сохраните текст в кодировке UTF-8 и загрузите снова."),
    Case(16, "signs that turn and hide text", "docx", lambda: docx(p("мэ\u202eрия\u200b го\u00adрода\u2066")),
         read=("мэрия города",)),
    Case(16, "signs that turn and hide text", "html", lambda: html("<p>мэ&#x202e;рия&#x200b; го&shy;рода&#1;"),
         read=("мэрия города",)),
    Case(17, "halves of a sign", "rtf", lambda: rtf("\\uc0\\u55349 one\\u57343"), read=("one",)),
    Case(17, "letters in two pieces", "docx", lambda: docx(p("и\u0306од и\u0306")), read=("йод й",)),
    Case(18, "scripts", "html", lambda: html("<script>alert(1)</script><p onclick=x>текст <a href='javascript:x'>тут</a>"),
         read=("текст тут",)),
    Case(18, "scripts as text", "docx", lambda: docx(p("<script>alert(1)</script>")), read=("<script>alert(1)</script>",)),
    Case(19, "template marks", "docx", lambda: docx(p("{{ settings }} {% load x %}")), read=("{{ settings }} {% load x %}",)),
    Case(20, "a formula", "docx", lambda: docx(p("=HYPERLINK(1)")), read=("=HYPERLINK(1)",)),
    Case(23, "a way out of the folder", "docx", lambda: docx(p("текст"), **{"..__..__tmp__out.xml": b"<a/>"}), read=("текст",)),
    Case(23, "a way out of the folder", "odt", lambda: odt("<text:p>текст</text:p>", **{"../../out.xml": b"<a/>"}),
         read=("текст",)),
    Case(26, "files of the server", "html", lambda: html(
        "<p>текст</p><iframe src='file:///etc/passwd'></iframe><object data='/etc/passwd'></object>"
        "<embed src='/etc/passwd'><img src='file:///etc/passwd'>"), read=("текст",)),
]  # fmt: skip

ALL_REFUSALS = {case.refused for case in CASES if case.refused} | set(REFUSALS.values())
