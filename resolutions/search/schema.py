"""What the index holds of a recommendation: keys to filter and count by, two orders, and the lemmas of its text."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from importlib.metadata import version

import tantivy

from resolutions.language.words import words_of
from resolutions.models import Forum, Recommendation
from resolutions.search.criteria import NOBODY, NOT_KNOWN
from resolutions.vocabulary import AddresseeKind

# Raised when the same register would be indexed differently; an index made by another version is built anew.
VERSION = 1
# One field per parameter of the list, called like it. Signed: an unsigned field fed a Python int kills the writer.
PARAMETERS = ("to", "kind", "forum", "section", "theme", "place", "region", "year")
NEWEST, DOCUMENT = "newest", "document"
KINDS = {kind.value: number for number, kind in enumerate(AddresseeKind, 1)}
FINGERPRINT = hashlib.sha256(json.dumps([VERSION, PARAMETERS, KINDS, version("tantivy")]).encode()).hexdigest()[:12]

POSITION_BITS, FORUM_BITS = 16, 26
LAST_POSITION = (1 << POSITION_BITS) - 1


def build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="raw", index_option="position")  # fed with lemmas, see below
    for name in ("key", NEWEST, DOCUMENT, *PARAMETERS):
        builder.add_integer_field(name, indexed=True, fast=True)
    return builder.build()


SCHEMA = build_schema()


def document_of(recommendation: Recommendation, position: int) -> tantivy.Document:
    """Of a row fetched with `.for_index()`; `position` counts the forum's recommendations from 0."""
    section = recommendation.section
    forum = section.forum
    addressees = [addressing.addressee for addressing in recommendation.addressings.all()]
    document = tantivy.Document()
    document.add_pre_tokenized_text("text", lemmas_in_place(recommendation.text))
    document.add_integer("key", recommendation.pk)
    document.add_integer(NEWEST, newest_rank(forum, position))
    document.add_integer(DOCUMENT, document_rank(forum.pk, position))
    document.add_integer("forum", forum.pk)
    document.add_integer("section", section.pk)
    document.add_integer("year", forum.day.year if forum.day else NOT_KNOWN)
    if forum.locality:
        document.add_integer("place", forum.locality.pk)
        if forum.locality.region_id:
            document.add_integer("region", forum.locality.region_id)
    add_all(document, "to", [addressee.pk for addressee in addressees] or [NOBODY])
    add_all(document, "kind", sorted({KINDS[addressee.kind] for addressee in addressees}))
    add_all(document, "theme", [theme.pk for theme in section.themes.all()])
    return document


def add_all(document: tantivy.Document, name: str, values: Iterable[int]) -> None:
    for value in values:
        document.add_integer(name, value)


def lemmas_in_place(text: str) -> tantivy.PreTokenizedString:
    """Every lemma of a word stands at the word's position, so that phrases hold in any form."""
    tokens, place = [], 0
    for word in words_of(text):
        tokens += [tantivy.Token(lemma, place, 0, 0) for lemma in word.together]
        for lemmas in word.positions:
            tokens += [tantivy.Token(lemma, place, 0, 0) for lemma in lemmas]
            place += 1
    return tantivy.PreTokenizedString("", tokens)


def newest_rank(forum: Forum, position: int) -> int:
    """The greatest comes first: the newest day that is known, then the forum entered last, then as printed."""
    day = forum.day.toordinal() if isinstance(forum.day, date) else 0
    return (((day << FORUM_BITS) | forum.pk) << POSITION_BITS) | (LAST_POSITION - min(position, LAST_POSITION))


def document_rank(forum: int, position: int) -> int:
    """The smallest comes first: forums as they were entered, then as printed."""
    return (forum << POSITION_BITS) | min(position, LAST_POSITION)
