"""Raised and lowered figures keep what they mean in every format."""

import pytest

from resolution_reader.readers import read_whole
from resolution_reader.readers.raised import lowered, raised
from tests.hostile.files import html, odt, rtf
from tests.resolution_reader.readers.office_files import docx, run
from tests.resolution_reader.readers.test_open_document import styles


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        ("10", "3", "³"), ("5 · 10", "-6", "⁻⁶"), ("10⁻", "6", "⁶"), ("30 м", "2", "²"), ("тыс. км", "2", "²"),
        ("x", "2", "²"),
        ("в 2027", "1", ""), ("Томска", "1", ""), ("форума»", "12", ""), ("слово.", "1, 2", ""), ("слово", "*", ""),
        ("слово", "[3]", ""), ("21", "го", "го"), ("", "1", "¹"), ("сметам", "2", ""),
    ],
)  # fmt: skip
def test_a_raised_figure_is_a_power_or_the_mark_of_a_note(before, text, expected):
    assert raised(text, before) == expected


@pytest.mark.parametrize(("before", "text", "expected"), [("CO", "2", "₂"), ("a", "ij", "ij"), ("", "2", "2")])
def test_a_lowered_figure_is_an_index(before, text, expected):
    assert lowered(text, before) == expected


UP, DOWN = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
WORD = [("10", ""), ("3", UP), (" м", ""), ("2", UP), (" двора", ""), ("1", UP), (", CO", ""), ("2", DOWN)]
SPAN = '<text:span text:style-name="{}">{}</text:span>'.format
STYLE = (
    '<style:style style:name="{}" style:family="text"><style:text-properties style:text-position="{}"/></style:style>'
).format


@pytest.mark.parametrize(
    ("format", "data"),
    [
        ("docx", docx("<w:p>" + "".join(run(text, look) for text, look in WORD) + "</w:p>")),
        ("html", html('<p>10<sup>3</sup> м<span style="vertical-align:super">2</span> двора<sup><a>1</a></sup>, CO'
                      "<sub>2</sub>")),
        ("odt", odt(f"<text:p>10{SPAN('U', 3)} м{SPAN('U', 2)} двора{SPAN('U', 1)}, CO{SPAN('D', 2)}</text:p>",
                    **{"styles.xml": styles(STYLE("U", "super 58%") + STYLE("D", "sub 58%"))})),
        ("rtf", rtf("10{\\super 3} \\'ec\\super 2\\nosupersub  \\'e4\\'e2\\'ee\\'f0\\'e0{\\up6 1}, CO{\\sub 2}\\par ")),
    ],
    ids=["docx", "html", "odt", "rtf"],  # the bytes of an archive hold the second in which it was made
)  # fmt: skip
def test_html_sup_figures_keep_their_meaning_in_every_format(format, data):
    reading = read_whole(data, format)

    assert ([block.text for block in reading.blocks], reading.lost) == (["10³ м² двора, CO₂"], ())
