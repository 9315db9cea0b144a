"""What is asked for, in the register's own keys; the index and its memory know nothing of addresses."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

NOBODY = NOT_KNOWN = 0  # `to=none`, `year=none`: a value of their own, as no row and no year has this number

NAMES_A_FORUM = ("forum", "section")  # whoever chooses by these has said which forum she means


class Order(StrEnum):
    NEWEST = "newest"
    DOCUMENT = "document"
    RELEVANCE = "relevance"


@dataclass(frozen=True)
class Criteria:
    """Numbers of one parameter are OR, parameters are AND; `words` is the query as typed.

    `with_demonstration`: in all that is there; nothing said, in the register alone.
    """

    words: str = ""
    chosen: dict[str, frozenset[int]] = field(default_factory=dict)
    order: Order = Order.NEWEST
    with_demonstration: bool = False

    def __hash__(self) -> int:
        return hash((self.words, frozenset(self.chosen.items()), self.order, self.with_demonstration))

    def without(self, *parameters: str) -> Self:
        """As if nothing of these had been asked for; `q` are the words."""
        chosen = {name: keys for name, keys in self.chosen.items() if name not in parameters}
        asks_by_forum = self.with_demonstration and any(name in chosen for name in NAMES_A_FORUM)
        words = "" if "q" in parameters else self.words
        return replace(self, words=words, chosen=chosen, with_demonstration=asks_by_forum)

    def unordered(self) -> Self:
        """What decides how many there are; the order does not."""
        return replace(self, order=Order.NEWEST)
