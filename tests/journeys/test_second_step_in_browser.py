"""Signing in by password and code, with and without JavaScript, and by a passkey; every page of it accessible."""

import re
from base64 import b32decode

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from resolutions.models import AuthenticatorApp, User
from resolutions.vocabulary import Role
from tests.journeys.accessible import AXE, faults
from tests.journeys.test_editor_in_browser import overflow, signed_in_context
from tests.second_step import BY_APP, BY_PAPER, PASSWORD, code, person, with_second_step

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = [320, 640, 1280]
# What a device with a fingerprint would do, within the browser (Chrome DevTools Protocol).
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def portal(live_server, settings) -> str:
    """By name: a passkey is of no address of digits."""
    address = live_server.url.replace("127.0.0.1", "localhost")
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = [address]
    return address


def give_password(page, portal: str, then: str = "") -> None:
    page.goto(f"{portal}{reverse('login')}{then}")
    page.get_by_label("Электронная почта").fill("anna@example.org")
    page.get_by_label("Пароль").fill(PASSWORD)
    page.get_by_role("button", name="Войти").click()


def key_of(page) -> str:
    return b32decode(re.search(r"secret=([A-Z2-7]+)", page.content())[1]).hex()


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
def test_a_moderator_sets_it_up_at_her_first_sign_in_and_comes_back_by_app_and_by_paper(
    portal, new_context, settings, script
):
    settings.REQUIRE_SECOND_FACTOR = ["moderator"]
    person(role=Role.MODERATOR)
    page = new_context(java_script_enabled=script).new_page()
    give_password(page, portal, "?next=/editor/complaints/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Второй шаг входа")
    expect(page.get_by_role("img", name="QR-код для приложения с кодами")).to_be_visible()
    page.get_by_label("Код из приложения").fill(code(key_of(page)))
    page.get_by_role("button", name="Подключить").click()
    codes = page.locator(".recovery-codes code").all_inner_texts()
    page.get_by_role("link", name="Коды сохранены, дальше").click()
    arrived = page.url
    page.get_by_role("button", name="Выйти").click()

    AuthenticatorApp.objects.update(last_t=0)  # as if half a minute had passed
    give_password(page, portal)
    page.get_by_label("Код из приложения").fill(code(AuthenticatorApp.objects.get().key))
    page.get_by_role("button", name="Войти").click()
    by_app = page.url
    page.get_by_role("button", name="Выйти").click()

    give_password(page, portal)
    page.get_by_role("link", name="Телефона нет под рукой").click()
    page.get_by_label("Код восстановления").fill(codes[0])
    page.get_by_role("button", name="Войти").click()

    assert (arrived, by_app, page.url) == (
        f"{portal}/editor/complaints/",
        f"{portal}/editor/addressees/",
        f"{portal}/editor/addressees/",
    )


def test_the_drawing_leads_an_app_to_this_account(portal, new_context):
    zxingcpp = pytest.importorskip("zxingcpp")
    image = pytest.importorskip("PIL.Image")
    import io  # noqa: PLC0415 -- beside the two above

    person()
    page = signed_in_context(new_context, portal, User.objects.get()).new_page()
    page.goto(f"{portal}{reverse('second-factor-app')}")

    drawn = page.locator(".qr").screenshot()

    (found,) = zxingcpp.read_barcodes(image.open(io.BytesIO(drawn)))
    assert found.text == page.get_by_role("link", name="Открыть в приложении").get_attribute("href")
    assert found.text.startswith("otpauth://totp/anna%40example.org?secret=")


def with_authenticator(page, **options: object) -> None:
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR | options})


@pytest.fixture
def with_passkey(portal, new_context):
    """Her browser with a device that holds a passkey, signed out again."""
    with_second_step()
    page = new_context().new_page()
    page.refused = []
    page.on("console", lambda said: page.refused.append(said.text) if said.type == "error" else None)
    with_authenticator(page)
    give_password(page, portal, f"?next={reverse('passkey-add')}")
    page.get_by_label("Код из приложения").fill(code())
    page.get_by_role("button", name="Войти", exact=True).click()
    page.get_by_label("Как назвать ключ").fill("рабочий ноутбук")
    page.get_by_label("Ваш пароль").fill(PASSWORD)
    page.get_by_role("button", name="Добавить ключ").click()
    expect(page.get_by_role("status").first).to_have_text("Ключ доступа добавлен.")
    expect(page.get_by_text("Ключ доступа «рабочий ноутбук»")).to_be_visible()
    page.get_by_role("button", name="Выйти").click()
    return page


def test_a_passkey_takes_the_place_of_the_code_and_never_of_the_password(with_passkey, portal):
    page = with_passkey
    give_password(page, portal, "?next=/editor/upload/")

    page.get_by_role("button", name="Войти ключом доступа").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Загрузка резолюции")
    assert page.refused == []  # our policy has nothing against what the script does
    page.context.clear_cookies()
    page.goto(f"{portal}{BY_APP}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Вход")


def test_a_device_without_the_passkey_says_so_and_the_code_is_still_there(with_passkey, portal, new_context):
    page = new_context().new_page()
    with_authenticator(page)
    give_password(page, portal)

    page.get_by_role("button", name="Войти ключом доступа").click()

    expect(page.locator("form[data-passkey] [role=status]")).to_contain_text("Не вышло")
    expect(page.get_by_label("Код из приложения")).to_be_visible()


def test_the_same_device_is_not_added_twice(with_passkey, portal):
    page = with_passkey
    give_password(page, portal, f"?next={reverse('passkey-add')}")
    page.get_by_role("button", name="Войти ключом доступа").click()
    page.get_by_label("Как назвать ключ").fill("он же")
    page.get_by_label("Ваш пароль").fill(PASSWORD)

    page.get_by_role("button", name="Добавить ключ").click()

    expect(page.locator("form[data-passkey] [role=status]")).to_have_text("Это устройство уже добавлено.")


def test_without_javascript_nobody_is_offered_a_passkey(with_passkey, portal, new_context):
    page = new_context(java_script_enabled=False).new_page()
    give_password(page, portal)

    expect(page.get_by_role("button", name="Войти ключом доступа")).to_be_hidden()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("dark", [False, True], ids=["by day", "in the dark"])
def test_every_page_of_it_is_accessible_and_never_sideways(portal, new_context, width, dark):
    user, _ = with_second_step()
    owing = new_context(**AXE, viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light")
    page = owing.new_page()
    give_password(page, portal)
    found = {}

    def look(name: str) -> None:
        found[name] = (faults(page), overflow(page))

    for address in (BY_APP, BY_PAPER):
        page.goto(f"{portal}{address}")
        look(address)
        page.get_by_label("Код").fill("1")
        page.get_by_role("button", name="Войти", exact=True).click()
        expect(page.locator(".error-summary")).to_be_visible()
        look(f"{address}, refused")
    page.goto(f"{portal}{BY_APP}")
    page.get_by_label("Код").fill(code())
    page.get_by_role("button", name="Войти", exact=True).click()
    expect(page).not_to_have_url(f"{portal}{BY_APP}")
    signed_in_context(new_context, portal, user)  # a session more for the list
    for name in ("security", "second-factor-app", "recovery-codes", "second-factor-off", "passkey-add"):
        page.goto(f"{portal}{reverse(name)}")
        look(name)
    page.goto(f"{portal}{reverse('recovery-codes')}")
    page.get_by_label("Ваш пароль").fill(PASSWORD)
    page.get_by_role("button", name="Показать новые коды").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Сохраните коды восстановления")
    look("codes")

    assert {name: seen for name, seen in found.items() if seen != ([], 0)} == {}
    assert len(found) == 10
