"""Five pages in Firefox, on a phone and on a desk, with JavaScript and without it."""

import pytest
from django.urls import reverse

from resolutions.models import Forum, Recommendation
from tests.firefox.marionette import firefox
from tests.journeys.test_reader_in_browser import portal

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("firefox")]
__all__ = ["portal"]

SIZES = [(320, 640), (1280, 900)]
LIST = "/recommendations/?q=развития&to=meriya-goroda-novosibirska&place=novosibirsk"
OVERFLOW = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
IS_SHOWN = "return document.querySelector(arguments[0]).checkVisibility({visibilityProperty: true})"
FOUND = "return document.querySelector('h1').innerText"


@pytest.fixture(scope="module", params=[True, False], ids=["with JavaScript", "without JavaScript"])
def driven(request, tmp_path_factory):
    profile = tmp_path_factory.mktemp("firefox") / "profile"
    with firefox(profile, **{"javascript.enabled": request.param}) as one:
        one.has_scripts = request.param
        yield one


def five_pages() -> list[str]:
    forum = Forum.objects.get(slug="novosibirsk")
    return [
        reverse("home"),
        LIST,
        forum.get_absolute_url(),
        Recommendation.objects.filter(section__forum=forum)[1].get_absolute_url(),
        reverse("picture-page", args=["addressees-and-themes"]),
    ]


def test_nothing_goes_sideways_and_the_console_has_nothing_to_say(driven, portal):
    driven.complaints(portal)
    wide = {}
    for width, height in SIZES:
        driven.show_as(width, height)
        for address in five_pages():
            driven.open(portal + address)
            wide[address, width] = driven.run(OVERFLOW)

    assert {key: pixels for key, pixels in wide.items() if pixels > 0} == {}
    assert driven.complaints(portal) == []


def test_what_a_page_does_against_the_policy_would_be_heard(driven, portal):
    driven.complaints(portal)
    driven.open(portal)
    driven.run("const made = document.createElement('style'); made.textContent = 'p {}'; document.head.append(made)")

    assert ["style-src" in one for one in driven.complaints(portal)] == [True]


def test_the_menu_leads_on(driven, portal):
    driven.show_as(320, 640)
    driven.open(portal)
    assert driven.run(IS_SHOWN, ".site-nav") is False

    driven.press("summary", "Меню")
    driven.press(".site-nav a", "Адресаты")

    driven.wait_for(f"{FOUND} === 'Адресаты'")


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_panel_of_filters_opens_and_narrows_the_list(driven, portal, width, height):
    driven.show_as(width, height)
    driven.open(f"{portal}/recommendations/?place=novosibirsk")
    if width == 320:
        assert driven.run(IS_SHOWN, ".filters") is False
        driven.press("a", "Фильтры (1)")
        assert [driven.run(IS_SHOWN, one) for one in (".filters", ".recommendation-card")] == [True, False]
        driven.press("a", "К списку")
        assert [driven.run(IS_SHOWN, one) for one in (".filters", ".recommendation-card")] == [False, True]
        driven.press("a", "Фильтры (1)")
    driven.press(".filters label", "Мэрия города Новосибирска")
    if driven.has_scripts:
        driven.wait_for("return document.querySelector('#filters-count').innerText === '6'")
    driven.press(".filters button", "Показать")

    driven.wait_for(f"{FOUND} === 'Рекомендации: найдено 6'")
