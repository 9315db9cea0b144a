"""What is marked is wrong more often than not: the bounds, on documents that the rules were not made for."""

import pytest

from .evaluate import evaluated, total
from .scored import HERE, annotated
from .told import told_of

pytestmark = pytest.mark.pure


def entry(text, source, addressees=()):
    mentions = [{"name": name, "as_written": name, "role": "lead"} for name in addressees]
    return {"number": "1", "text": text, "deadline": None, "source": source, "addressees": mentions}


def outline(entries, problems):
    section = {"title": None, "source": [], "recommendations": entries}
    return {"title": "Р", "date": None, "place": None, "sections": [section], "problems": problems}


def gold(*rows):
    rows = [
        {"number": "1", "starts_with": start, "ends_with": end, "addressees": [{"name": name} for name in names]}
        for start, end, names in rows
    ]
    return {"title": "Р", "date": None, "place": None, "sections": [{"title": None, "recommendations": rows}]}


def problem(code, source, shown="card"):
    return {"code": code, "source": source, "hint": "", "shown": shown}


WANTED = gold(("Мэрии открыть", "открыть сад", ["мэрия"]), ("Школам убрать", "убрать двор", ["школы"]))


def test_a_guess_is_told_by_what_is_shown_on_its_blocks():
    entries = [entry("Мэрии открыть сад", [1, 1]), entry("Школам убрать двор", [2, 2], ["школы"])]
    found = told_of(WANTED, outline(entries, [problem("a", [1, 1]), problem("b", [2, 2]), problem("c", [2, 2], "no")]))

    assert [(guess.kind, guess.told) for guess in found.wrong] == [("addressee missing", True)]
    assert (found.marks, found.marked) == ([frozenset({"b", "c"})], 1)
    assert found.by_code() == [("a", "card", 0, 1), ("b", "card", 1, 0), ("c", "no", 1, 0)]


def test_what_is_not_shown_tells_nothing():
    entries = [entry("Мэрии открыть сад", [1, 1]), entry("Школам убрать двор", [2, 2], ["школы"])]
    found = told_of(WANTED, outline(entries, [problem("a", [1, 1], "table")]))

    assert [(guess.told, guess.silent) for guess in found.wrong] == [(False, frozenset({"a"}))]


def test_a_missed_item_is_told_by_what_was_passed_over_between_its_neighbours():
    entries = [entry("Школам убрать двор", [4, 4], ["школы"])]

    def told(code, source):
        return [guess.told for guess in told_of(WANTED, outline(entries, [problem(code, source)])).wrong]

    assert told("list-not-taken", [2, 2]) == [True]
    assert told("list-not-taken", [5, 5]) == told("no-name", [2, 2]) == [False]


def test_marks_stand_seldom_on_what_is_right():
    """Wrong guesses are to bear one in .85 of cases and do not (docs/evaluation.md): the floor is where they stand."""
    folder = HERE / "dossiers"
    found = total(
        "dossiers", [evaluated("dossiers", row, folder / row["file"]) for row in annotated(folder / "gold.jsonl")]
    )

    assert len(found.doubts.marks) > 100
    assert found.marked <= 0.15
    assert found.told >= 0.5
