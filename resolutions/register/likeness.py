"""Which bodies of the directory may be one under two names: names alike, of one place, with one head word.

A pair is a question for a moderator and never an answer. Guards keep away what only looks alike: other places, another
head («комитет культуры», «отдел культуры»), other numbers («школа № 3»), other proper names («Весна», «Осень»).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from resolution_reader.language import fold, lemmas_of

ALIKE = 84  # of 100; by fuzz.token_sort_ratio, which does not heed the order of words
AT_MOST = 3  # beside one body
LOOKED_AT = 12  # of those whose letters are alike, before the guards
# What says no more than that a place follows, or what form of law a body has.
SAYS_NOTHING = re.compile(
    r"\b(?:г|город\w{0,3}|гор|муниципальн\w+|образован\w+|городск\w+|округ\w{0,3}"
    r"|мо|го|ооо|оао|ано|мбу|мбоу|мау|мку)\b\.?"
)
OF_WHOM = re.compile(r"(?<=\w) (?:администрации|мэрии)\b")  # «управление культуры администрации города»
LOOK_ALIKE = str.maketrans("aceopxykmthb", "асеорхукмтнв")
PROPER = re.compile(r"(?<=\w\W)[А-ЯЁ][а-яё-]+|(?<=\w\W\W)[А-ЯЁ][а-яё-]+|(?<=[«\"(])[А-ЯЁ]?[А-ЯЁа-яё-]+")
ENDING = 2  # letters that cases change


@dataclass(frozen=True)
class Name:
    """A body as it is compared; `place` is a key, None of one that belongs to none; `town` its name."""

    pk: int
    name: str
    place: int | None
    town: str = ""

    @cached_property
    def core(self) -> str:
        """Its folded name without its place and without words that every such body has."""
        stem = fold(self.town)[:-1]
        folded = fold(self.name).translate(LOOK_ALIKE)
        words = SAYS_NOTHING.sub(" ", OF_WHOM.sub("", folded)).split()
        return " ".join(word for word in words if not stem or not word.startswith(stem)).strip(' ."') or folded

    @cached_property
    def numbers(self) -> frozenset[str]:
        return frozenset(re.findall(r"\d+", self.name))

    @cached_property
    def proper(self) -> frozenset[str]:
        """Stems of the proper names in it, but for its own place."""
        own = fold(self.town)[:-ENDING]
        stems = (fold(word)[: max(3, len(word) - ENDING)] for word in PROPER.findall(self.name))
        return frozenset(stem for stem in stems if not (own and (stem.startswith(own) or own.startswith(stem))))

    @cached_property
    def heads(self) -> frozenset[str]:
        """Lemmas of the first word that is the same for no other kind of body."""
        first = self.core.split(" ", 1)[0]
        return frozenset(lemmas_of(first)) or frozenset({first})


def alike(bodies: Iterable[Name], directory: Iterable[Name]) -> dict[int, list[int]]:
    """{a body's key: keys of those like it, the most alike first}, for those that have any."""
    known = {name.pk: name for name in directory}
    cores = {key: name.core for key, name in known.items()}
    found = {}
    for body in bodies:
        near = process.extract(body.core, cores, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=LOOKED_AT)
        keys = [key for _, _, key in near if key != body.pk and may_be_one(body, known[key])]
        if keys:
            found[body.pk] = keys[:AT_MOST]
    return found


def may_be_one(one: Name, other: Name) -> bool:
    """Nothing but the letters of the names speaks against it."""
    here = one.place == other.place or None in (one.place, other.place)
    named = one.proper <= other.proper or other.proper <= one.proper
    return here and named and one.numbers == other.numbers and bool(one.heads & other.heads)
