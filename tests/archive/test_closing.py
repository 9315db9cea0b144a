"""A portal is closed: its last archive has all that a visitor saw, says what it lacks, and where addresses lead now."""

import re
import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from resolutions.archive.closing import close_portal, links_to_nowhere, lost_addresses, public_addresses
from resolutions.models import Forum, Recommendation
from resolutions.register.publish import withdraw
from tests.archive.folder import archive
from tests.factories import (
    DraftFactory,
    ForumFactory,
    OfferFactory,
    RecommendationFactory,
    SubscriptionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def closed(folder: Path) -> tuple[int, list[str], list[str]]:
    """How it ended, what was said, what was complained of."""
    out, err = StringIO(), StringIO()
    try:
        call_command("close_portal", folder, stdout=out, stderr=err)
        status = 0
    except SystemExit as end:
        status = end.code
    return status, out.getvalue().splitlines(), err.getvalue().splitlines()


def test_a_whole_archive_is_said_to_be_one_and_the_register_stays(full, folder):
    before = Forum.objects.count(), Recommendation.objects.count()

    status, said, complaints = closed(folder)

    assert (status, said[-1], complaints) == (
        0,
        "В архиве есть всё, что видел посетитель. Что делать дальше: docs/ru/closing.md.",
        [],
    )
    assert len(list(public_addresses())) > 20
    assert (Forum.objects.count(), Recommendation.objects.count()) == before


def test_what_only_the_register_has_is_said(full, folder):
    DraftFactory()
    ForumFactory(published_at=None)
    withdraw(RecommendationFactory().section.forum, by=None)
    OfferFactory()
    SubscriptionFactory()
    Forum.objects.get(slug="tver-2025").draft.source.file.delete()

    _, said, _ = closed(folder)

    assert said[1:-1] == [
        "В архив не вошло:",
        "Черновиков на проверке и в очереди: 1.",
        "Форумов, которые не опубликованы: 1.",
        "Форумов, снятых с публикации: 1.",
        "Заявок, которые не разобраны: 1.",
        "Подписчиков, которым надо сказать о закрытии: 1.",
        "Исходных документов, вместо которых в архиве их текст: 1.",
    ]


def test_each_page_that_is_missing_is_named(full, folder):
    archive(folder)
    assert (list(lost_addresses(folder)), list(links_to_nowhere(folder))) == ([], [])
    code = full.corrected.code
    shutil.rmtree(folder / f"r/{code}")
    (folder / "addressees/administratsiya-goroda-tveri/index.html").unlink()
    (folder / "data/sources/tver-2025.txt").unlink()

    lost, broken = list(lost_addresses(folder)), list(links_to_nowhere(folder))

    assert sorted(lost) == sorted(
        [
            f"Адреса /r/{code}/ в архиве нет.",
            "Адреса /addressees/administratsiya-goroda-tveri/ в архиве нет.",
            "Адреса /addressees/uprava-tveri/ в архиве нет.",
            "Адреса /forums/tver-2025/source/ в архиве нет.",
        ]
    )
    assert (
        "Страница forums/tver-2025/index.html ведёт в никуда: ../../addressees/administratsiya-goroda-tveri/index.html."
        in broken
    )


def test_the_mail_of_whoever_has_an_account_is_found_where_a_text_says_it(full, folder):
    UserFactory(email="anna@example.org")
    UserFactory(email="nobody@example.org")
    SubscriptionFactory(email="Reader@example.org")
    RecommendationFactory(text="Писать Анне: ANNA@example.org; в приёмную: mayor@example.org.", code="abcdefgh")

    status, _, complaints = closed(folder)

    assert status == 1
    assert any(line.startswith("В файле data/forums/") for line in complaints)
    assert ("anna@" in "".join(complaints).casefold(), "reader" in "".join(complaints)) == (False, False)


def test_of_very_many_the_first_are_named(folder):
    for number in range(12):
        email = f"person{number}@example.org"
        UserFactory(email=email)
        RecommendationFactory(text=f"Писать: {email}.")

    closed_one = close_portal(folder)

    assert len(closed_one.missing) == 11
    assert re.fullmatch(r"И ещё \d+\.", closed_one.missing[-1])


# Where addresses lead now, as nginx reads the maps (docs/ru/closing.md)


def leads(folder: Path, address: str) -> str:
    """An expression before the address without its query; the address itself where neither says anything."""
    for line in (folder / "redirects/queries.map").read_text().splitlines():
        pattern, page = re.fullmatch(r'"~(.+)" (.+);', line).groups()
        found = re.search(pattern, address)
        if found:
            return page.replace("$1", found[1])
    path = address.partition("?")[0]
    lines = (folder / "redirects/addresses.map").read_text().splitlines()
    return dict(line.removesuffix(";").split(" ") for line in lines).get(path, path)


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/forums/tver-2025/", "/forums/tver-2025/"),
        ("/forums/tver-2025/source/", "/data/sources/tver-2025.txt"),
        ("/forums/tver-2025/akn.xml?utm=1", "/data/forums/tver-2025.js"),
        ("/addressees/uprava-tveri/", "/addressees/administratsiya-goroda-tveri/"),
        ("/themes/lesa/", "/themes/ekologiya/"),
        ("/recommendations/", "/search/"),
        ("/recommendations/?q=%D0%B4%D0%B2%D0%BE%D1%80&sort=newest", "/search/?q=%D0%B4%D0%B2%D0%BE%D1%80"),
        ("/recommendations/?kind=ngo&to=administratsiya-goroda-tveri", "/addressees/administratsiya-goroda-tveri/"),
        ("/recommendations/?theme=ekologiya&page=2", "/themes/ekologiya/"),
        ("/recommendations/?place=tver", "/places/tver/"),
        ("/recommendations/?year=2025", "/years/2025/"),
        ("/recommendations/?year=none", "/years/none/"),
        ("/opendata/recommendations/data.csv", "/data/tables.zip"),
    ],
)
def test_an_address_of_the_portal_leads_to_its_page(full, folder, address, page):
    archive(folder)

    assert leads(folder, address) == page
    place = folder / page.partition("?")[0].lstrip("/")
    assert place.is_file() or (place / "index.html").is_file()


def test_every_line_of_the_map_leads_to_a_file(full, folder):
    archive(folder)
    lines = (folder / "redirects/addresses.map").read_text().splitlines()

    places = [folder / line.removesuffix(";").split(" ")[1].lstrip("/") for line in lines]
    assert len(lines) > 10
    assert [place for place in places if not (place.is_file() or (place / "index.html").is_file())] == []
