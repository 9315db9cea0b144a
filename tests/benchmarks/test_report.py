"""Results as they are written down, and when a bound holds."""

import pytest

from benchmarks.bounds import BOUNDS, Bound
from benchmarks.report import Row

pytestmark = pytest.mark.pure


@pytest.mark.parametrize(
    ("bound", "value", "ratio", "holds"),
    [
        (Bound(50), 50, None, True),
        (Bound(50), 50.1, 0.1, False),
        (Bound(3, "ratio"), 900, 3, True),
        (Bound(3, "ratio"), 1, 3.1, False),
        (Bound(3, "ratio"), 1, None, False),
        (Bound(25, "ratio", least=True), 1, 25, True),
        (Bound(25, "ratio", least=True), 1000, 24.9, False),
        (Bound(50), float("nan"), None, False),
    ],
)
def test_a_bound_is_for_the_value_or_for_the_ratio_a_ceiling_or_a_floor(bound, value, ratio, holds):
    assert bound.holds(value, ratio) is holds


def test_a_result_has_exactly_the_names_that_others_read():
    row = Row("filtered page, p95", 60, "ms", 12.0, "hello-world", database="SQLite")

    assert row.as_json() == {
        "name": "SQLite: filtered page, p95",
        "value": 60,
        "unit": "ms",
        "ratio": 12.0,
        "ratio_to": "hello-world",
        "bound": BOUNDS["filtered page, p95"].limit,
        "ok": False,
    }


def test_what_is_promised_for_a_large_register_does_not_bind_a_small_one():
    name = "filtered page, against Datasette"

    large, small = (Row(name, 30, "per s", 2.0, "Datasette", is_bound=is_bound) for is_bound in (True, False))

    assert (large.ok, small.ok, small.bound) == (False, True, None)
