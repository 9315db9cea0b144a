"""Bodies of one name in several towns: the town stands beside the name wherever one is chosen or read."""

import pytest
from django.urls import reverse

from resolutions.asking.facets import Option
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    RecommendationFactory,
    SectionFactory,
)

pytestmark = pytest.mark.django_db
LIST = reverse("recommendation-list")
NOTE = '<span class="namesake">({})</span>'


@pytest.fixture
def namesakes():
    """A forum of Tomsk asks the councils of Tomsk and of Biysk, a mayoralty that says where it is, and a group."""
    tomsk, biysk = LocalityFactory(name="Томск"), LocalityFactory(name="Бийск")
    section = SectionFactory(forum=ForumFactory(title="Форум", locality=tomsk))
    recommendation = RecommendationFactory(section=section)
    for name, place in [("совет", tomsk), ("совет", biysk), ("мэрия Томска", tomsk), ("НКО", None)]:
        AddressingFactory(recommendation=recommendation, addressee=AddresseeFactory(name=name, locality=place))
    return recommendation


def test_a_facet_all_its_values_and_what_is_chosen_say_the_town(client, namesakes):
    of_tomsk, of_biysk = (row.addressee.slug for row in namesakes.addressings.order_by("pk")[:2])
    context = client.get(f"{LIST}?to={of_biysk}").context

    options = next(facet for facet in context["facets"] if facet.name == "to").options
    assert {(option.value, option.note) for option in options} == {
        (of_tomsk, "Томск"),
        (of_biysk, "Бийск"),
        ("meriya-tomska", ""),
        ("nko", ""),
    }
    assert Option(of_biysk, "совет", True, 1, "Бийск") in options
    assert [(chip["label"], chip["note"]) for chip in context["chosen"]] == [("совет", "Бийск")]
    values = client.get(reverse("recommendation-values", args=["to"]) + "?find=бийск").context["options"]
    assert [(value.value, value.note) for value, _ in values] == [(of_biysk, "Бийск")]


@pytest.mark.parametrize("page", ["list", "table", "forum", "embedded", "recommendation"])
def test_beside_the_forum_of_a_town_only_bodies_of_others_say_theirs(client, namesakes, page):
    addresses = {
        "list": LIST,
        "table": f"{LIST}?view=table",
        "forum": namesakes.section.forum.get_absolute_url(),
        "embedded": reverse("embedded-forum", args=[namesakes.section.forum.slug]),
        "recommendation": namesakes.get_absolute_url(),
    }
    text, _, _ = client.get(addresses[page]).content.decode().partition('id="filters"')

    assert {town: NOTE.format(town) in text for town in ("Томск", "Бийск")} == {"Томск": False, "Бийск": True}


def test_a_card_under_no_forum_says_every_town(client, namesakes):
    namesakes.text = "Починить двор."
    namesakes.save()

    text = client.get(f"{LIST}?q=двор").content.decode()

    card = text[text.index("<article") : text.index("</article>")]
    assert {town: NOTE.format(town) in card for town in ("Томск", "Бийск")} == {"Томск": True, "Бийск": True}


def test_the_front_page_says_the_town_of_whom_is_asked_most(client, namesakes):
    text = client.get("/").content.decode()

    assert {town: NOTE.format(town) in text for town in ("Томск", "Бийск")} == {"Томск": True, "Бийск": True}
