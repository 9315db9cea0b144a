"""What leaves the register: the only outward shape of a recommendation.

API, exports, feeds and open data all speak it; a new public field is added here, once.
"""

from typing import TypedDict

from django.conf import settings

from resolutions.models import Addressing, Forum, Recommendation, Section


class ForumReference(TypedDict):
    slug: str
    title: str
    date: str | None  # ISO, the forum's first known day
    place: str | None


class SectionReference(TypedDict):
    slug: str
    title: str


class AddresseeReference(TypedDict):
    slug: str
    name: str
    role: str  # vocabulary.AddressingRole


class ThemeReference(TypedDict):
    slug: str
    name: str


class RecommendationRecord(TypedDict):
    code: str
    url: str
    number: str
    text: str
    forum: ForumReference
    section: SectionReference
    addressees: list[AddresseeReference]
    themes: list[ThemeReference]


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
        "addressees": [
            addressee_reference(addressing)
            for addressing in recommendation.addressings_shown  # type: ignore[attr-defined]  # by with_addressings()
        ],
        "themes": [{"slug": theme.slug, "name": theme.name} for theme in section.themes.all()],
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
    return {"slug": addressing.addressee.slug, "name": addressing.addressee.name, "role": addressing.role}


def absolute(path: str) -> str:
    """An address for outside: the configured host, never the one a request claims."""
    return settings.SITE_ADDRESS + path
