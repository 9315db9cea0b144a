"""A Document -> .txt, .html and .rtf as people's programs write them; .odt is made of the .html by pandoc."""

import html
import textwrap
from itertools import groupby

from .markup import Document, Paragraph, Table


def as_text(document: Document) -> bytes:
    width = int(document.fact("wrap") or 0)
    lines = []
    for paragraph in document.body:
        assert isinstance(paragraph, Paragraph)  # nobody types tables into a text file here
        text = f"{paragraph.label} {paragraph.text}".strip()
        if not width or not text:
            lines.append(text)
            continue
        indent = "" if paragraph.label else "    "
        lines += textwrap.wrap(text, width, initial_indent=indent, break_on_hyphens=False, drop_whitespace=True)
    return ("\n".join(lines) + "\n").encode()


def as_html(document: Document) -> bytes:
    parts = []
    for kind, group in groupby(document.body, html_list):
        inside = "\n".join(html_block(block, kind) for block in group)
        parts.append(f"<{kind}>\n{inside}\n</{kind.split()[0]}>" if kind else inside)
    head = f'<!DOCTYPE html>\n<html lang="ru"><head><meta charset="utf-8"><title>{html.escape(document.fact("title"))}'
    return (head + "</title></head><body>\n" + "\n".join(parts) + "\n</body></html>\n").encode()


def html_list(block: Paragraph | Table) -> str:
    if isinstance(block, Paragraph) and block.label == "•":
        return "ul"
    return ""


def html_block(block: Paragraph | Table, kind: str) -> str:
    assert isinstance(block, Paragraph)
    text = html.escape(block.text, quote=False)
    if kind:
        return f"<li>{text}</li>"
    if block.label.rstrip(".").isdigit():
        return f'<ol start="{block.label.rstrip(".")}"><li>{text}</li></ol>'
    text = f"{block.label} {text}".strip()
    if "b" in block.flags:
        text = f"<b>{text}</b>"
    heading = next((flag for flag in block.flags if flag in ("h1", "h2")), "p")
    centred = ' style="text-align:center"' if "c" in block.flags else ""
    return f"<{heading}{centred}>{text}</{heading}>"


def as_rtf(document: Document) -> bytes:
    """The bytes of cp1251 as escapes, which is how Word of the time wrote Russian."""
    lines = [r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\froman\fcharset204 Times New Roman;}}\f0\fs28"]
    for paragraph in document.body:
        assert isinstance(paragraph, Paragraph)
        text = f"{paragraph.label} {paragraph.text}".strip()
        escaped = "".join(chr(byte) if byte < 128 else f"\\'{byte:02x}" for byte in text.encode("cp1251"))
        align, bold = (r"\qc" if "c" in paragraph.flags else r"\qj"), "b" in paragraph.flags
        lines.append(rf"\pard{align} " + (rf"{{\b {escaped}}}" if bold else escaped) + r"\par")
    return ("\n".join(lines) + "}").encode("ascii")
