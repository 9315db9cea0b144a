"""What is looked for after a storm is seen if it is there."""

import random
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from resolutions.models import Addressee, Addressing, Look, Recommendation, Section
from resolutions.register.directory import mark_reviewed
from resolutions.register.hiding import hide_words
from resolutions.register.organizers import default_organizer
from resolutions.register.themes import assign_themes
from resolutions.review.importing import Outcome, import_document
from resolutions.vocabulary import HidingReason
from resolutions.web import look
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    OfferFactory,
    RecommendationFactory,
    ThemeFactory,
    UserFactory,
)
from tests.search.reference import Reference
from tests.storm.checking import doors, hidden_words, kept_files, merged_bodies, offers
from tests.storm.checking_themes import merged_themes, name_of_portal, themes
from tests.storm.documents import ITEMS, corrected, resolution

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(tmp_path) -> str:
    """The text of a resolution that is in the register."""
    text = resolution(random.Random(1), "Белореченск")
    (tmp_path / "резолюция.txt").write_text(text)
    assert import_document(tmp_path / "резолюция.txt", default_organizer(), publish_it=True).outcome is Outcome.IN
    mark_reviewed(Addressee.objects.all(), by=None)
    return text


@pytest.mark.django_db(transaction=True)  # an import commits more than once, and the index is asked in between
def test_what_the_tables_do_not_hold_is_seen_on_every_door(client, published):
    reference = Reference()
    right = list(doors(client, reference))
    first, *rest = reference.rows
    reference.rows = [replace(first, values=first.values | {"year": frozenset({1999})}), *rest[1:]]

    wrong = list(doors(client, reference))

    assert (right, len(reference.rows)) == ([], ITEMS - 1)
    doors_and_facets = [line.split(":")[0].split(" says")[0] for line in wrong if not line.startswith("«")]
    assert doors_and_facets[:4] == ["list", "API", "CSV", "list"]
    assert {"facet to", "facet forum", "facet year", "facet place"} <= set(doors_and_facets)


def test_files_without_a_row_and_rows_without_a_file_are_seen(published):
    (kept,) = (path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())
    before = list(kept_files())
    kept.rename(kept.with_name("other.txt"))
    folder = kept.parent.relative_to(settings.MEDIA_ROOT).as_posix()

    assert (before, list(kept_files())) == (
        [],
        [
            f"a file that belongs to nothing: {folder}/other.txt",
            f"a file that is not there: {folder}/{kept.name}",
        ],
    )


def test_what_is_addressed_to_a_merged_body_and_a_chain_of_merges_are_seen():
    last = AddresseeFactory()
    middle = AddresseeFactory(merged_into=last)
    AddresseeFactory(merged_into=middle)
    AddressingFactory(addressee=last)
    before = list(merged_bodies())

    Addressing.objects.update(addressee=middle)

    assert before == ["merged into a merged body: 1"]
    assert list(merged_bodies()) == ["addressed to a merged body: 1", "merged into a merged body: 1"]


def test_a_corrected_resolution_changes_one_item_and_leaves_one_out(published):
    before, after = (set(text.split("\n")) for text in (published, corrected(published, random.Random(2))))

    assert (len(before - after), len(after - before)) == (2, 1)


def test_a_row_that_says_what_is_hidden_is_seen(published):
    row = Recommendation.objects.filter(text__contains="программе").first()
    hide_words(row.section.forum, "программе", HidingReason.OTHER, None)
    before = list(hidden_words())
    Recommendation.objects.filter(pk=row.pk).update(text="По программе.")

    slug = row.section.forum.slug
    assert (before, list(hidden_words())) == ([], [f"words that are hidden in {slug} stand in its rows: 1"])


@pytest.mark.django_db(transaction=True)
def test_a_theme_that_a_door_knows_otherwise_is_seen(client, published):
    yards, roads = ThemeFactory(slug="yards"), ThemeFactory(slug="roads")
    for section in Section.objects.all():
        assign_themes(section, [yards, roads], by=None)
    reference = Reference()
    right = list(themes(client, reference))
    reference.rows = reference.rows[1:]

    wrong = [line.split(":")[0] for line in themes(client, reference)]

    assert (right, wrong) == ([], ["themes, tiles", "themes, API", "themes, pages", "themes, lists"])
    Section.themes.through.objects.filter(theme=roads).delete()
    left = Reference()
    Section.objects.first().themes.add(roads)
    assert [line.split(",")[1].split(":")[0] for line in themes(client, left)] == [" tiles", " API"]


def test_what_is_left_of_merged_themes_is_seen(client):
    last = ThemeFactory(slug="last")
    middle = ThemeFactory(slug="middle", merged_into=last)
    section = RecommendationFactory().section
    section.themes.add(last)
    before = list(merged_themes(client))

    ThemeFactory(slug="first", merged_into=middle)
    section.themes.add(middle)

    assert before == []
    assert list(merged_themes(client))[:2] == ["sections about a merged theme: 1", "merged into a merged theme: 1"]


def test_a_page_that_calls_the_portal_by_an_old_name_is_seen(client):
    client.get("/about/")
    look.Known.last = look.last_seen.state(), look.shown(Look(name="Прежний портал"))

    wrong = list(name_of_portal(client))
    Look.objects.create(name="Новый портал")

    assert wrong == [
        f"{door} calls the portal «Прежний портал», not «Реестр резолюций»"
        for door in ("/", "/site.webmanifest", "/api/v1/schema/")
    ]
    assert list(name_of_portal(client)) == []


def test_an_offer_that_nobody_has_settled_is_seen():
    OfferFactory(settled_at=timezone.now(), settled_by=UserFactory())
    before = list(offers())
    OfferFactory(settled_at=timezone.now())

    assert (before, list(offers())) == ([], ["offers settled by nobody: 1"])
