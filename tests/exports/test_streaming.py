"""Large files: the first piece at once, memory that does not grow, nothing left behind."""

import glob
import resource
import tempfile
import time
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from django.utils import timezone

from resolutions.exports.as_xlsx import as_xlsx
from resolutions.exports.selection import Selection
from resolutions.models import Addressing, Recommendation
from tests.exports.taking import address_of, taken
from tests.factories import AddresseeFactory, RecommendationFactory, SectionFactory

pytestmark = pytest.mark.django_db
ROWS = 20_000


@pytest.fixture
def twenty_thousand() -> None:
    section, body = SectionFactory(), AddresseeFactory()
    texts = (f"Рекомендовать мэрии города благоустроить двор номер {n} до конца года." for n in range(ROWS))
    rows = Recommendation.objects.bulk_create(
        (Recommendation(section=section, order=n, number=str(n), text=text) for n, text in enumerate(texts)),
        batch_size=1000,
    )
    Addressing.objects.bulk_create((Addressing(recommendation=row, addressee=body) for row in rows), batch_size=1000)


@pytest.mark.usefixtures("twenty_thousand")
def test_a_stream_begins_at_once_and_takes_no_more_memory_for_more_rows(client):
    for format in ("csv", "json"):
        client.get(address_of(format, "to=none"))  # what is loaded once

        started = time.monotonic()
        answer = client.get(address_of(format))
        pieces = iter(answer.streaming_content)
        length = len(next(pieces))
        waited = time.monotonic() - started
        length += len(next(pieces))
        begun, most = memory(), 0
        for piece in pieces:
            length += len(piece)
            most = max(most, memory())

        assert length > 4_000_000
        # What twenty thousand rows and their addressees take as objects is a hundred.
        assert most - begun < 25 * 1024**2
        assert waited < 5, "seconds for the first thousand rows, on a machine that does more than this"


def memory() -> int:
    """Bytes of this process in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def test_a_spreadsheet_leaves_no_file_behind(client):
    SectionFactory()
    before = leftovers()

    whole = taken(client, address_of("xlsx"))

    assert (whole[:2], leftovers()) == (b"PK", before)


def test_a_spreadsheet_that_fails_leaves_no_file_behind():
    before = leftovers()

    def rows() -> Iterator[list[Recommendation]]:
        yield [RecommendationFactory()]  # not as a record needs it

    selection = Selection("Рекомендации", {}, "/recommendations/", timezone.now(), 1, rows)
    with pytest.raises(AttributeError, match="addressings_shown"):
        next(as_xlsx(selection))

    assert leftovers() == before


def leftovers() -> set[str]:
    folder = tempfile.gettempdir()
    return set(chain(glob.glob(f"{folder}/openpyxl.*"), glob.glob(f"{folder}/reader-*")))
