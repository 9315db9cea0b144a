"""The row of the place that a document names, with its region where only one can be meant."""

import pytest

from resolution_reader import Outline
from resolutions.models import Locality, Region
from resolutions.review.enter import locality_called
from tests.factories import LocalityFactory, RegionFactory

pytestmark = pytest.mark.django_db


def called(place, title="Резолюция форума"):
    outline = Outline(title, None, None, None, place, None)
    return locality_called(outline, by=None)


@pytest.mark.parametrize(
    ("place", "title", "name", "region"),
    [
        ("город Томск", "", "Томск", "Томская область"),
        ("город Киров", "", "Киров", None),
        ("город Киров", "Форум Калужской области", "Киров", "Калужская область"),
        ("Лесной, Рязанская область", "", "Лесной", "Рязанская область"),
        ("село Незнаемое", "", "село Незнаемое", None),
        ("Псковская область", "", "Псковская область", None),
    ],
)
def test_a_new_place_gets_its_region_where_only_one_can_be_meant(place, title, name, region):
    found = called(place, title)

    assert (found.name, found.region and found.region.name) == (name, region)
    assert called(place, title) == found


def test_a_region_that_is_there_is_taken():
    tomsk = RegionFactory(name="Томская область")

    assert (called("город Томск").region, Region.objects.count()) == (tomsk, 1)


def test_what_is_known_of_a_place_is_never_overwritten():
    without, other = LocalityFactory(name="Томск", region=None), LocalityFactory(name="Курск")

    assert [called("город Томск"), called("город Курск")] == [without, other]
    assert (Locality.objects.get(pk=without.pk).region, Region.objects.count()) == (None, 1)


def test_a_namesake_in_another_region_is_not_meant():
    kirov = LocalityFactory(name="Киров", region=RegionFactory(name="Кировская область"))

    there = called("город Киров", "Форум Калужской области")

    assert (there.region.name, called("город Киров"), called("город Киров", "Кировской области")) == (
        "Калужская область", kirov, kirov
    )  # fmt: skip
