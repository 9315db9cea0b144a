"""Where the tiles lie: ours knows every region and keeps neighbours together, another one is read or refused."""

import pytest

from resolution_reader.gazetteer.table import regions
from resolutions.checks import the_layout_of_regions_can_be_read
from resolutions.pictures.layout import OURS, layout
from tests.factories import LocalityFactory, RecommendationFactory
from tests.pictures.layout_quality import quality, tiles_in
from tests.pictures.looking import drawn_in, page_of


@pytest.mark.pure
def test_our_layout_has_every_region_of_the_gazetteer_once():
    places = list(layout().values())

    assert sorted(place.region for place in places) == sorted(regions().values())
    assert len({place.label for place in places}) == len(places)


@pytest.mark.pure
def test_our_layout_is_as_true_to_the_map_as_the_documentation_says():
    found = quality(tiles_in(OURS))

    assert [round(number, 2) for number in found] == [0.93, 0.63, 0.96, 1.46]


@pytest.mark.django_db
def test_an_installation_may_have_a_layout_of_its_own(client, settings, tmp_path):
    own = tmp_path / "tiles.tsv"
    own.write_text("Заречье\tЗар\t0\t0\nЗаозёрье\tЗао\t1\t0\n", encoding="utf-8")
    settings.REGIONS_TILES = str(own)
    for name in ("Заречье", "Заозерье"):  # ё is е
        RecommendationFactory(section__forum__locality=LocalityFactory(region__name=name))

    drawn = drawn_in(page_of(client, "places"))

    assert list(drawn) == ["Заречье: 1 рекомендация", "Заозёрье: 1 рекомендация"]
    assert the_layout_of_regions_can_be_read() == []


@pytest.mark.pure
@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "cannot be read"),
        ("", "names no region"),
        ("Заречье\tЗар\t0", "line 1: 3 cells"),
        ("Заречье\tЗареч\t0\t0", "line 1: a region has a name, and a label of 1 to 4 letters"),
        ("\tЗар\t0\t0", "line 1: a region has a name"),
        ("Заречье\tЗар\t-1\t0", "line 1: column and row are numbers"),
        ("Заречье\tЗар\t0\t40", "line 1: column and row are numbers from 0 to 39"),
        ("Заречье\tЗар\t0\t0\nЗАРЕЧЬЕ\tЗра\t1\t0", "line 2: ЗАРЕЧЬЕ stands there twice"),
        ("Заречье\tЗар\t0\t0\n\nПоречье\tПор\t0\t0", "line 3: Поречье lies on Заречье"),
    ],
)
def test_a_bad_layout_is_an_error_of_the_check_with_its_line(settings, tmp_path, content, why):
    path = tmp_path / "tiles.tsv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    settings.REGIONS_TILES = str(path)

    (error,) = the_layout_of_regions_can_be_read()

    assert (error.id, why in error.msg) == ("resolutions.E003", True)
