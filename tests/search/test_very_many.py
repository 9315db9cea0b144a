"""More values than the 65,000 that the engine gives in one answer: 2.3 million recommendations have as many forums."""

import pytest
import tantivy

from resolutions.search.counting import Counting
from resolutions.search.criteria import Criteria
from resolutions.search.schema import SCHEMA
from resolutions.search.snapshot import Snapshot

pytestmark = pytest.mark.pure
FORUMS, PLACES = 70_000, 3


@pytest.fixture(scope="module")
def counting():
    """Each forum with one recommendation, but for the first, which has another one; on as many places in turn."""
    index = tantivy.Index(SCHEMA)
    writer = index.writer(num_threads=1)
    for key, forum in enumerate([1, *range(1, FORUMS + 1)], 1):
        document = tantivy.Document()
        for name, value in {"key": key, "forum": forum, "place": 1 + forum % PLACES, "year": 2020}.items():
            document.add_integer(name, value)
        writer.add_document(document)
    writer.commit()
    index.reload()
    return Counting(Snapshot(index.searcher(), 1), Criteria())


def test_every_forum_has_its_number(counting):
    counts = counting.of("forum")

    assert (len(counts), sum(counts.numbers), counts.most(3)) == (FORUMS, FORUMS + 1, [(1, 2), (2, 1), (3, 1)])


def test_every_forum_of_each_place_does(counting):
    found = counting.grouped("place", range(1, PLACES + 1), "forum")

    assert {place: (len(counts), sum(counts.numbers)) for place, counts in found.items()} == {
        place: (len(own), len(own) + (1 in own))
        for place in range(1, PLACES + 1)
        for own in [[forum for forum in range(1, FORUMS + 1) if 1 + forum % PLACES == place]]
    }
