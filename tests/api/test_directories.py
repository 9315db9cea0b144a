"""Themes and places that published forums stand behind."""

import pytest
from django.urls import reverse

from tests.factories import ThemeFactory

pytestmark = pytest.mark.django_db
THEMES = reverse("api-theme-list")
PLACES = reverse("api-place-list")


def test_themes_of_published_forums_are_listed_with_counts(client, register, draft):
    ThemeFactory(name="Ничья")

    answer = client.get(THEMES).json()

    assert (answer["count"], answer["results"]) == (
        1,
        [
            {
                "slug": "blagoustroystvo",
                "name": "Благоустройство",
                "url": "http://127.0.0.1:8000/themes/blagoustroystvo/",
                "count": 2,
            }
        ],
    )


def test_places_of_published_forums_are_listed_with_their_region(client, register, draft):
    answer = client.get(PLACES).json()

    assert (answer["count"], answer["results"]) == (
        1,
        [
            {
                "slug": "tomsk",
                "name": "Томск",
                "region": {"slug": "tomskaya-oblast", "name": "Томская область"},
                "oktmo": "69701000",
                "count": 2,
            }
        ],
    )


@pytest.mark.parametrize("door", [THEMES, PLACES], ids=["themes", "places"])
def test_counts_are_right_without_an_index_too(client, register, door, settings, tmp_path):
    (tmp_path / "file").write_text("no folder")
    settings.INDEX_ROOT = tmp_path / "file" / "index"

    assert [row["count"] for row in client.get(door).json()["results"]] == [2]
