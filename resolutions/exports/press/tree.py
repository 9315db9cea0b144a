"""The document as pandoc's tree, with the styles of looks/reference.docx and reference.odt.

The few raw pieces are constants: a tab, and the marks that make the list of contents one that an office program can
bring up to date. None of them ever holds a word of a document.
"""

from resolutions.exports.press.given import Document, Part, Request
from resolutions.json_data import JSON

Tree = dict[str, JSON]
VERSION = [1, 23, 1]
PLAIN: list[JSON] = ["", [], []]
CONTENTS = "Содержание"

TAB: list[Tree] = [
    {"t": "RawInline", "c": ["openxml", "<w:r><w:tab/></w:r>"]},
    {"t": "RawInline", "c": ["opendocument", "<text:tab/>"]},
]
WORD_INDEX_BEGINS = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
)
WORD_INDEX_ENDS = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
ODT_INDEX_BEGINS = (
    f'<text:table-of-content text:name="{CONTENTS}" text:protected="false">'
    '<text:table-of-content-source text:outline-level="1" text:use-index-marks="false"/><text:index-body>'
)
ODT_INDEX_ENDS = "</text:index-body></text:table-of-content>"


def tree_of(document: Document) -> Tree:
    parts = document["parts"]
    blocks: list[Tree] = [
        *([paragraph("Девиз", words(document["motto"]))] if document["motto"] else []),
        *(paragraph("Реквизиты", [*words(f"{label}: "), *words(value)]) for label, value in document["facts"]),
        paragraph("Реквизиты", [*words("Эта страница на портале: "), link(document["address"], document["address"])]),
        *contents([(place, part["title"]) for place, part in enumerate(parts) if part["level"] == 1]),
    ]
    for place, part in enumerate(parts):
        blocks += blocks_of(part, anchor(place))
    meta = {"title": document["title"], "lang": "ru-RU"}
    return {
        "pandoc-api-version": VERSION,
        "meta": {name: {"t": "MetaString", "c": value} for name, value in meta.items()},
        "blocks": blocks,
    }


def blocks_of(part: Part, name: str) -> list[Tree]:
    blocks: list[Tree] = [{"t": "Header", "c": [part["level"], [name, [], []], words(part["title"])]}]
    if part["note"]:
        blocks.append(paragraph("Реквизиты", words(part["note"])))
    blocks += [{"t": "Para", "c": words(line)} for line in part["lines"]]
    for block in part["blocks"]:
        for line in block["lines"]:
            said = words(line["text"])
            blocks.append(paragraph("Вводная", said) if line["opens"] else {"t": "Para", "c": said})
        for request in block["requests"]:
            blocks += request_blocks(request)
    return blocks


def request_blocks(request: Request) -> list[Tree]:
    first, *others = request["lines"]
    number: list[Tree] = [{"t": "Strong", "c": words(request["number"])}] if request["number"] else []
    return [
        paragraph("Рекомендация", [*number, *TAB, *words(first)]),
        *(paragraph("Продолжение", words(line)) for line in others),
        *(paragraph("Кому", words(term)) for term in request["terms"]),
        paragraph("Кому", words(f"Кому: {request['to']}")),
        paragraph("Ссылка", [link(request["link"], request["link"])]),
    ]


def contents(titles: list[tuple[int, str]]) -> list[Tree]:
    """Links to the headings; a single one needs no list."""
    if len(titles) < 2:
        return []
    lines = [[link(title, f"#{anchor(place)}")] for place, title in titles]
    lines[0].insert(0, raw("RawInline", "openxml", WORD_INDEX_BEGINS))
    lines[-1].append(raw("RawInline", "openxml", WORD_INDEX_ENDS))
    return [
        paragraph(CONTENTS, words(CONTENTS)),
        raw("RawBlock", "opendocument", ODT_INDEX_BEGINS),
        *(paragraph("toc 1", line) for line in lines),
        raw("RawBlock", "opendocument", ODT_INDEX_ENDS),
    ]


def anchor(place: int) -> str:
    return f"part-{place}"


def paragraph(style: str, inlines: list[Tree]) -> Tree:
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], [{"t": "Para", "c": inlines}]]}


def link(text: str, address: str) -> Tree:
    return {"t": "Link", "c": [PLAIN, words(text), [address, ""]]}


def words(text: str) -> list[Tree]:
    return [{"t": "Str", "c": text}]


def raw(kind: str, format: str, constant: str) -> Tree:
    return {"t": kind, "c": [format, constant]}
