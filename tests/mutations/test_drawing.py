"""Drawn mutations: what is a candidate, what it makes of a file, and that a seed gives one list."""

from collections import Counter

import pytest

from tests.mutations.candidates import candidates
from tests.mutations.drawing import NEAR, drawn

pytestmark = pytest.mark.pure
SOURCE = '''"""Слова."""
def f(ряд: "list[int]", *, ключ: int = 1) -> "int":
    """Doc."""
    logger.warning("said", extra=2)
    if not ряд or ключ <= 2:
        return g(ряд + h, k=None)
    return f"{ключ + 1}"
'''


def test_every_place_that_means_something_is_a_candidate():
    found = [(one.kind, one.before, one.after) for one in candidates("f.py", SOURCE.encode())]

    assert sorted(found) == sorted(
        [
            ("number", "1", "2"),
            ("call", "logger.warning('said', extra=2)", "pass"),
            ("condition", "not ряд or ключ <= 2", "True"),
            ("condition", "not ряд or ключ <= 2", "False"),
            ("and, or", "not ряд or ключ <= 2", "not ряд and ключ <= 2"),
            ("not", "not ряд", "ряд"),
            ("comparison", "ключ <= 2", "ключ > 2"),
            ("boundary", "ключ <= 2", "ключ < 2"),
            ("number", "2", "3"),
            ("return", "return g(ряд + h, k=None)", "return None"),
            ("keyword", "g(ряд + h, k=None)", "g(ряд + h)"),
            ("plus, minus", "ряд + h", "ряд - h"),
            ("return", "return f'{ключ + 1}'", "return None"),
        ]
    )


@pytest.mark.parametrize(
    ("kind", "line"),
    [("comparison", "    if not ряд or (ключ > 2):"), ("not", "    if (ряд) or ключ <= 2:"), ("call", "    pass")],
)
def test_a_change_is_of_its_place_alone(kind, line):
    (one,) = [one for one in candidates("f.py", SOURCE.encode()) if one.kind == kind]
    before, after = SOURCE.splitlines(), one.applied(SOURCE.encode()).decode().splitlines()

    assert [new for old, new in zip(before, after, strict=True) if new != old] == [line]


def test_a_file_that_says_something_else_there_is_refused():
    (one,) = [one for one in candidates("f.py", SOURCE.encode()) if one.kind == "not"]

    with pytest.raises(ValueError, match="does not say «not ряд»"):
        one.applied(SOURCE.replace("not ряд", "not нет").encode())


def test_a_seed_draws_one_list_evenly_over_the_rooms():
    first = list(drawn(3, 40))

    assert (list(drawn(3, 40)), len(set(first))) == (first, 40)
    assert Counter(room for one in first for room in NEAR if one.file.startswith(f"{room}/")) == dict.fromkeys(NEAR, 10)
