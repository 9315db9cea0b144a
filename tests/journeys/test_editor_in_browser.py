"""A secretary's hour: from a file of thirty recommendations to the public page, with a script and without one."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from resolutions.models import Draft, Forum, Recommendation
from resolutions.review.queue import claim_next, read_waiting
from resolutions.review.receive import receive, take_in
from resolutions.review.sharing import share, token_of
from tests.factories import AddresseeFactory, OrganizerFactory, UserFactory
from tests.journeys.accessible import AXE, faults
from tests.review.test_queue import BOMB
from tests.workspace.thirty import as_text, as_word

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = [320, 640, 1280]


def signed_in_context(new_context, url, user, **options):
    client = Client()
    client.force_login(user)
    context = new_context(**options)
    value = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": value, "url": url}])
    return context


@pytest.fixture
def editor():
    AddresseeFactory(name="комитет озеленения")
    return UserFactory(organizer=OrganizerFactory(name="Общественная палата"))


@pytest.fixture
def draft(editor):
    return receive(as_text(), "общий-двор.txt", editor.organizer, editor)


def heard(page):
    """What the console says, and what hosts are asked."""
    messages = []
    page.on("console", lambda message: messages.append(message.text))
    page.on("pageerror", lambda error: messages.append(str(error)))
    return messages


def test_a_card_is_split_where_the_caret_was(live_server, new_context, editor, draft):
    page = signed_in_context(new_context, live_server.url, editor).new_page()
    messages = heard(page)
    page.goto(live_server.url + draft.get_absolute_url())
    text = page.locator("textarea[data-splits]").first
    whole = text.input_value()
    at = whole.index(" ", 20)

    text.evaluate("(field, at) => { field.focus(); field.setSelectionRange(at, at); }", at)
    page.get_by_role("button", name="Разделить здесь").click()

    expect(text).to_have_value(whole[:at])
    expect(page.locator("textarea[data-splits]").nth(1)).to_have_value(whole[at + 1 :])
    assert messages == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
@pytest.mark.parametrize(("name", "made"), [("общий-двор.docx", as_word), ("общий-двор.txt", as_text)])
def test_from_a_file_to_the_public_page(live_server, new_context, editor, name, made, scripts):
    page = signed_in_context(new_context, live_server.url, editor, java_script_enabled=scripts).new_page()
    messages = heard(page)
    page.goto(f"{live_server.url}/login/")
    page.get_by_role("link", name="Рабочее место").click()
    page.get_by_role("link", name="Загрузить резолюцию").first.click()
    page.get_by_label("Файлы").set_input_files({"name": name, "mimeType": "application/octet-stream", "buffer": made()})
    page.get_by_role("button", name="Загрузить").click()
    expect(page.get_by_role("status").filter(has_text="В очереди: 1-й")).to_be_visible()
    assert len(list(read_waiting("читатель"))) == 1
    # With a script or without one, the page leads into the review by itself.
    expect(page.get_by_text("3 секции · 30 рекомендаций")).to_be_visible()

    # Two requests in one item: split where the second begins.
    both = page.locator(".draft-card", has=page.get_by_role("textbox", name="Текст: № 9").first).first
    if scripts:
        text = both.locator("textarea").first
        text.click()
        text.evaluate("(field) => field.setSelectionRange(field.value.indexOf(' Рекомендовать') + 1, 999)")
        text.evaluate("(field) => field.setSelectionRange(field.selectionStart, field.selectionStart)")
        page.keyboard.press("Control+Enter")
    else:
        both.get_by_role("button", name="Разделить").click()
        page.get_by_label("рассказать о лучших дворах").check()
        page.get_by_role("button", name="Разделить").click()
    expect(page.get_by_text("3 секции · 31 рекомендация")).to_be_visible()

    # Merge two, think again.
    page.get_by_role("button", name="Объединить с предыдущей").first.click()
    expect(page.get_by_text("3 секции · 30 рекомендаций")).to_be_visible()
    page.get_by_role("button", name=re.compile("Отменить")).click()
    expect(page.get_by_text("3 секции · 31 рекомендация")).to_be_visible()

    # A body that the directory knows by another name, for all alike.
    chip = page.locator(".who__one", has_text="Штаб озеленения").first
    chip.locator("summary").click()
    chip.get_by_placeholder("другой адресат").fill("комитет озеленения")
    chip.get_by_role("button", name="Заменить у всех таких же").click()
    expect(page.locator(".who__one", has_text="Комитет озеленения")).to_have_count(3)

    # An addressee for an item that names none; then the rest, one after another.
    silent = page.locator(page.locator(".names__nobody a").first.get_attribute("href"))
    silent.get_by_placeholder("ещё адресат").fill("НКО")
    silent.get_by_role("button", name="Добавить").first.click()
    pressed = settle_the_rest(page)
    assert pressed <= 4
    expect(page.get_by_text("Всё проверено")).to_be_visible()

    page.get_by_role("button", name="Посмотреть страницу").click()
    expect(page.get_by_text("Так страница будет выглядеть после публикации")).to_be_visible()
    page.get_by_role("link", name="Опубликовать…").click()
    page.get_by_role("button", name="Опубликовать").click()
    expect(page.get_by_role("status").filter(has_text="Опубликовано")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Общий двор")

    forum = Forum.objects.get()
    assert (Recommendation.objects.filter(section__forum=forum).count(), bool(forum.published_at)) == (31, True)
    visitor = new_context(java_script_enabled=scripts).new_page()
    visitor.goto(live_server.url + forum.get_absolute_url())
    expect(
        visitor.get_by_text("Рекомендовать средствам массовой информации рассказать о лучших дворах.")
    ).to_be_visible()
    assert messages == []


def settle_the_rest(page) -> int:
    """Presses what the table and each doubt offer until nothing is left; how many presses that took."""
    table = page.locator("#names").get_by_role("button", name=re.compile("^(Все верно|Так и есть)"))
    looks = page.locator(".looks").get_by_role("button", name=re.compile("^Проверено"))
    for pressed in range(60):
        offered = table if table.count() else looks
        if offered.count():
            offered.first.click()
        else:
            return pressed
        page.wait_for_load_state()
    return 60


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_unreadable_file_is_said_to_be_one_and_tried_again(live_server, new_context, editor, scripts):
    page = signed_in_context(new_context, live_server.url, editor, java_script_enabled=scripts).new_page()
    messages = heard(page)
    page.goto(f"{live_server.url}/editor/upload/")
    bomb = {"name": "бомба.docx", "mimeType": "application/octet-stream", "buffer": BOMB}
    page.get_by_label("Файлы").set_input_files(bomb)
    page.get_by_role("button", name="Загрузить").click()
    expect(page.get_by_text("В очереди: 1-й")).to_be_visible()
    list(read_waiting("читатель"))

    expect(page.get_by_role("heading", level=1)).to_have_text("Документ не прочитан")
    page.get_by_role("button", name="Попробовать ещё раз").click()
    expect(page.get_by_text("В очереди: 1-й")).to_be_visible()
    list(read_waiting("читатель"))
    page.get_by_role("button", name="Отклонить черновик").click()
    expect(page.get_by_text("Черновик отклонён")).to_be_visible()
    assert messages == []


def test_the_list_of_drafts_shows_by_itself_what_has_been_read(live_server, new_context, editor):
    page = signed_in_context(new_context, live_server.url, editor).new_page()
    messages = heard(page)
    for number in range(2):
        take_in(f"1. Рекомендовать НКО посадить {number} лип.".encode(), f"{number}.txt", editor.organizer, editor)
    page.goto(f"{live_server.url}/editor/")
    expect(page.get_by_text("В очереди: 2 документа")).to_be_visible()
    expect(page.get_by_text("В очереди: 2-й")).to_be_visible()

    page.get_by_role("link", name="0.txt").focus()
    claim_next("читатель")
    expect(page.get_by_text("Читается…")).to_be_visible()
    expect(page.get_by_role("link", name="0.txt")).to_be_focused()
    list(read_waiting("другой"))
    expect(page.get_by_text("К проверке:")).to_be_visible()
    assert messages == []


def test_what_is_typed_is_saved_by_itself_and_keys_lead_on(live_server, new_context, editor, draft):
    page = signed_in_context(new_context, live_server.url, editor).new_page()
    messages = heard(page)
    page.goto(live_server.url + draft.get_absolute_url())
    first = page.get_by_role("textbox", name="Текст: № 1").first
    first.fill("Рекомендовать администрации города Томска провести конкурс.")
    first.blur()
    expect(page.get_by_text("Сохранено в")).to_be_visible()
    draft.refresh_from_db()
    assert (draft.revision, draft.changed_by) == (2, editor)

    # A button pressed right after another change waits for the save and is not refused.
    first.fill("Рекомендовать администрации города Томска провести смотр.")
    first.blur()
    page.wait_for_timeout(805)
    page.get_by_role("button", name="Сохранить черновик").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Общий двор")
    expect(first).to_have_value("Рекомендовать администрации города Томска провести смотр.")

    page.get_by_role("heading", level=1).click()
    page.keyboard.press("Control+z")
    expect(first).to_have_value("Рекомендовать администрации города Томска провести конкурс.")
    page.keyboard.press("Alt+ArrowDown")
    focused = page.evaluate("document.activeElement.closest('.draft-card').querySelectorAll('.look--doubt').length")
    assert focused > 0
    assert messages == []


def test_the_source_follows_the_card_that_one_was_led_to(live_server, new_context, editor, draft):
    page = signed_in_context(new_context, live_server.url, editor, viewport={"width": 1280, "height": 800}).new_page()
    page.goto(live_server.url + draft.get_absolute_url())
    last = page.locator(".paragraph", has_text="публиковать итоги проектов")
    expect(last).not_to_be_in_viewport()

    page.goto(f"{live_server.url}{draft.get_absolute_url()}{last.get_by_role('link').first.get_attribute('href')}")

    expect(last).to_be_in_viewport()
    # Anywhere else than beside the cards it stays where it is.
    page.set_viewport_size({"width": 640, "height": 800})
    page.reload()
    expect(last).not_to_be_in_viewport()


def test_the_source_follows_what_one_scrolls_to_by_hand(live_server, new_context, editor, draft):
    page = signed_in_context(new_context, live_server.url, editor, viewport={"width": 1280, "height": 800}).new_page()
    messages = heard(page)
    page.goto(live_server.url + draft.get_absolute_url())
    marked = page.locator(".paragraph--current")

    for words in ("публиковать итоги проектов", "опубликовать план ремонта"):
        card = page.locator(".draft-card--item", has=page.locator("textarea", has_text=words))
        card.evaluate(
            "(one) => window.scrollTo(0, window.scrollY + one.getBoundingClientRect().top - innerHeight * 0.28)"
        )

        expect(marked).to_contain_text(words)
        expect(marked).to_be_in_viewport()
    assert messages == []


@pytest.mark.parametrize("width", [320, 1280])
def test_the_preview_is_exactly_what_is_published(live_server, new_context, editor, draft, width):
    """Word by word as it is seen, and as long as it is then."""
    page = signed_in_context(
        new_context, live_server.url, editor, viewport={"width": width, "height": 800}, java_script_enabled=False
    ).new_page()
    page.goto(live_server.url + draft.get_absolute_url())
    page.get_by_role("button", name="Посмотреть страницу").click()
    seen = page.locator("article.document").inner_text()
    box = page.locator("article.document").bounding_box()

    page.get_by_role("link", name="Опубликовать…").click()
    page.get_by_role("button", name="Опубликовать").click()

    visitor = new_context(viewport={"width": width, "height": 800}, java_script_enabled=False).new_page()
    visitor.goto(live_server.url + Forum.objects.get().get_absolute_url())
    public = visitor.locator("article.document")
    assert (seen.count("Рекомендовать"), public.inner_text()) == (55, seen)
    assert (box["width"], box["height"]) == (public.bounding_box()["width"], public.bounding_box()["height"])


def test_what_a_typed_text_grows_into_is_shown_beside_it(live_server, new_context, editor, draft):
    page = signed_in_context(new_context, live_server.url, editor).new_page()
    messages = heard(page)
    page.goto(f"{live_server.url}{draft.get_absolute_url()}text/")
    beside = page.locator("#outlined")
    expect(beside).to_contain_text("30 рекомендаций")

    page.get_by_label("Вся резолюция").fill("== Дворы\n\n№ 1. Посадить деревья.\nКому: Совет дворов")

    expect(beside).to_contain_text("1 рекомендация")
    expect(beside).to_contain_text("Совет дворов")
    assert messages == []


def test_a_name_typed_in_the_table_takes_effect_by_enter_and_by_its_button(live_server, new_context, editor, draft):
    page = signed_in_context(new_context, live_server.url, editor).new_page()
    page.goto(live_server.url + draft.get_absolute_url())
    field = page.get_by_label("Название везде: Штаб озеленения")

    field.fill("Комитет озеленения")
    field.press("Enter")
    expect(page.locator(".who__name", has_text="Комитет озеленения")).to_have_count(3)
    field = page.get_by_label(re.compile("Название везде: Комитет озеленения", re.I))
    field.fill("Штаб посадок")
    page.get_by_role("button", name="Заменить везде").click()

    expect(page.locator(".who__name", has_text="Штаб посадок")).to_have_count(3)


def test_a_new_card_is_calm_until_it_is_left_empty(live_server, new_context, editor, draft):
    page = signed_in_context(new_context, live_server.url, editor).new_page()
    page.goto(live_server.url + draft.get_absolute_url())
    said = page.get_by_text("У рекомендации нет текста")
    page.get_by_role("button", name="Добавить рекомендацию").first.click()
    card = page.locator(".draft-card--item:target")

    expect(card).to_be_in_viewport()
    expect(said).not_to_be_visible()
    card.get_by_role("textbox", name="Текст:").focus()
    page.keyboard.press("Tab")
    expect(said).not_to_be_visible()  # she is in it still
    page.get_by_role("textbox", name="Текст: № 1").first.focus()
    expect(said).to_be_visible()


def screens(draft) -> dict[str, str]:
    review = draft.get_absolute_url()
    unread = {row.state: row.get_absolute_url() for row in Draft.objects.exclude(pk=draft.pk)}
    return unread | {
        "drafts": "/editor/",
        "complaints": "/editor/complaints/",
        "upload": "/editor/upload/",
        "help": "/editor/help/",
        "review": review,
        "a card": f"{review}#c-2",
        "split": f"{review}split/2/",
        "text": f"{review}text/",
        "preview": f"{review}preview/",
        "publish": f"{review}publish/",
        "shared": f"/editor/shared/{token_of(draft)}/",
        "shared, taken back": "/editor/shared/x/",
    }


def overflow(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def open_all(page):
    page.evaluate("document.querySelectorAll('details').forEach((row) => { row.open = true; })")


@pytest.fixture
def shared(draft):
    """A draft with a link to it; and one that waits, one that was refused."""
    share(draft, timezone.now(), None)
    take_in(BOMB, "бомба.docx", draft.organizer, None)
    list(read_waiting("читатель"))
    take_in(b"1. Waiting.", "ждёт.txt", draft.organizer, None)
    return draft


@pytest.mark.parametrize("look", ["", "150.dark.wide", "200.sepia."], ids=["usual", "dark", "large"])
def test_no_screen_scrolls_sideways(live_server, new_context, editor, shared, look):
    context = signed_in_context(new_context, live_server.url, editor)
    if look:
        context.add_cookies([{"name": "view", "value": look, "url": live_server.url}])
    page = context.new_page()
    wide = {}
    for name, address in screens(shared).items():
        page.goto(live_server.url + address)
        open_all(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            wide[name, width] = overflow(page)

    assert {key: pixels for key, pixels in wide.items() if pixels > 0} == {}


@pytest.mark.parametrize("half", range(2))
def test_axe_finds_nothing_on_any_screen(live_server, new_context, editor, shared, half):
    page = signed_in_context(new_context, live_server.url, editor, **AXE).new_page()
    found = {}
    for name, address in list(screens(shared).items())[half::2]:
        page.goto(live_server.url + address)
        open_all(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            found[name, width] = faults(page)

    assert {key: rows for key, rows in found.items() if rows} == {}


def test_the_two_texts_of_a_conflict_are_accessible(live_server, new_context, editor, draft):
    context = signed_in_context(
        new_context,
        live_server.url,
        editor,
        **AXE,
        java_script_enabled=True,
        viewport={"width": 320, "height": 800},
    )
    page = context.new_page()
    page.goto(live_server.url + draft.get_absolute_url())
    Draft.objects.update(revision=5)
    page.get_by_role("textbox", name="Текст: № 1").first.fill("Мой вариант.")
    page.get_by_role("button", name="Сохранить черновик").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Черновик тем временем изменили")
    assert (overflow(page), faults(page)) == (0, [])
    page.get_by_role("button", name="Сохранить").click()
    expect(page.get_by_role("textbox", name="Текст: № 1").first).to_have_value("Мой вариант.")
