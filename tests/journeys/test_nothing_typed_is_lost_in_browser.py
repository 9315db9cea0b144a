"""Accidents while an editor types; each one loses no character, the first three without a script as well."""

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from resolutions.models import Draft
from resolutions.review.editing import Change, discard, edit
from resolutions.review.operations.cards import edit_text
from resolutions.review.receive import receive
from resolutions.review.revise import correct_instead
from resolutions.review.sheet import sheet_from_json
from tests.accidents import database_away
from tests.factories import RecommendationFactory, SectionFactory, UserFactory
from tests.journeys.accessible import AXE, faults
from tests.journeys.test_editor_in_browser import overflow, signed_in_context
from tests.review.sheets import TEXT

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "длинный пароль редактора"
HERS = "Рекомендовать мэрии <посадить> липы.\n\n  И скамейки."
LONG = "Очень долго думала и вот что придумала. " * 1000  # more than a closing page may send
HEAR = """
window.heard = [];
const said = document.getElementById("saved");
new MutationObserver(() => heard.push(said.textContent)).observe(said, { childList: true });
"""
HURRY = "const pause = setTimeout; window.setTimeout = (done, time) => pause(done, time < 5000 ? 0 : time)"
STOP_WHEN_TYPED = 'document.getElementById("review").addEventListener("input", () => window.stop(), { once: true })'
PRESS = """
document.getElementById("review").addEventListener("input", () => setTimeout(() => {
  sessionStorage.said = document.getElementById("saved").textContent;
}));
document.querySelector(".review-end [value=save]").click();
"""
with_and_without = pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])


@pytest.fixture
def editor():
    user = UserFactory()
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def draft(editor):
    return receive(TEXT.encode(), "форум.txt", editor.organizer, editor)


@pytest.fixture
def opened(live_server, new_context, editor, draft):
    """opened(**options of the context) -> her page of the draft."""

    def open_page(**options):
        page = signed_in_context(new_context, live_server.url, editor, **options).new_page()
        page.goto(live_server.url + draft.get_absolute_url())
        return page

    return open_page


def field(page):
    return page.get_by_role("textbox", name="Текст: № 1").first


def kept_in(draft):
    return sheet_from_json(Draft.objects.get(pk=draft.pk).outline).card(2).text


def sign_in(context, live_server, editor):
    tab = context.new_page()
    tab.goto(f"{live_server.url}/login/")
    tab.get_by_label("Электронная почта").fill(editor.email)
    tab.get_by_label("Пароль").fill(PASSWORD)
    tab.get_by_role("button", name="Войти").click()
    expect(tab.get_by_role("heading", name="Черновики")).to_be_visible()


def says(page, text):
    """The bar of the page; a slow machine takes its time over two seconds."""
    expect(page.locator("#saved[role=status]")).to_contain_text(text, timeout=30_000)


def stop_timers(page):
    """Nothing is saved by the clock from here on, however slow the test is."""
    page.evaluate("window.setTimeout = () => 0")


def type_on(page, text=HERS):
    """As keys do it: nothing is left, so no change is told of."""
    field(page).click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def hold_presses(page):
    """The presses that wait on their way to the server until they are let go on."""
    held = []
    page.route("**/*", lambda route: held.append(route) if is_press(route.request) else route.fallback())
    return held


def is_press(request):
    return request.method == "POST" and request.is_navigation_request()


def press_and_type_on(page, text):
    """With the keyboard alone: nobody can look at the page until the press is answered."""
    with page.expect_request(is_press):
        page.evaluate(PRESS)
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


@with_and_without
def test_a_second_sign_in_in_another_tab(opened, live_server, editor, draft, scripts):
    page = opened(java_script_enabled=scripts, **AXE)
    page.context.clear_cookies()
    sign_in(page.context, live_server, editor)
    type_on(page)
    if scripts:
        says(page, "Не сохранено: вы вошли заново")
    page.get_by_role("button", name="Сохранить черновик").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Форма не принята")
    expect(page.get_by_label("Текст: № 1").first).to_have_value(HERS)
    if scripts:
        page.set_viewport_size({"width": 320, "height": 800})
        assert (overflow(page), faults(page)) == (0, [])
    page.get_by_role("button", name="Отправить ещё раз").click()

    expect(field(page)).to_have_value(HERS)
    assert kept_in(draft) == HERS


@with_and_without
def test_the_database_is_away(opened, draft, scripts):
    page = opened(java_script_enabled=scripts, **AXE)
    with database_away():
        type_on(page)
        if scripts:
            says(page, "Не сохранено: сервер сейчас не может")
        page.get_by_role("button", name="Сохранить черновик").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Сейчас не получилось")
        expect(page.get_by_label("Текст: № 1").first).to_have_value(HERS)
    page.get_by_role("button", name="Отправить ещё раз").click()

    expect(field(page)).to_have_value(HERS)
    assert kept_in(draft) == HERS


@with_and_without
def test_a_colleague_discards_the_draft_meanwhile(opened, editor, draft, scripts):
    page = opened(java_script_enabled=scripts, **AXE)
    discard(draft, UserFactory(organizer=editor.organizer, full_name="Коллега"))
    type_on(page)
    if scripts:
        says(page, "Не сохранено: черновик тем временем отклонён")
    page.get_by_role("button", name="Сохранить черновик").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Черновик отклонён")
    expect(page.get_by_text("Это сделал(а) Коллега")).to_be_visible()
    expect(page.get_by_label("У вас")).to_have_value(HERS)
    if scripts:
        page.set_viewport_size({"width": 320, "height": 800})
        assert (overflow(page), faults(page)) == (0, [])
    page.get_by_role("button", name="Вернуть на проверку с моим текстом").click()
    page.get_by_role("button", name="Сохранить").click()

    expect(field(page)).to_have_value(HERS)
    assert kept_in(draft) == HERS


def test_a_click_on_a_link_while_typing(opened, draft):
    page = opened()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    stop_timers(page)
    type_on(page)
    page.get_by_role("link", name="Статистика").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Статистика")
    assert (kept_in(draft), asked) == (HERS, [])


def test_the_tab_is_closed(opened, draft):
    colleague = opened(java_script_enabled=False)
    page = opened()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    stop_timers(page)
    type_on(page)
    with page.expect_event("close"):
        page.close(run_before_unload=True)

    # Nobody hears the answer to a page that is gone, so somebody else looks until it is there.
    for _ in range(100):
        if field(colleague).input_value() == HERS:
            break
        colleague.wait_for_timeout(200)
        colleague.reload()
    assert (kept_in(draft), asked) == (HERS, ["beforeunload"])


def test_what_is_too_long_for_a_closing_page_comes_back_when_it_is_opened_again(opened, live_server, draft):
    page = opened()
    stop_timers(page)
    type_on(page, LONG)
    page.goto("about:blank")
    page.goto(live_server.url + draft.get_absolute_url())

    expect(page.get_by_text("Возвращён текст, который вы набрали здесь раньше")).to_be_visible()
    expect(field(page)).to_have_value(LONG)
    says(page, "Сохранено в")
    assert kept_in(draft) == LONG.strip()
    page.reload()
    expect(page.locator("#kept")).to_be_hidden()


def test_what_never_arrived_is_shown_when_a_colleague_has_written_there(opened, live_server, draft):
    page = opened()
    stop_timers(page)
    type_on(page, LONG)
    page.goto("about:blank")
    edit(draft, 1, [Change("Правка", lambda sheet: edit_text(sheet, 2, "Текст коллеги."))], None)
    page.goto(live_server.url + draft.get_absolute_url())

    left_over = page.locator("#kept").get_by_role("textbox", name="Текст: № 1")
    expect(left_over).to_have_value(LONG)
    expect(page.locator("#card-2-text")).to_have_value("Текст коллеги.")

    # No other button takes it away, not even with a new text in the same field.
    page.locator("#card-2-text").fill(HERS)
    page.get_by_role("button", name="Сохранить черновик").click()
    expect(page.locator("#card-2-text")).to_have_value(HERS)
    expect(left_over).to_have_value(LONG)
    page.get_by_role("button", name="Убрать", exact=True).click()
    page.reload()
    expect(page.locator("#kept")).to_be_hidden()


def test_what_never_arrived_is_shown_beside_the_differences_when_the_draft_has_become_a_correction(
    opened, live_server, editor, draft
):
    forum = RecommendationFactory(section__forum__organizer=editor.organizer).section.forum
    page = opened()
    stop_timers(page)
    type_on(page, LONG)
    page.goto("about:blank")
    correct_instead(draft, 1, forum.slug, UserFactory(organizer=editor.organizer, full_name="Коллега"))
    page.goto(live_server.url + draft.get_absolute_url())

    left_over = page.locator("#kept").get_by_role("textbox", name="Текст: № 1")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Что изменилось")
    expect(left_over).to_have_value(LONG)
    page.set_viewport_size({"width": 320, "height": 800})
    assert (overflow(page), faults(page)) == (0, [])
    page.get_by_role("button", name="Убрать", exact=True).click()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Что изменилось")
    expect(page.locator("#kept")).to_be_hidden()


def test_a_press_that_was_refused_is_not_taken_for_one_that_arrived(opened, editor, draft):
    """She leads the draft back to the review herself, so that the last change of it is hers."""
    forum = RecommendationFactory(section__forum__organizer=editor.organizer).section.forum
    page = opened()
    stop_timers(page)
    type_on(page)
    correct_instead(draft, 1, forum.slug, UserFactory(organizer=editor.organizer, full_name="Коллега"))
    page.get_by_role("button", name="Сохранить черновик").click()
    expect(page.get_by_label("У вас")).to_have_value(HERS)
    page.get_by_role("link", name="посмотрите отличия").click()
    expect(page.locator("#kept").get_by_role("textbox", name="Текст: № 1")).to_have_value(HERS)
    page.get_by_role("button", name="Это другая резолюция").click()

    expect(page.get_by_text("Возвращён текст, который вы набрали здесь раньше")).to_be_visible()
    expect(field(page)).to_have_value(HERS)
    says(page, "Сохранено в")
    assert kept_in(draft) == HERS


def test_what_a_press_has_brought_into_the_correction_is_not_told_as_lost(opened, live_server, editor, draft):
    """Her own press: the page that it leads to has no form that could tell."""
    forum = RecommendationFactory(section__forum__organizer=editor.organizer).section.forum
    outline = draft.outline | {"like": [{"slug": forum.slug, "same": 5, "of": 5}]}
    Draft.objects.filter(pk=draft.pk).update(outline=outline)
    page = opened()
    stop_timers(page)
    type_on(page)
    page.get_by_role("button", name="Исправить опубликованную").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Что изменилось")
    expect(page.locator("#kept")).to_be_hidden()
    assert (kept_in(draft), page.evaluate("Object.keys(localStorage).length")) == (HERS, 1)


def test_what_is_typed_while_a_button_is_answered_comes_back(opened, draft):
    page = opened()
    saves, held = [], hold_presses(page)
    page.on("request", lambda request: request.url.endswith("/autosave/") and saves.append(request))
    type_on(page, "Это отправлено.")
    page.evaluate(HURRY)
    press_and_type_on(page, HERS)
    # Nothing is saved beside the form: one of the two would be refused.
    page.wait_for_timeout(500)
    held.pop().continue_()

    expect(page.get_by_text("Возвращён текст, который вы набрали здесь раньше")).to_be_visible()
    expect(field(page)).to_have_value(HERS)
    assert page.evaluate("sessionStorage.said") == "Не сохранено: ждём ответа на нажатую кнопку. Текст не пропадёт."
    says(page, "Сохранено в")
    assert (kept_in(draft), Draft.objects.get().revision, len(saves)) == (HERS, 3, 1)


def test_a_page_that_is_stopped_guards_what_is_typed_as_before_the_press(opened, draft):
    page = opened()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    hold_presses(page)
    page.clock.install()
    type_on(page, "Это остановлено.")
    page.evaluate(STOP_WHEN_TYPED)
    press_and_type_on(page, HERS)
    page.evaluate("location.assign('/')")
    assert asked == ["beforeunload"]

    # No answer comes any more.
    page.clock.run_for(60_000)
    says(page, "Сохранено в")
    assert kept_in(draft) == HERS


def test_saving_by_itself_moves_nothing(opened, draft):
    page = opened(viewport={"width": 640, "height": 500})
    page.evaluate(HEAR)
    type_on(page)
    place = page.evaluate("scrollY")
    says(page, "Сохранено в")
    assert page.evaluate("heard[0]") == "Не сохранено"
    expect(field(page)).to_be_focused()
    assert (page.evaluate("scrollY"), kept_in(draft)) == (place, HERS)

    # A button among the pieces that are put in anew keeps the focus as well.
    page.keyboard.insert_text(" Ещё.")
    button = page.get_by_role("button", name="Проверено").last
    pressed = button.get_attribute("value")
    with page.expect_response("**/autosave/"):
        button.focus()
        place = page.evaluate("scrollY")
    says(page, "Сохранено в")
    assert (page.evaluate("[scrollY, document.activeElement.value]")) == [place, pressed]


def test_the_whole_text_comes_back_when_its_page_was_left(opened, live_server, draft):
    page = opened()
    address = f"{live_server.url}{draft.get_absolute_url()}text/"
    page.goto(address)
    text = page.get_by_label("Вся резолюция")
    text.press("Control+End")
    page.keyboard.insert_text("\n\n5. Новая рекомендация.")
    typed = text.input_value()
    page.goto("about:blank")
    page.goto(address)

    expect(page.get_by_text("Возвращён текст, который вы набрали здесь раньше")).to_be_visible()
    expect(text).to_have_value(typed)
    page.get_by_role("button", name="Сохранить и продолжить").click()
    expect(page.get_by_role("status").filter(has_text="Сохранено")).to_be_visible()
    # It was read into cards, so its words are not quite hers any more; nothing is offered to her again.
    expect(page.locator("#kept")).to_be_hidden()
    assert "Новая рекомендация." in [card.text for card in sheet_from_json(Draft.objects.get().outline).cards]


def test_the_desk_for_entry_by_hand_asks_before_it_is_left(opened, live_server, editor):
    section = SectionFactory(forum__organizer=editor.organizer)
    page = opened()
    answers = []
    page.on("dialog", lambda dialog: (answers.append(dialog.type), dialog.dismiss()))
    page.goto(f"{live_server.url}/admin/resolutions/section/{section.pk}/change/")
    preamble = page.locator("#id_preamble")
    preamble.click()
    page.keyboard.insert_text("Участники")
    page.get_by_role("link", name="На сайт", exact=True).click(no_wait_after=True)

    expect(preamble).to_have_value(re.compile("Участники"))
    # So it does when a press was stopped and the typing goes on.
    hold_presses(page)
    preamble.focus()
    with page.expect_request(is_press):
        page.evaluate("""() => {
            addEventListener("input", () => stop(), { once: true });
            document.querySelector("[name=_save]").click();
        }""")
    page.keyboard.insert_text(" вместе")
    page.evaluate("location.assign('/')")
    assert answers == ["beforeunload"] * 2

    page.unroute_all()
    page.get_by_role("button", name="Сохранить", exact=True).click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    assert answers == ["beforeunload"] * 2


def test_when_the_session_has_ended_signing_in_elsewhere_and_loading_anew_is_enough(opened, live_server, editor, draft):
    page = opened()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    type_on(page)
    page.get_by_role("button", name="Сохранить черновик").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Вы вышли, и правка не сохранена")
    sign_in(page.context, live_server, editor)
    page.reload()
    page.get_by_role("button", name="Отправить ещё раз").click()

    expect(field(page)).to_have_value(HERS)
    assert kept_in(draft) == HERS
