"""The directory of known bodies: names and aliases by lemmas, so that any case of a name finds it.

A general one ships with the product: kinds of bodies that exist everywhere and their abbreviations, no city's
names. The register's own names are added with extended() when a draft is made.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from resolution_reader.addressees.bodies import KINDS
from resolution_reader.language.folding import fold
from resolution_reader.language.morphology import is_abbreviation, lemmas

Key = tuple[str, ...]
NOT_A_DIRECTORY = "Справочник не читается: нужен список JSON, в каждой строке name, kind и, если есть, aliases."


class DirectoryFormatError(ValueError):
    """The text is no directory of bodies; the message is a Russian sentence."""


@dataclass(frozen=True)
class KnownBody:
    """A body by its main name in the nominative; `kind` is one of bodies.KINDS."""

    name: str
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """A directory entry and how surely it is meant."""

    body: KnownBody
    match: Literal["known", "similar"]


class Directory:
    """Known bodies, found by name in any form. Immutable: extended() gives another one."""

    def __init__(self, bodies: Iterable[KnownBody]) -> None:
        self.bodies = tuple(bodies)
        self._by_key: dict[Key, KnownBody] = {}
        for body in self.bodies:
            for name in (body.name, *body.aliases):
                self._by_key.setdefault(name_key(name), body)
        self._longest = max((len(key) for key in self._by_key), default=0)

    def extended(self, bodies: Iterable[KnownBody]) -> "Directory":
        """A directory that knows these as well; they win over the ones here."""
        return Directory((*bodies, *self.bodies))

    def find(self, name: str) -> Found | None:
        """The body of this name or alias; "similar" when the name begins with a known one; None otherwise."""
        key = name_key(name)
        exact = self._by_key.get(key)
        if exact:
            return Found(exact, "known")
        for length in range(min(len(key) - 1, self._longest), 1, -1):
            if key[:length] in self._by_key:
                return Found(self._by_key[key[:length]], "similar")
        return None

    def longest_match(self, words: list[str]) -> int:
        """How many of the words, from the first on, are a known name; 0 when none are."""
        for length in range(min(len(words), self._longest), 0, -1):
            if name_key(" ".join(words[:length])) in self._by_key:
                return length
        return 0


@cache
def general_directory() -> Directory:
    """The directory that ships with the product."""
    return Directory(known_bodies(files(__package__).joinpath("data/general_directory.json").read_bytes()))


def known_bodies(text: bytes) -> list[KnownBody]:
    """Bodies of a list in JSON, [{"name": "…", "kind": "…", "aliases": ["…"]}]; the aliases may be left out.

    Raises DirectoryFormatError, with a Russian sentence, for anything else and for a kind that is not in bodies.KINDS.
    """
    try:
        rows = json.loads(text)
        if not isinstance(rows, list):
            raise TypeError("not a list")
        return [_known_body(row) for row in rows]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as reason:
        raise DirectoryFormatError(NOT_A_DIRECTORY) from reason


def _known_body(row: dict[str, str | list[str]]) -> KnownBody:
    name, kind, aliases = row["name"], row["kind"], row.get("aliases", [])
    if not (isinstance(name, str) and isinstance(kind, str) and isinstance(aliases, list) and kind in KINDS):
        raise ValueError(name)
    if not all(isinstance(word, str) and name_key(word) for word in (name, *aliases)):
        raise ValueError(name)
    return KnownBody(name, kind, tuple(aliases))


@lru_cache(maxsize=20_000)
def name_key(name: str) -> Key:
    """One lemma for each word (the first in alphabetical order), so that cases of one name have one key."""
    return tuple(_lemma(word) for word in name.split() if fold(word).strip('"(),.;:'))


def _lemma(word: str) -> str:
    bare = word.strip('«»"“”„(),.;:')
    return fold(bare) if is_abbreviation(bare) else min(lemmas(fold(bare) or fold(word)))
