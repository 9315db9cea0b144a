"""The front page of an archive, the page of its search, and what it is."""

from itertools import islice

from django.utils.dateparse import parse_datetime

from resolutions.archive.pages.directories import Link, page_of, themes
from resolutions.archive.pages.lists import listed
from resolutions.archive.pages.site import Site
from resolutions.open_data.tables import ALL
from resolutions.open_data.terms import LICENCE, LICENCE_NAME, TERMS

LATEST, MOST = 10, 12


def show_home(site: Site) -> None:
    one = site.notes.one
    forums, newest = one("SELECT COUNT(*) FROM forum WHERE number >= 0"), one("SELECT MAX(published) FROM forum")
    addressees = one("SELECT COUNT(*) FROM body WHERE count > 0")
    site.show(
        "index.html",
        "archive/home",
        totals=[
            (forums, "forums/index.html", "Форумы", "Резолюции целиком, как они приняты"),
            (addressees, "addressees/index.html", "Адресаты", "Кому и что рекомендовано"),
            (one("SELECT COUNT(*) FROM item"), "search/index.html", "Рекомендации", "Поиск по словам в любой форме"),
        ],
        forums=[*islice(listed(site), LATEST)],
        themes=sorted(themes(site), key=lambda link: -link[2])[:MOST],
        addressees=asked_most(site),
        newest=parse_datetime(newest) if newest else None,
    )


def asked_most(site: Site) -> list[Link]:
    asked = "SELECT slug, name, count FROM body WHERE count > 0 ORDER BY count DESC, key, slug LIMIT ?"
    return [page_of("addressees", *row) for row in site.notes.ask(asked, MOST)]


def show_about(site: Site) -> None:
    site.show(
        "about/index.html",
        "archive/about",
        site=site.archive.about["site"],
        publisher=site.archive.about["publisher"],
        terms=TERMS,
        licence=LICENCE,
        licence_name=LICENCE_NAME,
        tables=[table.title for table in ALL],
    )
