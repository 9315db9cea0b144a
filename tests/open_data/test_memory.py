"""Twenty thousand rows pass through, and never more than two chunks of them are there at once."""

import gc

import pytest

from resolutions.models import Recommendation
from resolutions.open_data.csv_files import CHUNK, lines, write_table
from resolutions.open_data.tables import TABLES
from tests.factories import SectionFactory

pytestmark = pytest.mark.django_db

ROWS = 20_000


def alive() -> int:
    """How many recommendations this process holds."""
    return sum(type(thing) is Recommendation for thing in gc.get_objects())  # isinstance would wake lazy objects


def test_rows_are_let_go_as_they_are_written(tmp_path):
    section = SectionFactory()
    rows = [Recommendation(section=section, order=order, text="Посадить деревья.") for order in range(ROWS)]
    Recommendation.objects.bulk_create(rows, batch_size=500)
    del rows
    table = TABLES["recommendations"]

    counts = [alive() for number, _ in enumerate(lines(table, table.rows())) if number % 1000 == 999]

    assert len(counts) == ROWS // 1000
    assert max(counts) <= 2 * CHUNK
    assert write_table(table, tmp_path / "recommendations.csv") == ROWS
