"""The loader fills the portal's own tables, past its triggers, and leaves a register like any other."""

import csv
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client

from benchmarks.bulk import many_rows
from benchmarks.generate import generate
from benchmarks.loading import Loader
from resolutions.models import (
    Addressee,
    Addressing,
    Forum,
    Locality,
    Organizer,
    Recommendation,
    Region,
    Section,
    Theme,
)
from resolutions.tracking import content_version
from resolutions.vocabulary import AddresseeKind

# Committed for real: outside of a transaction the triggers are taken away and made anew.
pytestmark = pytest.mark.django_db(transaction=True)

SIZE = 300


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    generate(tmp_path, SIZE, seed=1)
    with many_rows(), transaction.atomic():
        Loader(tmp_path).load()
    return tmp_path


def lines(folder: Path, name: str) -> int:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def triggers() -> int:
    query = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def test_every_row_of_the_files_is_in_the_register(loaded):
    assert {
        "recommendations": Recommendation.objects.public().count(),
        "recommendation_addressees": Addressing.objects.count(),
        "sections": Section.objects.filter(themes__isnull=False).count(),
        "forums": Forum.objects.count(),
        "addressees": Addressee.objects.count(),
    } == {
        name: lines(loaded, name)
        for name in ("recommendations", "recommendation_addressees", "sections", "forums", "addressees")
    }
    assert Recommendation.objects.values("code").distinct().count() == SIZE
    assert not Locality.objects.filter(region__isnull=True).exists()
    assert Theme.objects.count() <= 40


def test_every_recommendation_stands_under_a_line_of_its_section_and_some_ask_nothing(loaded):
    rows = Recommendation.objects.select_related("group__above")

    assert {row.group.section_id == row.section_id and row.group.order <= row.order for row in rows} == {True}
    assert {len(row.way) for row in rows} == {1, 2}
    assert set(Recommendation.objects.values_list("act", flat=True)) == {
        "recommend",
        "ask",
        "instruct",
        "note",
        "decide",
    }


def test_a_department_belongs_to_the_city_hall_of_its_place(loaded):
    department = Addressee.objects.filter(kind=AddresseeKind.DEPARTMENT).select_related("parent").first()

    assert department.parent.kind == AddresseeKind.CITY_HALL
    assert department.parent.locality_id == department.locality_id


def test_the_load_is_one_change_and_what_comes_after_it_is_counted(tmp_path):
    Organizer.objects.create(name="До загрузки").delete()
    standing, before = triggers(), content_version()
    generate(tmp_path, SIZE, seed=1)

    with many_rows(), transaction.atomic():
        Loader(tmp_path).load()
    after = content_version()
    Region.objects.create(name="Новый край")

    assert (triggers(), after, content_version()) == (standing, before + 1, after + 1)


def test_visitors_see_it(loaded):
    recommendation = Recommendation.objects.select_related("section__forum").first()

    pages = [Client().get(page) for page in (recommendation.get_absolute_url(), "/recommendations/?year=2020")]

    assert [page.status_code for page in pages] == [200, 200]
    assert recommendation.text[-30:] in pages[0].content.decode()
