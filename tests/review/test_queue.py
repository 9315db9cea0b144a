"""The queue: a document is kept at once and read later, by one reader, whatever becomes of readers meanwhile."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from resolution_reader import UnreadableDocument, cage
from resolution_reader.cage import outside
from resolutions.models import Draft, Errand, Forum, SourceDocument
from resolutions.review.editing import DraftClosed, discard, edit, restore
from resolutions.review.enter import AlreadyEntered, enter
from resolutions.review.importing import accept
from resolutions.review.queue import (
    ATTEMPTS,
    LEASE,
    LOST,
    NOT_UNDERSTOOD,
    claim_next,
    read_at_once,
    read_claimed,
    read_waiting,
    try_again,
)
from resolutions.review.receive import AlreadyReceived, receive, take_in
from resolutions.vocabulary import DraftState
from tests.factories import OrganizerFactory, UserFactory
from tests.hostile.files import bomb
from tests.resolution_reader.readers.seed_files import seed_file
from tests.review.test_receive import RESOLUTION

pytestmark = pytest.mark.django_db


BOMB = bomb()


def waiting(number: int = 1, organizer=None) -> Draft:
    data = RESOLUTION + f"\n3. Рекомендовать школам посадить {number} деревьев.\n".encode()
    return take_in(data, f"{number}.txt", organizer or OrganizerFactory(), by=None)


def refused_draft() -> Draft:
    take_in(BOMB, "бомба.docx", OrganizerFactory(), by=None)
    return next(read_waiting("читатель"))


def names(drafts) -> list[str]:
    return [draft.name for draft in drafts]


def errand_of(draft: Draft):
    return Errand.objects.about(["read"], draft.pk)


def claimed_by(reader: str) -> Draft | None:
    """What the reader has claimed just now."""
    errand = claim_next(reader)
    return errand and Draft.objects.get(pk=errand.key)


def dead(draft: Draft) -> None:
    """Whoever reads it was killed a while ago."""
    errand_of(draft).update(claimed_until=timezone.now() - timedelta(seconds=1))


def test_a_document_is_kept_as_it_came_and_waits_with_nothing_understood_yet():
    editor = UserFactory()
    organizer = editor.organizer

    draft = take_in(RESOLUTION, "../Итог.txt", organizer, editor)

    assert (draft.state, draft.outline, draft.blocks, draft.created_by) == ("waiting", {}, [], editor)
    assert Path(draft.source.file.path).read_bytes() == RESOLUTION
    assert (draft.source.original_name, draft.source.media_type) == ("../Итог.txt", "text/plain")


def test_a_waiting_document_becomes_the_draft_that_reading_at_once_gives():
    organizer = OrganizerFactory()
    take_in(RESOLUTION, "итог.txt", organizer, by=None)

    (read,) = read_waiting("читатель")

    same = receive(RESOLUTION, "итог.txt", OrganizerFactory())
    for name in ("state", "blocks", "outline", "doubts_left", "revision", "waiting_since", "refusal"):
        assert getattr(read, name) == getattr(same, name), name


def test_who_came_first_is_read_first_whoever_it_is():
    for number in (1, 2, 3):
        waiting(number)

    assert names(read_waiting("читатель")) == ["1.txt", "2.txt", "3.txt"]
    assert Draft.objects.waiting().count() == 0


def test_places_in_the_queue_are_counted_over_all_organizers():
    first, second, third = waiting(1), waiting(2), waiting(3)
    claim_next("читатель")

    placed = Draft.objects.with_queue_place(timezone.now())

    assert [(row.queue_place, row.is_being_read) for row in (placed.get(pk=d.pk) for d in (first, second, third))] == [
        (1, True),
        (2, False),
        (3, False),
    ]
    dead(first)
    assert not Draft.objects.with_queue_place(timezone.now()).get(pk=first.pk).is_being_read


def test_a_claimed_draft_is_nobody_elses_until_the_claim_ends():
    mine = waiting()

    assert (claimed_by("первый"), claim_next("второй")) == (mine, None)
    assert errand_of(mine).get().claimed_until - timezone.now() > LEASE - timedelta(seconds=5)

    dead(mine)
    assert claimed_by("второй") == mine


def test_who_takes_a_dead_readers_place_takes_over_what_it_held():
    mine, other = waiting(1), waiting(2)
    claim_next("убитый")
    claim_next("живой")

    Errand.objects.take_over("убитый")

    assert (claimed_by("новый"), claim_next("новый")) == (mine, None)
    assert errand_of(other).get().claimed_by == "живой"


def test_what_was_read_too_late_is_dropped():
    draft = waiting()
    late = claim_next("медленный")
    dead(draft)
    claim_next("быстрый")

    as_it_is = read_claimed(late)

    assert (as_it_is.state, Draft.objects.get().state) == ("waiting", "waiting")
    assert Errand.objects.get().claimed_by == "быстрый"


def test_a_document_that_cannot_be_read_is_refused_in_a_sentence_and_its_file_stays():
    draft = refused_draft()

    assert (draft.state, draft.outline, draft.waiting_since, Errand.objects.count()) == ("refused", {}, None, 0)
    assert ("\n" in draft.refusal, draft.refusal[-1]) == (False, ".")
    with draft.source.file.open() as kept:
        assert kept.read() == BOMB


def test_a_refused_document_is_tried_again_behind_those_that_wait():
    draft = refused_draft()
    waiting(7)

    again = try_again(draft, by=UserFactory(organizer=draft.organizer))

    assert (again.state, again.refusal, errand_of(again).get().attempts) == ("waiting", "", 0)
    assert names(read_waiting("читатель")) == ["7.txt", "бомба.docx"]
    assert Draft.objects.get(pk=draft.pk).state == DraftState.REFUSED


def test_trying_again_twice_is_trying_once_and_a_read_one_is_not_tried():
    draft = refused_draft()
    since = try_again(draft, by=None).waiting_since

    assert try_again(draft, by=None).waiting_since == since
    with pytest.raises(DraftClosed):
        try_again(receive(RESOLUTION, "итог.txt", OrganizerFactory()), by=None)


def test_a_document_that_kills_its_readers_stops_nobody_else():
    draft = waiting(1)
    for _ in range(ATTEMPTS):
        claim_next("убитый")
        dead(draft)
    waiting(2)

    assert [(row.name, row.state) for row in read_waiting("читатель")] == [("1.txt", "refused"), ("2.txt", "open")]
    assert "прервалось" in Draft.objects.get(pk=draft.pk).refusal


def test_a_document_whose_readers_were_killed_by_chance_is_given_to_a_third():
    waiting(1)
    for _ in range(2):
        dead(claimed_by("убитый"))

    assert [row.state for row in read_waiting("читатель")] == ["open"]


def test_a_mistake_of_ours_is_logged_and_stops_nobody_else(caplog):
    draft = waiting(1)
    path = Path(draft.source.file.path)
    path.unlink()
    path.mkdir()
    waiting(2)

    with caplog.at_level(logging.ERROR):
        read = list(read_waiting("читатель"))

    assert [(row.state, row.refusal) for row in read] == [("refused", NOT_UNDERSTOOD), ("open", "")]
    assert f"Draft {draft.pk} could not be read" in caplog.text


def test_a_lost_file_is_said_to_be_lost_and_sending_it_again_mends_it():
    draft = take_in(RESOLUTION, "итог.txt", OrganizerFactory(), by=None)
    Path(draft.source.file.path).unlink()
    assert [row.refusal for row in read_waiting("читатель")] == [LOST]

    again = take_in(RESOLUTION, "итог ещё раз.txt", draft.organizer, by=None)

    assert (again.pk, again.state, SourceDocument.objects.count()) == (draft.pk, "waiting", 1)
    assert [(row.state, row.name) for row in read_waiting("читатель")] == [("open", "итог ещё раз.txt")]


def test_when_all_readers_of_the_machine_are_busy_the_document_goes_on_waiting(monkeypatch):
    monkeypatch.setattr(outside, "READING", cage.Places("readers", places=0, patience=0.1))
    take_in(seed_file("s1", "docx"), "резолюция.docx", OrganizerFactory(), by=None)

    (draft,) = read_waiting("читатель")

    errand = errand_of(draft).get()
    assert (draft.state, errand.attempts, errand.claimed_by, draft.refusal) == ("waiting", 0, "", "")


@pytest.mark.parametrize("make", [waiting, lambda: take_in(RESOLUTION, "а.txt", OrganizerFactory(), by=None)])
def test_the_same_bytes_lead_to_the_draft_that_waits(make):
    draft = make()
    data = Path(draft.source.file.path).read_bytes()

    with pytest.raises(AlreadyReceived) as known:
        take_in(data, "б.txt", draft.organizer, by=None)

    assert (known.value.draft, Draft.objects.count()) == (draft, 1)


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "a.docx"), (b"MZ", "a.docx"), (RESOLUTION, "a.exe"), (("а " * 40_000).encode(), "a.txt")],
)
def test_what_needs_no_reader_to_be_refused_is_refused_at_once_and_leaves_nothing(data, name, settings):
    with pytest.raises(UnreadableDocument):
        take_in(data, name, OrganizerFactory(), by=None)

    assert (Draft.objects.count(), settings.MEDIA_ROOT.exists()) == (0, False)


def test_an_unread_draft_is_neither_edited_nor_entered_nor_published():
    refused, draft = refused_draft(), waiting()

    for unread in (refused, draft):
        with pytest.raises(DraftClosed):
            edit(unread, 1, [], by=None)
        with pytest.raises(AlreadyEntered):
            enter(unread, by=None)
    with pytest.raises(DraftClosed):
        discard(draft, by=None)
    assert Forum.objects.count() == 0


def test_a_refused_draft_is_put_aside_and_comes_back_refused():
    draft = refused_draft()

    assert discard(draft, by=None).state == DraftState.DISCARDED
    back = restore(draft, by=None)

    assert (back.state, back.refusal) == ("refused", draft.refusal)


def test_reading_at_once_settles_what_waits_and_leaves_what_somebody_reads():
    draft, busy = waiting(1), waiting(2)
    errand_of(busy).update(claimed_by="другой", claimed_until=timezone.now() + LEASE, attempts=1)

    assert (read_at_once(draft).state, read_at_once(busy).state) == ("open", "waiting")
    assert read_at_once(refused_draft()).state == "refused"
    assert accept(Draft.objects.get(pk=draft.pk))[0] == 0


def test_a_correction_waits_as_a_correction():
    accept(receive(RESOLUTION, "итог.txt", OrganizerFactory()))
    forum = Forum.objects.get()

    take_in(RESOLUTION + b"\n", "исправлено.txt", forum.organizer, by=None, revises=forum)

    (read,) = read_waiting("читатель")
    assert (read.revises, read.state) == (forum, "open")


def test_history_tells_of_states_and_not_of_readers():
    draft = refused_draft()
    try_again(draft, by=UserFactory(organizer=draft.organizer))

    told = [(row.state, bool(row.refusal)) for row in draft.history.order_by("history_id")]

    assert told == [("waiting", False), ("refused", True), ("waiting", False)]
