"""The resolution itself: preface, preamble, sections with their recommendations.

The register keeps no closing words, so there are no `<conclusions>`.
"""

from datetime import date

from lxml import etree

from resolutions.characters import writable
from resolutions.models import Forum, Recommendation, Section
from resolutions.open_data.akoma_ntoso.about import about
from resolutions.open_data.akoma_ntoso.element_ids import give_element_ids
from resolutions.open_data.akoma_ntoso.elements import ORGANIZER, PLACE, A, Element, addressee_id, lines, paragraphs, to
from resolutions.open_data.akoma_ntoso.mentions import marked
from resolutions.records import absolute
from resolutions.wording import dates


def akoma_ntoso(forum: Forum, made: date) -> bytes:
    """Of a public forum, with organizer and locality; `made` is today."""
    recommendations = Recommendation.objects.in_section_order().with_addressings()
    sections = list(forum.sections.for_reading(recommendations))
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
    before = [*paragraphs(section.preamble), *paragraphs(section.lead_in)]
    recommendations = [recommendation_of(row) for row in section.recommendations_shown]
    if not recommendations:
        return A.section(*heading, A.content(*before))
    intro = [A.intro(*before)] if before else []
    return A.section(*heading, *intro, *recommendations)


def recommendation_of(recommendation: Recommendation) -> Element:
    number = [A.num(writable(recommendation.number))] if recommendation.number else []
    addressings = recommendation.addressings_shown
    wanted = {writable(addressing.as_written): addressee_id(addressing.addressee) for addressing in addressings}
    text = [A.p(*marked(line, wanted)) for line in lines(recommendation.text)]
    paragraph = A.paragraph(*number, A.content(*text), GUID=absolute(recommendation.get_absolute_url()))
    if addressings:
        paragraph.set("refersTo", to(*(addressee_id(addressing.addressee) for addressing in addressings)))
    return paragraph
