"""An index that takes minutes: asked for by an errand of this machine, built by whoever works there."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from resolutions.models import Errand, Recommendation
from resolutions.search import index, store
from resolutions.search.index import up_to_date
from resolutions.vocabulary import ANEW, ErrandKind
from resolutions.work.hands import do_once
from resolutions.work.kinds import INDEX, WORKS, CannotNow
from tests.factories import RecommendationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def large(monkeypatch, settings, tmp_path):
    """A register of two rows that is large."""
    monkeypatch.setattr(index, "FEW", 1)
    settings.DATA_DIR = tmp_path
    RecommendationFactory.create_batch(2)


def build() -> list[str]:
    return list(do_once([WORKS[INDEX]]))


def held() -> int:
    """How many rows the index says there are."""
    snapshot = up_to_date()
    return snapshot.searcher.num_docs if snapshot else 0


def test_who_asks_does_not_wait_and_asks_once_for_all():
    before = [held() for _ in range(3)]

    assert (before, list(Errand.objects.values_list("kind", "key"))) == ([0] * 3, [("index", "")])
    assert (build(), held(), Errand.objects.count()) == (["Индекс построен."], 2, 0)


def test_in_an_open_transaction_nobody_is_asked():
    with transaction.atomic():
        assert (held(), Errand.objects.count()) == (0, 0)


def test_another_machine_builds_its_own(settings, tmp_path):
    held()
    settings.DATA_DIR = tmp_path / "second"

    assert build() == []
    held()
    assert Errand.objects.filter(kind=ErrandKind.INDEX).count() == 2


@pytest.mark.django_db(transaction=True)
def test_an_index_that_cannot_be_written_is_built_anew_and_answers_until_then():
    held()
    build()
    held()
    current = store.read_pointer()
    (store.root() / current.folder / "meta.json").write_text("not what tantivy has written")
    Recommendation.objects.update(text="Посадить липы")

    assert (up_to_date().is_behind, Errand.objects.get().key) == (True, ANEW)
    assert (build(), held()) == (["Индекс построен."], 2)
    assert store.read_pointer().folder != current.folder


def test_what_cannot_be_built_is_tried_again_after_a_minute(settings):
    held()
    settings.INDEX_ROOT.parent.mkdir(exist_ok=True)
    settings.INDEX_ROOT.write_text("a file where the folder should be")

    with pytest.raises(CannotNow, match="Индекс не построен"):
        build()

    errand = Errand.objects.get()
    assert (errand.claimed_by, build()) == ("", [])
    assert timedelta(0) < errand.due - timezone.now() <= timedelta(minutes=1)


def test_who_works_elsewhere_builds_nothing_here(settings, tmp_path):
    settings.DATA_DIR = tmp_path / "second"
    Errand.objects.attend([INDEX], "сосед")
    settings.DATA_DIR = tmp_path

    assert [Errand.objects.is_attended(INDEX, here=here) for here in (False, True)] == [True, False]
