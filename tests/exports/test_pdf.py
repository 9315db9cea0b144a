"""PDF as a screen reader meets it: tagged, with headings, language, lists with printed numbers, and links."""

import ctypes
import io
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.exports.hostile import FORMULAS, MARKUP
from tests.exports.taking import SITE, address_of, pdf_text, taken
from tests.factories import RecommendationFactory

pytestmark = pytest.mark.django_db


def wide(ask, *given) -> str:
    """The string that a function of pdfium writes into a buffer of UTF-16."""
    buffer = ctypes.create_string_buffer(ask(*given, None, 0))
    ask(*given, buffer, len(buffer))
    return buffer.raw.decode("utf-16-le").rstrip("\x00")


def tags(data: bytes) -> list[str]:
    """The kinds of all elements of the structure, in reading order, page by page."""
    found = []
    document = pypdfium2.PdfDocument(data)
    for page in document:
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            found += kinds(pdfium.FPDF_StructTree_GetChildAtIndex(tree, place))
        pdfium.FPDF_StructTree_Close(tree)
    return found


def kinds(element) -> Iterator[str]:
    if not element:
        return
    yield wide(pdfium.FPDF_StructElement_GetType, element)
    for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
        yield from kinds(pdfium.FPDF_StructElement_GetChildAtIndex(element, place))


def headings(data: bytes) -> list[tuple[int, str]]:
    return [(row.level, row.get_title()) for row in pypdfium2.PdfDocument(data).get_toc()]


@pytest.fixture
def forum(register):
    return register["Провести турнир."].section.forum


def test_a_resolution_is_tagged_and_says_its_title_and_language(client, forum):
    data = taken(client, f"{forum.get_absolute_url()}export/pdf/")
    document = pypdfium2.PdfDocument(data)

    assert pdfium.FPDFCatalog_IsTagged(document)
    assert document.get_metadata_dict()["Title"] == "Форум соседей"
    assert b"/Lang(ru-RU)" in data
    assert (b"<pdfuaid:part>1</pdfuaid:part>" in data, b"<pdfaid:part>2</pdfaid:part>" in data) == (True, True)


def test_headings_are_headings_and_lists_are_lists(client, forum):
    data = taken(client, f"{forum.get_absolute_url()}export/pdf/")

    found = tags(data)
    assert headings(data) == [(0, "Преамбула"), (0, "Молодёжь")]
    assert [kind for kind in found if kind.startswith("H")] == ["H1", "H1", "H1"]
    assert (found.count("LI"), found.count("Lbl"), "TOC" in found, "Link" in found) == (2, 1, True, True)


@pytest.mark.usefixtures("register")
def test_a_list_goes_by_forum_and_section(client):
    data = taken(client, address_of("pdf", "to=meriya-goroda-tomska"))

    assert headings(data) == [(0, "Форум соседей"), (1, "Молодёжь")]
    assert "Сводка по адресату: мэрия города Томска" in pdf_text(data)


def test_every_word_of_a_resolution_can_be_read_and_copied(client, register, forum):
    words = " ".join(pdf_text(taken(client, f"{forum.get_absolute_url()}export/pdf/")).split())

    first, second = register["Построить площадку.\nИ стадион."], register["Провести турнир."]
    assert (
        "Участники предлагают: 2.1. Построить площадку. И стадион. Срок: 30 дней со дня получения "
        "Как часто: ежеквартально Кому направить: прокуратура Кто контролирует: комиссия; совет "
        "Кому: мэрия города Томска; при участии: НКО "
        f"{SITE}/r/{first.code}/ Провести турнир. Кому: НКО {SITE}/r/{second.code}/"
    ) in words


def test_letters_are_inside_so_that_any_machine_shows_them(client, forum):
    document = pypdfium2.PdfDocument(taken(client, f"{forum.get_absolute_url()}export/pdf/"))

    embedded = [
        pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(item))
        for page in document
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    ]
    assert (len(embedded) > 10, set(embedded)) == (True, {1})


def test_words_of_a_document_are_words_whatever_they_look_like(client, hostile_register):
    forum = next(iter(hostile_register.values())).section.forum

    data = taken(client, f"{forum.get_absolute_url()}export/pdf/")

    words = "".join(pdf_text(data).replace("\u200b", "").split())
    texts = [text.replace("\u200e", "") for text in [*MARKUP, *FORMULAS]]  # what turns the line is taken out
    assert [text for text in texts if "=1+1." + "".join(text.split()) not in words] == []
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


def test_a_run_of_letters_without_end_stays_on_the_paper(client):
    RecommendationFactory(number="Статья 12, пункт 3", text="Щ" * 10_000)

    document = pypdfium2.PdfDocument(taken(client, address_of("pdf")))

    rights = [item.get_bounds()[2] for page in document for item in page.get_objects()]
    assert max(rights) < document[0].get_width() - 70  # the margin is 25 mm
    assert pdf_text_of(document).count("Щ") == 10_000


def pdf_text_of(document: pypdfium2.PdfDocument) -> str:
    data = io.BytesIO()
    document.save(data)
    return pdf_text(data.getvalue())


@pytest.mark.parametrize("text", ["日本語", "Ура 😀", "а\u202eб\u202cв \u0001г", "\ue000"])
def test_letters_that_no_font_has_do_not_stop_the_document(client, text):
    RecommendationFactory(text=f"Начало {text} конец")

    data = taken(client, address_of("pdf"))

    assert pdfium.FPDFCatalog_IsTagged(pypdfium2.PdfDocument(data))
    assert ("Начало" in pdf_text(data), "конец" in pdf_text(data)) == (True, True)
