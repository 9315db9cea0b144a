"""From the list to the letter and out again, with JavaScript off: subscribe, confirm, be told, leave."""

from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from resolutions.models import Mail, Subscription
from resolutions.register.publish import publish
from resolutions.vocabulary import Role
from tests.admin.letterbox import mail_server
from tests.factories import AddressingFactory, ForumFactory, SectionFactory, UserFactory
from tests.following.mails import link_in, text_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def box(settings):
    with mail_server(settings) as box:
        yield box


@pytest.mark.parametrize("width", [320, 1280])
def test_a_resident_follows_a_body_by_mail_and_leaves(live_server, new_context, box, settings, width):
    settings.SITE_ADDRESS = live_server.url
    hall = AddressingFactory(addressee__name="мэрия города Томска", recommendation__text="Давняя просьба.").addressee
    page = new_context(java_script_enabled=False, viewport={"width": width, "height": 800}).new_page()

    # Asks
    page.goto(f"{live_server.url}/recommendations/?to={hall.slug}")
    page.get_by_text("Скачать").first.click()
    page.get_by_role("link", name="Получать новое по почте").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Подписка на новые рекомендации")
    expect(page.get_by_role("main")).to_contain_text("Мэрия города Томска")
    page.get_by_label("Электронная почта").fill("anna@example.org")
    page.get_by_label("раз в день").check()
    page.get_by_role("button", name="Подписаться").click()
    expect(page.get_by_label("Даю согласие")).to_be_visible()  # was not ticked, and the browser or we said so
    page.get_by_label("Даю согласие").check()
    page.get_by_role("button", name="Подписаться").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Проверьте почту")

    # Confirms
    call_command("send_mail_queue", verbosity=0)
    page.goto(live_server.url + link_in(box.letters[0], "subscriptions"))
    page.get_by_role("button", name="Подписаться").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ваша подписка")

    # Is told of what is published, and of nothing else
    forum = ForumFactory(title="Новый форум", published_at=None)
    AddressingFactory(
        recommendation__text="Новая просьба.", recommendation__section=SectionFactory(forum=forum), addressee=hall
    )
    call_command("send_digests", verbosity=0)
    assert len(box.letters) == 1
    publish(forum, UserFactory(role=Role.ADMINISTRATOR))
    call_command("send_digests", verbosity=0)
    call_command("send_digests", verbosity=0)
    assert len(box.letters) == 2
    told = text_of(box.letters[1])
    assert ("Новая просьба." in told, "Давняя просьба." in told) == (True, False)
    page.goto(next(word for word in told.split() if "/r/" in word))
    expect(page.get_by_role("main")).to_contain_text("Новая просьба.")

    # Leaves
    page.goto(live_server.url + link_in(box.letters[1], "unsubscribe"))
    assert Subscription.objects.count() == 1
    page.get_by_role("button", name="Отписаться и удалить адрес").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Вы отписались")
    assert (Subscription.objects.count(), Mail.objects.count()) == (0, 0)
    another = ForumFactory(published_at=None)
    AddressingFactory(recommendation__section=SectionFactory(forum=another), addressee=hall)
    publish(another, None)
    call_command("send_digests", verbosity=0)
    assert len(box.letters) == 2
    assert urlsplit(page.url).path.startswith("/unsubscribe/")
