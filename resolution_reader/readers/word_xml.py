"""The few things the readers of .docx ask of an XML element. Namespaces in, plain names out."""

from collections.abc import Iterator

from lxml import etree

from resolution_reader.readers import trees

# The second one is the namespace of «Strict Open XML», which Word offers in its list of formats.
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = "{" + TRANSITIONAL.decode() + "}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"

OFF = ("0", "false", "off")


def root_of(data: bytes) -> etree._Element:
    """The root element of a part, in the usual namespace; UnreadableDocument as trees.root_of() has it."""
    return trees.root_of(data.replace(STRICT, TRANSITIONAL))


def w(name: str) -> str:
    return W + name


def child(element: etree._Element | None, name: str) -> etree._Element | None:
    return None if element is None else element.find(W + name)


def children(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return element.iterchildren(W + name)


def value(element: etree._Element | None) -> str:
    """w:val, the attribute that says most; empty when there is none."""
    return "" if element is None else element.get(W + "val", "")


def number(element: etree._Element, attribute: str) -> int:
    """A number in an attribute; 0 for what is none or is absurdly large."""
    written = element.get(W + attribute, "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0


def flag(properties: etree._Element | None, name: str) -> bool | None:
    """<w:b/> is true, <w:b w:val="0"/> is false, absence is None: then the style decides."""
    found = child(properties, name)
    return None if found is None else value(found) not in OFF
