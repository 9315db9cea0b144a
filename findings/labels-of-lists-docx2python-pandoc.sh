#!/usr/bin/env bash
# Seen 2026-11 with docx2python 3.7.1 and pandoc 3.9 (pypandoc-binary 1.17), python-docx 1.2.0, Python 3.11.
# Guessed: what reads a list of Word as text gives the label that Word prints, at least for decimal numbers.
# Seen: docx2python puts «1)» for «1.» and for «1.1.», whatever the list says, and «--» for Russian letters and for 01, 02
# (with a warning). pandoc puts «1.» for «1.1.» and «1)» for «а)», without a word. So «п. 2.1» of a resolution cannot be
# found in either text, and «а)» below «2.» looks like one more «1)». Read numbering.xml yourself, or ask LibreOffice.
set -euo pipefail
where=$(mktemp -d)
trap 'rm -rf "$where"' EXIT
python3 -m venv "$where/venv"
"$where/venv/bin/pip" install --quiet docx2python==3.7.1 pypandoc-binary==1.17 python-docx==1.2.0
cd "$where"
"$where/venv/bin/python" -W ignore - <<'PYTHON'
import re

import docx2python
import pypandoc
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

ITEMS = [(0, "Управлению культуры:"), (1, "открыть клуб;"), (1, "провести смотр."), (0, "Школам:"), (1, "помочь.")]


def label_of(line):
    return re.match(r"\s*(\S+)\s", line)[1]


def labels(*levels):
    """What each reader puts before the five items of a list of two levels, each a format and a label text."""
    document = Document()
    numbering = document.part.numbering_part.element
    rows = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for at, (kind, text) in enumerate(levels)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{rows}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in ITEMS:
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>'))
    document.save("list.docx")
    texts = docx2python.docx2python("list.docx").text, pypandoc.convert_file("list.docx", "plain")
    return [[label_of(line) for line in text.splitlines() if line.strip()] for text in texts]


seen = {
    "1. and 1.1.": labels(("decimal", "%1."), ("decimal", "%1.%2.")),
    "1. and а)": labels(("decimal", "%1."), ("russianLower", "%2)")),
    "1. and 01)": labels(("decimal", "%1."), ("decimalZero", "%2)")),
}
for what, (by_docx2python, by_pandoc) in seen.items():
    print(f"{what}: docx2python {by_docx2python}, pandoc {by_pandoc}")
assert pypandoc.get_pandoc_version() == "3.9"
assert seen == {
    "1. and 1.1.": [["1)", "1)", "2)", "2)", "1)"], ["1.", "1.", "2.", "2.", "1."]],
    "1. and а)": [["1)", "--", "--", "2)", "--"], ["1.", "1)", "2)", "2.", "1)"]],
    "1. and 01)": [["1)", "--", "--", "2)", "--"], ["1.", "1)", "2)", "2.", "1)"]],
}
PYTHON
