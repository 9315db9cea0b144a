"""The standard's elements, and how the register's things are called inside one document."""

from lxml import etree
from lxml.builder import ElementMaker

from resolutions.characters import writable
from resolutions.models import Addressee, Theme

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
MEDIA_TYPE = "application/akn+xml"
REGISTER = "register"
ORGANIZER = "organizer"
PLACE = "place"

Element = etree._Element
A = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


def addressee_id(addressee: Addressee) -> str:
    return f"addressee-{addressee.slug}"


def theme_id(theme: Theme) -> str:
    return f"theme-{theme.slug}"


def to(*names: str) -> str:
    """A reference, or several, to what stands in this document under these identifiers."""
    return " ".join(f"#{name}" for name in names)


def paragraphs(text: str) -> list[Element]:
    """Each line of a text is a paragraph, as on our pages."""
    return [A.p(line) for line in lines(text)]


def lines(text: str) -> list[str]:
    return [line for line in writable(text).splitlines() if line.strip()]
