"""What `make check` says of a migration beside which the last release's code would fail."""

import pytest

from resolutions.checks import ITS_LAST_MIGRATION
from tests.upgrades.lint import ALLOWED, complaints, of_the_last_release, since_the_last_release

pytestmark = [pytest.mark.django_db, pytest.mark.several_connections]  # of PostgreSQL alone


def test_what_took_columns_and_a_table_away_is_named():
    found = list(complaints(["0011_errands", "0015_mail"]))

    assert "0011_errands: DROPPING columns (DROP_COLUMN, resolutions_draft)" in found
    assert "0015_mail: RENAMING tables (RENAME_TABLE, resolutions_letter)" in found


def test_a_column_that_may_be_empty_to_who_does_not_know_it_is_not():
    assert list(complaints(["0021_demonstration", "0025_recommendation_change"])) == []


def test_those_of_the_last_release_are_out_already():
    released = of_the_last_release()

    assert (ITS_LAST_MIGRATION in released, len(released) > 18) == (True, True)
    assert released & set(since_the_last_release()) == set()


def test_what_is_allowed_is_still_there_to_be_allowed():
    new = set(since_the_last_release())

    assert {name for name, _ in ALLOWED} - new == set()
