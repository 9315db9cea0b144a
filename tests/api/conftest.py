"""A small register that differs in everything, with something unpublished beside it."""

from datetime import date
from types import SimpleNamespace

import pytest

from resolutions.models import Part
from resolutions.vocabulary import Act, AddresseeKind, AddressingRole, LineKind
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LineFactory,
    LocalityFactory,
    OrganizerFactory,
    RecommendationFactory,
    RegionFactory,
    SectionFactory,
    ThemeFactory,
)

SECRET = "Тайна"


@pytest.fixture
def register():
    """Two forums: one in Tomsk with two recommendations, one of no known place and date with one."""
    tomsk = LocalityFactory(name="Томск", region=RegionFactory(name="Томская область"), oktmo="69701000")
    hall = AddresseeFactory(name="мэрия Томска", short_name="мэрия", locality=tomsk)
    culture = AddresseeFactory(name="департамент культуры", kind=AddresseeKind.DEPARTMENT, parent=hall)
    culture.aliases.create(name="депкульт")
    forum = ForumFactory(
        title="Форум соседей",
        ordinal="V",
        motto="Вместе",
        preamble="Мы, участники форума.",
        place="Дом культуры",
        locality=tomsk,
        organizer=OrganizerFactory(name="Фонд"),
        starts_on=date(2021, 4, 21),
        ends_on=date(2021, 4, 22),
    )
    section = SectionFactory(forum=forum, order=1, title="Дворы", preamble="Говорили о дворах.")
    section.themes.add(ThemeFactory(name="Благоустройство"))
    offered = LineFactory(section=section, order=1, text="Предлагаем:")
    mayor = LineFactory(section=section, order=2, label="1.", text="Мэрии:", level=2, above=offered)
    yards = RecommendationFactory(
        section=section,
        order=3,
        group=mayor,
        number="а",
        label="а)",
        text="Осветить дворы.",
        act=Act.INSTRUCT,
        due_in_days=30,
        repeats="ежегодно",
        others=[{"name": "совет", "as_written": "совету", "role": "recipient"}],
    )
    part = Part.objects.create(recommendation=yards, label="–", text="дворы")
    AddressingFactory(recommendation=yards, addressee=culture, role=AddressingRole.CO_EXECUTOR, part=part)
    AddressingFactory(recommendation=yards, addressee=hall)
    LineFactory(section=section, order=4, kind=LineKind.REMARK, text="Спорили.")
    parks = RecommendationFactory(section=section, order=5, number="", text="Беречь парки.", due_on=date(2026, 5, 1))
    AddressingFactory(recommendation=parks, addressee=hall)
    other = SectionFactory(
        title="",
        forum=ForumFactory(title="", locality=None, starts_on=None, organizer=OrganizerFactory(name="Палата")),
    )
    alone = RecommendationFactory(section=other, number="3", text="Открыть клуб.")
    return SimpleNamespace(
        tomsk=tomsk, hall=hall, culture=culture, forum=forum, section=section, yards=yards, parks=parks, alone=alone
    )


@pytest.fixture
def draft():
    """What nobody may see: each row names the secret."""
    region = RegionFactory(name=f"{SECRET} область")
    section = SectionFactory(
        title=SECRET,
        forum=ForumFactory(published_at=None, title=SECRET, locality=LocalityFactory(name=SECRET, region=region)),
    )
    section.themes.add(ThemeFactory(name=SECRET))
    recommendation = RecommendationFactory(section=section, text=SECRET)
    addressee = AddresseeFactory(name=SECRET, is_reviewed=False, is_seconded=True)
    AddressingFactory(recommendation=recommendation, addressee=addressee)
    return SimpleNamespace(section=section, forum=section.forum, recommendation=recommendation, addressee=addressee)
