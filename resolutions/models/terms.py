"""What a text says of an item besides what is to be done, in words: for pages and documents."""

from collections.abc import Iterable
from typing import NamedTuple

from resolutions.models.others import OtherBody
from resolutions.vocabulary import REQUESTS, Act, OtherRole

BY_ROLE = {OtherRole.RECIPIENT: "Кому направить", OtherRole.CONTROLLER: "Кто контролирует"}


class Term(NamedTuple):
    label: str
    words: str


def terms_of(*, act: str = Act.RECOMMEND, due: str, repeats: str = "", others: Iterable[OtherBody]) -> list[Term]:
    """An act is said where it is no request; whoever reads the rest takes it for one."""
    others = list(others)
    said = [
        Term("Собрание", "" if act in REQUESTS else Act(act).label),
        Term("Срок", due),
        Term("Как часто", repeats),
        *(Term(label, called(others, role)) for role, label in BY_ROLE.items()),
    ]
    return [term for term in said if term.words]


def called(others: Iterable[OtherBody], role: OtherRole) -> str:
    """The bodies named in this role: «прокуратура области; избирательная комиссия»."""
    return "; ".join(other["name"] for other in others if other["role"] == role)
