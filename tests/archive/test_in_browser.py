"""An archive in a browser without a network: accessible, on a phone, without JavaScript; its search."""

import shutil
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from resolution_reader.language import forms
from resolutions.models import Recommendation
from resolutions.search.criteria import Criteria
from resolutions.search.found import find
from tests.archive.folder import archive
from tests.archive.searching import ALL, MOST, address_of, archive_of_pairs, codes_found, wrong
from tests.factories import ForumFactory, RecommendationFactory, SectionFactory
from tests.journeys.accessible import AXE, faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WIDTHS = [320, 640, 1280]
FIND = """async queries => {
  const all = [];
  for (const one of queries) all.push((await archiveFinds(one)).items);
  return all;
}"""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
ANSWERED = "document.getElementById('found-count').textContent !== 'Поиск'"
# It wants to read the style sheets, too, which no page in a folder may.
AXE_ASKS = "XMLHttpRequest", "net::ERR_FAILED", "preload assets"


@pytest.fixture
def alone(new_context: Any) -> Page:
    """A page that reaches nothing but files, and complains of nothing."""
    context = new_context(offline=True, viewport={"width": 1280, "height": 900}, **AXE)
    context.route("http*://**", lambda route: route.abort())
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: note(page, message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    return page


def note(page: Any, complaint: str) -> None:
    if not any(words in complaint for words in AXE_ASKS):
        page.complaints.append(complaint)


def every_kind(folder, full) -> list[str]:
    slug = full.forum.slug
    return [
        "index.html",
        "search/index.html",
        "forums/index.html",
        f"forums/{slug}/index.html",
        f"forums/{slug}/text/index.html",
        "years/2025/index.html",
        "places/index.html",
        "places/tver/index.html",
        "addressees/index.html",
        "addressees/upravleniye-blagoustroystva/index.html",
        "themes/index.html",
        "themes/ekologiya/index.html",
        "words/index.html",
        "words/41f/index.html",
        "words/41f/1.html",
        "about/index.html",
    ]


def test_every_kind_of_page_is_accessible_and_never_goes_sideways(alone, full, folder):
    archive(folder)
    wide, found = {}, {}
    for path in every_kind(folder, full):
        for width in WIDTHS:
            alone.set_viewport_size({"width": width, "height": 800})
            alone.goto((folder / path).as_uri())
            wide[path, width] = alone.evaluate(OVERFLOW)
        found[path] = faults(alone)

    assert {key: pixels for key, pixels in wide.items() if pixels > 0} == {}
    assert {path: rules for path, rules in found.items() if rules} == {}
    assert alone.complaints == []


def test_in_the_dark_it_can_be_read_as_well(alone, full, folder):
    archive(folder)
    alone.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found = {}
    for path in every_kind(folder, full):
        alone.goto((folder / path).as_uri())
        found[path] = faults(alone, "color-contrast")

    assert {path: rules for path, rules in found.items() if rules} == {}


def test_without_javascript_the_words_lead_to_what_has_them(new_context, full, folder):
    archive(folder)
    page = new_context(offline=True, java_script_enabled=False).new_page()
    page.goto((folder / "index.html").as_uri())

    page.get_by_role("link", name="Слова от А до Я").click()
    page.get_by_role("navigation", name="По алфавиту").get_by_role("link", name="Д", exact=True).click()
    page.get_by_role("main").get_by_role("link").filter(has_text="двор").first.click()
    row = page.locator("dl > div", has=page.locator("dt", has_text="двор").first).first
    row.get_by_role("link", name="Тверь, 2025").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Форум соседей")
    assert page.url.endswith(f"/forums/tver-2025/index.html#r-{full.corrected.code}")


def test_the_code_of_a_recommendation_leads_to_it(alone, full, folder):
    archive(folder)

    alone.goto((folder / f"r/{full.corrected.code}/index.html").as_uri())

    alone.wait_for_url(f"**/forums/tver-2025/index.html#r-{full.corrected.code}")
    expect(alone.locator(f"#r-{full.corrected.code}")).to_be_in_viewport()


def test_words_are_found_as_the_portal_finds_them(alone, folder):
    codes = archive_of_pairs(folder)
    alone.goto(address_of(folder))

    answers = alone.evaluate(FIND, [query for query, _, _ in ALL])

    assert wrong(codes, codes_found(folder, answers)) == []
    assert len(ALL) >= 319


def test_any_form_of_any_word_finds_what_the_portal_finds(alone, seeds, folder):
    """Of the titles, too; and phrases, and words that are not wanted."""
    archive(folder)
    texts = list(Recommendation.objects.public().values_list("text", flat=True))
    words = sorted({word.strip("«»().,;:–") for text in texts for word in text.split()} - {""})[::9]
    queries = [form for word in words for form in sorted(forms(word.lower()))[::5]]
    queries += [f'"{" ".join(text.split()[3:6])}"' for text in texts]
    queries += [f"{one} -{other}" for one, other in zip(words, words[7:], strict=False)]
    alone.goto(address_of(folder))

    found = codes_found(folder, alone.evaluate(FIND, queries))

    online = [codes_online(query) for query in queries]
    differ = [query for query, one, other in zip(queries, found, online, strict=True) if {*one} != other]
    assert differ == []
    assert (len(queries) > 300, sum(map(len, found)) > 1000) == (True, True)


def codes_online(query: str) -> set[str]:
    keys = [hit.key for hit in find(Criteria(words=query), Recommendation.objects.public).hits(slice(0, 1000))]
    return set(Recommendation.objects.filter(pk__in=keys).values_list("code", flat=True))


def test_what_is_found_is_shown_with_its_words_marked_page_by_page(alone, folder):
    section = SectionFactory(forum=ForumFactory(title="ФОРУМ ДВОРОВ"), title="ДЕТИ")
    for number in range(45):
        RecommendationFactory(section=section, order=number, number=str(number), text=f"Помочь дворам, {number}.")
    archive(folder)

    alone.goto((folder / "index.html").as_uri())
    alone.get_by_label("Слова из рекомендаций").fill("двор")
    alone.get_by_role("button", name="Найти").click()

    expect(alone.get_by_role("status")).to_have_text("Найдено: 45")
    first = alone.locator(".recommendation-card").first
    expect(first).to_contain_text("пункт 0")
    expect(first.locator("mark")).to_have_text("дворам")
    expect(first).to_contain_text("Форум дворов")
    assert faults(alone) == []
    alone.get_by_role("link", name="Дальше").click()
    expect(alone.locator(".recommendation-card").first.locator("p").first).to_contain_text("Помочь дворам, 20.")
    expect(alone.get_by_label("Слова из рекомендаций")).to_have_value("двор")
    alone.locator(".recommendation-card a").first.click()
    expect(alone.get_by_role("heading", level=1)).to_have_text("Форум дворов")
    assert alone.complaints == []


def test_an_answer_takes_no_longer_than_it_may(alone, seeds, folder):
    archive(folder)
    took = {}
    for query in ("развитие", "общественный совет", '"местного самоуправления"', "и", "нетакогослова"):
        alone.goto(address_of(folder, query))
        alone.wait_for_function(ANSWERED)
        took[query] = alone.evaluate("performance.getEntriesByName('answered')[0].startTime")

    assert {query: moment for query, moment in took.items() if moment > MOST} == {}


def test_what_is_not_there_is_said(alone, folder):
    RecommendationFactory(text="Осветить двор.")
    archive(folder)
    alone.goto(address_of(folder, "стадион"))
    expect(alone.get_by_role("status")).to_have_text("Найдено: 0")


def test_a_folder_that_was_copied_in_part_says_what_it_lacks(alone, folder):
    RecommendationFactory(text="Осветить двор.")
    archive(folder)
    shutil.rmtree(folder / "search/words")

    alone.goto(address_of(folder, "двор"))

    expect(alone.get_by_role("status")).to_contain_text("search/words/0.js")
    expect(alone.get_by_role("status")).to_contain_text("возможно, архив скопирован не целиком")
