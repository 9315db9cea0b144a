"""Makes reference.docx and reference.odt anew: pandoc's own, with our page, letters and styles.

For whoever changes how documents look: python -m resolutions.exports.looks.make
"""

import io
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import docx
import pypandoc
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from lxml import etree

FOLDER = Path(__file__).resolve().parent
SERIF, BRAND, SOFT, INK = "Times New Roman", "0B4F6C", "4B5A62", "000000"
MARGINS = (2.0, 2.0, 2.0, 2.5)  # top, right, bottom, left, in centimetres
HANG = 1.25


@dataclass(frozen=True)
class Style:
    """A paragraph: letters in points, distances in points, indents in centimetres."""

    size: float = 12
    bold: bool = False
    italic: bool = False
    colour: str = INK
    above: float = 0
    below: float = 6
    left: float = 0
    first: float = 0
    stays: bool = False  # on the page of what follows


STYLES = {
    "Title": Style(20, bold=True, colour=BRAND, below=8),
    "Heading 1": Style(15, bold=True, colour=BRAND, above=20, below=8, stays=True),
    "Heading 2": Style(13, bold=True, above=14, below=6, stays=True),
    "Body Text": Style(),
    "First Paragraph": Style(),
    "Девиз": Style(13, italic=True, below=10),
    "Реквизиты": Style(11, below=3),
    "Содержание": Style(13, bold=True, above=16, below=6, stays=True),
    "toc 1": Style(11, below=3),
    "Вводная": Style(bold=True, above=6, stays=True),
    "Рекомендация": Style(above=10, below=4, left=HANG, first=-HANG, stays=True),
    "Продолжение": Style(below=4, left=HANG, stays=True),
    "Кому": Style(11, below=0, left=HANG, stays=True),
    "Ссылка": Style(10, colour=SOFT, below=4, left=HANG),
}

IN_ODT = {"Body Text": "Text body", "First Paragraph": "First paragraph", "toc 1": "Contents 1"}


def pandocs(name: str) -> io.BytesIO:
    command = [pypandoc.get_pandoc_path(), f"--print-default-data-file={name}"]
    return io.BytesIO(subprocess.run(command, capture_output=True, check=True).stdout)


def word() -> bytes:
    document = docx.Document(pandocs("reference.docx"))
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Cm, MARGINS)
    known = {style.name: style for style in document.styles}
    for name, wanted in STYLES.items():
        style = known.get(name) or document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        assert isinstance(style, ParagraphStyle)
        style.base_style = document.styles["Normal"]
        letters, shape = style.font, style.paragraph_format
        letters.name, letters.size = SERIF, Pt(wanted.size)
        letters.bold, letters.italic = wanted.bold, wanted.italic
        letters.color.rgb = RGBColor.from_string(wanted.colour)
        same_letters_everywhere(style)
        shape.space_before, shape.space_after = Pt(wanted.above), Pt(wanted.below)
        shape.left_indent, shape.first_line_indent = Cm(wanted.left), Cm(wanted.first)
        shape.keep_with_next, shape.alignment = wanted.stays, 0
    link = document.styles["Hyperlink"]
    assert isinstance(link, CharacterStyle)
    link.font.color.rgb = RGBColor.from_string(BRAND)
    number_pages(section)
    document.core_properties.title = ""
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def same_letters_everywhere(style: ParagraphStyle) -> None:
    """Pandoc's styles name letters of the theme, which would win over ours."""
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), SERIF)


def number_pages(section: Section) -> None:
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = 2
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        run = paragraph.add_run()
        run.font.size, run.font.name = Pt(10), SERIF
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
        mark.text = text
        run._element.append(mark)


def odt() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(pandocs("reference.odt")) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry, restyled(data) if entry.filename == "styles.xml" else data)
    return made.getvalue()


def restyled(data: bytes) -> bytes:
    root = etree.fromstring(data)
    space = {prefix: address for prefix, address in root.nsmap.items() if prefix}
    styles = root.find("office:styles", space)
    assert styles is not None
    for name, wanted in STYLES.items():
        known = IN_ODT.get(name, name)
        for old in styles.findall("style:style", space):
            if old.get(f"{{{space['style']}}}name") == known.replace(" ", "_20_"):
                styles.remove(old)
        styles.append(odt_style(known, wanted, space))
    styles.append(odt_alias("toc 1", IN_ODT["toc 1"], space))
    for default in styles.findall("style:default-style/style:text-properties", space):
        default.set(f"{{{space['fo']}}}language", "ru")
        default.set(f"{{{space['fo']}}}country", "RU")
    for page in root.iterfind(".//style:page-layout-properties", space):
        sizes = {"page-width": 21, "page-height": 29.7}
        sizes |= dict(zip(("margin-top", "margin-right", "margin-bottom", "margin-left"), MARGINS, strict=True))
        for name, length in sizes.items():
            page.set(f"{{{space['fo']}}}{name}", f"{length}cm")
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def odt_style(name: str, wanted: Style, space: dict[str, str]) -> etree._Element:
    style = named(name, space)
    style.set(f"{{{space['style']}}}parent-style-name", "Heading" if name.startswith("Heading") else "Standard")
    if name.startswith("Heading"):
        style.set(f"{{{space['style']}}}default-outline-level", name[-1])
    shape = etree.SubElement(style, f"{{{space['style']}}}paragraph-properties")
    for key, value in {
        "margin-top": f"{wanted.above}pt",
        "margin-bottom": f"{wanted.below}pt",
        "margin-left": f"{wanted.left}cm",
        "text-indent": f"{wanted.first}cm",
        "text-align": "start",
        "keep-with-next": "always" if wanted.stays else "auto",
    }.items():
        shape.set(f"{{{space['fo']}}}{key}", value)
    letters = etree.SubElement(style, f"{{{space['style']}}}text-properties")
    letters.set(f"{{{space['style']}}}font-name", SERIF)
    for key, value in {
        "font-size": f"{wanted.size}pt",
        "font-weight": "bold" if wanted.bold else "normal",
        "font-style": "italic" if wanted.italic else "normal",
        "color": f"#{wanted.colour}",
    }.items():
        letters.set(f"{{{space['fo']}}}{key}", value)
    return style


def odt_alias(name: str, parent: str, space: dict[str, str]) -> etree._Element:
    style = named(name, space)
    style.set(f"{{{space['style']}}}parent-style-name", parent.replace(" ", "_20_"))
    return style


def named(name: str, space: dict[str, str]) -> etree._Element:
    style = etree.Element(f"{{{space['style']}}}style")
    style.set(f"{{{space['style']}}}name", name.replace(" ", "_20_"))
    style.set(f"{{{space['style']}}}display-name", name)
    style.set(f"{{{space['style']}}}family", "paragraph")
    style.set(f"{{{space['style']}}}class", "text")
    return style


if __name__ == "__main__":
    (FOLDER / "reference.docx").write_bytes(word())
    (FOLDER / "reference.odt").write_bytes(odt())
