"""Whatever is filtered, each number of a picture is that of the list it leads to, and none is missing."""

from collections import Counter, defaultdict
from random import Random

import pytest

from resolutions.models import Region
from tests.pictures.looking import COUNT, drawn_in, number_in, page_of, query_of, table_of
from tests.search.generated import addresses, make_register
from tests.search.reference import NOBODY, Reference

pytestmark = pytest.mark.django_db
SEED, ADDRESSES = 20, 60
REGIONS = ("Томская область", "Омская область", "Москва")


@pytest.fixture
def reference():
    make_register(Random(SEED))
    for region, name in zip(Region.objects.all(), REGIONS, strict=True):
        region.name = name
        region.save()
    return Reference()


def without_pages(address):
    return "&".join(pair for pair in address.split("&") if not pair.startswith(("page", "sort")))


def counts_of(reference, address, facet):
    """Of what is chosen in the facet, where something is."""
    return Counter(value for row in reference.answer(address) for value in row.values[facet])


def test_every_number_is_that_of_the_list_behind_it(client, reference):
    checked = Counter()
    for address in map(without_pages, addresses(Random(SEED), ADDRESSES)):
        for name in ("places", "years", "addressees-and-themes"):
            page = page_of(client, name, address)
            for row in table_of(page):
                for text, url in row[1:]:
                    if (number := number_in(text)) and (query := query_of(url)) is not None:
                        assert (name, address, query, number) == (name, address, query, len(reference.answer(query)))
                        checked[name] += 1
            for title, url in drawn_in(page).items():
                if (query := query_of(url)) is not None and (found := COUNT.search(title)):
                    number = number_in(found[1])
                    assert (name, address, query, number) == (name, address, query, len(reference.answer(query)))
                    checked[f"{name}, drawn"] += 1

    assert len(checked) == 5  # dots of time lead to forums, not to lists
    assert min(checked.values()) > 40


def test_no_region_town_or_body_is_missing(client, reference):
    """The register is small enough for every row of every picture."""
    for address in map(without_pages, addresses(Random(SEED + 1), ADDRESSES)):
        rows = reference.answer(address)
        regions, bodies = counts_of(reference, address, "region"), counts_of(reference, address, "to")
        forums = defaultdict(set)
        for row in rows:
            for place in row.values["place"]:
                forums[place] |= row.values["forum"]
        bodies.pop(NOBODY, None)

        of_places = table_of(page_of(client, "places", address))
        of_years = table_of(page_of(client, "years", address))
        of_bodies = table_of(page_of(client, "addressees-and-themes", address))

        if len(regions) > 1:
            assert (address, sorted(number_in(row[1][0]) for row in of_places)) == (address, sorted(regions.values()))
        held = Counter(row[0][1] for row in of_years)
        assert (address, sorted(held.values())) == (address, sorted(map(len, forums.values())))
        if "to=" not in address:
            assert (address, len(of_bodies)) == (address, min(12, len(bodies)))
