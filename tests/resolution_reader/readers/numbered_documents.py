# ruff: noqa: E501 -- XML reads worse when it is broken into lines
"""Documents whose automatic numbers were compared with LibreOffice's.

`LISTS[name]` is (numbering.xml, styles.xml, body). What LibreOffice 7 prints for each lies beside, in
`printed_by_libreoffice/NAME.txt`, made by

    python -m tests.resolution_reader.readers.numbered_documents FOLDER     (writes NAME.docx)
    soffice --headless --convert-to 'txt:Text (encoded):UTF8' --outdir printed_by_libreoffice FOLDER/*.docx

and bullets.txt from its PDF: the text filter writes bullets of its own instead of the document's, its pages do not.
"""

import sys
from pathlib import Path

from tests.resolution_reader.readers.office_files import abstract, docx, lvl, num, p, start_at

PRINTED = Path(__file__).parent / "printed_by_libreoffice"

LEGAL = abstract(0, lvl(0, "%1."), lvl(1, "%1.%2."), lvl(2, "%1.%2.%3."))
STYLE = '<w:style w:type="paragraph" w:styleId="{}"><w:name w:val="{}"/>{}</w:style>'


def _style(name: str, based_on: str = "", num_id: str = "", level: int | None = None, more: str = "") -> str:
    numbered = f'<w:numId w:val="{num_id}"/>' if num_id else ""
    deep = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
    properties = f"<w:pPr><w:numPr>{deep}{numbered}</w:numPr>{more}</w:pPr>" if numbered or deep else ""
    return STYLE.format(name, name, (f'<w:basedOn w:val="{based_on}"/>' if based_on else "") + properties)


LISTS: dict[str, tuple[str, str, str]] = {
    "levels": (
        LEGAL + num(1, 0),
        "",
        p("один", num="1", level=0) + p("два", num="1", level=1) + p("три", num="1", level=1)
        + p("четыре", num="1", level=2) + p("пять", num="1", level=0) + p("шесть", num="1", level=1)
        + p("семь", num="1", level=2),
    ),
    "shared_counter": (
        LEGAL + num(1, 0) + num(2, 0),
        "",
        p("один", num="1", level=0) + p("без номера") + p("два", num="2", level=0) + p("три", num="1", level=0),
    ),
    "start_override_once": (
        LEGAL + num(1, 0) + num(2, 0, start_at(0, 1)) + num(3, 0, start_at(0, 5)),
        "",
        p("один", num="1", level=0) + p("два", num="1", level=0) + p("снова один", num="2", level=0)
        + p("два", num="2", level=0) + p("три", num="1", level=0) + p("четыре", num="2", level=0)
        + p("пять", num="3", level=0) + p("шесть", num="3", level=0),
    ),
    "switched_off": (
        LEGAL + num(1, 0),
        _style("Numbered", num_id="1"),
        p("один", style="Numbered") + p("без номера", style="Numbered", num="0") + p("два", style="Numbered"),
    ),
    "styles": (
        abstract(0, lvl(0, "%1.", more='<w:pStyle w:val="First"/>'), lvl(1, "%1.%2)", more='<w:pStyle w:val="Second"/>'))
        + num(1, 0),
        _style("First", num_id="1") + _style("Second", "First", num_id="1", level=1) + _style("Third", "First"),
        p("один", style="First") + p("один-один", style="Second") + p("один-два", style="Second")
        + p("два", style="Third") + p("два-один", style="Second"),
    ),
    "formats": (
        "".join(
            abstract(index, lvl(0, text, style)) + "" for index, (text, style) in enumerate((
                ("%1)", "russianLower"), ("%1.", "russianUpper"), ("%1.", "upperRoman"), ("(%1)", "lowerRoman"),
                ("%1)", "lowerLetter"), ("%1.", "upperLetter"), ("%1.", "decimalZero"), ("№ %1", "decimal")))
        ) + "".join(num(index + 1, index) for index in range(8)),
        "",
        "".join(p(word, num=str(index), level=0) for index in range(1, 9) for word in ("раз", "два", "три", "четыре")),
    ),
    "bullets": (
        abstract(0, lvl(0, "–", "bullet"), lvl(1, "•", "bullet")) + num(1, 0),
        "",
        p("один", num="1", level=0) + p("два", num="1", level=1) + p("три", num="1", level=0),
    ),
    "starts_deep": (
        LEGAL + num(1, 0),
        "",
        p("глубоко", num="1", level=1) + p("ещё", num="1", level=1) + p("наверху", num="1", level=0)
        + p("под ним", num="1", level=1),
    ),
    "starts_at_three": (
        abstract(0, lvl(0, "%1.", start=3), lvl(1, "%1.%2.", start=0)) + num(1, 0),
        "",
        p("три", num="1", level=0) + p("три-ноль", num="1", level=1) + p("четыре", num="1", level=0)
        + p("четыре-ноль", num="1", level=1),
    ),
    "never_restarts": (
        abstract(0, lvl(0, "Секция %1."), lvl(1, "%2.", more='<w:lvlRestart w:val="0"/>')) + num(1, 0),
        "",
        p("Дом", num="1", level=0) + p("раз", num="1", level=1) + p("два", num="1", level=1)
        + p("Двор", num="1", level=0) + p("три", num="1", level=1),
    ),
    "legal_figures": (
        abstract(0, lvl(0, "%1.", "upperRoman"), lvl(1, "%1.%2.", more="<w:isLgl/>"), lvl(2, "%1.%2.%3")) + num(1, 0),
        "",
        p("римская", num="1", level=0) + p("вторая", num="1", level=0) + p("цифрами", num="1", level=1)
        + p("ниже", num="1", level=2),
    ),
    "levels_anew": (
        LEGAL + num(1, 0) + num(2, 0, f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>{lvl(0, "%1)")}</w:lvlOverride>'),
        "",
        p("один", num="1", level=0) + p("иначе", num="2", level=0) + p("иначе", num="2", level=0) + p("два", num="1", level=0),
    ),
    "unprinted": (
        abstract(0, lvl(0, "", "none"), lvl(1, "%2.")) + num(1, 0),
        "",
        p("без знака", num="1", level=0) + p("раз", num="1", level=1) + p("два", num="1", level=1),
    ),
    "empty_numbered": (
        LEGAL + num(1, 0),
        "",
        p("один", num="1", level=0) + p("", num="1", level=0) + p("три", num="1", level=0),
    ),
    "suffixes": (
        abstract(0, lvl(0, "%1.", more='<w:suff w:val="space"/>'), lvl(1, "%1.%2.", more='<w:suff w:val="nothing"/>')) + num(1, 0),
        "",
        p("пробел", num="1", level=0) + p("ничего", num="1", level=1),
    ),
}  # fmt: skip


def document(name: str) -> bytes:
    numbering, styles, body = LISTS[name]
    # abstractNum elements come first, as Word writes them and LibreOffice expects them.
    return docx(body, numbering, styles)


if __name__ == "__main__":
    for name in LISTS:
        (Path(sys.argv[1]) / f"{name}.docx").write_bytes(document(name))
