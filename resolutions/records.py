"""What leaves the register: the only outward shape of a recommendation.

API, exports, feeds and open data all speak it; a new public field is added here, once. The note beside a field's type
is what users of the API read of it (resolutions/api/json_schema.py).
"""

from typing import Annotated, TypedDict

from django.conf import settings

from resolutions.models import Addressing, Forum, Recommendation, Section
from resolutions.vocabulary import AddressingRole

DATE = {"format": "date"}
ADDRESS = {"format": "uri"}


class ForumReference(TypedDict):
    slug: Annotated[str, "постоянное имя форума в адресах"]
    title: Annotated[str, "название"]
    date: Annotated[str | None, "первый известный день форума, ГГГГ-ММ-ДД; null, если даты в документе нет", DATE]
    place: Annotated[str | None, "город или район; null, если место не указано"]


class SectionReference(TypedDict):
    slug: Annotated[str, "имя секции в адресах; единственное в пределах форума"]
    title: Annotated[str, "название"]


class AddresseeReference(TypedDict):
    code: Annotated[str, "постоянный код пары «рекомендация и адресат»; не меняется и не повторяется"]
    slug: Annotated[str, "постоянное имя адресата в адресах"]
    name: Annotated[str, "название в именительном падеже"]
    role: Annotated[str, "кем назван", AddressingRole]


class ThemeReference(TypedDict):
    slug: Annotated[str, "имя темы в адресах"]
    name: Annotated[str, "название"]


class RecommendationRecord(TypedDict):
    code: Annotated[str, "постоянный код; не меняется и не повторяется"]
    url: Annotated[str, "постоянный адрес страницы", ADDRESS]
    number: Annotated[str, "номер, как напечатан; может быть пустым и повторяться"]
    text: Annotated[str, "текст дословно"]
    forum: Annotated[ForumReference, "форум"]
    section: Annotated[SectionReference, "секция"]
    addressees: Annotated[list[AddresseeReference], "адресаты, сначала исполнители; пусто, если адресат не указан"]
    themes: Annotated[list[ThemeReference], "темы секции"]


def record_of(recommendation: Recommendation) -> RecommendationRecord:
    """Of a row fetched with `.for_records()`."""
    section = recommendation.section
    return {
        "code": recommendation.code,
        "url": absolute(recommendation.get_absolute_url()),
        "number": recommendation.number,
        "text": recommendation.text,
        "forum": forum_reference(section.forum),
        "section": section_reference(section),
        "addressees": [addressee_reference(addressing) for addressing in recommendation.addressings_shown],
        "themes": theme_references(section),
    }


def forum_reference(forum: Forum) -> ForumReference:
    return {
        "slug": forum.slug,
        "title": forum.heading,
        "date": forum.day.isoformat() if forum.day else None,
        "place": forum.locality.name if forum.locality else None,
    }


def section_reference(section: Section) -> SectionReference:
    return {"slug": section.slug, "title": section.heading}


def addressee_reference(addressing: Addressing) -> AddresseeReference:
    body = addressing.addressee
    return {"code": addressing.code, "slug": body.slug, "name": body.name, "role": addressing.role}


def theme_references(section: Section) -> list[ThemeReference]:
    return [{"slug": theme.slug, "name": theme.name} for theme in section.themes.all()]


def absolute(path: str) -> str:
    """An address for outside: the configured host, never the one a request claims."""
    return settings.SITE_ADDRESS + path
