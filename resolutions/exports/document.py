"""What a reader gets on paper: a title, what was taken, headings and under them the requests with their addressees.

Plain data, the same for Word, OpenDocument and PDF; the presses only set it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from resolutions.characters import plain
from resolutions.exports.press.given import Document, Part, Request
from resolutions.exports.selection import Selection, sections_of
from resolutions.models import Forum, Recommendation
from resolutions.records import AddresseeReference, record_of
from resolutions.vocabulary import AddressingRole
from resolutions.wording import dates, long_date

NOBODY = "адресат не указан"
WHITE = re.compile(r"[ \t\n]+")


def document_of(selection: Selection) -> Document:
    day = selection.taken_at.date()
    made = ("Составлено", long_date(day))
    if selection.forum:
        return Document(
            title=visible(selection.title),
            motto=visible(selection.forum.motto),
            facts=[*facts_of(selection.forum), made],
            address=selection.address,
            parts=list(parts_of_forum(selection.forum)),
            made=day.isoformat(),
        )
    return Document(
        title=visible(selection.title),
        motto="",
        facts=[
            *((label, visible("; ".join(values))) for label, values in selection.told.items()),
            ("Рекомендаций", str(selection.count)),
            made,
        ],
        address=selection.address,
        parts=list(parts_of_list(chain.from_iterable(selection.chunks()))),
        made=day.isoformat(),
    )


def facts_of(forum: Forum) -> list[tuple[str, str]]:
    facts = {
        "Когда": dates(forum),
        "Где": forum.locality.name if forum.locality else "",
        "Место проведения": forum.place,
        "По счёту": forum.ordinal,
        "Организатор": forum.organizer.name,
    }
    return [(label, visible(value)) for label, value in facts.items() if value]


def parts_of_forum(forum: Forum) -> Iterator[Part]:
    if forum.preamble:
        yield part(1, "Преамбула", text=lines(forum.preamble))
    for section in sections_of(forum):
        yield part(
            1,
            visible(section.heading),
            text=lines(section.preamble),
            lead_in="",
            requests=[request(row) for row in section.recommendations_shown],
        )


def parts_of_list(rows: Iterator[Recommendation]) -> Iterator[Part]:
    """Forums and under them their sections; in either order of a list they come together."""
    for forum, of_forum in groupby(rows, key=lambda row: row.section.forum):
        where = [dates(forum), forum.locality.name if forum.locality else ""]
        yield part(1, visible(forum.heading), note=visible(", ".join(filter(None, where))))
        for section, of_section in groupby(of_forum, key=lambda row: row.section):
            yield part(2, visible(section.heading), requests=[request(row) for row in of_section])


def part(
    level: int,
    title: str,
    *,
    note: str = "",
    text: Sequence[str] = (),
    lead_in: str = "",
    requests: Sequence[Request] = (),
) -> Part:
    return {
        "level": level,
        "title": title,
        "note": note,
        "lines": list(text),
        "lead_in": lead_in,
        "requests": list(requests),
    }


def request(row: Recommendation) -> Request:
    record = record_of(row)
    return {
        "number": visible(record["number"]),
        "lines": lines(record["text"]),
        "to": addressed(record["addressees"]),
        "link": record["url"],
    }


def addressed(bodies: list[AddresseeReference]) -> str:
    """«мэрия города Твери; НКО; при участии: СМИ»."""
    names = [body["name"] for body in bodies if body["role"] == AddressingRole.LEAD]
    partners = [body["name"] for body in bodies if body["role"] == AddressingRole.CO_EXECUTOR]
    if partners:
        names.append("при участии: " + "; ".join(partners))
    return visible("; ".join(names)) or NOBODY


def lines(text: str) -> list[str]:
    return [line for line in map(visible, plain(text).splitlines()) if line]


def visible(text: str) -> str:
    """One line of text without signs that are not to be seen; spaces that hold words together stay.

    Soft hyphens, joiners and signs that turn the direction of what follows would survive a copy, and a link of nothing
    else is more than typst can set.
    """
    seen = "".join(sign for sign in plain(text) if unicodedata.category(sign) != "Cf")
    return WHITE.sub(" ", seen).strip()
