"""The presses by themselves: whatever the words are, they stay words; and the looks are what their maker makes."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resolutions.exports.document import part, visible
from resolutions.exports.looks import make
from resolutions.exports.press.given import Block, Document, Line, Request
from resolutions.exports.press.office import office
from resolutions.exports.press.portable import portable
from resolutions.exports.press.tree import (
    ODT_INDEX_BEGINS,
    ODT_INDEX_ENDS,
    TAB,
    WORD_INDEX_BEGINS,
    WORD_INDEX_ENDS,
    tree_of,
)

pytestmark = pytest.mark.pure
CONSTANTS = {row["c"][1] for row in TAB} | {ODT_INDEX_BEGINS, ODT_INDEX_ENDS, WORD_INDEX_BEGINS, WORD_INDEX_ENDS}
ANY = st.text(st.characters(blacklist_categories=["Cs"]), max_size=60)
MARKED = st.text("#$\\*_`[](){}<>@=-+~^&%|/\"'.:;! \n\tаЯ1", max_size=60)
TEXTS = ANY | MARKED


def document_of(text: str) -> Document:
    words = visible(text)
    link = "https://portal.example/r/abc/"
    request = Request(number=words[:20], lines=[words or "—", words], terms=[words], to=words, link=link)
    said = [Line(text=words, opens=True), Line(text=words, opens=False)]
    parts = [
        part(1, words or "—", note=words, text=[words], blocks=[Block(lines=said, requests=[request])]),
        part(1, "Вторая"),
        part(2, words or "—", blocks=[Block(lines=[], requests=[request, request]), Block(lines=said, requests=[])]),
    ]
    return Document(
        title=words,
        motto=words,
        facts=[(words, words)],
        address="https://portal.example/?q=" + words,
        parts=parts,
        made="2026-11-27",
        register=words,
        foot=words,
    )


def raw_pieces(tree: Any) -> set[str]:
    if isinstance(tree, dict):
        own = {tree["c"][1]} if str(tree.get("t", "")).startswith("Raw") else set()
        return own.union(*(raw_pieces(value) for value in tree.values()))
    if isinstance(tree, list):
        return set().union(*(raw_pieces(value) for value in tree))
    return set()


@given(TEXTS)
def test_no_foreign_word_gets_into_a_raw_piece_of_the_tree(text):
    assert raw_pieces(tree_of(document_of(text))) == CONSTANTS


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_typst_sets_whatever_it_is_given(text):
    document = pypdfium2.PdfDocument(portable(document_of(text)))

    assert "Вторая" in [row.get_title() for row in document.get_toc()]


@pytest.mark.parametrize("format", ["docx", "odt"])
@settings(max_examples=12, deadline=None)
@given(text=TEXTS)
def test_pandoc_writes_whatever_it_is_given(format, text):
    package = zipfile.ZipFile(io.BytesIO(office(document_of(text), format)))

    assert package.testzip() is None


@pytest.mark.parametrize(("name", "made"), [("reference.docx", make.word), ("reference.odt", make.odt)])
def test_the_looks_are_what_their_maker_makes(name, made):
    kept = Path(make.__file__).with_name(name)

    def inside(package: Any) -> dict[str, bytes]:
        with zipfile.ZipFile(package) as opened:
            return {entry: opened.read(entry) for entry in opened.namelist()}

    assert inside(io.BytesIO(made())) == inside(kept)
