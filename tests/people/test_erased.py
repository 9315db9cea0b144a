"""The list of who was erased: hashes, and times after which they count."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from forum_portal.made_once import installation_id
from resolutions.following.personal import erase
from resolutions.following.subscribing import unsubscribe
from resolutions.models import Subscription
from resolutions.people.erased import (
    Erased,
    erased_since,
    hash_of_address,
    hash_of_subscription,
    note_address,
    write_list,
)
from tests.factories import SubscriptionFactory

NOBODY = Erased(frozenset(), frozenset())


@pytest.fixture
def noted(settings, tmp_path) -> Path:
    """The file."""
    settings.DATA_DIR = tmp_path
    return tmp_path / "kept" / "erased"


def addresses(*hashes: str) -> Erased:
    return Erased(frozenset(hashes), frozenset())


@pytest.mark.django_db
def test_whoever_is_erased_is_noted_without_her_address_known_or_not(noted, tmp_path):
    before = datetime.now(UTC)
    row = SubscriptionFactory(email="Anna@example.org")
    erase("ANNA@example.org")
    erase("boris@example.org")
    number = installation_id(tmp_path)

    assert erased_since([noted], before) == addresses(
        *(hash_of_address(f"{name}@example.org", number) for name in ("anna", "boris"))
    )
    assert erased_since([noted], datetime.now(UTC)) == NOBODY  # who comes back later is not erased again
    assert ("example" in noted.read_text(), Subscription.objects.filter(pk=row.pk).exists()) == (False, False)
    assert noted.stat().st_mode & 0o777 == 0o600


@pytest.mark.django_db
def test_whoever_leaves_is_noted_by_the_key_of_her_subscription(noted):
    row = SubscriptionFactory(email="anna@example.org")
    other = SubscriptionFactory(email="anna@example.org", query="year=none")

    unsubscribe(row)

    found = erased_since([noted], datetime.now(UTC) - timedelta(minutes=1))
    assert found == Erased(frozenset(), frozenset([hash_of_subscription(row.key)]))
    assert list(Subscription.objects.all()) == [other]


@pytest.mark.django_db
def test_whoever_leaves_is_not_kept_from_it_by_a_list_that_cannot_be_written(noted, caplog):
    row = SubscriptionFactory()
    noted.parent.mkdir()
    noted.mkdir()

    unsubscribe(row)

    assert (Subscription.objects.count(), "could not be noted" in caplog.text) == (0, True)


@pytest.mark.django_db
def test_nobody_is_erased_without_a_note(noted):
    SubscriptionFactory(email="anna@example.org")
    noted.parent.mkdir()
    noted.mkdir()

    with pytest.raises(OSError, match="directory"):
        erase("anna@example.org")

    assert Subscription.objects.count() == 1


@pytest.mark.pure
def test_lists_from_several_places_are_one_and_half_a_line_is_none(noted, tmp_path):
    noted.parent.mkdir()
    lines = [f"2026-11-{day:02}T12:00:00+00:00 address {'a' * day}" for day in (1, 2, 3)]
    noted.write_text(f"{lines[0]}\n{lines[1]}\n")
    other = tmp_path / "other"
    other.write_text(f"{lines[1]}\n{lines[2]}\n2026-11-04T12:0")

    write_list(noted, [noted, other, tmp_path / "missing"])

    assert noted.read_text().splitlines() == lines
    assert erased_since([noted], datetime(2026, 11, 2, tzinfo=UTC)) == addresses("aa", "aaa")


@pytest.mark.pure
def test_the_same_address_has_another_hash_in_another_installation():
    assert hash_of_address("a@example.org", "one") == hash_of_address("A@example.org", "one")
    assert hash_of_address("a@example.org", "one") != hash_of_address("a@example.org", "two")


@pytest.mark.pure
def test_a_note_goes_into_a_folder_that_is_not_there_yet(noted):
    note_address("anna@example.org")

    assert noted.read_text().count("\n") == 1
