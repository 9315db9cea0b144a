"""A Document -> .docx, with what python-docx does not write added as raw XML: automatic numbering, tracked changes,
a footnote, a text box."""

import io
import itertools

from docx import Document as new_document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

from .markup import Document, Paragraph, Table

STYLES = {"t": "Title", "h1": "Heading 1", "h2": "Heading 2"}
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
BOX = """<w:r {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape><v:textbox>{inside}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def as_word(document: Document) -> bytes:
    writing = Writing(document)
    for block in document.body:
        writing.table(block) if isinstance(block, Table) else writing.paragraph(block)
    return writing.finish()


class Writing:
    def __init__(self, document: Document) -> None:
        self.source = document
        self.word = new_document()
        self.revisions = itertools.count(1)
        self.numbers: dict[str, int] = {}
        self.by_style: set[str] = set()
        for rule in document.facts.get("list", []):
            self.numbering(*rule.partition(": ")[::2])

    def numbering(self, name: str, rule: str) -> None:
        """`decimal %1. / decimal %1.%2.` a new list; `= a` the same list, restarted at one; `style …` by style."""
        root = self.word.part.numbering_part.element
        number = 100 + len(self.numbers)
        self.numbers[name] = number
        abstract = 100 + list(self.numbers).index(rule.removeprefix("= ")) if rule.startswith("= ") else number
        restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if abstract != number else ""
        if not restart:
            levels = rule.removeprefix("style ").split(" / ")
            inside = "".join(self.list_level(at, *level.split(" ", 1)) for at, level in enumerate(levels))
            first = root.find(qn("w:num"))
            first.addprevious(
                parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">{inside}</w:abstractNum>')
            )
        root.append(
            parse_xml(
                f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{restart}</w:num>'
            )
        )
        if rule.startswith("style "):
            self.by_style.add(name)
            for level in range(len(rule.split(" / "))):
                style = self.word.styles.add_style(f"Пункт {name} {level}", WD_STYLE_TYPE.PARAGRAPH)
                style.element.get_or_add_pPr().append(self.numbered(number, level))

    @staticmethod
    def list_level(level: int, kind: str, text: str) -> str:
        return (
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/></w:lvl>'
        )

    @staticmethod
    def numbered(number: int, level: int):
        inside = f'<w:ilvl w:val="{level}"/><w:numId w:val="{number}"/>'
        return parse_xml(f"<w:numPr {nsdecls('w')}>{inside}</w:numPr>")

    def paragraph(self, block: Paragraph) -> None:
        if not block.text:
            return
        style = next((STYLES[flag] for flag in block.flags if flag in STYLES), None)
        if block.list_name in self.by_style:
            style = f"Пункт {block.list_name} {block.level}"
        paragraph = self.word.add_paragraph(style=style)
        if "c" in block.flags:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if "r" in block.flags:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if block.list_name and block.list_name not in self.by_style:
            paragraph._p.get_or_add_pPr().append(self.numbered(self.numbers[block.list_name], block.level))
        elif block.label and not block.list_name:
            paragraph.add_run(f"{block.label} ")
        for piece in block.pieces:
            run = paragraph.add_run(piece.text)
            run.bold, run.italic = "b" in block.flags or None, "i" in block.flags or None
            if piece.kind == "footnote":
                run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="2"/>'))
            elif piece.kind != "plain":
                self.track(run, piece.kind)

    def track(self, run, kind: str) -> None:
        tag = "w:ins" if kind == "inserted" else "w:del"
        change = parse_xml(
            f'<{tag} {nsdecls("w")} w:id="{next(self.revisions)}" w:author="Редактор" w:date="2023-01-01T00:00:00Z"/>'
        )
        run._r.addprevious(change)
        change.append(run._r)
        if kind == "deleted":
            for text in run._r.findall(qn("w:t")):
                text.tag = qn("w:delText")

    def table(self, block: Table) -> None:
        table = self.word.add_table(rows=0, cols=len(block.kinds))
        table.style = "Table Grid"
        for at, row in enumerate(block.rows):
            cells = table.add_row().cells
            if len(row) == 1:  # one cell across the whole row
                cells = [cells[0].merge(cells[-1])]
            for cell, text in zip(cells, row, strict=True):
                cell.paragraphs[0].add_run(text).bold = at == 0 or None

    def finish(self) -> bytes:
        source, word = self.source, self.word
        word.styles["Normal"].font.size = Pt(14)
        section = word.sections[0]
        if source.fact("header"):
            section.header.paragraphs[0].text = source.fact("header")
        if source.fact("footer"):
            section.footer.paragraphs[0].text = source.fact("footer")
        if source.fact("comment"):
            word.add_comment(word.paragraphs[-1].runs, source.fact("comment"), author="Редактор")
        if source.fact("footnote"):
            self.footnote(source.fact("footnote"))
        if source.fact("textbox"):
            inside = f"<w:txbxContent><w:p><w:r><w:t>{source.fact('textbox')}</w:t></w:r></w:p></w:txbxContent>"
            word.paragraphs[1]._p.append(parse_xml(BOX.format(ns=nsdecls("w"), inside=inside)))
        written = io.BytesIO()
        word.save(written)
        return written.getvalue()

    def footnote(self, text: str) -> None:
        note = f'<w:footnote w:id="2"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:footnote>'
        xml = f"<w:footnotes {nsdecls('w')}>{note}</w:footnotes>"
        part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, xml.encode(), self.word.part.package)
        self.word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
