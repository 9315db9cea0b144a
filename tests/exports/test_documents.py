"""Word, OpenDocument and PDF: real headings, contents, language, numbers as printed, addressees and links."""

import io

import docx
import pytest
from django.utils import timezone

from resolutions.wording import long_date
from tests.exports.hostile import FORMULAS, MARKUP
from tests.exports.taking import (
    SITE,
    address_of,
    odt_lines,
    odt_root,
    pdf_text,
    spoken,
    taken,
    word_lines,
    word_links,
)
from tests.factories import RecommendationFactory

pytestmark = pytest.mark.django_db
OFFICE = ["docx", "odt"]
DC = "{http://purl.org/dc/elements/1.1/}"


def lines(format: str, data: bytes) -> list[tuple[str, str]]:
    return word_lines(data) if format == "docx" else odt_lines(data)


@pytest.fixture
def forum(register):
    return register["Провести турнир."].section.forum


@pytest.mark.parametrize("format", OFFICE)
def test_a_resolution_reads_as_it_was_printed(client, register, forum, format):
    first, second = register["Построить площадку.\nИ стадион."], register["Провести турнир."]

    found = lines(format, taken(client, f"{forum.get_absolute_url()}export/{format}/"))

    opening, body = ("First Paragraph", "Body Text") if format == "docx" else ("First paragraph", "Text body")
    below_a_note = "Body Text" if format == "docx" else opening
    assert found == [
        ("Title", "Форум соседей"),
        ("Девиз", "Вместе"),
        ("Реквизиты", "Когда: 21 апреля 2021 г."),
        ("Реквизиты", "Где: Томск"),
        ("Реквизиты", "Организатор: Палата"),
        ("Реквизиты", f"Составлено: {long_date(timezone.localdate())}"),
        ("Реквизиты", f"Эта страница на портале: {SITE}{forum.get_absolute_url()}"),
        ("Содержание", "Содержание"),
        ("toc 1", "Преамбула"),
        ("toc 1", "Молодёжь"),
        ("Heading 1", "Преамбула"),
        (opening, "Собрались."),
        (body, "Обсудили."),
        ("Heading 1", "Молодёжь"),
        ("Реквизиты", "Темы: Молодёжь; Спорт"),
        (below_a_note, "О молодых."),
        ("Вводная", "Участники предлагают:"),
        ("Рекомендация", "2.1.\tПостроить площадку."),
        ("Продолжение", "И стадион."),
        ("Кому", "Срок: 30 дней со дня получения"),
        ("Кому", "Как часто: ежеквартально"),
        ("Кому", "Кому направить: прокуратура"),
        ("Кому", "Кто контролирует: комиссия; совет"),
        ("Кому", "Кому: мэрия города Томска; при участии: НКО"),
        ("Ссылка", f"{SITE}/r/{first.code}/"),
        ("Рекомендация", "\tПровести турнир."),
        ("Кому", "Кому: НКО"),
        ("Ссылка", f"{SITE}/r/{second.code}/"),
    ]


@pytest.mark.parametrize("format", OFFICE)
def test_a_summary_for_one_addressee_says_so_and_goes_by_forum_and_section(client, register, format):
    found = lines(format, taken(client, address_of(format, "to=meriya-goroda-tomska")))

    assert [row for row in found if row[0] in ("Title", "Heading 1", "Heading 2", "Реквизиты")] == [
        ("Title", "Сводка по адресату: мэрия города Томска"),
        ("Реквизиты", "Кому: мэрия города Томска"),
        ("Реквизиты", "Рекомендаций: 1"),
        ("Реквизиты", f"Составлено: {long_date(timezone.localdate())}"),
        ("Реквизиты", f"Эта страница на портале: {SITE}/recommendations/?to=meriya-goroda-tomska"),
        ("Heading 1", "Форум соседей"),
        ("Реквизиты", "21 апреля 2021 г., Томск"),
        ("Heading 2", "Молодёжь"),
        ("Реквизиты", "Темы: Молодёжь; Спорт"),
    ]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("format", OFFICE)
def test_who_is_asked_by_nobody_is_said(client, format):
    found = lines(format, taken(client, address_of(format, "to=none")))

    assert ("Кому", "Кому: адресат не указан") in found
    assert ("Title", "Рекомендации общественных форумов") in found


@pytest.mark.parametrize("format", [*OFFICE, "pdf"])
def test_nothing_found_is_a_document_that_says_so(client, format):
    RecommendationFactory()

    data = taken(client, address_of(format, "year=2001"))

    words = pdf_text(data) if format == "pdf" else "\n".join(text for _, text in lines(format, data))
    assert ("Рекомендаций: 0" in words, "Год: 2001" in words) == (True, True)


def test_word_knows_title_language_links_and_contents(client, forum):
    data = taken(client, f"{forum.get_absolute_url()}export/docx/")
    document = docx.Document(io.BytesIO(data))

    about = document.core_properties
    assert (about.title, about.language, about.created.date()) == ("Форум соседей", "ru-RU", timezone.localdate())
    assert document.styles.element.xpath("//w:lang/@w:val") == ["ru-RU"]
    assert set(word_links(data)) >= {f"{SITE}{forum.get_absolute_url()}"}
    # The list of contents is one that Word brings up to date, and each line of it leads to its heading.
    assert document.element.xpath("//w:fldChar/@w:fldCharType") == ["begin", "separate", "end"]
    targets = document.element.xpath("//w:hyperlink/@w:anchor")
    assert (len(targets), set(targets) <= set(document.element.xpath("//w:bookmarkStart/@w:name"))) == (2, True)
    assert (document.sections[0].page_width.cm, document.sections[0].page_height.cm) == pytest.approx((21, 29.7), 0.01)


def test_open_document_knows_title_language_links_and_contents(client, forum):
    data = taken(client, f"{forum.get_absolute_url()}export/odt/")
    content, styles, about = (odt_root(data, part) for part in ("content.xml", "styles.xml", "meta.xml"))
    space = {name: address for name, address in content.nsmap.items() if name}

    assert (about.findtext(f".//{DC}title"), about.findtext(f".//{DC}language")) == ("Форум соседей", "ru-RU")
    assert about.findtext(f".//{DC}date") == f"{timezone.localdate().isoformat()}T00:00:00Z"
    paragraphs = "//style:default-style[@style:family='paragraph']/style:text-properties"
    assert styles.xpath(f"{paragraphs}/@fo:language", namespaces=styles.nsmap) == ["ru"]
    entries = content.xpath("//text:table-of-content/text:index-body/text:p/text:a", namespaces=space)
    assert [spoken(entry) for entry in entries] == ["Преамбула", "Молодёжь"]
    targets = {entry.get("{http://www.w3.org/1999/xlink}href").lstrip("#") for entry in entries}
    assert targets <= set(content.xpath("//text:bookmark-start/@text:name", namespaces=space))


@pytest.mark.parametrize("format", OFFICE)
def test_words_of_a_document_are_words_whatever_they_look_like(client, hostile_register, format):
    forum = next(iter(hostile_register.values())).section.forum

    found = lines(format, taken(client, f"{forum.get_absolute_url()}export/{format}/"))

    requests = [text.removeprefix("=1+1.\t") for style, text in found if style == "Рекомендация"]
    assert requests == [" ".join(text.replace("\u200e", "").split()) for text in [*MARKUP, *FORMULAS]]
    assert [text for style, text in found if style == "Heading 1"] == ["Преамбула", MARKUP[3]]
    assert {text for style, text in found if style == "Кому"} == {f"Кому: {MARKUP[2]}"}
    assert ("Title", MARKUP[0]) in found


@pytest.mark.parametrize("format", OFFICE)
def test_invisible_signs_do_not_turn_or_break_a_document(client, format):
    RecommendationFactory(text="а\u202eб\u202c \x01в\x0bг\u2066д " + "ё" * 10_000)

    found = lines(format, taken(client, address_of(format)))

    assert found[-3][1].removeprefix("1\t").split("\t")[-1] == "аб вгд " + "ё" * 10_000
