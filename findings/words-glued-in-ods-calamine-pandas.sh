#!/usr/bin/env bash
# Seen 2026-11 with python-calamine 0.9.1, pandas 3.1.1 with odfpy 1.4.1, pyexcel-ods3 0.6.1, Python 3.11.
# Guessed: whatever parts words in a cell of an .ods (a tab, a line break inside a paragraph) is white space in the value.
# Seen: calamine drops both <text:tab/> and <text:line-break/>, pandas drops the tab: «1.<tab>Открыть» is «1.Открыть» and
# «Открыть каток<break>до 1 июня» is «Открыть катокдо 1 июня»; pyexcel-ods3 keeps both. LibreOffice writes such a tab when a
# numbered list is pasted into a cell. So an item loses its number or its term, and a search for «каток» does not find it.
set -euo pipefail
where=$(mktemp -d)
trap 'rm -rf "$where"' EXIT
python3 -m venv "$where/venv"
"$where/venv/bin/pip" install --quiet pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1 pyexcel-ods3==0.6.1
"$where/venv/bin/python" - "$where/table.ods" <<'PYTHON'
import sys
import zipfile

import pandas
from pyexcel_ods3 import get_data
from python_calamine import load_workbook

TYPE = "application/vnd.oasis.opendocument.spreadsheet"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
DECLARED = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "text", "table"))
CELLS = ("1.<text:tab/>Открыть", "Открыть каток<text:line-break/>до 1 июня", 'мэрии<text:s text:c="2"/>города')
rows = "".join(
    f'<table:table-row><table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell></table:table-row>'
    for cell in CELLS
)
with zipfile.ZipFile(sys.argv[1], "w") as archive:
    archive.writestr("mimetype", TYPE)
    archive.writestr(
        "META-INF/manifest.xml",
        f'<m:manifest xmlns:m="{OASIS}:manifest:1.0" m:version="1.2"><m:file-entry m:full-path="/" m:media-type="{TYPE}"/>'
        '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>',
    )
    archive.writestr(
        "content.xml",
        f'<office:document-content {DECLARED} office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>',
    )
seen = {
    "calamine": [row[0] for row in load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()],
    "pandas": list(pandas.read_excel(sys.argv[1], engine="odf", header=None)[0]),
    "pyexcel-ods3": [row[0] for row in get_data(sys.argv[1])["1"]],
}
for name, values in seen.items():
    print(f"{name}: {values}")
assert seen["calamine"] == ["1.Открыть", "Открыть катокдо 1 июня", "мэрии  города"]
assert seen["pandas"] == ["1.Открыть", "Открыть каток\nдо 1 июня", "мэрии  города"]
assert seen["pyexcel-ods3"] == ["1.\tОткрыть", "Открыть каток\nдо 1 июня", "мэрии  города"]
PYTHON
