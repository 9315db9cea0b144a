"""The two real resolutions as files of every format, made from their text."""

import html
import io
import json
import subprocess
from functools import cache

import docx
import pypandoc
import typst
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from resolution_reader.structure.numbering import split_label
from tests.documents.scored import SEED_FILES

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FORMATS = ("docx", "odt", "rtf", "pdf", "html")


@cache
def seed_file(seed: str, format: str) -> bytes:
    lines = SEED_FILES[seed].read_text(encoding="utf-8").split("\n")
    return MAKERS[format](lines)


def _html(lines: list[str], head: str = "") -> bytes:
    paragraphs = "".join(f"<p>{html.escape(line)}</p>\n" for line in lines)
    return f"<html><head>{head}</head><body>{paragraphs}</body></html>".encode()


def _by_pandoc(format: str, lines: list[str]) -> bytes:
    command = [pypandoc.get_pandoc_path(), "-f", "html", "-t", format, "-s", "-o", "-"]
    return subprocess.run(command, input=_html(lines), capture_output=True, check=True).stdout


def _pdf(lines: list[str]) -> bytes:
    """Justified, hyphenated and numbered pages, as an office prints them."""
    source = '#set page(margin: 2cm, numbering: "1")\n#set text(lang: "ru", size: 11pt, hyphenate: true)\n'
    source += "#set par(justify: true)\n"
    for line in lines:
        source += f"#par(text({json.dumps(line.strip(), ensure_ascii=False)}))\n" if line.strip() else "#v(1em)\n"
    return typst.compile(source.encode())


def _docx(lines: list[str]) -> bytes:
    """Every typed label becomes an automatic one: a new list wherever the text begins again with 1."""
    document = docx.Document()
    lists = document.part.numbering_part.element
    for number, (style, mark) in enumerate((("decimal", "%1."), ("bullet", "-")), start=900):
        lists.insert(0, parse_xml(
            f'<w:abstractNum {NAMESPACE} w:abstractNumId="{number}"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{style}"/><w:lvlText w:val="{mark}"/></w:lvl></w:abstractNum>'
        ))  # fmt: skip
    current = 900
    for line in lines:
        label, text = split_label(line)
        if not label:
            document.add_paragraph(line)
            continue
        if label in ("1.", "-"):
            current += 1
            lists.append(parse_xml(
                f'<w:num {NAMESPACE} w:numId="{current}"><w:abstractNumId w:val="{901 if label == "-" else 900}"/>'
                f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            ))  # fmt: skip
        properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().set(qn("w:val"), "0")
        properties.get_or_add_numId().set(qn("w:val"), str(current))
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


MAKERS = {
    "docx": _docx,
    "odt": lambda lines: _by_pandoc("odt", lines),
    "rtf": lambda lines: _by_pandoc("rtf", lines),
    "pdf": _pdf,
    "html": lambda lines: _html(lines, "<title>Имя файла, которого в тексте нет</title>"),
}
