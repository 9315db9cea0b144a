"""Which column of a table says what: by the words of its header row, else by what the cells below hold."""

import re
from collections.abc import Callable, Sequence
from typing import Literal

from resolution_reader.language.morphology import adjectives, nouns
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.demands import asks, instructs
from resolution_reader.structure.terms import deadline, repeats

Column = Literal["number", "section", "recommendation", "addressee", "helper", "deadline", "other"]
Row = dict[int, list[Block]]  # column -> its paragraphs

# The first pattern that a header cell begins with, or holds, decides.
HEADER_WORDS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("number", re.compile(r"^(№|n\b|номер|п\s*/\s*п)", re.I)),
    ("deadline", re.compile(r"^(плановы\w+\s+|предельны\w+\s+)?(срок|дата|период|когда|время\b|год\b|квартал)", re.I)),
    ("helper", re.compile(r"соисполнител|партн[её]р|при\s+участии|с\s+кем|взаимодейств", re.I)),
    ("addressee", re.compile(r"адрес|^кому|ответствен|исполнител|^кто\b|^ведомств|^органы?\b|^структурн", re.I)),
    ("section", re.compile(r"^(направлени|раздел|секци|тема\b|блок|сфера|площадк)", re.I)),
    (
        "recommendation",
        re.compile(
            r"рекомендац|мероприяти|предложени|поручени|решени[ея]|задач|содержани|действи|^мер[аы]\b|инициатив|формулировк|"
            r"^наименовани|^пункт|^что\b|^шаг",
            re.I,
        ),
    ),
)
DATIVE_HEADER = re.compile(r"^кому", re.I)
MAX_HEADER_CELL = 90
HEADER_SEARCHED = 3  # rows: a table may begin with its own title
NUMBER_ONLY = re.compile(r"^\W*(?:\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5}|[а-я])?[.)]*\W*$", re.I)


def text_of(cell: Sequence[Block]) -> str:
    return "\n".join(block.printed for block in cell)


def header_of(rows: Sequence[Row]) -> tuple[int, dict[int, Column], bool] | None:
    """(index of the header row, its columns, whether who is asked stands in the dative); None without a header."""
    for index, row in enumerate(rows[:HEADER_SEARCHED]):
        texts = {column: text_of(cell) for column, cell in row.items()}
        if any(len(text) > MAX_HEADER_CELL for text in texts.values()):
            continue
        kinds = _first_of_each({column: _kind(text) for column, text in texts.items()})
        known = set(kinds.values()) - {"other"}
        if "recommendation" in known and (len(known) > 1 or all(len(row) == 1 for row in rows)):
            dative = any(DATIVE_HEADER.match(text) for column, text in texts.items() if kinds[column] == "addressee")
            return index, kinds, dative
        if "addressee" in known and len(row) > 1:
            return index, _with_recommendation(kinds, rows[index + 1 :]), True
    return None


def puts_in_dative(cells: Sequence[str]) -> bool:
    """Whether names stand in the dative, as «Кому» announces; many write them in the nominative all the same."""
    first = [words[0] for cell in cells if (words := re.findall(r"[А-Яа-яЁё][А-Яа-яЁё-]*", cell))]
    dative = sum(_only(word, "datv", "nomn") for word in first)
    return dative >= sum(_only(word, "nomn", "datv") for word in first)


def _only(word: str, case: str, other: str) -> bool:
    def stands_in(case: str) -> bool:
        return bool(nouns(word, case) or adjectives(word, case))

    return stands_in(case) and not stands_in(other)


def _kind(text: str) -> Column:
    return next((kind for kind, words in HEADER_WORDS if words.search(text.strip())), "other")


def _first_of_each(kinds: dict[int, Column]) -> dict[int, Column]:
    """One column of recommendations and of sections; what else the table says beside them is «other»."""
    single = {"recommendation", "section", "number"}
    seen: set[Column] = set()
    found: dict[int, Column] = {}
    for column, kind in sorted(kinds.items()):
        found[column] = "other" if kind in single and kind in seen else kind
        seen.add(kind)
    return found


def _with_recommendation(kinds: dict[int, Column], rows: Sequence[Row]) -> dict[int, Column]:
    """The header names who acts, but not what is to be done: the column with the longest texts says that."""
    free = [column for column, kind in kinds.items() if kind in ("other", "section")]
    if free:
        longest = max(free, key=lambda column: sum(len(text_of(row.get(column, []))) for row in rows))
        return {**kinds, longest: "recommendation"}
    return kinds


def guessed(rows: Sequence[Row], is_names: Callable[[str], bool]) -> dict[int, Column] | None:
    """Columns of a table without a header, by what most of their cells hold; None when nothing asks."""
    columns = sorted({column for row in rows for column in row})
    if len(columns) < 2:
        return None
    kinds = {column: _guess([text_of(row[column]) for row in rows if column in row], is_names) for column in columns}
    kinds = _first_of_each(kinds)
    known = set(kinds.values())
    return kinds if "recommendation" in known and known & {"addressee", "number", "deadline"} else None


def _guess(texts: list[str], is_names: Callable[[str], bool]) -> Column:
    tests: tuple[tuple[Column, Callable[[str], bool]], ...] = (
        ("number", lambda text: bool(NUMBER_ONLY.match(text))),
        ("recommendation", lambda text: instructs(text) or asks(text)),
        ("deadline", lambda text: len(text) < MAX_HEADER_CELL and bool(deadline(text) or repeats(text))),
        ("addressee", is_names),
    )
    for kind, test in tests:
        if sum(map(test, texts)) * 2 > len(texts):
            return kind
    return "other"
