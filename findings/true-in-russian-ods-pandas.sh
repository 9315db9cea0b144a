#!/usr/bin/env bash
# Seen 2026-11 with pandas 3.1.1 and odfpy 1.4.1, Python 3.11; LibreOffice 7.4 writes such a cell where the column is Russian.
# Guessed: pandas.read_excel(engine="odf") gives the value that the file states (office:boolean-value="true"): True.
# Seen: it compares what the cell *shows* with the word TRUE. A cell that shows «ИСТИНА» (Russian) or «WAHR» comes as False,
# without a word; python-calamine 0.9.1 says True. So a table of recommendations whose column «Исполнено» was ticked in a
# Russian office comes in as «nothing was done». Read office:boolean-value, or take calamine.
set -euo pipefail
where=$(mktemp -d)
trap 'rm -rf "$where"' EXIT
python3 -m venv "$where/venv"
"$where/venv/bin/pip" install --quiet pandas==3.1.1 odfpy==1.4.1 python-calamine==0.9.1
"$where/venv/bin/python" - "$where/table.ods" <<'PYTHON'
import sys
import zipfile

import pandas
from python_calamine import load_workbook

TYPE = "application/vnd.oasis.opendocument.spreadsheet"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
DECLARED = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "text", "table"))
SHOWN = ("TRUE", "ИСТИНА", "WAHR", "ДА")
cells = "".join(
    f'<table:table-row><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>{shown}</text:p>'
    "</table:table-cell></table:table-row>"
    for shown in SHOWN
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
        f'<table:table table:name="1">{cells}</table:table></office:spreadsheet></office:body></office:document-content>',
    )
by_pandas = [bool(value) for value in pandas.read_excel(sys.argv[1], engine="odf", header=None)[0]]
by_calamine = [row[0] for row in load_workbook(sys.argv[1]).get_sheet_by_index(0).to_python()]
print("shown:", SHOWN, "pandas:", by_pandas, "calamine:", by_calamine)
assert by_pandas == [True, False, False, False]
assert by_calamine == [True, True, True, True]
PYTHON
