"""Passing a page on: plain links, the address in letters, a code on paper."""

import re

import pytest
import zxingcpp
from django.conf import settings as project_settings
from lxml import html
from PIL import Image, ImageDraw

from resolutions.models import Recommendation
from tests.factories import RecommendationFactory

pytestmark = pytest.mark.django_db

DOTS = 6  # of a picture, to one square of a code


def drawn(code):
    """The picture that a camera sees: the drawing is one path of horizontal strokes, a square high."""
    size = int(code.get("viewbox", code.get("viewBox")).split()[2])
    picture = Image.new("L", (size * DOTS, size * DOTS), 255)
    brush = ImageDraw.Draw(picture)
    x = y = 0.0
    for step, numbers in re.findall(r"([Mmh])([-\d. ]+)", code.xpath("string(.//*[name()='path']/@d)")):
        values = [float(number) for number in numbers.split()]
        if step == "h":
            brush.rectangle([x * DOTS, (y - 0.5) * DOTS, (x + values[0]) * DOTS - 1, (y + 0.5) * DOTS - 1], fill=0)
            x += values[0]
        else:
            x, y = (values[0], values[1]) if step == "M" else (x + values[0], y + values[1])
    return picture


@pytest.fixture
def recommendation() -> Recommendation:
    return RecommendationFactory(text="Дворы & школы: «100%»?")


def shared(client, row):
    page = html.fromstring(client.get(row.get_absolute_url()).content.decode())
    return page.xpath("//*[@data-sharing]")[0]


def test_a_page_is_passed_on_by_plain_links_to_its_permanent_address(client, recommendation):
    block = shared(client, recommendation)

    links = {link.text_content().strip(): link for link in block.xpath(".//li/a")}
    address = f"{project_settings.SITE_ADDRESS}{recommendation.get_absolute_url()}".replace(":", "%3A").replace(
        "/", "%2F"
    )
    title = "%D0%94%D0%B2%D0%BE%D1%80%D1%8B%20%26%20%D1%88%D0%BA%D0%BE%D0%BB%D1%8B%3A%20%C2%AB100%25%C2%BB%3F"
    assert {name: link.get("href") for name, link in links.items()} == {
        "Поделиться: ВКонтакте": f"https://vk.com/share.php?url={address}&title={title}",
        "Поделиться: Telegram": f"https://t.me/share/url?url={address}&text={title}",
        "Поделиться: MAX": f"https://max.ru/:share?text={title}%20{address}",
    }
    assert {link.get("rel") for link in links.values()} == {"noopener nofollow"}


def test_the_address_stands_there_in_letters_and_buttons_wait_for_the_script(client, recommendation):
    block = shared(client, recommendation)

    assert block.xpath("string(.//*[@class='sharing__address'])").endswith(recommendation.get_absolute_url())
    assert all(button.getparent().get("hidden") is not None for button in block.iterfind(".//button"))


def test_the_operator_chooses_where_to(client, settings, recommendation):
    settings.SHARE_WITH = ["max"]

    names = [link.text_content() for link in shared(client, recommendation.section.forum).xpath(".//li/a")]

    assert names == ["Поделиться: MAX"]


def test_nothing_is_passed_on_before_it_is_published(signed_in, recommendation):
    editor = signed_in()
    forum = recommendation.section.forum
    forum.organizer, forum.published_at = editor.user.organizer, None
    forum.save()

    pages = [editor.get(row.get_absolute_url()).content.decode() for row in (forum, recommendation)]

    assert ["data-sharing" in page for page in pages] == [False, False]


def test_the_code_on_paper_leads_to_the_permanent_address_and_needs_no_style(client, recommendation):
    for row in (recommendation, recommendation.section.forum):
        page = html.fromstring(client.get(row.get_absolute_url()).content.decode())
        (code,) = page.xpath("//*[contains(@class, 'printed-address')]//*[name()='svg']")

        address = project_settings.SITE_ADDRESS + row.get_absolute_url()
        assert [read.text for read in zxingcpp.read_barcodes(drawn(code))] == [address]
        assert (code.get("role"), code.findtext(".//title")) == ("img", "QR-код с адресом этой страницы")
        assert code.xpath(".//@style") == []
