#!/usr/bin/env bash
# Seen 2026-11 with kreuzberg 4.10.4, python-docx 1.2.0 (markitdown 0.1.9 beside it), Python 3.11.
# Guessed: what stands between two words in Word, a tab or a hyphen that does not break, is some character in the text.
# Seen: kreuzberg leaves out both without a trace. «дома 5‑7» is house 57, «2026‑2027» is the year 20262027, a label, what is
# asked and its term that tabs part are one word. markitdown keeps them. Typists of resolutions set that hyphen
# (Ctrl+Shift+_) just in numbers and abbreviations; who reads addresses or terms from such text gets wrong ones silently.
set -euo pipefail
where=$(mktemp -d)
trap 'rm -rf "$where"' EXIT
python3 -m venv "$where/venv"
"$where/venv/bin/pip" install --quiet kreuzberg==4.10.4 "markitdown[docx]==0.1.9" python-docx==1.2.0
cd "$where"
"$where/venv/bin/python" -W ignore - <<'PYTHON'
import kreuzberg
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from markitdown import MarkItDown

paper = Document()
line = paper.add_paragraph("Отремонтировать дома 5")
for words in ("7 в 2026", "2027 годах."):
    line._p.append(parse_xml(f'<w:r {nsdecls("w")}><w:noBreakHyphen/><w:t>{words}</w:t></w:r>'))
paper.add_paragraph("1.1.\tШколам\tдо 1 мая")  # python-docx writes <w:tab/>
paper.save("paper.docx")

seen = kreuzberg.extract_file_sync("paper.docx").content
beside = MarkItDown().convert("paper.docx").text_content
print(f"kreuzberg: {seen!r}\nmarkitdown: {beside!r}")
assert seen == "Отремонтировать дома 57 в 20262027 годах.\n\n1.1.Школамдо 1 мая"
assert beside == "Отремонтировать дома 5\N{NON-BREAKING HYPHEN}7 в 2026\N{NON-BREAKING HYPHEN}2027 годах.\n\n1.1. Школам до 1 мая"
PYTHON
