"""An editor enters a whole resolution by hand in a browser and publishes it; nothing breaks the strict CSP."""

import pytest
from django.urls import reverse

from resolutions.models import Addressing, Forum
from resolutions.vocabulary import Role
from tests.factories import (
    AddresseeFactory,
    ForumFactory,
    LineFactory,
    LocalityFactory,
    PartFactory,
    RecommendationFactory,
    SectionFactory,
    UserFactory,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
PASSWORD = "верная лошадь батарейка"


@pytest.fixture
def complaints(page):
    """What the browser's console says: a refused script or style, a missing file, an error."""
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


def person(role, **fields):
    user = UserFactory(email="anna@example.org", role=role, **fields)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(page, live_server):
    page.goto(live_server.url + reverse("admin:index"))
    page.get_by_label("Электронная почта").fill("anna@example.org")
    page.get_by_label("Пароль", exact=True).fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Войти").click()
    page.wait_for_url("**/admin/")


def choose(page, field, typed, found):
    """Types into a suggesting field and takes the first suggestion, which must be the one expected."""
    page.locator(f"{field} .select2-selection").click()
    page.keyboard.type(typed)
    page.locator(".select2-results__option--highlighted", has_text=found).wait_for()
    page.keyboard.press("Enter")
    # Until it is taken the list lies over the form, and what was typed last is still being asked for.
    page.locator(f"{field} .select2-selection", has_text=found).wait_for()
    page.locator(".select2-dropdown").wait_for(state="detached")


def saved(page, said):
    """A form that comes back says why; who waits for the next link learns nothing."""
    page.get_by_text(said).or_(page.locator(".errornote")).first.wait_for()
    assert page.locator(".errornote, .errorlist").all_inner_texts() == []


def fill_recommendation(page, place, number, text, leads=(), co_executors=()):
    row = f"#recommendations-{place}"
    page.locator(f"#id_recommendations-{place}-number").fill(number)
    page.locator(f"#id_recommendations-{place}-text").fill(text)
    for typed, found in leads:
        choose(page, f"{row} .field-leads", typed, found)
    for typed, found in co_executors:
        choose(page, f"{row} .field-co_executors", typed, found)


def test_a_resolution_is_entered_by_hand_and_published(page, live_server, complaints, client):
    editor = person(Role.EDITOR)
    LocalityFactory(name="Новосибирск")
    city = AddresseeFactory(name="мэрия города Новосибирска", short_name="мэрия")
    local = AddresseeFactory(name="органы местного самоуправления")
    local.aliases.create(name="ОМСУ")
    ngo = AddresseeFactory(name="социально ориентированные некоммерческие организации")
    ngo.aliases.create(name="СО НКО")
    sign_in(page, live_server)

    page.get_by_role("link", name="Добавить").first.wait_for()
    page.goto(live_server.url + reverse("admin:resolutions_forum_add"))
    page.get_by_label("Название:").first.fill("Пятый городской форум")
    page.get_by_label("Первый день:").fill("12.12.2019")
    choose(page, ".field-locality", "новосиб", "Новосибирск")
    page.locator("#id_sections-0-title").fill("Город соседей")
    page.get_by_role("button", name="Добавить ещё: Секция").click()
    page.locator("#id_sections-1-title").fill("Город друзей")
    page.get_by_role("button", name="Сохранить и продолжить правку").click()
    saved(page, "Добавлено: форум")

    page.locator("#sections-0 a.inlinechangelink").click()
    page.get_by_role("button", name="Добавить ещё: Строка между рекомендациями").click()
    page.locator("#id_lines-0-order").fill("0")
    page.locator("#id_lines-0-text").fill("Участники форума предлагают:")
    fill_recommendation(
        page, 0, "1", "Мэрии и ОМСУ поддержать ТОС.", [("омсу", "органы"), ("Мэрия", "мэрия")], [("со нко", "соц")]
    )
    page.get_by_role("button", name="Добавить ещё: Рекомендация").click()
    fill_recommendation(page, 1, "2", "Провести конкурс дворов.")
    page.get_by_role("button", name="Сохранить и продолжить правку").click()
    saved(page, "Сохранено: секция")
    # The line is there now and stands in its place; both recommendations go under it.
    page.locator("#recommendations-0 .line-above", has_text="Участники форума предлагают:").wait_for()
    for place in (0, 1):
        page.locator(f"#recommendations-{place} summary").click()
        page.locator(f"#id_recommendations-{place}-group").select_option(label="Участники форума предлагают:")
    page.get_by_role("button", name="Сохранить и продолжить правку").click()
    saved(page, "Сохранено: секция")

    page.locator(".breadcrumbs").get_by_role("link", name="Пятый городской форум").click()
    page.locator("#sections-1 a.inlinechangelink").click()
    fill_recommendation(page, 0, "1", "Создать клуб.", [("мэрия", "мэрия")])
    page.get_by_role("button", name="Сохранить", exact=True).click()
    saved(page, "Сохранено: секция")

    page.goto(live_server.url + reverse("admin:resolutions_forum_change", args=[Forum.objects.get().pk]))
    page.get_by_role("button", name="Сохранить и опубликовать").click()
    page.get_by_role("link", name="посмотреть на сайте", exact=True).click()
    page.get_by_role("heading", name="Пятый городской форум").first.wait_for()

    forum = Forum.objects.get()
    assert (forum.organizer, forum.locality.name, str(forum.starts_on)) == (
        editor.organizer,
        "Новосибирск",
        "2019-12-12",
    )
    assert [
        (
            section.title,
            [
                (row.number, row.text, [(a.addressee, a.role) for a in row.addressings.all()])
                for row in section.recommendations.all()
            ],
        )
        for section in forum.sections.all()
    ] == [
        (
            "Город соседей",
            [
                (
                    "1",
                    "Мэрии и ОМСУ поддержать ТОС.",
                    [(local, "lead"), (city, "lead"), (ngo, "co-executor")],
                ),
                ("2", "Провести конкурс дворов.", []),
            ],
        ),
        ("Город друзей", [("1", "Создать клуб.", [(city, "lead")])]),
    ]
    assert client.get(forum.get_absolute_url()).status_code == 200
    assert complaints == []


SCREENS = [
    "forum_changelist forum_add forum_change forum_history forum_delete",
    "section_changelist section_change recommendation_change recommendation_changelist",
    "addressee_changelist addressee_add addressee_change addressee_history user_changelist user_add",
]


@pytest.mark.parametrize("screens", SCREENS)
def test_every_screen_fits_and_obeys_the_policy(page, live_server, complaints, screens):
    person(Role.ADMINISTRATOR)
    row = RecommendationFactory(text="Очень-длинное-слово-без-пробелов " * 5)
    LineFactory(section=row.section, text="Очень-длинному-ведомству-без-пробелов: " * 5)
    PartFactory(recommendation=row, text="очень-длинная-часть-без-пробелов " * 5)
    rows = {"recommendation": row, "section": row.section, "forum": row.section.forum}
    rows |= {"addressee": AddresseeFactory(name="муниципальное учреждение " * 8)}
    sign_in(page, live_server)

    too_wide = []
    for screen in screens.split():
        model, kind = screen.split("_")
        args = [rows[model].pk] if kind in ("change", "history", "delete") else []
        page.goto(live_server.url + reverse(f"admin:resolutions_{screen}", args=args))
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                too_wide.append((screen, width))

    assert too_wide == []
    assert complaints == []


def test_the_calendar_opens_and_fills_the_date(page, live_server, complaints):
    person(Role.ADMINISTRATOR)
    sign_in(page, live_server)
    page.goto(live_server.url + reverse("admin:resolutions_forum_add"))
    page.get_by_label("Первый день:").fill("12.12.2019")

    page.locator(".field-starts_on .date-icon").click()
    page.get_by_role("link", name="15", exact=True).click()

    assert page.get_by_label("Первый день:").input_value() == "15.12.2019"
    assert page.locator(".timezonewarning:visible").count() == 0
    assert complaints == []


def test_a_new_citys_place_and_bodies_are_added_in_popups(page, live_server, complaints):
    """One popup opens from another's field, and a row that the page itself added has its own «+»."""
    editor = person(Role.EDITOR)
    section = SectionFactory(forum=ForumFactory(organizer=editor.organizer, locality=None))
    sign_in(page, live_server)

    page.goto(live_server.url + reverse("admin:resolutions_forum_change", args=[section.forum.pk]))
    with page.expect_popup() as place:
        page.locator("#add_id_locality").click()
    place.value.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    place.value.get_by_label("Название:").fill("Бердск")
    with place.value.expect_event("close"):
        place.value.get_by_role("button", name="Сохранить", exact=True).click()
    page.locator(".field-locality .select2-selection", has_text="Бердск").wait_for()
    page.get_by_role("button", name="Сохранить", exact=True).click()
    page.get_by_text("Сохранено: форум").wait_for()

    page.goto(live_server.url + reverse("admin:resolutions_section_change", args=[section.pk]))
    page.get_by_role("button", name="Добавить ещё: Рекомендация").click()
    page.locator("#id_recommendations-1-text").fill("Создать клуб.")
    with page.expect_popup() as body:
        page.locator("#add_id_recommendations-1-leads").click()
    body.value.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    body.value.locator("#id_name").fill("мэрия города Бердска")
    choose(body.value, ".field-locality", "берд", "Бердск")
    with body.value.expect_event("close"):
        body.value.get_by_role("button", name="Сохранить", exact=True).click()
    page.locator("#recommendations-1 .field-leads .select2-selection__choice", has_text="мэрия").wait_for()
    page.get_by_role("button", name="Сохранить", exact=True).click()
    page.get_by_text("Сохранено: секция").wait_for()

    addressing = Addressing.objects.get()
    forum = Forum.objects.get()
    assert (addressing.addressee.name, addressing.addressee.is_reviewed) == ("мэрия города Бердска", False)
    assert forum.locality == addressing.addressee.locality
    assert page.url == live_server.url + reverse("admin:resolutions_forum_change", args=[forum.pk]) + "#sections-group"
    assert complaints == []
