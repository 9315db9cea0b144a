#!/usr/bin/env bash
# Seen 2026-11 with pandoc 3.9 (pypandoc-binary 1.17), Python 3.11.
# Guessed: what LibreOffice prints of an .odt is in pandoc's text, or pandoc warns; what it hides is not.
# Seen: without a word and with exit 0 these are gone: a fixed date («Insert, Field, Date»), the answer of a conditional
# text, a cross-reference by number to a table, a paragraph numbered by itself, all of a text box. A section that is
# hidden (text:display="none") is there. So a resolution read through pandoc can lose its day, «см. таблицу 3», whole items, and
# publish what was hidden. Compare the words of content.xml with what came, or turn fields into spans first.
set -euo pipefail
where=$(mktemp -d)
trap 'rm -rf "$where"' EXIT
python3 -m venv "$where/venv"
"$where/venv/bin/pip" install --quiet pypandoc-binary==1.17
"$where/venv/bin/python" - <<'PYTHON'
import io
import subprocess
import zipfile

import pypandoc

OASIS = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = {"office": "office", "text": "text", "draw": "drawing", "style": "style", "svg": "svg-compatible"}
DECLARED = " ".join(f'xmlns:{short}="{OASIS}:{name}:1.0"' for short, name in NAMES.items())
TYPE = "application/vnd.oasis.opendocument.text"
MANIFEST = (
    f'<m:manifest xmlns:m="{OASIS}:manifest:1.0" m:version="1.2"><m:file-entry m:full-path="/" m:media-type="{TYPE}"/>'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/>'
    '<m:file-entry m:full-path="styles.xml" m:media-type="text/xml"/></m:manifest>'
)


def text_of(body):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", TYPE)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
        content = f'<office:document-content {DECLARED} office:version="1.2"><office:body><office:text>{body}</office:text>'
        archive.writestr("content.xml", f"{content}</office:body></office:document-content>")
        styles = f'<office:document-styles {DECLARED} office:version="1.2"><office:styles/></office:document-styles>'
        archive.writestr("styles.xml", styles)
    command = [pypandoc.get_pandoc_path(), "--from", "odt", "--to", "plain", "--wrap", "none"]
    done = subprocess.run(command, input=packed.getvalue(), capture_output=True, check=True)
    return " ".join(done.stdout.decode().split()), done.stderr.decode()


BODIES = {
    "fixed date": '<text:p>Срок: <text:date text:fixed="true">5 июня 2026 г.</text:date> включительно</text:p>',
    "conditional text": '<text:p>Принято: <text:conditional-text text:condition="ooow:1==1"'
    ' text:string-value-if-true="да" text:string-value-if-false="нет">да</text:conditional-text></text:p>',
    "reference by number": '<text:p>см. таблицу <text:sequence-ref text:ref-name="t">3</text:sequence-ref> ниже</text:p>',
    "numbered paragraph": "<text:numbered-paragraph><text:number>1.</text:number><text:p>Открыть клуб.</text:p>"
    "</text:numbered-paragraph><text:p>Конец.</text:p>",
    "text box": '<text:p>До<draw:frame svg:width="5cm"><draw:text-box><text:p>Провести конкурс.</text:p></draw:text-box>'
    "</draw:frame> после</text:p>",
    "hidden section": '<text:section text:name="s" text:display="none"><text:p>Не печатать.</text:p></text:section>'
    "<text:p>Конец.</text:p>",
}
seen = {what: text_of(body) for what, body in BODIES.items()}
for what, (text, warning) in seen.items():
    print(f"{what}: {text!r}, warning {warning!r}")
assert pypandoc.get_pandoc_version() == "3.9"
assert seen == {
    "fixed date": ("Срок: включительно", ""),
    "conditional text": ("Принято:", ""),
    "reference by number": ("см. таблицу ниже", ""),
    "numbered paragraph": ("Конец.", ""),
    "text box": ("До после", ""),
    "hidden section": ("Не печатать. Конец.", ""),
}
PYTHON
