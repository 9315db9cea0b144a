"""Whatever is filtered, every door gives what the tables hold: the same rows in the same order, and right counts."""

import re
from random import Random

import pytest
from django.http import QueryDict
from django.urls import reverse

from resolutions.filters import RecommendationFilter
from resolutions.models import Recommendation
from resolutions.search.schema import KINDS
from tests.search.generated import addresses, make_register
from tests.search.reference import FACETS, Reference

SEED = 20
ADDRESSES = 300
CODE, TOTAL = re.compile(r'href="/r/(\w+)/"'), re.compile(r"<h1[^>]*>Рекомендации: найдено (\d+)</h1>")


def pages(client, address):
    """(codes on all pages of the list, in order; the number it tells)."""
    codes, number, answer = [], 0, 'rel="next"'
    while 'rel="next"' in answer:
        number += 1
        answer = client.get(f"{reverse('recommendation-list')}?{address}&page={number}").content.decode()
        codes += dict.fromkeys(CODE.findall(answer))
    return codes, int(TOTAL.search(answer)[1])


def chunks(filtered):
    return [row.code for chunk in filtered.found.in_chunks(40) for row in chunk]


def counted(filtered, facet):
    kinds = {number: kind for kind, number in KINDS.items()}
    return {kinds[key] if facet == "kind" else key: count for key, count in filtered.found.counts(facet)}


@pytest.mark.django_db
def test_every_door_gives_what_the_tables_hold(client, monkeypatch):
    monkeypatch.setattr("resolutions.search.found.KEYS_AT_ONCE", 90)  # so that long answers come in several parts
    make_register(Random(SEED))
    reference = Reference()
    sizes = set()

    for address in addresses(Random(SEED), ADDRESSES):
        filtered = RecommendationFilter(QueryDict(address), Recommendation.objects.public())
        expected = [row.code for row in reference.answer(address)]
        listed, total = pages(client, address)

        assert (address, total, filtered.found.count()) == (address, len(expected), len(expected))
        assert (address, chunks(filtered)) == (address, expected)
        by_relevance = filtered.order == "relevance"
        assert (address, sorted(listed) if by_relevance else listed) == (
            address,
            sorted(expected) if by_relevance else expected,
        )
        for facet in FACETS:
            assert (address, facet, counted(filtered, facet)) == (address, facet, reference.counts(address, facet))
        if not filtered.words:
            assert (address, [row.code for row in filtered.qs]) == (address, expected)
        sizes.add(len(expected))

    assert len(sizes) > 40  # the addresses ask for very different things
