"""Drafts that were stored before doubts were computed once: what was settled stays settled, and nothing is asked twice.

settled_before.json was written by the code before that: an outline as it was read, and one with every doubt settled.
"""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from resolution_reader import PROBLEMS, draft_outline, from_json, general_directory
from resolutions.review.doubts import doubts_of
from resolutions.review.operations import cards
from resolutions.review.sheet import sheet_from_json, sheet_of
from tests.review.sheets import OUTLINE

pytestmark = pytest.mark.pure

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "resolutions/samples"
STORED = json.loads((HERE / "settled_before.json").read_text(encoding="utf-8"))
OPEN = [tuple(row) for row in STORED["open"]]
SHOWN = [row for row in OPEN if PROBLEMS[row[1].partition(":")[0]].shown == "card"]


def asked(sheet):
    return [(doubt.where, doubt.settles) for doubt in doubts_of(sheet)]


def test_what_was_settled_stays_settled():
    assert doubts_of(sheet_from_json(STORED["reviewed"])) == []


def test_what_was_stored_is_asked_as_before_where_nothing_was_settled():
    sheet = sheet_from_json(STORED["reviewed"])
    for where, _ in OPEN:
        sheet = unsettled(sheet, where)

    assert asked(sheet) == SHOWN
    assert {settles.partition(":")[0] for _, settles in OPEN} == {
        "no-title", "no-date", "place-guessed", "list-not-taken", "from-prose", "addressee-inherited", "number-gap",
        "number-twice", "unknown-body", "two-requests", "similar-body", "very-long", "no-addressee", "empty-section",
    }  # fmt: skip


def unsettled(sheet, where):
    if where == 0:
        return replace(sheet, settled=())
    if where in {section.key for section in sheet.sections}:
        sections = (replace(row, settled=() if row.key == where else row.settled) for row in sheet.sections)
        return replace(sheet, sections=tuple(sections))
    return cards.with_card(sheet, where, lambda card: replace(card, settled=()))


def test_an_outline_that_was_read_before_is_asked_nothing_twice():
    assert asked(sheet_from_json(STORED["read"])) == SHOWN


@pytest.mark.parametrize("name", sorted(path.name for path in SAMPLES.iterdir()))
def test_the_command_line_and_editors_are_told_the_same_of_a_sample(name):
    is_told_alike(draft_outline((SAMPLES / name).read_bytes(), name.rpartition(".")[2], general_directory()))


@pytest.mark.parametrize("outline", [OUTLINE, from_json(STORED["read"])])
def test_the_command_line_and_editors_are_told_the_same(outline):
    is_told_alike(outline)


def is_told_alike(outline):
    assert sorted(problem.code for problem in outline.problems if problem.shown == "card") == sorted(
        doubt.code for doubt in doubts_of(sheet_of(outline))
    )
