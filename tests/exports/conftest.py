"""A small register in which every question of an export has an answer."""

from datetime import date

import pytest

from resolutions.models import Recommendation
from resolutions.models.others import OtherBody
from resolutions.vocabulary import Act, AddressingRole
from tests.exports.hostile import FORMULAS, MARKUP
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LineFactory,
    LocalityFactory,
    OrganizerFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
)


def other(name: str, role: str) -> OtherBody:
    return {"name": name, "as_written": name, "role": role}


@pytest.fixture
def register() -> dict[str, Recommendation]:
    """Two forums and three recommendations, and a fourth that nobody may see; by their texts."""
    hall, partner = AddresseeFactory(name="мэрия города Томска"), AddresseeFactory(name="НКО")
    tomsk = ForumFactory(
        title="Форум соседей",
        motto="Вместе",
        starts_on=date(2021, 4, 21),
        locality=LocalityFactory(name="Томск"),
        organizer=OrganizerFactory(name="Палата"),
        preamble="Собрались.\nОбсудили.",
    )
    youth = SectionFactory(forum=tomsk, title="Молодёжь", preamble="О молодых.")
    offered = LineFactory(section=youth)
    youth.themes.add(ThemeFactory(name="Молодёжь"), ThemeFactory(name="Спорт"))
    first = RecommendationFactory(
        section=youth,
        group=offered,
        number="2.1",
        label="2.1.",
        text="Построить площадку.\nИ стадион.",
        act=Act.INSTRUCT,
        due_in_days=30,
        repeats="ежеквартально",
        others=[other("прокуратура", "recipient"), other("комиссия", "controller"), other("совет", "controller")],
    )
    AddressingFactory(recommendation=first, addressee=hall)
    AddressingFactory(recommendation=first, addressee=partner, role=AddressingRole.CO_EXECUTOR)
    second = RecommendationFactory(section=youth, group=offered, number="", text="Провести турнир.")
    AddressingFactory(recommendation=second, addressee=partner)
    omsk = SectionFactory(forum__title="Конференция", forum__starts_on=None, forum__locality=None, title="Экология")
    third = RecommendationFactory(section=omsk, number="7", text="Посадить деревья.")
    hidden = RecommendationFactory(text="Скрытая", section__forum__published_at=None)
    AddressingFactory(recommendation=hidden, addressee=hall)
    return {row.text: row for row in (first, second, third, hidden)}


@pytest.fixture
def hostile_register() -> dict[str, Recommendation]:
    """Each text as a recommendation; and the same signs in every other place that a file shows."""
    forum = ForumFactory(title=MARKUP[0], motto=MARKUP[1], place=MARKUP[2], preamble="\n".join(MARKUP))
    section = SectionFactory(forum=forum, title=MARKUP[3], preamble=MARKUP[1])
    LineFactory(section=section, text=MARKUP[4])
    body = AddresseeFactory(name=MARKUP[2])
    rows = {}
    for text in [*MARKUP, *FORMULAS]:
        rows[text] = RecommendationFactory(section=section, number="=1+1", text=text)
        AddressingFactory(recommendation=rows[text], addressee=body)
    return rows
