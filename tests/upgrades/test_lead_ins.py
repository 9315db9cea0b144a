"""The line that a section had before its recommendations: one of its lines now, and that line again on the way back."""

import json

import pytest

from tests.upgrades.databases import restored
from tests.upgrades.test_upgrade import HERE, run


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """What a register of 0.6.0 says of these lines before, after, and when it was taken back."""
    with restored(HERE / "0.6.0", tmp_path_factory.mktemp("lead-ins")) as environment:

        def ask(*arguments):
            return json.loads(run(environment, "-m", "tests.upgrades.lead_ins", *arguments))

        changed = ask("changed")
        before = ask("lead_ins")
        run(environment, "manage.py", "migrate", "--no-input", "--verbosity=0")
        after = ask("lines", ",".join(map(str, changed)))
        run(environment, "manage.py", "migrate", "--no-input", "--verbosity=0", "resolutions", "0015")
        back = ask("lead_ins")
        run(environment, "manage.py", "migrate", "--no-input", "--verbosity=0")
        again = ask("lines", ",".join(map(str, changed)))
        keys = ask("keys")
    return {"changed": changed, "before": before, "after": after, "back": back, "again": again, "keys": keys}


def test_each_becomes_the_first_line_of_its_section_over_all_recommendations(told):
    lines = told["after"]["lines"]

    assert len(lines) > 8
    assert [row[:2] for row in lines] == [[key, text] for key, text in told["before"]["sections"] if text]
    assert {tuple(row[2:6]) for row in lines} == {(0, "group", "", 1)}
    assert told["after"]["elsewhere"] == [0, 0]


def test_who_wrote_it_and_when_stays_known_also_where_it_is_gone(told):
    anew, cleared, deleted = told["changed"]
    first = [row[2] for row in told["after"]["history"] if row[1] == "+"]
    found = [(key, kind, text, version) for key, kind, text, version, *_ in told["after"]["history"]]

    assert found == [
        (anew, "+", first[0], 1),
        (anew, "~", "Просят:", 2),
        (cleared, "+", first[1], 1),
        (cleared, "-", first[1], 2),
        (deleted, "+", first[2], 1),
        (deleted, "-", first[2], 2),
    ]
    assert {row[0]: row[6] for row in told["after"]["lines"]}[anew] == 2


def test_the_next_line_takes_no_key_that_the_history_knows(told):
    count, key = told["after"]["new"]

    assert count == 1
    assert key > max(row[0] for row in told["before"]["records"])


def test_no_new_row_takes_a_key_that_a_history_knows(told):
    assert {table: key for table, (last, key) in told["keys"].items() if key <= last} == {}


def test_the_way_back_loses_nothing(told):
    assert told["back"] == told["before"]
    assert told["again"]["history"] == told["after"]["history"]
    assert [row[:6] for row in told["again"]["lines"]] == [row[:6] for row in told["after"]["lines"]]
