"""The pages about the data, and the files: only what the dump wrote, with types, names and validators."""

import json
import re
from datetime import date

import pytest
from django.test import Client

from resolutions.models import Recommendation
from resolutions.open_data.tables import ALL
from tests.factories import (
    AddressingFactory,
    ForumFactory,
    LineFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
)
from tests.open_data.consumer import dump, rows

pytestmark = pytest.mark.django_db

FOLDER = "/opendata/0000000000-recommendations"
DATA = f"{FOLDER}/data-20261123-structure-20261123.csv"


def linked_data(page: str) -> dict:
    block = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    return json.loads(block.group(1))


def etag(client: Client, address: str) -> str:
    answer = client.head(address)
    assert list(answer) == []
    return answer["ETag"]


def test_before_the_first_dump_the_page_says_so_and_what_there_will_be(client):
    page = client.get("/opendata/")

    assert (page.status_code, page.context["dump"]) == (200, None)
    text = page.content.decode()
    assert "Выгрузки пока нет" in text
    assert [table.title for table in ALL if f">{table.title}</a>" not in text] == []
    assert ("Скачать CSV" in text, "ld+json" in text) == (False, False)
    assert client.get("/opendata/recommendations/").status_code == 200
    files = ["list.csv", "catalog.jsonld", "readme.txt", "recommendations/meta.csv", "recommendations/data.csv"]
    assert {client.get(f"/opendata/{name}").status_code for name in files} == {404}


def test_the_page_tells_what_there_is_of_when_and_how_much(client):
    AddressingFactory.create_batch(2)
    dump()

    page = client.get("/opendata/").content.decode()

    assert "Выгрузка от 23 ноября 2026 г., 03:15" in page
    assert page.count("Скачать CSV") == 8
    assert f'href="{DATA}"' in page
    assert page.count("<strong>2 строки</strong>") == 6
    assert "CC BY 4.0" in page


@pytest.mark.parametrize("table", [table.name for table in ALL])
def test_a_data_set_has_a_page_with_its_passport_its_fields_and_versions(client, table):
    SectionFactory().themes.add(ThemeFactory())
    AddressingFactory()
    dump("2026-11-22")
    AddressingFactory()
    LineFactory()
    SectionFactory().themes.add(ThemeFactory())
    made = dump("2026-11-23")

    page = client.get(f"/opendata/{table}/").content.decode()

    newest, older = made.set_of(table).versions
    assert [f'href="/opendata/{version.data.path}"' in page for version in (newest, older)] == [True, True]
    assert newest.data.sha256 in page
    assert "Данные обновлены" in page
    assert [f"<code>{name}</code>" in page for name in next(row for row in ALL if row.name == table).values] == [
        True
    ] * len(next(row for row in ALL if row.name == table).values)


def test_a_page_under_the_conventions_name_leads_to_the_short_one(client):
    for owner in ("0000000000", "7707083893", "500100732259"):
        answer = client.get(f"/opendata/{owner}-recommendations/")
        assert (answer.status_code, answer["Location"]) == (301, "/opendata/recommendations/")


@pytest.mark.parametrize("name", ["nothing", "0000000000-nothing", "1-recommendations", "0000000000"])
def test_there_is_no_page_about_what_is_not_published(client, name):
    assert client.get(f"/opendata/{name}/").status_code == 404


FILES = {
    "/opendata/list.csv": ("text/csv; charset=utf-8; header=present", 'attachment; filename="list.csv"'),
    f"{FOLDER}/meta.csv": (
        "text/csv; charset=utf-8; header=present",
        'attachment; filename="recommendations-meta.csv"',
    ),
    DATA: (
        "text/csv; charset=utf-8; header=present",
        'attachment; filename="recommendations-data-20261123-structure-20261123.csv"',
    ),
    "/opendata/catalog.jsonld": ("application/ld+json", 'inline; filename="catalog.jsonld"'),
    "/opendata/readme.txt": ("text/plain; charset=utf-8", 'inline; filename="readme.txt"'),
}


@pytest.mark.parametrize("address", FILES)
def test_a_file_says_what_it_is_and_whether_it_has_changed(client, address):
    RecommendationFactory()
    dump()

    answer = client.get(address)
    content = b"".join(answer.streaming_content)
    head = client.head(address)
    again = client.get(address, headers={"If-None-Match": answer["ETag"]})

    assert (answer["Content-Type"], answer["Content-Disposition"]) == FILES[address]
    assert (int(answer["Content-Length"]), answer["Access-Control-Allow-Origin"]) == (len(content), "*")
    assert (head.status_code, list(head), head["ETag"]) == (200, [], answer["ETag"])
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])
    assert answer["Cache-Control"] == "no-cache"


def test_a_changed_file_has_another_validator(client):
    RecommendationFactory()
    dump()
    before = etag(client, DATA)
    Recommendation.objects.update(text="Иначе.")

    dump()

    assert etag(client, DATA) != before
    assert [row["text"] for row in rows("Рекомендации")] == ["Иначе."]


def test_one_address_always_leads_to_the_newest_data(client):
    RecommendationFactory()
    dump("2026-11-23")
    Recommendation.objects.update(text="Иначе.")
    dump("2026-11-24")

    for name in ("recommendations", "0000000000-recommendations"):
        answer = client.get(f"/opendata/{name}/data.csv")
        assert (answer.status_code, answer["Location"]) == (
            302,
            f"{FOLDER}/data-20261124-structure-20261123.csv",
        )
    assert [row["text"] for row in rows("Рекомендации")] == ["Иначе."]


def test_the_explanations_say_date_counts_fields_and_terms(client):
    AddressingFactory.create_batch(3)
    dump()

    text = b"".join(client.get("/opendata/readme.txt").streaming_content).decode()

    assert "Выгрузка от 23 ноября 2026, 03:15." in text
    assert "Рекомендации (recommendations): строк 3" in text
    for table in ALL:
        for column in table.columns:
            assert f"  {column.name} ({column.format}): {column.russian}" in text
    assert "https://creativecommons.org/licenses/by/4.0/" in text


TRICKS = [
    "../list.csv",
    "..%2f..%2fportal.sqlite3",
    "%2e%2e/dump.json",
    "dump.json",
    "./list.csv",
    ".lock",
    "current/list.csv",
    "0000000000-recommendations/../list.csv",
    "0000000000-recommendations/%2e%2e%2flist.csv",
    "0000000000-recommendations/dump.json",
    "0000000000-recommendations/nothing.csv",
    "0000000000-recommendations/meta.csv/",
    "0000000000-recommendations//meta.csv",
    "recommendations/recommendations/meta.csv",
    "list.csv%00.txt",
    "list.CSV",
    "%2fetc%2fpasswd",
    "//etc/passwd",
    "....//list.csv",
    "мета.csv",
    "l" * 5000 + ".csv",
    "0000000000-recommendations/" + "m" * 5000 + ".csv",
    "list.csv;.txt",
    "LIST.csv",
    "nothing/data.csv",
]


@pytest.mark.parametrize("trick", TRICKS)
def test_no_name_reaches_anything_but_what_the_dump_wrote(client, trick):
    RecommendationFactory()
    dump()

    assert client.get(f"/opendata/{trick}").status_code in (400, 404)


@pytest.mark.parametrize("address", ["/opendata/", "/opendata/recommendations/", "/opendata/list.csv", DATA])
def test_data_are_for_reading(client, address):
    RecommendationFactory()
    dump()

    assert {client.generic(method, address).status_code for method in ("POST", "PUT", "DELETE")} == {405}


@pytest.mark.parametrize(
    ("address", "cost"), [("/opendata/", 0), ("/opendata/recommendations/", 0), ("/opendata/list.csv", 0), (DATA, 1)]
)
def test_a_visitor_costs_the_database_nothing_but_data_whether_words_were_hidden(
    client, address, cost, django_assert_num_queries
):
    RecommendationFactory()
    dump()

    with django_assert_num_queries(cost):
        list(client.get(f"{address}?utm_source=x&page=abc"))


def test_pages_describe_themselves_to_search_engines(client):
    ForumFactory(starts_on=date(2019, 12, 12), title="</script><script>alert(1)</script>")
    ForumFactory(starts_on=date(2021, 4, 21))
    made = dump()

    catalogue = linked_data(client.get("/opendata/").content.decode())
    page = linked_data(client.get("/opendata/forums/").content.decode())

    newest = made.set_of("forums").newest
    assert (catalogue["@context"], catalogue["@type"]) == ("https://schema.org", "DataCatalog")
    assert [found["identifier"] for found in catalogue["dataset"]] == [f"0000000000-{table.name}" for table in ALL]
    assert (page["@type"], page["name"], page["license"], page["temporalCoverage"]) == (
        "Dataset",
        "Форумы (реестр резолюций общественных форумов)",
        "https://creativecommons.org/licenses/by/4.0/",
        "2019-12-12/2021-04-21",
    )
    assert page["distribution"] == [
        {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": f"http://127.0.0.1:8000/opendata/{newest.data.path}",
            "contentSize": f"{newest.data.bytes} B",
            "sha256": newest.data.sha256,
        }
    ]


def test_a_name_cannot_leave_the_data_block(client, settings):
    settings.OPEN_DATA_PUBLISHER = "</script><script>alert(1)</script>&amp;"
    dump()

    page = client.get("/opendata/").content.decode()

    assert "<script>alert" not in page
    assert linked_data(page)["dataset"][0]["creator"]["name"] == settings.OPEN_DATA_PUBLISHER


def test_who_publishes_is_named(client, settings):
    settings.OPEN_DATA_INN = "7707083893"
    settings.OPEN_DATA_PUBLISHER = "Общественная палата города Твери"
    settings.OPEN_DATA_EMAIL = "data@example.org"
    dump()

    page = client.get("/opendata/forums/").content.decode()

    assert "7707083893-forums" in page
    assert "на его месте нули" not in page
    assert "Общественная палата города Твери" in page
    assert 'href="mailto:data@example.org"' in page


def test_the_footer_of_every_page_leads_to_the_data():
    assert '<a href="/opendata/">Открытые данные</a>' in Client().get("/").content.decode()
