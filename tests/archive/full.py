"""A register with everything filled in."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import time_machine
from django.core.files.base import ContentFile
from django.urls import reverse
from PIL import Image

from resolutions.models import Addressee, Addressing, Forum, Locality, Part, Recommendation, Section, Theme
from resolutions.register.addressing import Asked, address
from resolutions.register.authorship import save_version
from resolutions.register.look import change_look
from resolutions.register.publish import publish
from resolutions.vocabulary import Act, AddresseeKind, AddressingRole, DraftState, LineKind
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    DraftFactory,
    ForumFactory,
    LineFactory,
    LocalityFactory,
    RecommendationFactory,
    SectionFactory,
    SourceDocumentFactory,
    ThemeFactory,
)

ENTERED = datetime(2026, 11, 20, 9, tzinfo=UTC)
TODAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
TEXT = "Резолюция\n\nОсветить двор."


@dataclass
class Full:
    forum: Forum
    corrected: Recommendation
    today: datetime

    @property
    def addresses(self) -> list[str]:
        """But the page of the organizer's contact, which an archive does not know."""
        forums = Forum.objects.readable().values_list("slug", flat=True)
        return [
            *("/", "/forums/", "/addressees/", "/themes/", "/recommendations/", "/statistics/"),
            *(reverse(f"forum-{name}", args=[slug]) for slug in forums for name in ("detail", "akoma-ntoso")),
            reverse("forum-text", args=[self.forum.slug]),
            reverse("forum-source", args=[self.forum.slug]),
            *(row.get_absolute_url() for row in Recommendation.objects.readable()),
            *(row.get_absolute_url() for row in Addressee.objects.public()),
            *(row.get_absolute_url() for row in Theme.objects.public()),
        ]

    def codes(self) -> set[str]:
        return {
            *Recommendation.objects.values_list("code", flat=True),
            *Addressing.objects.values_list("code", flat=True),
        }

    def slugs(self) -> set[str]:
        models = (Forum, Section, Theme)
        known = Addressee.objects.confirmed().values_list("slug", flat=True)
        return {slug for model in models for slug in model.objects.values_list("slug", flat=True)} | set(known)


def build() -> Full:
    with time_machine.travel(ENTERED, tick=False):
        forum, corrected = filled()
        publish(forum, by=None)
        another(forum.locality)
    correct(corrected, ENTERED + timedelta(days=1), text="Осветить двор у школы.", number="2.1", label="2.1.")
    city = Addressee.objects.get(slug="administratsiya-goroda-tveri")
    with time_machine.travel(ENTERED + timedelta(days=2), tick=False):
        address(corrected, [Asked(city, 1, "lead")], by=None)
    correct(corrected, ENTERED + timedelta(days=2))
    with time_machine.travel(TODAY, tick=False):
        look = {"name": "Тверь решает", "main_colour": "#14532d", "accent_colour": "#7c2d12"}
        nobody = {"contact_email": "", "contact_phone": "", "contact_address": ""}
        change_look(None, 1, look | nobody, emblem())
    return Full(Forum.objects.get(pk=forum.pk), Recommendation.objects.get(pk=corrected.pk), TODAY)


def filled() -> tuple[Forum, Recommendation]:
    """One of each kind, every column of each with something in it."""
    theme = ThemeFactory(name="Экология", slug="ekologiya", icon="leaf")
    ThemeFactory(name="Леса", slug="lesa", merged_into=theme)
    place = LocalityFactory(name="Тверь", region__name="Тверская область", oktmo="28701000")
    forum = ForumFactory(
        title="ФОРУМ СОСЕДЕЙ",
        ordinal="II",
        motto="Вместе",
        starts_on=date(2025, 6, 14),
        ends_on=date(2025, 6, 15),
        locality=place,
        place="Дом культуры",
        head="ПРОЕКТ",
        preamble="Первая строка.\nВторая.",
        adopted_on=date(2025, 6, 16),
        adopted_number="12",
        votes="за – 31",
        organizer__name="Общественная палата",
        organizer__contact_email="",
        published_at=None,
    )
    section = SectionFactory(
        forum=forum,
        order=3,
        title="ДВОР",
        preamble="Обсудили.",
        title_as_written="Секция 1. ДВОР",
        annex="Приложение 1",
    )
    section.themes.add(theme)
    SectionFactory(forum=forum, order=4, title="")
    offered = LineFactory(section=section, order=4, text="Предлагаем:", source_first=0, source_last=0)
    LineFactory(section=section, order=5, kind=LineKind.REMARK, text="Спорили.")
    mayor = LineFactory(section=section, order=6, label="2)", text="мэрии|думе:", level=2, above=offered)
    city = AddresseeFactory(name="администрация города Твери", kind=AddresseeKind.CITY_HALL, locality=place)
    AddresseeFactory(name="Управа Твери", slug="uprava-tveri", merged_into=city)
    AddresseeFactory(name="Комиссия тайная", slug="komissiya-taynaya", merged_into=city, is_reviewed=False)
    body = AddresseeFactory(
        name="управление благоустройства",
        short_name="УБ",
        kind=AddresseeKind.DEPARTMENT,
        locality=place,
        parent=city,
        successor=city,
        exists_from=date(2001, 1, 1),
        exists_until=date(2024, 12, 31),
        is_reviewed=False,
    )
    body.aliases.create(name="благоустройство")
    full = RecommendationFactory(
        section=section,
        order=7,
        group=mayor,
        number="1",
        label="1.",
        text="Посадить деревья:\r\nа) до мая\u2028дубы; б) берёзы.",
        act=Act.ASK,
        due_on=date(2026, 5, 1),
        repeats="ежегодно",
        others=[{"name": "прокуратура", "as_written": "в прокуратуру", "role": "recipient"}],
        source_first=1,
        source_last=2,
    )
    part = Part.objects.create(recommendation=full, label="а)", text="до мая", due_in_days=30)
    AddressingFactory(
        recommendation=full,
        addressee=body,
        order=2,
        role=AddressingRole.CO_EXECUTOR,
        as_written="управлению благоустройства",
        part=part,
    )
    unconfirmed = AddresseeFactory(name="Совет дворов", is_reviewed=False)
    AddressingFactory(recommendation=full, addressee=unconfirmed, order=1)
    corrected = RecommendationFactory(section=section, order=8, number="7", label="7.", text="Осветить двр у школы.")
    AddressingFactory(
        recommendation=corrected, addressee=AddresseeFactory(name="Комиссия по дворам", is_reviewed=False)
    )
    RecommendationFactory(section=section, order=9, number="", text="Ничего не забыть.", due_as_written="до конца года")
    source = SourceDocumentFactory(organizer=forum.organizer, original_name="Резолюция.txt")
    source.file.save("x", ContentFile(TEXT.encode()))
    blocks = [
        {"label": "1.", "text": "Резолюция"},
        {"label": "", "text": "Осветить двор."},
        {"label": "", "text": "<b>"},
    ]
    DraftFactory(source=source, forum=forum, state=DraftState.ENTERED, blocks=blocks)
    return forum, corrected


def another(place: Locality) -> None:
    """Of another organizer and of no day; it names the same body that nobody has confirmed."""
    forum = ForumFactory(
        title="Чужой форум", starts_on=None, locality=place, published_at=ENTERED, organizer__contact_email=""
    )
    row = RecommendationFactory(section__forum=forum, section__title="Разное", text="Собраться ещё раз.")
    AddressingFactory(recommendation=row, addressee=Addressee.objects.get(name="Совет дворов"))
    AddressingFactory(recommendation=row, addressee=AddresseeFactory(name="Другой орган"))
    seconded = Addressee.objects.get(name="управление благоустройства")
    AddressingFactory(recommendation=row, addressee=seconded)
    Addressee.objects.filter(pk=seconded.pk).update(is_seconded=True)


def correct(row: Recommendation, moment: datetime, **values: str) -> None:
    with time_machine.travel(moment, tick=False):
        for name, value in values.items():
            setattr(row, name, value)
        save_version(None, row)


def emblem() -> bytes:
    into = io.BytesIO()
    Image.new("RGB", (40, 30), "#14532d").save(into, "PNG")
    return into.getvalue()
