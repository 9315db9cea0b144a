"""Every screen of the admin opens for those who may see it, in Russian, at a cost that does not grow."""

import re

import pytest
from django.urls import reverse

from resolutions.admin.site import site
from resolutions.vocabulary import Role
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    OrganizerFactory,
    RecommendationFactory,
    RegionFactory,
    SectionFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

FACTORIES = {
    "organizer": OrganizerFactory,
    "region": RegionFactory,
    "locality": LocalityFactory,
    "theme": ThemeFactory,
    "addressee": AddresseeFactory,
    "forum": ForumFactory,
    "section": SectionFactory,
    "recommendation": RecommendationFactory,
    "user": UserFactory,
}


def address(model, screen, *args):
    return reverse(f"admin:resolutions_{model}_{screen}", args=args)


def visible_text(response):
    html = re.sub(r"<(script|style|code).*?</\1>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"<[^>]+>|&\w+;", " ", html)


def test_the_admin_keeps_these_rows_and_no_others():
    assert {model._meta.model_name for model in site._registry} == {*FACTORIES, "draft", "mail", "subscription"}


@pytest.mark.parametrize("model", FACTORIES)
def test_every_screen_of_a_row_opens_and_speaks_russian(signed_in, model):
    administrator = signed_in(role=Role.ADMINISTRATOR)
    row = FACTORIES[model]()
    screens = [address(model, "changelist"), address(model, "add")]
    screens += [address(model, "change", row.pk), address(model, "history", row.pk)]
    screens += [] if model == "user" else [address(model, "delete", row.pk)]

    answers = [administrator.get(screen) for screen in screens]

    assert [answer.status_code for answer in answers] == [200] * len(screens)
    latin = {word for answer in answers for word in re.findall(r"[A-Za-z]{3,}", visible_text(answer))}
    assert latin <= {"example", "org", "person", "organizer", "true", "false", "SHA"}


def test_a_section_costs_the_same_for_one_recommendation_and_for_thirty(
    signed_in, django_assert_max_num_queries, django_assert_num_queries
):
    administrator = signed_in(role=Role.ADMINISTRATOR)
    section = SectionFactory()
    AddressingFactory(recommendation__section=section)
    administrator.get(address("section", "change", section.pk))  # content types are remembered from here on
    with django_assert_max_num_queries(20) as one:
        administrator.get(address("section", "change", section.pk))

    AddressingFactory.create_batch(29, recommendation__section=section)

    with django_assert_num_queries(len(one)):
        answer = administrator.get(address("section", "change", section.pk))
    assert len(answer.context["inline_admin_formsets"][0].formset.initial_forms) == 30
