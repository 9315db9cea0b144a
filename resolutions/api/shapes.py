"""The outward shapes of everything that is no recommendation, each field with what it means."""

from collections.abc import Iterator
from typing import Annotated, TypedDict

from resolutions.models import Addressee, Forum, Line, Locality, Region, Section, Theme
from resolutions.records import (
    ADDRESS,
    DATE,
    ForumReference,
    RecommendationRecord,
    SectionReference,
    ThemeReference,
    absolute,
    forum_reference,
    record_of,
    section_reference,
    theme_references,
)
from resolutions.vocabulary import AddresseeKind, LineKind


class RegionReference(TypedDict):
    slug: Annotated[str, "имя региона в адресах"]
    name: Annotated[str, "название"]


class BodyReference(TypedDict):
    slug: Annotated[str, "постоянное имя адресата в адресах"]
    name: Annotated[str, "название в именительном падеже"]


class ForumRecord(ForumReference):
    url: Annotated[str, "постоянный адрес страницы", ADDRESS]
    ordinal: Annotated[str, "номер по счёту, как напечатан: «V»"]
    motto: Annotated[str, "девиз"]
    date_end: Annotated[str | None, "последний день, ГГГГ-ММ-ДД; null, если не указан", DATE]
    place_slug: Annotated[str | None, "имя места в адресах"]
    region: Annotated[RegionReference | None, "регион"]
    venue: Annotated[str, "здание, зал, адрес, как в документе"]
    organizer: Annotated[str, "кто провёл форум и отвечает за содержание"]
    count: Annotated[int, "сколько рекомендаций"]


class SectionRecord(SectionReference):
    value: Annotated[str, "значение параметра section: имя форума, черта, имя секции"]
    url: Annotated[str, "место секции на странице форума", ADDRESS]
    forum: Annotated[ForumReference, "форум"]
    themes: Annotated[list[ThemeReference], "темы"]
    count: Annotated[int, "сколько рекомендаций"]


class GroupRecord(TypedDict):
    place: Annotated[int, "место среди всего, что стоит в секции, с нуля; остальные места у рекомендаций"]
    label: Annotated[str, "номер, как напечатан: «3.»; пусто, если его нет"]
    text: Annotated[str, "текст дословно: «Управлению культуры:»"]
    level: Annotated[int, "уровень, с единицы"]


class RemarkRecord(TypedDict):
    place: Annotated[int, "место среди всего, что стоит в секции, с нуля"]
    text: Annotated[str, "текст дословно"]


class SectionText(SectionReference):
    preamble: Annotated[str, "обсуждение, как в документе"]
    lead_in: Annotated[str, "первая вводная строка: «Участники предлагают:»; пусто, если её нет"]
    groups: Annotated[list[GroupRecord], "вводные строки по порядку документа"]
    remarks: Annotated[list[RemarkRecord], "обсуждение между рекомендациями"]
    themes: Annotated[list[ThemeReference], "темы"]
    recommendations: Annotated[list[RecommendationRecord], "рекомендации по порядку документа"]


class AdoptedRecord(TypedDict):
    date: Annotated[str | None, "день документа, ГГГГ-ММ-ДД; null, если не указан", DATE]
    number: Annotated[str, "номер документа; пусто, если не указан"]
    votes: Annotated[str, "итог голосования, как напечатан; пусто, если не указан"]


class ForumText(ForumRecord):
    adopted: Annotated[AdoptedRecord, "как принята резолюция"]
    preamble: Annotated[str, "преамбула резолюции"]
    sections: Annotated[list[SectionText], "секции по порядку документа"]


class AddresseeRecord(BodyReference):
    url: Annotated[str, "постоянный адрес страницы", ADDRESS]
    short_name: Annotated[str, "краткое название; пусто, если его нет"]
    kind: Annotated[str, "вид", AddresseeKind]
    place: Annotated[str | None, "город или район; null у тех, кто к месту не привязан («НКО»)"]
    count: Annotated[int, "сколько рекомендаций обращено к нему; подразделения считаются отдельно"]


class AddresseeDetails(AddresseeRecord):
    aliases: Annotated[list[str], "как ещё его называют тексты"]
    parent: Annotated[BodyReference | None, "во что входит"]
    departments: Annotated[list[BodyReference], "подразделения"]
    successor: Annotated[BodyReference | None, "преемник"]


class ThemeRecord(ThemeReference):
    url: Annotated[str, "постоянный адрес страницы", ADDRESS]
    count: Annotated[int, "сколько рекомендаций"]


class PlaceRecord(TypedDict):
    slug: Annotated[str, "имя места в адресах"]
    name: Annotated[str, "город или район"]
    region: Annotated[RegionReference | None, "регион"]
    oktmo: Annotated[str, "код ОКТМО; пусто, если не указан"]
    count: Annotated[int, "сколько рекомендаций"]


def forum_record(forum: Forum) -> ForumRecord:
    """Of a row fetched with `.for_listing()`."""
    return {
        **forum_reference(forum),
        "url": absolute(forum.get_absolute_url()),
        "ordinal": forum.ordinal,
        "motto": forum.motto,
        "date_end": forum.ends_on.isoformat() if forum.ends_on else None,
        "place_slug": forum.locality.slug if forum.locality else None,
        "region": region_reference(forum.locality.region) if forum.locality else None,
        "venue": forum.place,
        "organizer": forum.organizer.name,
        "count": forum.recommendation_count,
    }


def forum_text(forum: Forum, sections: list[Section]) -> ForumText:
    """The whole resolution; `sections` fetched with `.read()`."""
    return {
        **forum_record(forum),
        "adopted": {
            "date": forum.adopted_on.isoformat() if forum.adopted_on else None,
            "number": forum.adopted_number,
            "votes": forum.votes,
        },
        "preamble": forum.preamble,
        "sections": [section_text(section) for section in sections],
    }


def section_text(section: Section) -> SectionText:
    return {
        **section_reference(section),
        "preamble": section.preamble,
        "lead_in": section.lead_in,
        "groups": [
            {"place": place, "label": line.label, "text": line.text, "level": line.level}
            for place, line in lines_of(section, LineKind.GROUP)
        ],
        "remarks": [{"place": place, "text": line.text} for place, line in lines_of(section, LineKind.REMARK)],
        "themes": theme_references(section),
        "recommendations": [record_of(row) for row in section.recommendations_shown],
    }


def lines_of(section: Section, kind: LineKind) -> Iterator[tuple[int, Line]]:
    """Each with its place in what `.body_shown` has."""
    for place, row in enumerate(section.body_shown):
        if isinstance(row, Line) and row.kind == kind:
            yield place, row


def section_record(section: Section, count: int) -> SectionRecord:
    return {
        **section_reference(section),
        "value": f"{section.forum.slug}/{section.slug}",
        "url": absolute(section.get_absolute_url()),
        "forum": forum_reference(section.forum),
        "themes": theme_references(section),
        "count": count,
    }


def addressee_record(addressee: Addressee, count: int) -> AddresseeRecord:
    return {
        **body_reference(addressee),
        "url": absolute(addressee.get_absolute_url()),
        "short_name": addressee.short_name,
        "kind": addressee.kind,
        "place": addressee.locality.name if addressee.locality else None,
        "count": count,
    }


def addressee_details(addressee: Addressee, count: int, departments: list[Addressee]) -> AddresseeDetails:
    """Of a row fetched with `.with_relatives()`, so that it names nobody who may not be seen."""
    return {
        **addressee_record(addressee, count),
        "aliases": [alias.name for alias in addressee.aliases.all()],
        "parent": body_reference(addressee.parent) if addressee.parent else None,
        "departments": [body_reference(department) for department in departments],
        "successor": body_reference(addressee.successor) if addressee.successor else None,
    }


def theme_record(theme: Theme, count: int) -> ThemeRecord:
    return {"slug": theme.slug, "name": theme.name, "url": absolute(theme.get_absolute_url()), "count": count}


def place_record(place: Locality, count: int) -> PlaceRecord:
    return {
        "slug": place.slug,
        "name": place.name,
        "region": region_reference(place.region),
        "oktmo": place.oktmo,
        "count": count,
    }


def body_reference(addressee: Addressee) -> BodyReference:
    return {"slug": addressee.slug, "name": addressee.name}


def region_reference(region: Region | None) -> RegionReference | None:
    return {"slug": region.slug, "name": region.name} if region else None
