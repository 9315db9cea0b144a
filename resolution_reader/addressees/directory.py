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

from resolution_reader.language.folding import fold
from resolution_reader.language.morphology import is_abbreviation, lemmas

Key = tuple[str, ...]


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
    text = files("resolution_reader.addressees").joinpath("data/general_directory.json").read_text(encoding="utf-8")
    return Directory(KnownBody(row["name"], row["kind"], tuple(row["aliases"])) for row in json.loads(text))


@lru_cache(maxsize=20_000)
def name_key(name: str) -> Key:
    """One lemma for each word (the first in alphabetical order), so that cases of one name have one key."""
    return tuple(_lemma(word) for word in name.split() if fold(word).strip('"(),.;:'))


def _lemma(word: str) -> str:
    bare = word.strip('«»"“”„(),.;:')
    return fold(bare) if is_abbreviation(bare) else min(lemmas(fold(bare) or fold(word)))
