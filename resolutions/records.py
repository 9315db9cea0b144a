"""What leaves the register: the only outward shape of a recommendation.

API, exports, feeds and open data all speak it; a new public field is added here, once. The note beside a field's type
is what users of the API read of it (resolutions/api/json_schema.py).
"""

from typing import Annotated, TypedDict

from django.conf import settings

from resolution_reader import DaysFrom
from resolutions.models import Addressing, Forum, Recommendation, Section
from resolutions.models.others import OtherBody
from resolutions.vocabulary import Act, AddressingRole, OtherRole

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
    slug: Annotated[str | None, "постоянное имя адресата в адресах; null, пока название не проверено"]
    name: Annotated[str, "название в именительном падеже"]
    role: Annotated[str, "кем назван", AddressingRole]
    part: Annotated[str | None, "часть, обращённая к нему: её номер «а)» или первые слова; null, если вся рекомендация"]


class OtherReference(TypedDict):
    name: Annotated[str, "название в именительном падеже"]
    as_written: Annotated[str, "слова текста"]
    role: Annotated[str, "кем назван", OtherRole]


DaysRecord = TypedDict(
    "DaysRecord",
    {
        "days": Annotated[int, "сколько дней"],
        "from": Annotated[str, "с чего: receipt – со дня получения"],
    },
)


class ThemeReference(TypedDict):
    slug: Annotated[str, "имя темы в адресах"]
    name: Annotated[str, "название"]


class RecommendationRecord(TypedDict):
    code: Annotated[str, "постоянный код; не меняется и не повторяется"]
    url: Annotated[str, "постоянный адрес страницы", ADDRESS]
    number: Annotated[str, "номер, как напечатан; может быть пустым и повторяться"]
    label: Annotated[str, "номер со знаком, как напечатан: «в)», «2.1.», «–»; может быть пустым и повторяться"]
    path: Annotated[list[str], "строки, под которыми стоит, как напечатаны; сначала внешняя: «3. Управлению культуры:»"]
    text: Annotated[str, "текст дословно"]
    act: Annotated[str, "что делает резолюция; просьбы – recommend, ask, propose, instruct", Act]
    deadline: Annotated[
        str | DaysRecord | None,
        "срок: день ГГГГ-ММ-ДД, число дней или слова, если дня не вывести; null, если его нет",
    ]
    repeats: Annotated[str | None, "как часто, словами текста; null, если один раз"]
    others: Annotated[list[OtherReference], "кому направить и кто контролирует; действовать просят не их"]
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
        "label": recommendation.label,
        "path": [line.printed for line in recommendation.way],
        "text": recommendation.text,
        "act": recommendation.act,
        "deadline": deadline_record(recommendation),
        "repeats": recommendation.repeats or None,
        "others": [other_reference(other) for other in recommendation.others],
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
    part = addressing.part.name if addressing.part else None
    slug = body.slug if body.is_confirmed else None
    return {"code": addressing.code, "slug": slug, "name": body.name, "role": addressing.role, "part": part}


def other_reference(other: OtherBody) -> OtherReference:
    return {"name": other["name"], "as_written": other["as_written"], "role": other["role"]}


def deadline_record(recommendation: Recommendation) -> str | DaysRecord | None:
    due = recommendation.deadline
    return {"days": due.days, "from": due.start} if isinstance(due, DaysFrom) else due


def theme_references(section: Section) -> list[ThemeReference]:
    return [{"slug": theme.slug, "name": theme.name} for theme in section.themes_shown]


def absolute(path: str) -> str:
    """An address for outside: the configured host, never the one a request claims."""
    return settings.SITE_ADDRESS + path
