"""What the kept pages (tests/golden) show: to people, and to their browsers. `make golden` keeps them true."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from tests.golden.kept import kept_pages

FOR_PROGRAMS = ("admin", "api", "crawlers", "exports", "watch")  # and Django's admin, which says its own words
NOT_READ = {"script", "style", "code", "pre"}
SAID = {"title", "alt", "aria-label", "placeholder"}
LOADED = {
    "img": "src",
    "script": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "embed": "src",
    "object": "data",
    "use": "href",
    "image": "href",
    "form": "action",
}
LINKED = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "manifest", "apple-touch-icon"}


@dataclass
class Form:
    method: str
    fields: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)


class Page(HTMLParser):
    """One page as one person gets it: `said`, `loaded` (addresses that a browser asks for by itself), `forms`."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self.name = name
        self.said: list[str] = []
        self.loaded: list[str] = []
        self.forms: list[Form] = []
        self.skipped: list[str] = []
        self.is_in_form = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in NOT_READ:
            self.skipped.append(tag)
        self.said += [value for name, value in values.items() if name in SAID]
        if tag == "meta" and values.get("name") == "description":
            self.said.append(values["content"])
        if tag in LOADED and values.get(LOADED[tag]):
            self.loaded.append(values[LOADED[tag]])
        if tag == "link" and LINKED & set(values.get("rel", "").split()):
            self.loaded.append(values["href"])
        if tag == "form":
            self.forms.append(Form(values.get("method", "get").lower()))
            self.is_in_form = True
        elif self.is_in_form:
            if values.get("name"):
                self.forms[-1].fields.add(values["name"])
            if tag == "a":
                self.forms[-1].links.add(values.get("href", ""))

    def handle_endtag(self, tag: str) -> None:
        if self.skipped and tag == self.skipped[-1]:
            self.skipped.pop()
        if tag == "form":
            self.is_in_form = False

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.said.append(data)


def pages() -> list[Page]:
    """Every page of every person who looks at it."""
    found = []
    for name, text in kept_pages().items():
        if name.split("/")[0] in FOR_PROGRAMS:
            continue
        for seen in text.split("\n=== ")[1:]:
            start = seen.find("<!doctype html>")
            if start >= 0:
                found.append(Page(f"{name}, {seen.splitlines()[0]}", seen[start:]))
    return found


def letters() -> dict[str, str]:
    return {name: text for name, text in kept_pages().items() if name.startswith("mail/")}
