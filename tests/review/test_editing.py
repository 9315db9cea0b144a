"""The verbs of a draft: edit, undo, redo, discard, restore; and two editors at once."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from resolutions.models import AddresseeAlias, Draft, DraftEdit, Forum, Recommendation
from resolutions.review import accept
from resolutions.review.accept import HasErrors, accept_and_publish
from resolutions.review.editing import (
    EDITS_KEPT,
    Change,
    DraftClosed,
    StaleDraft,
    discard,
    edit,
    next_steps,
    redo,
    restore,
    start_from_nothing,
    undo,
)
from resolutions.review.operations import addressees, cards, sections
from resolutions.review.operations.cards import ImpossibleOperation
from resolutions.review.receive import receive, register_directory
from resolutions.review.sharing import share, shared_draft, token_of, unshare
from resolutions.review.sheet import sheet_from_json
from resolutions.vocabulary import DraftState
from tests.factories import AddresseeFactory, OrganizerFactory, UserFactory
from tests.review.sheets import BLOCKS, TEXT, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    editor = UserFactory()
    return receive(TEXT.encode(), "форум.txt", editor.organizer, editor)


def titled(text):
    return Change(f"Название: {text}", partial(sections.edit_document, field="title", text=text))


def title(draft):
    return Draft.objects.get(pk=draft.pk).outline["title"]


def test_a_draft_keeps_the_paragraphs_as_they_were_read(draft):
    assert [block["text"] for block in draft.blocks] == [block.text for block in BLOCKS]
    assert draft.doubts_left == 1


def test_an_edit_is_logged_with_its_name_and_can_be_undone_and_done_again(draft):
    editor = UserFactory(organizer=draft.organizer)

    edited = edit(draft, 1, [titled("А"), titled("Б")], editor)
    assert (title(draft), edited.revision, next_steps(edited)) == ("Б", 2, ("Название: Б", ""))
    undone = undo(edited, 2, editor)
    assert (title(draft), next_steps(undone)) == ("А", ("Название: А", "Название: Б"))
    undone = undo(undone, 3, editor)
    assert (undone.outline, next_steps(undone)) == (draft.outline, ("", "Название: А"))
    again = redo(redo(undone, 4, editor), 5, editor)
    assert (again.outline, again.changed_by) == (edited.outline, editor)
    assert list(DraftEdit.objects.values_list("number", "kind", "by")) == [
        (0, "Как прочитано", None),
        (1, "Название: А", editor.pk),
        (2, "Название: Б", editor.pk),
    ]


def test_at_either_end_undo_and_redo_change_nothing(draft):
    assert undo(draft, 1, None).revision == 1
    assert redo(draft, 1, None).revision == 1


def test_after_an_undo_a_new_edit_takes_the_place_of_the_old_one(draft):
    draft = undo(edit(draft, 1, [titled("А")], None), 2, None)

    draft = edit(draft, 3, [titled("В")], None)

    assert (next_steps(draft), list(DraftEdit.objects.values_list("kind", flat=True))) == (
        ("Название: В", ""),
        ["Как прочитано", "Название: В"],
    )


def test_the_last_fifty_edits_can_be_undone(draft):
    draft = edit(draft, 1, [titled(str(number)) for number in range(60)], None)
    for _ in range(70):
        draft = undo(draft, draft.revision, None)

    assert title(draft) == str(59 - EDITS_KEPT)


def test_what_changes_nothing_is_no_edit(draft):
    same = edit(draft, 1, [titled(draft.outline["title"])], None)

    assert (same.revision, DraftEdit.objects.count()) == (1, 0)


def test_a_stale_edit_saves_nothing(draft):
    edit(draft, 1, [titled("Первая")], None)

    for verb in (partial(edit, changes=[titled("Вторая")]), undo, redo):
        with pytest.raises(StaleDraft) as stale:
            verb(draft, revision=1, by=None)
        assert stale.value.draft.outline["title"] == "Первая"

    assert title(draft) == "Первая"


def test_of_several_changes_all_or_none_are_saved(draft):
    impossible = Change("", partial(cards.edit_text, key=99, text=""))

    with pytest.raises(ImpossibleOperation):
        edit(draft, 1, [titled("А"), impossible], None)

    assert (title(draft), DraftEdit.objects.count()) == (draft.outline["title"], 0)


def test_a_discarded_draft_is_not_edited_and_comes_back_whole(draft):
    discard(draft, None)
    with pytest.raises(DraftClosed):
        edit(draft, 2, [titled("А")], None)

    back = restore(draft, None)

    assert (back.state, back.outline) == (DraftState.OPEN, draft.outline)
    assert restore(draft, None).revision == back.revision


def test_publishing_enters_and_publishes_and_learns_names(draft):
    body = AddresseeFactory(name="комитет озеленения")
    choose = partial(
        addressees.choose_for_all,
        name="Штаб озеленения",
        body=addressees.mention_of(body.name, register_directory()),
    )
    draft = edit(draft, 1, [Change("", choose)], None)

    forum = accept_and_publish(draft, 2, None)

    assert forum.published_at
    assert [list(section.recommendations.values_list("text", flat=True)) for section in forum.sections.all()] == texts(
        sheet_from_json(draft.outline)
    )
    assert AddresseeAlias.objects.get(addressee=body).name == "Штаб озеленения"
    assert body.addressings.count() == 2


def test_a_name_that_another_body_has_is_not_learnt(draft):
    body, other = AddresseeFactory(name="комитет озеленения"), AddresseeFactory(name="Штаб озеленения")
    choose = partial(
        addressees.choose_for_all,
        name="Штаб озеленения",
        body=addressees.mention_of(body.name, register_directory()),
    )
    draft = edit(draft, 1, [Change("", choose)], None)

    accept_and_publish(draft, 2, None)

    assert (body.addressings.count(), other.addressings.count()) == (2, 0)
    assert AddresseeAlias.objects.filter(addressee__in=[body, other]).count() == 0


def test_a_draft_with_an_error_is_not_published(draft):
    draft = edit(draft, 1, [Change("", partial(cards.edit_text, key=2, text=" "))], None)

    with pytest.raises(HasErrors):
        accept_and_publish(draft, 2, None)

    assert (Forum.objects.count(), Draft.objects.get().state) == (0, DraftState.OPEN)


def test_a_draft_is_published_once(draft):
    accept_and_publish(draft, 1, None)

    with pytest.raises(DraftClosed):
        accept_and_publish(draft, 1, None)

    assert Forum.objects.count() == 1


def test_what_somebody_changed_meanwhile_is_not_published_unseen(draft):
    edit(draft, 1, [titled("Иначе")], None)

    with pytest.raises(StaleDraft):
        accept_and_publish(draft, 1, None)

    assert Forum.objects.count() == 0


def test_a_crash_on_the_way_leaves_nothing_half_written(draft, monkeypatch):
    def crash(*_):
        raise MemoryError

    monkeypatch.setattr(accept, "publish", crash)
    with pytest.raises(MemoryError):
        accept_and_publish(draft, 1, None)

    assert (Forum.objects.count(), Recommendation.objects.count(), Draft.objects.get().state) == (
        0,
        0,
        DraftState.OPEN,
    )


def test_what_was_typed_by_hand_is_entered_without_a_place_in_a_source():
    draft = start_from_nothing(OrganizerFactory(), None)
    section = Change("", sections.add_section)
    item = Change("", partial(cards.add_card, section_key=1))
    text = Change("", partial(cards.edit_text, key=2, text="Убрать двор."))
    draft = edit(draft, 1, [section, item, text], None)

    forum = accept_and_publish(draft, 2, None)

    row = Recommendation.objects.get(section__forum=forum)
    assert (row.text, row.source_first, row.source_last, str(draft)) == (
        "Убрать двор.",
        None,
        None,
        "Черновик: набран вручную",
    )


def test_a_shared_link_holds_until_it_expires_or_is_taken_back(draft):
    now = datetime(2026, 11, 1, tzinfo=UTC)
    token = token_of(share(draft, now, None))

    assert shared_draft(token, now + timedelta(days=14)) == draft
    assert shared_draft(token, now + timedelta(days=14, microseconds=1)) is None
    assert shared_draft(token + "x", now) is None
    assert shared_draft("x:y:z", now) is None
    newer = token_of(share(draft, now, None))
    assert (shared_draft(token, now), shared_draft(newer, now)) == (None, draft)
    assert token_of(unshare(draft, None)) == ""
    assert shared_draft(newer, now) is None
