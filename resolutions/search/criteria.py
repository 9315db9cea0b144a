"""What is asked for, in the register's own keys; the index and its memory know nothing of addresses."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from resolutions.search.asked import Term

NOBODY = NOT_KNOWN = 0  # `to=none`, `year=none`: a value of their own, as no row and no year has this number

NAMES_A_FORUM = ("forum", "section")  # whoever chooses by these has said which forum she means


class Order(StrEnum):
    NEWEST = "newest"
    DOCUMENT = "document"
    RELEVANCE = "relevance"


@dataclass(frozen=True)
class Criteria:
    """Numbers of one parameter are OR, parameters are AND; `words` is the query as typed.

    `some`: terms of the words; one of them is enough then, and by relevance is by how many of all there are.
    `with_demonstration`: in all that is there; nothing said, in the register alone.
    """

    words: str = ""
    chosen: dict[str, frozenset[int]] = field(default_factory=dict)
    order: Order = Order.NEWEST
    some: tuple[Term, ...] = ()
    with_demonstration: bool = False

    def __hash__(self) -> int:
        return hash((self.words, frozenset(self.chosen.items()), self.order, self.some, self.with_demonstration))

    def without(self, *parameters: str) -> Self:
        """As if nothing of these had been asked for; `q` are the words."""
        chosen = {name: keys for name, keys in self.chosen.items() if name not in parameters}
        words, some = ("", ()) if "q" in parameters else (self.words, self.some)
        names_it = self.with_demonstration and any(name in chosen for name in NAMES_A_FORUM)
        return replace(self, words=words, chosen=chosen, some=some, with_demonstration=names_it)

    def ignoring(self, *parameters: str) -> Self:
        """The same for what is counted beside a choice: of the forums that could be chosen as well."""
        return replace(self.without(*parameters), with_demonstration=self.with_demonstration)

    def unordered(self) -> Self:
        """What decides how many there are; the order does not."""
        return replace(self, order=Order.NEWEST)
