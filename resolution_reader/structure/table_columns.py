"""Which column of a table says what: by a word of its header, or by what most of its cells hold."""

import re
from collections.abc import Callable, Sequence
from typing import Literal

from resolution_reader.language.morphology import adjectives, nouns
from resolution_reader.structure.demands import asks, instructs
from resolution_reader.structure.how_often import repeats
from resolution_reader.structure.table_grid import Row, columns_in
from resolution_reader.structure.terms import deadline

Column = Literal["number", "section", "recommendation", "addressee", "helper", "deadline", "other"]

# The first pattern that a header cell begins with, or holds, decides.
HEADER_WORDS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("number", re.compile(r"^(№|n\b|номер|п\s*/\s*п)", re.I)),
    ("deadline", re.compile(r"^(плановы\w+\s+|предельны\w+\s+)?(срок|дата|период|когда|время\b|год\b|квартал)", re.I)),
    (
        "helper",
        re.compile(
            r"соисполнител|партн[её]р|при\s+участии|с\s+кем|взаимодейств|помога|помощь|содейств|совместно", re.I
        ),
    ),
    ("addressee", re.compile(r"адрес|^кому|ответствен|исполнител|^кто\b|^ведомств|^органы?\b|^структурн", re.I)),
    ("section", re.compile(r"^(направлени|раздел|секци|тема\b|блок|сфера|площадк)", re.I)),
    ("other", re.compile(r"^(?!.*(?:предложени|рекомендаци)).*(?:замечани|жалоб)", re.I)),
    (
        "recommendation",
        re.compile(
            r"рекомендац|мероприяти|предложени|поручени|решени[ея]|задач|содержани|действи|^мер[аы]\b|инициатив|формулировк|"
            r"^наименовани|^пункт|^что\b|^шаг",
            re.I,
        ),
    ),
)
SINGLE: frozenset[Column] = frozenset(("recommendation", "section", "number"))
LONGEST_NAME = 90  # of a column, or of a day
NUMBER_ONLY = re.compile(r"^\W*(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[а-я])?[.)]*\W*$", re.I)


def kind_of(name: str) -> Column:
    """What a column of this name says."""
    return next((kind for kind, words in HEADER_WORDS if words.search(name.strip())), "other")


def once_each(kinds: dict[int, Column]) -> dict[int, Column]:
    """One column of recommendations and of sections; what else the table says beside them is «other»."""
    seen: set[Column] = set()
    found: dict[int, Column] = {}
    for column, kind in sorted(kinds.items()):
        found[column] = "other" if kind in SINGLE and kind in seen else kind
        seen.add(kind)
    return found


def puts_in_dative(cells: Sequence[str]) -> bool:
    """Whether names stand in the dative, as «Кому» announces; many write them in the nominative all the same."""
    first = [words[0] for cell in cells if (words := re.findall(r"[А-Яа-яЁё][А-Яа-яЁё-]*", cell))]
    dative = sum(_only(word, "datv", "nomn") for word in first)
    return dative >= sum(_only(word, "nomn", "datv") for word in first)


def _only(word: str, case: str, other: str) -> bool:
    def stands_in(case: str) -> bool:
        return bool(nouns(word, case) or adjectives(word, case))

    return stands_in(case) and not stands_in(other)


def mostly(texts: Sequence[str], test: Callable[[str], object]) -> bool:
    return sum(bool(test(text)) for text in texts) * 2 > len(texts)


def says_what_to_do(texts: Sequence[str]) -> bool:
    """Whether most cells of a column are tasks: «Составить график»."""
    return mostly(texts, _is_task)


def _is_task(text: str) -> bool:
    return instructs(text) or asks(text)


def guessed(rows: Sequence[Row], is_names: Callable[[str], bool]) -> dict[int, Column] | None:
    """Columns of a table without a header, by what most of their cells hold; None when nothing asks."""
    kinds = {column: _guess(texts, is_names) for column, texts in columns_in(rows)}
    if len(kinds) < 2:
        return None
    kinds = once_each(kinds)
    known = set(kinds.values())
    return kinds if "recommendation" in known and known & {"addressee", "number", "deadline"} else None


def _guess(texts: list[str], is_names: Callable[[str], bool]) -> Column:
    tests: tuple[tuple[Column, Callable[[str], object]], ...] = (
        ("number", NUMBER_ONLY.match),
        ("recommendation", _is_task),
        ("deadline", lambda text: len(text) < LONGEST_NAME and (deadline(text) or repeats(text))),
        ("addressee", is_names),
    )
    return next((kind for kind, test in tests if mostly(texts, test)), "other")
