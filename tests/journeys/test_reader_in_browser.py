"""A resident's pages in a real browser: accessible, without sideways scroll, and the same without JavaScript."""

from collections import defaultdict
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import expect

from resolutions.following.links import token_of
from resolutions.models import Addressee, Forum, Recommendation, Section, Subscription, Theme
from resolutions.pictures.kinds import KINDS
from resolutions.register.directory import mark_reviewed
from tests.factories import SubscriptionFactory, ThemeFactory
from tests.journeys.accessible import AXE, faults
from tests.journeys.test_seeds_from_file_to_page import SAMPLES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = [320, 640, 1280]
# Those of a device in the dark, and those that somebody chooses for herself; each with its ground.
COLOURS = {"": "rgb(18, 24, 28)", "contrast-dark": "rgb(0, 0, 0)", "contrast-sepia": "rgb(247, 240, 214)"}
POINTED_AT = [
    ".search__button",
    ".search__help > summary",
    "summary.tool",
    ".chosen a.chip",
    ".card a.chip",
    ".site-nav a",
    ".site-tools a",
    ".wordmark",
    ".theme-tile",
    ".card__title a",
    ".bodies-form button",
    ".bodies a",
    ".filters__foot button",
    ".filters summary",
]
THEMES = [("Информация и цифровые услуги", "monitor-smartphone"), ("Молодёжь", "rocket"), ("Доступная среда", "tag")]
LETTER_PAGES = ["subscription", "unsubscribe"]


@pytest.fixture
def portal(live_server):
    call_command("import_resolution", SAMPLES, publish=True, verbosity=0)
    mark_reviewed(Addressee.objects.all(), by=None)
    themes = [ThemeFactory(name=name, icon=icon) for name, icon in THEMES]
    for number, section in enumerate(Section.objects.order_by("pk")):
        section.themes.add(*themes[number % len(themes) :][:2])
    call_command("dump_open_data", stdout=StringIO(), stderr=StringIO())
    return live_server.url


def public_addresses() -> dict[str, str]:
    """Every public template at its fullest."""
    forum = Forum.objects.get(slug="novosibirsk")
    return {
        "home": reverse("home"),
        "forums": reverse("forum-list"),
        "forums, a bad place": reverse("forum-list") + "?place=x",
        "forum": forum.get_absolute_url(),
        "recommendations": reverse("recommendation-list"),
        "recommendations, chosen": reverse("recommendation-list")
        + "?to=none&to=meriya-goroda-novosibirska&departments=1",
        "recommendations, none": reverse("recommendation-list") + "?year=2021&place=novosibirsk",
        "recommendations, a bad year": reverse("recommendation-list") + "?year=abc",
        "recommendations, words": reverse("recommendation-list") + "?q=организации+НКО&to=none&sort=newest",
        "recommendations, a phrase on two pages": reverse("recommendation-list") + "?q=развитие&page_size=1",
        "recommendations, misspelt": reverse("recommendation-list") + "?q=рекомендоватъ",
        "recommendations, nothing but ways out": reverse("recommendation-list")
        + "?q=ТОС&kind=media&year=2021&theme=&place=novosibirsk",
        "recommendations, some of the words": reverse("recommendation-list") + "?q=развитие+ТОС+космодром",
        "recommendations, names among words": reverse("recommendation-list") + "?q=некоммерческие+организации+НКО",
        "recommendations, a place that is a word": reverse("recommendation-list") + "?place=novosibirsk",
        "recommendations, cut": reverse("recommendation-list") + "?q=" + "благоустройство+" * 20,
        "values": reverse("recommendation-values", args=["to"]) + "?q=развитие&to=none",
        "values, named": reverse("recommendation-values", args=["section"]) + "?find=а",
        "values, none": reverse("recommendation-values", args=["place"]) + "?find=яяя",
        "recommendation": Recommendation.objects.filter(section__forum=forum)[1].get_absolute_url(),
        "recommendation, an error": reverse(
            "recommendation-report", args=[Recommendation.objects.filter(section__forum=forum)[1].code]
        ),
        "forum, an error": reverse("forum-report", args=[forum.slug]),
        "an error is sent": reverse("report-sent"),
        "embedded list": reverse("embedded-list") + "?to=none",
        "embedded list, a bad year": reverse("embedded-list") + "?year=abc",
        "embedded forum": reverse("embedded-forum", args=[forum.slug]),
        "addressees": reverse("addressee-list"),
        "addressee": Addressee.objects.get(slug="meriya-goroda-novosibirska").get_absolute_url(),
        "themes": reverse("theme-list"),
        "theme": Theme.objects.get(icon="monitor-smartphone").get_absolute_url(),
        "statistics": reverse("statistics"),
        **{f"picture, {name}": reverse("picture-page", args=[name]) for name in KINDS},
        "picture, of nothing": reverse("picture-page", args=["years"]) + "?year=1999",
        "open data": reverse("open-data"),
        "open data, a data set": reverse("open-data-set", args=["addressees"]),
        "about": reverse("about"),
        "help": reverse("help"),
        "api": reverse("api"),
        "glossary": reverse("glossary"),
        "privacy": reverse("privacy"),
        "consent": reverse("consent"),
        "contribute": reverse("contribute"),
        "contribute, sent": reverse("offer-sent"),
        "contribute, consent": reverse("offer-consent"),
        "subscribe": reverse("subscribe") + "?to=none&to=meriya-goroda-novosibirska&departments=1&q=ТОС",
        "subscribe to a forum": reverse("subscribe") + "?forum=novosibirsk",
        "subscribe, a bad year": reverse("subscribe") + "?year=abc",
        "subscribe, a letter on its way": reverse("subscribe-sent"),
        **pages_of_subscriptions(),
        "view settings": reverse("view-settings"),
        "login": reverse("login"),
        "password reset": reverse("password-reset"),
        "password reset sent": reverse("password-reset-done"),
        "password reset, a bad link": reverse("password-reset-confirm", args=["x", "y"]),
        "invitation, a bad link": reverse("invitation", args=["x", "y"]),
        "not found": "/nowhere/",
    }


def pages_of_subscriptions() -> dict[str, str]:
    """Behind the links of letters: asked for, confirmed, and long gone."""
    filters = "to=meriya-goroda-novosibirska&to=none&year=none"
    rows = {
        "asked for": subscription("a@example.org", query=filters, confirmed_at=None, covered_until=None),
        "confirmed": subscription("anna.with.a.very.long.name@a-very-long-domain.example.org", query=""),
        "of what is gone": subscription("b@example.org", query="place=nowhere"),
    }
    gone = SubscriptionFactory()
    rows["gone"] = token_of(gone)
    gone.delete()
    return {f"{page}, {name}": reverse(page, args=[token]) for name, token in rows.items() for page in LETTER_PAGES}


def subscription(email: str, **fields: object) -> str:
    row = Subscription.objects.of(email).first() or SubscriptionFactory(email=email, **fields)
    return token_of(row)


def overflow(page) -> int:
    """By how many pixels a page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("look", ["", "150.dark.wide", "200.sepia."], ids=["usual", "dark", "large"])
def test_no_page_scrolls_sideways_at_any_width_or_asks_for_what_the_policy_refuses(portal, new_context, look):
    context = new_context()
    if look:
        context.add_cookies([{"name": "view", "value": look, "url": portal}])
    page = context.new_page()
    wide, messages, hosts = {}, [], set()
    page.on("console", lambda message: messages.append(message.text))
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    for name, address in public_addresses().items():
        page.goto(portal + address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            wide[name, width] = overflow(page)

    assert {key: pixels for key, pixels in wide.items() if pixels > 0} == {}
    # The browser itself says that a page answered 400 or 404.
    assert [text for text in messages if "the server responded with a status" not in text] == []
    assert hosts == {portal.split("/")[2]}


@pytest.mark.parametrize("third", range(3))
def test_axe_finds_nothing_on_any_page_in_any_colours(portal, new_context, third):
    page = new_context(**AXE).new_page()
    found, grounds = {}, defaultdict(set)
    for name, address in list(public_addresses().items())[third::3]:
        page.emulate_media(color_scheme="light")
        page.goto(portal + address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found[name, width] = faults(page)
        page.emulate_media(color_scheme="dark")
        for colours in COLOURS:
            page.evaluate("name => { document.documentElement.className = name; }", colours)
            found[name, colours] = faults(page, "color-contrast")
            grounds[colours].add(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert {key: rows for key, rows in found.items() if rows} == {}
    assert grounds == {name: {ground} for name, ground in COLOURS.items()}


@pytest.mark.parametrize("colours", ["usual", *COLOURS])
def test_what_is_pointed_at_can_be_read(portal, new_context, colours):
    page = new_context(**AXE, color_scheme="light" if colours == "usual" else "dark").new_page()
    found = {}
    for address in (reverse("home"), reverse("recommendation-list") + "?q=развитие&to=none", reverse("addressee-list")):
        page.goto(portal + address)
        page.evaluate("name => { document.documentElement.className = name; }", colours)
        for kind in POINTED_AT:
            for one in page.locator(kind).filter(visible=True).all()[:1]:
                one.hover()
                found[kind, address] = faults(page, "color-contrast")

    assert {key: rows for key, rows in found.items() if rows} == {}
    assert {kind for kind, _ in found} == set(POINTED_AT)


@pytest.mark.parametrize(
    ("chosen", "ground"),
    [("light", "rgb(250, 248, 244)"), ("dark", "rgb(0, 0, 0)"), ("sepia", "rgb(247, 240, 214)")],
)
def test_colours_that_somebody_chose_win_over_those_of_the_device(portal, new_context, chosen, ground):
    context = new_context(color_scheme="dark")
    context.add_cookies([{"name": "view", "value": f".{chosen}.", "url": portal}])
    page = context.new_page()
    page.goto(portal)

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == ground


@pytest.mark.parametrize("scripts", [False, True], ids=["without JavaScript", "with JavaScript"])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_resident_finds_what_the_mayoralty_was_asked_and_reads_on(portal, new_context, scripts, width):
    page = new_context(java_script_enabled=scripts, viewport={"width": width, "height": 800}).new_page()
    page.goto(portal)
    if width == 320:
        page.get_by_text("Меню").click()
    page.get_by_role("navigation").get_by_role("link", name="Рекомендации", exact=True).first.click()
    if width == 320:
        page.get_by_role("link", name="Фильтры").click()
    page.get_by_label("Мэрия города Новосибирска").or_(page.get_by_label("мэрия города Новосибирска")).first.check()
    page.get_by_role("button", name="Показать").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Рекомендации: найдено 6")
    page.locator("article").filter(has_text="рассмотреть возможность по расширению форм участия").get_by_role(
        "link"
    ).first.click()
    expect(page.get_by_role("main")).to_contain_text("касающихся развития территорий ТОС")
    page.get_by_role("main").get_by_role("link", name="название не указано").first.click()
    expect(page.get_by_role("heading", level=2, name="Город соседей", exact=True)).to_be_visible()


def test_an_addressee_is_two_taps_from_the_front_door(portal, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(portal)
    page.get_by_role("link", name="Мэрия города Новосибирска").first.click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("эрия города Новосибирска")


def test_the_keyboard_reaches_the_content_first(portal, new_context):
    page = new_context().new_page()
    page.goto(portal)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{portal}/#{page.get_by_role('main').get_attribute('id')}")


def test_view_settings_hold_while_reading(portal, new_context):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{portal}/forums/")
    page.get_by_role("link", name="Настройки вида").click()
    page.get_by_label("Очень крупный").check()
    page.get_by_role("button").filter(has_text="охранить").click()

    expect(page).to_have_url(f"{portal}/forums/")
    expect(page.locator("html")).to_have_class("text-200")
