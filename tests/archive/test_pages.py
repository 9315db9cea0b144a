"""What the pages of an archive say: as the portal says it, made from the data alone."""

import shutil
from datetime import date

import pytest
from django.test import Client
from lxml import html

from resolutions.archive.bag import Bag
from resolutions.archive.links import broken_links
from resolutions.archive.notes import Notes
from resolutions.archive.showing import show
from resolutions.models import Recommendation
from tests.archive.folder import archive, data_of, files, pages, rows_of, tables, text_of
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    RecommendationFactory,
    RegionFactory,
    SectionFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
PRINTED = "//article//*[self::h1 or self::h2 or self::p[not(ancestor::*[contains(@class, 'tail')])]]"


def printed(page) -> list[str]:
    """What stands in a resolution, without whom it asks and where it stands itself."""
    found = [" ".join(part.text_content().split()) for part in page.xpath(PRINTED)]
    return [words for words in found if not words.startswith("Исправлено")]


def test_a_resolution_reads_as_it_does_on_the_portal(seeds, folder):
    archive(folder)

    for forum in seeds:
        online = html.fromstring(Client().get(forum.get_absolute_url()).content.decode())
        offline = html.fromstring((folder / f"forums/{forum.slug}/index.html").read_text(encoding="utf-8"))
        assert printed(offline) == printed(online)
        assert len(printed(offline)) > 10
        numbers = [
            [number.text_content().strip() for number in page.find_class("resolution__number")]
            for page in (offline, online)
        ]
        assert numbers[0] == numbers[1]


def test_the_text_of_a_document_by_its_paragraphs(full, folder):
    archive(folder)

    page = pages(folder)["forums/tver-2025/text/index.html"]

    assert [part.text_content().strip() for part in page.find_class("source-text__paragraph")] == [
        "1. Резолюция",
        "Осветить двор.\nРекомендация, пункт 2), 1",
        "<b>",
    ]
    assert (folder / "data/sources/tver-2025.txt").read_bytes() == "Резолюция\n\nОсветить двор.".encode()


def test_what_is_said_of_an_item_besides(full, folder):
    archive(folder)

    said = text_of(folder, "forums/tver-2025/index.html")

    for words in (
        "Срок: до 1 мая 2026 г.",
        "Как часто: ежегодно",
        "Кому направить: прокуратура",
        "Срок, а): 30 дней со дня получения",
        "Кому: Совет дворов при участии Управление благоустройства к части а)",
        "Код",
    ):
        assert words in said


def test_forums_by_year_and_by_place(folder):
    region = RegionFactory(name="Томская область")
    tomsk, seversk = (LocalityFactory(name=name, region=region) for name in ("Томск", "Северск"))
    for place, day, title in (
        (tomsk, date(2021, 5, 1), "Первый"),
        (tomsk, date(2023, 5, 1), "Второй"),
        (seversk, date(2023, 6, 1), "Третий"),
        (None, None, "Четвёртый"),
    ):
        RecommendationFactory(section__forum=ForumFactory(title=title, starts_on=day, locality=place))

    archive(folder)

    def titles(page: str) -> list[str]:
        return [link.text_content() for link in pages(folder)[page].xpath("//h3/a")]

    assert titles("forums/index.html") == ["Третий", "Второй", "Первый", "Четвёртый"]
    assert (titles("years/2023/index.html"), titles("years/none/index.html")) == (["Третий", "Второй"], ["Четвёртый"])
    assert titles("places/tomsk/index.html") == ["Второй", "Первый"]
    assert text_of(folder, "places/index.html").endswith(
        "Томская область Северск Рекомендаций: 1 Томск Рекомендаций: 2"
    )
    assert "Томская область, 2 форума" in text_of(folder, "places/tomsk/index.html")


def test_an_addressee_and_a_theme_have_all_that_is_theirs_the_newest_first(folder):
    body, theme = AddresseeFactory(name="школа № 5", short_name="пятая"), ThemeFactory(name="дети")
    body.aliases.create(name="МБОУ")
    AddresseeFactory(name="кружок", parent=body)
    for year in (2021, 2023, 2022):
        forum = ForumFactory(
            title=f"Форум {year}", starts_on=date(year, 5, 1), locality=LocalityFactory(name=f"Город {year}")
        )
        section = SectionFactory(forum=forum)
        section.themes.add(theme)
        for number in "12":
            row = RecommendationFactory(section=section, number=number, text=f"Открыть кружок в {year}, {number}.")
            AddressingFactory(recommendation=row, addressee=body)

    archive(folder)

    wanted = [
        f"{number}. Открыть кружок в {year}, {number}. Город {year}, {year}"
        for year in (2023, 2022, 2021)
        for number in "12"
    ]
    for page in (f"addressees/{body.slug}/index.html", f"themes/{theme.slug}/index.html"):
        listed = pages(folder)[page].xpath("//ul[@class='siblings']/li")
        assert [" ".join(item.text_content().split()) for item in listed] == wanted
    said = text_of(folder, f"addressees/{body.slug}/index.html")
    assert "Школа № 5 6 рекомендаций общественных форумов" in said
    for words in ("Кратко пятая", "Иначе МБОУ", "Подразделение Кружок"):
        assert words in said


def test_a_long_list_goes_over_several_files(folder):
    body = AddresseeFactory(name="Аист")
    section = SectionFactory()
    for number in range(401):
        AddressingFactory(addressee=body, recommendation__section=section, recommendation__text=f"Дело {number}.")
    for number in range(200):
        AddresseeFactory(name=f"Яблоко {number}")

    archive(folder)

    assert {path.name for path in (folder / f"addressees/{body.slug}").iterdir()} == {"index.html", "2.html", "3.html"}
    assert "Страница 2 из 3" in text_of(folder, f"addressees/{body.slug}/2.html")
    letters = pages(folder)["addressees/2.html"].xpath("//nav[@class='letters']//a/@href")
    assert letters == ["index.html#l1072", "index.html#l1103"]
    assert list(broken_links(folder)) == []


def test_words_from_a_to_ya_lead_to_what_has_them_in_any_form(folder):
    section = SectionFactory(
        forum=ForumFactory(title="Съезд", locality__name="Тверь", starts_on=date(2025, 6, 1)), title=""
    )
    for number, text in enumerate(("Мыть дворы и окна.", "Во дворе тихо.", "НКО помогут, 5 раз; Wi-Fi.")):
        RecommendationFactory(section=section, order=number, text=text, code=f"code000{number + 2}")

    archive(folder)

    def word(page: str, lemma: str) -> list[tuple[str, str]]:
        [row] = [row for row in pages(folder)[page].xpath("//dl/div") if row.xpath("dt")[0].text_content() == lemma]
        return [(link.text_content(), link.get("href")) for link in row.xpath("dd/a")]

    assert word("words/414/1.html", "двор") == [("Тверь, 2025", "../../r/code0002/index.html")]
    assert "двор Тверь, 2025 (2)" in text_of(folder, "words/414/1.html")
    assert word("words/421/1.html", "съезд") == [("Тверь, 2025", "../../forums/tver-2025/index.html")]
    assert word("words/41d/1.html", "нко") == [("Тверь, 2025", "../../r/code0004/index.html")]
    assert word("words/others/1.html", "wifi") == [("Тверь, 2025", "../../r/code0004/index.html")]
    told = "".join(content.decode() for name, content in files(folder).items() if name.startswith("words/"))
    assert ("<dt>и</dt>" in told, "<dt>во</dt>" in told) == (False, False)


def test_a_word_that_very_many_forums_have_is_shown_of_the_newest(folder):
    for year in range(2000, 2015):
        RecommendationFactory(text="Осветить двор.", section__forum__starts_on=date(year, 5, 1), section__title="")

    archive(folder)

    said = text_of(folder, "words/414/1.html")
    assert [f", {year}" in said for year in (2014, 2003, 2002)] == [True, True, False]
    assert "и ещё 3 форума" in said


def test_the_demonstration_is_read_at_its_own_address_and_listed_and_counted_nowhere(seeds, folder):
    [demonstration] = [forum for forum in seeds if forum.is_demonstration]
    archive(folder)
    found = pages(folder)

    slug = demonstration.slug
    naming = {name for name, page in found.items() if page.xpath(f"//a[contains(@href, 'forums/{slug}/')]")}
    own = {
        f"r/{code}/index.html"
        for code in Recommendation.objects.filter(section__forum=demonstration).values_list("code", flat=True)
    }
    assert naming == {"forums/index.html", f"forums/{slug}/text/index.html", *own}
    assert "Демонстрация" in text_of(folder, f"forums/{slug}/index.html")
    assert slug in {path.stem for path in (folder / "data/forums").iterdir()}
    assert slug not in {row["forum"] for row in tables(folder)["forums"]}
    assert "2 Форумы" in text_of(folder, "index.html")
    assert slug not in (folder / "search/contents.js").read_text(encoding="utf-8")


def test_pages_are_made_of_the_data_alone(full, folder, tmp_path, django_assert_num_queries):
    """Whoever has the data has the pages: another release can make them anew, and no register is asked."""
    archive(folder)
    again = tmp_path / "again"
    shutil.copytree(folder / "data", again / "data")
    notes = Notes(tmp_path / "notes.sqlite3")

    with django_assert_num_queries(0):
        show(Bag(again, None, notes), notes)

    notes.close()
    written_last = {"README.txt", "bag-info.txt", "bagit.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt"}
    assert files(again) == {name: content for name, content in files(folder).items() if name not in written_last}


def test_data_say_what_pages_call_a_row(full, folder):
    archive(folder)

    told = data_of(folder, "tver-2025")

    assert told["shown"] == {"heading": "Форум соседей", "dates": "14–15 июня 2025 г.", "place": "Тверь"}
    assert [section["shown"] for section in told["sections"]] == ["Двор", "Без названия секции"]
    assert [row["shown"] for row in told["sections"][0]["recommendations"]] == [
        "пункт 2), 1",
        "пункт 2.1",
        "3-я в секции",
    ]
    assert {row["slug"]: row.get("was") for row in rows_of(folder, "themes")} == {"ekologiya": ["lesa"]}


def test_tables_are_the_open_data_of_the_same_moment(full, folder):
    archive(folder)

    found = tables(folder)

    assert {name: len(rows) for name, rows in found.items()} == {
        "forums": 2,
        "sections": 3,
        "recommendations": 4,
        "lines": 3,
        "addressees": 3,
        "addressings": 6,
        "places": 1,
        "themes": 1,
    }
    assert found["forums"][1]["shown_title"] == "Форум соседей"
