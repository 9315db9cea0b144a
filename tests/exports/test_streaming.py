"""Large files: memory that does not grow, nothing left behind."""

import glob
import tempfile
import tracemalloc
from collections.abc import Iterator
from itertools import chain

import pytest
from django.utils import timezone

from resolution_reader import cage
from resolutions.exports.as_xlsx import as_xlsx
from resolutions.exports.selection import Selection
from resolutions.models import Addressing, Recommendation
from tests.exports.taking import address_of, taken
from tests.factories import AddresseeFactory, RecommendationFactory, SectionFactory

pytestmark = pytest.mark.django_db
ROWS = 6_000


@pytest.fixture
def six_thousand() -> None:
    section, body = SectionFactory(), AddresseeFactory()
    texts = (f"Рекомендовать мэрии города благоустроить двор номер {n} до конца года." for n in range(ROWS))
    rows = Recommendation.objects.bulk_create(
        (Recommendation(section=section, order=n, number=str(n), text=text) for n, text in enumerate(texts)),
        batch_size=1000,
    )
    Addressing.objects.bulk_create((Addressing(recommendation=row, addressee=body) for row in rows), batch_size=1000)


@pytest.mark.usefixtures("six_thousand")
@pytest.mark.parametrize("format", ["csv", "json"])
def test_a_stream_takes_no_more_memory_for_more_rows(client, format):
    client.get(address_of(format, "to=none"))  # what is loaded once

    pieces = iter(client.get(address_of(format)).streaming_content)
    length = len(next(pieces)) + len(next(pieces))
    tracemalloc.start()
    length += sum(map(len, pieces))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert length > 1_200_000
    # A thousand rows with all that is theirs are some twelve megabytes, and two thousands meet for a moment; six
    # thousands kept would be seventy.
    assert most < 40 * 1024**2


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


@pytest.fixture(autouse=True)
def a_temporary_folder_of_its_own(monkeypatch, tmp_path) -> None:
    """Whatever others leave elsewhere meanwhile is none of its business."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


def leftovers() -> set[str]:
    folder = tempfile.gettempdir()
    return set(chain(glob.glob(f"{folder}/openpyxl.*"), glob.glob(f"{folder}/{cage.FOLDER}*")))
