#!/usr/bin/env bash
# Seen 2026-11 with markitdown 0.1.9 (mammoth 1.13.0), python-docx 1.2.0, Python 3.11.
# Guessed: a cell merged downwards is empty in the rows below, as a table of Markdown has no other way to say it.
# Seen: it is left out there, so that the row is shorter and all that follows stands a column further left. In a plan of
# measures («Что сделать | Кто | Срок» with one body for two rows) the term of the second row is who answers for it; with
# the body in the first column the measure itself is. No warning, and the table is valid. mammoth's HTML still has
# rowspan. Who hands plans to a program as Markdown asks the wrong bodies: take the HTML, or fill merged cells before.
set -euo pipefail
where=$(mktemp -d)
trap 'rm -rf "$where"' EXIT
python3 -m venv "$where/venv"
"$where/venv/bin/pip" install --quiet "markitdown[docx]==0.1.9" mammoth==1.13.0 python-docx==1.2.0
cd "$where"
"$where/venv/bin/python" -W ignore - <<'PYTHON'
import mammoth
from docx import Document
from markitdown import MarkItDown


def plan(name, rows, merged):
    paper = Document()
    table = paper.add_table(len(rows), len(rows[0]))
    for cells, words in zip(table.rows, rows):
        for cell, word in zip(cells.cells, words):
            cell.text = word
    upper, lower = merged
    table.cell(*upper).merge(table.cell(*lower)).text = rows[upper[0]][upper[1]]
    paper.save(name)
    return MarkItDown().convert(name).text_content.splitlines()[-2:]


seen = {
    "who in the middle": plan(
        "middle.docx",
        [("Что сделать", "Кто", "Срок"), ("Открыть клуб", "Управление культуры", "1 мая"), ("Открыть музей", "", "1 июня")],
        ((1, 1), (2, 1)),
    ),
    "who first": plan(
        "first.docx",
        [("Кто", "Что сделать", "Срок"), ("Управление культуры", "Открыть клуб", "1 мая"), ("", "Открыть музей", "1 июня")],
        ((1, 0), (2, 0)),
    ),
}
with open("middle.docx", "rb") as file:
    html = mammoth.convert_to_html(file).value
for where, lines in seen.items():
    print(where, *lines, sep="\n  ")
assert seen == {
    "who in the middle": ["| Открыть клуб | Управление культуры | 1 мая |", "| Открыть музей | 1 июня |"],
    "who first": ["| Управление культуры | Открыть клуб | 1 мая |", "| Открыть музей | 1 июня |"],
}
assert 'rowspan="2"' in html
PYTHON
