"""What the law asks of a public page, as far as a test sees it; docs/for_the_owner.md says the rest."""

import csv
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.law import shown

OWN = "portal.example"
# Fields in which a visitor, or somebody who comes to work here, may say something of herself.
OF_HERSELF = ({"email"}, {"username"}, {"kind", "text"})
POLICY, CONSENT = "/about/privacy/", "/about/consent/"
LEAVES_AN_ADDRESS = {"email", "frequency"}  # what only a subscriber is asked
pytestmark = pytest.mark.pure


@cache
def pages():
    return shown.pages()


def words() -> dict[str, str]:
    with (Path(__file__).parent / "words.csv").open(encoding="utf-8") as file:
        return {row["word"]: row["instead"] for row in csv.DictReader(file, delimiter=";")}


def test_no_page_makes_a_browser_ask_another_host():
    elsewhere = {
        (page.name, address)
        for page in pages()
        for address in page.loaded
        if urlsplit(address).netloc not in ("", OWN) or urlsplit(address).scheme not in ("", "http", "https", "data")
    }

    assert (len(pages()) > 90, sum(len(page.loaded) for page in pages()) > 1000) == (True, True)
    assert elsewhere == set()


def test_each_form_in_which_somebody_says_something_of_herself_leads_to_the_policy():
    forms = [(page.name, form) for page in pages() for form in page.forms if is_public_form(page, form)]

    assert {name.split(",")[0] for name, _ in forms} >= {"following/subscribe", "forums/report", "people/login"}
    assert [name for name, form in forms if POLICY not in form.links] == []


def is_public_form(page, form) -> bool:
    asks = any(form.fields >= fields for fields in OF_HERSELF)
    return form.method == "post" and asks and not page.name.startswith("editor/")


def test_whoever_leaves_an_address_is_asked_for_a_consent_of_its_own():
    forms = [form for page in pages() for form in page.forms if form.fields >= LEAVES_AN_ADDRESS]

    assert forms
    assert [("consent" in form.fields, CONSENT in form.links) for form in forms] == [(True, True)] * len(forms)


def test_people_are_told_in_russian():
    wanted = re.compile(rf"(?<![\w@./-])({'|'.join(map(re.escape, words()))})", re.IGNORECASE)
    said = {(page.name, found[0]) for page in pages() for text in page.said for found in wanted.finditer(text)}
    written = {(name, found[0]) for name, text in shown.letters().items() for found in wanted.finditer(body_of(text))}

    assert (len(words()) > 30, len(shown.letters()) > 3) == (True, True)
    assert (sorted(said), sorted(written)) == ([], [])


def body_of(letter: str) -> str:
    """Without addresses and heads, which are for machines."""
    return re.sub(r"https?://\S+|\S+@\S+|^[A-Za-z-]+: .*$", "", letter, flags=re.MULTILINE)
