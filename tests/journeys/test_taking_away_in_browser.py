"""Taking away in a real browser, without JavaScript: what is shown is what is saved; and what paper says."""

import pytest
from django.conf import settings
from django.core.management import call_command

from resolutions.models import Addressee, Forum
from resolutions.register.directory import mark_reviewed
from tests.exports.taking import codes
from tests.journeys.test_seeds_from_file_to_page import SAMPLES

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
BODY = "meriya-goroda-novosibirska"


@pytest.fixture
def portal(live_server):
    call_command("import_resolution", SAMPLES, publish=True, verbosity=0)
    mark_reviewed(Addressee.objects.all(), by=None)
    return live_server.url


@pytest.mark.parametrize("width", [320, 1280])
def test_an_official_saves_the_list_she_sees(portal, new_context, width):
    page = new_context(java_script_enabled=False, viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{portal}/recommendations/?to={BODY}")
    shown = page.locator("article.recommendation-card .card__title a").all()
    addresses = [link.get_attribute("href").strip("/").split("/")[1] for link in shown]

    page.get_by_text("Скачать").first.click()
    with page.expect_download() as saving:
        page.get_by_role("navigation", name="Скачать").get_by_role("link", name="Excel").click()

    assert saving.value.suggested_filename.startswith("Сводка по адресату мэрия города Новосибирска – ")
    assert codes("xlsx", saving.value.path().read_bytes()) == addresses


@pytest.mark.parametrize(("name", "format"), [("Word", "docx"), ("PDF", "pdf"), ("CSV", "csv")])
def test_a_forum_and_an_addressee_are_saved_from_their_pages(portal, new_context, name, format):
    page = new_context(java_script_enabled=False).new_page()
    expected = {
        Forum.objects.get(slug="novosibirsk"): 19,
        Addressee.objects.get(slug=BODY): 6,
    }
    for row, count in expected.items():
        page.goto(portal + row.get_absolute_url())
        page.get_by_text("Другие форматы").click()
        with page.expect_download() as saving:
            page.get_by_role("navigation", name="Скачать").get_by_role("link", name=name).click()

        assert len(codes(format, saving.value.path().read_bytes())) == count


def printed_after(page, selector: str) -> list[str]:
    script = "rows => rows.map(row => getComputedStyle(row, '::after').content.replaceAll('\"', ''))"
    return page.locator(selector).evaluate_all(script)


def test_paper_has_whole_addresses_and_says_what_was_chosen(portal, new_context):
    page = new_context().new_page()
    page.emulate_media(media="print")
    sections = list(Forum.objects.get(slug="novosibirsk").sections.in_document_order())
    rows = [row for section in sections for row in section.recommendations.in_section_order()]

    page.goto(f"{portal}/forums/novosibirsk/")
    assert printed_after(page, ".permanent") == [f": {settings.SITE_ADDRESS}/r/{row.code}/" for row in rows]

    page.goto(f"{portal}/recommendations/?to={BODY}")
    assert all(text.startswith(f"{settings.SITE_ADDRESS}/r/") for text in printed_after(page, ".recommendation-card"))
    chosen = page.get_by_role("list", name="Выбранные фильтры")
    assert (chosen.is_visible(), page.locator(".export-links").is_visible()) == (True, False)
