"""How a page of an archive is written: its frame, its looks, the way from it to the others."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from django.conf import settings
from django.contrib.staticfiles import finders
from jinja2 import Environment, FileSystemLoader

from resolutions.archive.bag import Bag
from resolutions.archive.notes import Notes
from resolutions.archive.pages.directory import Shown
from resolutions.archive.reading import Archive
from resolutions.pieces.templates import environment
from resolutions.web import look
from resolutions.wording import plural

Row = TypeVar("Row")
ON_A_PAGE = 200
MENU = (
    ("search", "Поиск"),
    ("forums", "Форумы"),
    ("addressees", "Адресаты"),
    ("themes", "Темы"),
    ("places", "Места"),
    ("words", "Слова А–Я"),
    ("about", "Об архиве"),
)
# Nothing from anywhere else. From a folder a file is «itself» to no browser, so that the scheme is named as well.
POLICY = "default-src 'self' file:; base-uri 'none'; form-action 'self' file:"
STYLES = ("vendor/govuk-6.6.0/govuk", "css/tokens", "css/base", "css/components", "css/pages", "css/archive")
PRINTED = "css/print"
FONTS = "vendor/golos-text"
COPIED = (
    *(f"{FONTS}/golos-text-{part}.woff2" for part in ("cyrillic", "cyrillic-ext", "latin")),
    *(f"{FONTS}/{name}" for name in ("OFL.txt", "SOURCE.txt")),
    *(f"vendor/govuk-6.6.0/{name}" for name in ("LICENSE", "SOURCE.txt")),
)
ICON = "icons/favicon.svg"
EMBLEM = "emblem.png"


@dataclass(frozen=True)
class Page:
    """One of several files over which a list goes on; the first is called like the only one would be."""

    number: int
    last: int

    def file(self, number: int) -> str:
        return "index.html" if number == 1 else f"{number}.html"


class Site:
    """The pages of one archive on their way into its folder."""

    def __init__(self, archive: Archive, bag: Bag, notes: Notes) -> None:
        self.archive = archive
        self.bag = bag
        self.notes = notes
        self.directory = Shown(archive, notes)
        self.look = look.shown(archive.look)
        self.templates = templates()
        self.templates.globals |= {
            "portal": self.look.name,
            "whole_name": self.look.whole_name,
            "icon": EMBLEM if archive.emblem else Path(ICON).name,
            "menu": MENU,
            "policy": POLICY,
        }

    def show(self, path: str, template: str, **context: Any) -> None:
        """`path` within the archive: «forums/tomsk-2021/index.html»."""
        folder, *rest = path.split("/")
        way = {"up": "../" * len(rest), "here": folder, "is_top": len(rest) == 1}
        self.bag.write(path, self.templates.get_template(f"{template}.jinja").render(way | context))

    def show_list(self, folder: str, template: str, rows: Iterable[Row], count: int, **context: Any) -> None:
        """Over as many files as it takes, one at least; a context that is a function is given the rows of each."""
        last = max(1, -(-count // ON_A_PAGE))
        rest = iter(rows)
        for number in range(1, last + 1):
            page, several = Page(number, last), list(islice(rest, ON_A_PAGE))
            given = {name: value(several) if callable(value) else value for name, value in context.items()}
            self.show(f"{folder}/{page.file(number)}", template, page=page, **given)

    def dress(self) -> None:
        """The portal's own styles in one file, the city's colours behind them; fonts and what is said of them."""
        styles = "\n".join([*map(style, STYLES), "@media print {", style(PRINTED), "}", self.look.style])
        self.bag.write("assets/archive.css", styles.replace("../vendor/", "vendor/"))
        for name in COPIED:
            self.bag.write(f"assets/{name}", static(name))
        if self.archive.emblem:
            self.bag.write(f"assets/{EMBLEM}", self.archive.emblem)
        else:
            self.bag.write(f"assets/{Path(ICON).name}", static(ICON))


def templates() -> Environment:
    made = environment(loader=FileSystemLoader(settings.BASE_DIR / "templates"), autoescape=True, auto_reload=False)
    made.filters["plural"] = plural
    return made


def style(name: str) -> str:
    return static(f"{name}.css").decode()


def static(name: str) -> bytes:
    found = finders.find(name)
    assert isinstance(found, str), name
    return Path(found).read_bytes()
