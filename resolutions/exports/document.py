"""What a reader gets on paper: a title, what was taken, headings and under them the requests with their addressees.

Plain data, the same for Word, OpenDocument and PDF; the presses only set it.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from resolutions import models
from resolutions.characters import plain
from resolutions.exports.press.given import Block, Document, Line, Part, Request
from resolutions.exports.selection import Selection, sections_of
from resolutions.models import Forum, Recommendation, Section
from resolutions.models.runs import runs_of
from resolutions.records import AddresseeReference, record_of
from resolutions.vocabulary import AddressingRole, LineKind
from resolutions.web.look import shown_look
from resolutions.wording import dates, long_date

NOBODY = "адресат не указан"
WHITE = re.compile(r"[ \t\n]+")


def document_of(selection: Selection) -> Document:
    day = selection.taken_at.date()
    made = ("Составлено", long_date(day))
    look = shown_look()
    if selection.forum:
        return Document(
            title=visible(selection.title),
            motto=visible(selection.forum.motto),
            facts=[*facts_of(selection.forum), made],
            address=selection.address,
            parts=list(parts_of_forum(selection.forum)),
            made=day.isoformat(),
            register=visible(look.name),
            foot=visible(look.whole_name),
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
        register=visible(look.name),
        foot=visible(look.whole_name),
    )


def facts_of(forum: Forum) -> list[tuple[str, str]]:
    facts = {
        "Когда": dates(forum),
        "Где": forum.locality.name if forum.locality else "",
        "Место проведения": forum.place,
        "По счёту": forum.ordinal,
        "Документ": forum.paper,
        "Голосование": forum.votes,
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
            note=themes_of(section),
            text=lines(section.preamble),
            blocks=blocks_of(section),
        )


def parts_of_list(rows: Iterator[Recommendation]) -> Iterator[Part]:
    """Forums and under them their sections; in either order of a list they come together."""
    for forum, of_forum in groupby(rows, key=lambda row: row.section.forum):
        where = [dates(forum), forum.locality.name if forum.locality else ""]
        yield part(1, visible(forum.heading), note=visible(", ".join(filter(None, where))))
        for section, of_section in groupby(of_forum, key=lambda row: row.section):
            by_way = groupby(of_section, key=lambda row: row.way)
            blocks = [Block(lines=list(map(opening, way)), requests=list(map(request, some))) for way, some in by_way]
            yield part(2, visible(section.heading), note=themes_of(section), blocks=blocks)


def themes_of(section: Section) -> str:
    """«Темы: Молодёжь; Семья и дети», nothing where none is given."""
    names = [theme.name for theme in section.themes_shown]
    return visible(f"{'Темы' if len(names) > 1 else 'Тема'}: {'; '.join(names)}") if names else ""


def blocks_of(section: Section) -> list[Block]:
    """A new one at each line that follows recommendations."""
    blocks = [Block(lines=[], requests=[])]
    for run in runs_of(section):
        if run.line and blocks[-1]["requests"]:
            blocks.append(Block(lines=[], requests=[]))
        if run.line and run.line.kind == LineKind.REMARK:
            blocks[-1]["lines"] += [Line(text=text, opens=False) for text in lines(run.line.text)]
        elif run.line:
            blocks[-1]["lines"].append(opening(run.line))
        blocks[-1]["requests"] += map(request, run.recommendations)
    return blocks


def opening(group: models.Line) -> Line:
    return Line(text=visible(group.printed), opens=True)


def part(
    level: int,
    title: str,
    *,
    note: str = "",
    text: Sequence[str] = (),
    blocks: Sequence[Block] = (),
) -> Part:
    return {
        "level": level,
        "title": title,
        "note": note,
        "lines": list(text),
        "blocks": list(blocks),
    }


def request(row: Recommendation) -> Request:
    record = record_of(row)
    return {
        "number": visible(row.mark),
        "lines": lines(record["text"]),
        "terms": [visible(f"{term.label}: {term.words}") for term in row.terms],
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
