"""Whatever is filtered, every door gives what the tables hold: the same rows in the same order, and right counts."""

from random import Random

import pytest

from resolutions.feeds import ENTRIES
from tests.search.doors import chunked, counted, fed, filtered, listed, programmed, taken
from tests.search.generated import addresses, make_register
from tests.search.reference import FACETS, Reference

SEED = 20
ADDRESSES = 300


@pytest.mark.django_db
def test_every_door_gives_what_the_tables_hold(client, settings, monkeypatch):
    settings.API_REQUESTS_PER_MINUTE = 100_000
    monkeypatch.setattr("resolutions.search.indexed.KEYS_AT_ONCE", 90)  # so that long answers come in several parts
    make_register(Random(SEED))
    reference = Reference()
    sizes = set()

    for address in addresses(Random(SEED), ADDRESSES):
        expected = [row.code for row in reference.answer(address)]
        asked = filtered(address)
        codes, total = listed(client, address)

        assert (address, total, asked.found.count()) == (address, len(expected), len(expected))
        assert (address, chunked(asked)) == (address, expected)
        if asked.order == "relevance":
            assert (address, sorted(codes)) == (address, sorted(expected))
        else:
            assert (address, codes) == (address, expected)
        counts = {facet: reference.counts(address, facet) for facet in FACETS}
        assert (address, {facet: counted(asked, facet) for facet in FACETS}) == (address, counts)
        told, total, facets = programmed(client, address)
        assert (address, told, total) == (address, codes, len(expected))
        assert (address, facets) == (address, {facet: reference.named(facet, counts[facet]) for facet in FACETS})
        assert (address, taken(client, address)) == (address, expected)
        news = fed(client, address)
        assert (address, len(news), set(news) <= set(expected)) == (address, min(len(expected), ENTRIES), True)
        if not asked.words:  # from the database, where there is no index
            assert (address, [row.code for row in asked.qs]) == (address, expected)
        sizes.add(len(expected))

    assert len(sizes) > 40  # the addresses ask for very different things
