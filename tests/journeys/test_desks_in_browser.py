"""What editors, moderators and administrators see beside the review: accessible by day and in the dark, on a phone and
on a desk, and never sideways."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from resolutions.models import ForumReads, SoughtInVain
from resolutions.vocabulary import Role, SoughtKind
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    OfferFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
    UserFactory,
)
from tests.journeys.test_editor_in_browser import open_all, overflow, signed_in_context

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = [320, 1280]
LONG = "Межмуниципальный форум территориального общественного самоуправления и «Красноярск-2024» " * 2


@pytest.fixture
def section():
    """Of a forum that was opened; with themes; beside it what was sought in vain, and what was offered."""
    forum = ForumFactory(title=LONG)
    section = SectionFactory(forum=forum, title="Дороги, дворы и электронные услуги")
    section.themes.add(ThemeFactory(name="Дороги и транспорт", icon="bus"))
    for icon in ("tag", "rocket", "monitor-smartphone"):
        ThemeFactory(icon=icon, name=f"Тема с длинным названием: {icon}")
    AddressingFactory(recommendation=RecommendationFactory(section=section), addressee=AddresseeFactory())
    today = timezone.localdate()
    for back in (0, 40, 200):
        ForumReads.objects.create(forum=forum, day=today - timedelta(days=back), count=1000 + back)
    for kind, words in (
        (SoughtKind.WORDS, "переход у школы"),
        (SoughtKind.WORDS, "превысокомногорассмотрительствующий " * 3),
        (SoughtKind.PRIVATE, ""),
        (SoughtKind.OTHERS, ""),
    ):
        SoughtInVain.objects.create(day=today, kind=kind, words=words.strip(), count=12)
    OfferFactory(organisation=LONG, email="a.very.long.name.of.somebody@a-very-long-domain.example.org")
    OfferFactory(settled_at=timezone.now(), settled_by=UserFactory(role=Role.MODERATOR))
    return section


def desks(section) -> list[tuple[str, str]]:
    """Who looks, and at what."""
    forum = section.forum
    return [
        (Role.EDITOR, "/editor/reads/"),
        (Role.EDITOR, "/editor/not-found/"),
        (Role.EDITOR, "/editor/not-found/?period=day"),
        (Role.EDITOR, f"/editor/sections/{section.pk}/themes/"),
        (Role.EDITOR, f"/editor/forums/{forum.slug}/hide/"),
        (Role.EDITOR, f"/editor/forums/{forum.slug}/mend/"),
        (Role.EDITOR, forum.get_absolute_url()),
        (Role.EDITOR, section.recommendations.get().get_absolute_url()),
        (Role.EDITOR, "/editor/taken-back/"),
        (Role.MODERATOR, "/editor/offers/"),
        (Role.MODERATOR, "/editor/not-found/"),
        (Role.MODERATOR, f"/editor/sections/{section.pk}/themes/"),
        (Role.MODERATOR, "/editor/addressees/"),
        (Role.ADMINISTRATOR, "/editor/look/"),
        (Role.ADMINISTRATOR, "/account/"),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_goes_sideways(live_server, new_context, section, scheme):
    people = {
        role: UserFactory(role=role, organizer=section.forum.organizer if role == Role.EDITOR else None)
        for role in (Role.EDITOR, Role.MODERATOR, Role.ADMINISTRATOR)
    }
    pages = {
        role: signed_in_context(new_context, live_server.url, person, bypass_csp=True, color_scheme=scheme).new_page()
        for role, person in people.items()
    }
    found = {}
    for role, address in desks(section):
        page = pages[role]
        answer = page.goto(live_server.url + address)
        open_all(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            violations = Axe().run(page).response["violations"]
            wrong = [(row["id"], row["nodes"][0]["html"]) for row in violations]
            found[role, address, width] = (answer.status, overflow(page), wrong)

    assert {key: said for key, said in found.items() if said != (200, 0, [])} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_that_nobody_could_read_are_refused_where_one_can_read_why(live_server, new_context, scheme):
    administrator = UserFactory(role=Role.ADMINISTRATOR)
    context = signed_in_context(new_context, live_server.url, administrator, bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{live_server.url}/editor/look/")
    page.get_by_label("цвет", exact=False).first.fill("#ffee00")
    page.get_by_role("button", name="Сохранить").click()

    assert page.locator(".govuk-error-message").count() == 1
    assert (overflow(page), [row["id"] for row in Axe().run(page).response["violations"]]) == (0, [])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_state_of_the_portal_is_read_on_a_phone(live_server, new_context, scheme, width):
    administrator = UserFactory(role=Role.ADMINISTRATOR)
    page = signed_in_context(
        new_context, live_server.url, administrator, bypass_csp=True, color_scheme=scheme
    ).new_page()
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{live_server.url}/forums/")

    page.goto(f"{live_server.url}/admin/monitoring/")

    assert page.get_by_role("region").count() == 3
    assert (overflow(page), [row["id"] for row in Axe().run(page).response["violations"]]) == (0, [])
