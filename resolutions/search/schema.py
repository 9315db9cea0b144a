"""What the index holds of a recommendation: keys to filter and count by, two orders, and the lemmas of its text and of
the titles that it stands under."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.metadata import version

import tantivy

from resolution_reader.language import words_of
from resolutions.search.criteria import NOT_KNOWN
from resolutions.vocabulary import Act, AddresseeKind

# Raised when the same register would be indexed differently; an index made by another version is built anew.
VERSION = 8
# One field per parameter of the list, called like it. Signed: an unsigned field fed a Python int kills the writer.
PARAMETERS = ("to", "kind", "forum", "section", "theme", "place", "region", "year", "act")
# What words are looked for in.
TEXT, TITLES = "text", "titles"
# The kinds that a recommendation's addressees are of, as one number with a bit for each: the engine counts a column of
# one value ten times as fast as one of many.
KIND_SET = "kinds"
NEWEST, DOCUMENT = "newest", "document"
# All that is known of a recommendation beside its words and those of its forum's shape.
COLUMNS = (NEWEST, DOCUMENT, *(name for name in PARAMETERS if name != "kind"), KIND_SET)
DEMONSTRATION = "demonstration"  # 1 of a row of the demonstration, nothing of any other
KINDS = {kind.value: number for number, kind in enumerate(AddresseeKind, 1)}
ACTS = {act.value: number for number, act in enumerate(Act, 1)}
FINGERPRINT = hashlib.sha256(json.dumps([VERSION, PARAMETERS, KINDS, ACTS, version("tantivy")]).encode()).hexdigest()[
    :12
]

POSITION_BITS, FORUM_BITS = 16, 26
LAST_POSITION = (1 << POSITION_BITS) - 1


def build_schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in (TEXT, TITLES):
        builder.add_text_field(name, tokenizer_name="raw", index_option="position")  # fed with lemmas, see below
    for name in ("key", NEWEST, DOCUMENT, *PARAMETERS):
        builder.add_integer_field(name, indexed=True, fast=name != "kind")
    builder.add_integer_field(KIND_SET, indexed=False, fast=True)
    builder.add_integer_field(DEMONSTRATION, indexed=True)
    return builder.build()


SCHEMA = build_schema()


@dataclass(frozen=True)
class Entry:
    """One recommendation as the index sees it; every number is a primary key but where the name says otherwise."""

    key: int
    text: str
    titles: tuple[str, str]  # of its forum and of its section
    forum: int
    section: int
    position: int  # among the forum's recommendations, as printed, from 0
    day: date | None
    place: int | None
    region: int | None
    addressees: list[int]  # NOBODY of one that asks nobody; empty if all whom it asks are to be confirmed yet
    kinds: set[str]
    themes: list[int]
    act: str
    is_demonstration: bool


def document_of(entry: Entry) -> tantivy.Document:
    document = tantivy.Document()
    document.add_pre_tokenized_text(TEXT, lemmas_in_place(entry.text))
    for title in titles_in_place(entry.titles):
        document.add_pre_tokenized_text(TITLES, title)
    document.add_integer("key", entry.key)
    document.add_integer(NEWEST, newest_rank(entry.day, entry.forum, entry.position))
    document.add_integer(DOCUMENT, document_rank(entry.forum, entry.position))
    document.add_integer("forum", entry.forum)
    document.add_integer("section", entry.section)
    document.add_integer("year", entry.day.year if entry.day else NOT_KNOWN)
    document.add_integer("act", ACTS[entry.act])
    add_all(document, "place", [entry.place] if entry.place else [])
    add_all(document, "region", [entry.region] if entry.region else [])
    add_all(document, "to", entry.addressees)
    add_all(document, "kind", sorted(KINDS[kind] for kind in entry.kinds))
    document.add_integer(KIND_SET, kind_set(entry.kinds))
    add_all(document, "theme", entry.themes)
    add_all(document, DEMONSTRATION, [1] if entry.is_demonstration else [])
    return document


def kind_set(kinds: Iterable[str]) -> int:
    return sum(1 << KINDS[kind] for kind in kinds)


def kinds_in(number: int) -> Iterable[int]:
    return (kind for kind in KINDS.values() if number >> kind & 1)


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


@lru_cache(maxsize=8)  # the next recommendation stands under the same ones
def titles_in_place(titles: tuple[str, ...]) -> list[tantivy.PreTokenizedString]:
    """No phrase reaches from one into the other."""
    return [lemmas_in_place(title) for title in titles if title]


def newest_rank(day: date | None, forum: int, position: int) -> int:
    """The greatest comes first: the newest day that is known, then the forum entered last, then as printed."""
    newest = day.toordinal() if day else 0
    return (((newest << FORUM_BITS) | forum) << POSITION_BITS) | (LAST_POSITION - min(position, LAST_POSITION))


def document_rank(forum: int, position: int) -> int:
    """The smallest comes first: forums as they were entered, then as printed."""
    return (forum << POSITION_BITS) | min(position, LAST_POSITION)
