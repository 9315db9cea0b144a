"""The resolution itself: preface, preamble, sections with their recommendations.

The register keeps no closing words, so there are no `<conclusions>`.
"""

from collections.abc import Iterable
from datetime import date

from lxml import etree

from resolutions.characters import writable
from resolutions.models import Forum, Line, Recommendation, Section
from resolutions.open_data.akoma_ntoso.about import about
from resolutions.open_data.akoma_ntoso.element_ids import give_element_ids, tag_of
from resolutions.open_data.akoma_ntoso.elements import (
    NAMESPACE,
    ORGANIZER,
    PLACE,
    A,
    Element,
    addressee_id,
    lines,
    paragraphs,
    to,
)
from resolutions.open_data.akoma_ntoso.mentions import marked
from resolutions.records import absolute
from resolutions.vocabulary import LineKind
from resolutions.wording import dates


def akoma_ntoso(forum: Forum, made: date) -> bytes:
    """Of a public forum, with organizer and locality; `made` is today."""
    recommendations = Recommendation.objects.in_section_order().with_addressings()
    sections = forum.sections.read(recommendations)
    preamble = paragraphs(forum.preamble)
    parts = [
        A.preface(*preface(forum)),
        *([A.preamble(*preamble)] if preamble else []),
        A.mainBody(*(section_of(section) for section in sections)) if sections else A.mainBody(A.p()),
    ]
    give_element_ids(parts)
    statement = A.statement(about(forum, sections, made), *parts, name="resolution", contains="originalVersion")
    return etree.tostring(A.akomaNtoso(statement), xml_declaration=True, encoding="UTF-8")


def preface(forum: Forum) -> list[Element]:
    """What is known of the forum, a paragraph each."""
    known = [A.docTitle(line) for line in lines(forum.title)]
    if forum.ordinal:
        known.append(A.docNumber(writable(forum.ordinal)))
    known += lines(forum.motto)
    if forum.day:
        known.append(A.docDate(dates(forum), date=forum.day.isoformat()))
    if forum.locality:
        known.append(A.location(writable(forum.locality.name), refersTo=to(PLACE)))
    known += lines(forum.place)
    known.append(A.docProponent(writable(forum.organizer.name), refersTo=to(ORGANIZER)))
    return [A.p(words) for words in known]


def section_of(section: Section) -> Element:
    heading = [A.heading(writable(section.title))] if section.title else []
    before = paragraphs(section.preamble)
    if not section.body_shown:
        return A.section(*heading, A.content(*before))
    intro = [A.intro(*before)] if before else []
    return body_in(A.section(*heading, *intro), section.body_shown)


def body_in(section: Element, body: Iterable[Recommendation | Line]) -> Element:
    """The section with what it holds, in its order; below a group what stands under it, as long as that comes next."""
    open_groups: list[tuple[int, Element]] = []  # the outermost first
    for row in body:
        if isinstance(row, Line) and row.kind == LineKind.REMARK:
            last(open_groups, section).append(remark_of(row))
            continue
        key = row.above_id if isinstance(row, Line) else row.group_id
        while open_groups and open_groups[-1][0] != key:
            close(open_groups.pop()[1])
        element = group_of(row) if isinstance(row, Line) else recommendation_of(row)
        last(open_groups, section).append(element)
        if isinstance(row, Line):
            open_groups.append((row.pk, element))
    for _, group in open_groups:
        close(group)
    return section


def last(open_groups: list[tuple[int, Element]], section: Element) -> Element:
    return open_groups[-1][1] if open_groups else section


def group_of(line: Line) -> Element:
    return A.hcontainer(*number_of(line.label), A.intro(*said_by(line)), name="group")


def remark_of(line: Line) -> Element:
    return A.hcontainer(A.content(*said_by(line)), name="remark")


def said_by(line: Line) -> list[Element]:
    """What is written in signs that XML does not take leaves an empty paragraph: the standard wants one."""
    return paragraphs(line.text) or [A.p()]


def close(group: Element) -> None:
    """What introduces nothing is contents, by the standard."""
    if tag_of(group[-1]) == "intro":
        group[-1].tag = f"{{{NAMESPACE}}}content"


def number_of(label: str) -> list[Element]:
    return [A.num(writable(label))] if label else []


def recommendation_of(recommendation: Recommendation) -> Element:
    number = number_of(recommendation.mark)
    addressings = recommendation.addressings_shown
    wanted = {writable(addressing.as_written): addressee_id(addressing.addressee) for addressing in addressings}
    text = [A.p(*marked(line, wanted)) for line in lines(recommendation.text)]
    paragraph = A.paragraph(*number, A.content(*text), GUID=absolute(recommendation.get_absolute_url()))
    if addressings:
        paragraph.set("refersTo", to(*(addressee_id(addressing.addressee) for addressing in addressings)))
    return paragraph
