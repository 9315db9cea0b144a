"""Deleting marks, restoring takes the mark back, and after 90 days nothing is left but the history."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from resolutions.models import Addressing, Draft, Forum, Recommendation, Section, SourceDocument
from resolutions.register.deleting import delete_forum
from resolutions.register.merge import merge_addressees
from resolutions.register.one_at_a_time import hold
from resolutions.register.publish import NotPublishable, publish, withdraw
from resolutions.review.accept import accept_and_publish
from resolutions.review.editing import DraftClosed, discard, restore
from resolutions.review.importing import import_document
from resolutions.review.receive import AlreadyReceived, receive, take_in
from resolutions.review.restoring import CannotRestore, Restored, remove_for_good, restore_forum
from resolutions.review.revise import revise
from resolutions.vocabulary import AddressingRole, Role
from tests.admin.test_at_once import Doing, outcomes, until_waiting
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    OrganizerFactory,
    RecommendationFactory,
    UserFactory,
)
from tests.review.sheets import TEXT

pytestmark = pytest.mark.django_db


def public_forum(**fields):
    return RecommendationFactory(section__forum=ForumFactory(**fields)).section.forum


def entered():
    """The public forum of a document."""
    draft = receive(TEXT.encode(), "форум.txt", OrganizerFactory())
    return accept_and_publish(draft, draft.revision, by=None)


def days_ago(forum, days):
    Forum.everything.filter(pk=forum.pk).update(deleted_at=timezone.now() - timedelta(days=days))


def state(forum):
    forum = Forum.everything.get(pk=forum.pk)
    return bool(forum.published_at), bool(forum.withdrawn_at), bool(forum.deleted_at)


def test_deleting_hides_a_forum_keeps_what_hangs_on_it_and_who_did_it():
    forum = public_forum()
    editor = UserFactory(organizer=forum.organizer)

    delete_forum(forum, by=editor)

    assert (Forum.objects.count(), Section.objects.count(), Recommendation.objects.count()) == (0, 1, 1)
    assert state(forum) == (False, True, True)
    assert (forum.history.first().history_user, delete_forum(forum, by=None).version) == (editor, 2)


@pytest.mark.parametrize(
    ("before", "marks"),
    [([], (False, False, False)), ([publish], (True, False, False)), ([publish, withdraw], (False, True, False))],
)
def test_a_restored_forum_is_as_it_was(before, marks):
    forum = RecommendationFactory(section__forum__published_at=None).section.forum
    for step in [*before, delete_forum]:
        forum = step(forum, by=None)

    editor = UserFactory(organizer=forum.organizer)
    restored = restore_forum(forum, by=editor)
    again = restore_forum(forum, by=None)

    assert (state(forum), restored.merged, again.forum.version) == (marks, [], restored.forum.version)
    assert again.sentence == "Резолюция не удалена: восстанавливать нечего."
    assert {record.history_user for record in forum.history.filter(version__gt=forum.version)} == {editor}


def test_one_that_has_no_recommendation_any_more_comes_back_unpublished():
    forum = public_forum()
    Recommendation.objects.all().delete()
    delete_forum(forum, by=None)

    restored = restore_forum(forum, by=None)

    assert (state(forum), restored.sentence.split(". ")[0]) == ((False, True, False), "Резолюция восстановлена")


def test_a_deleted_forum_is_neither_published_nor_corrected():
    forum = entered()
    correction = receive(f"{TEXT}\nЕщё.".encode(), "правка.txt", forum.organizer, revises=forum)
    delete_forum(forum, by=None)

    with pytest.raises(NotPublishable, match="сначала восстановите"):
        publish(forum, by=None)
    with pytest.raises(DraftClosed):
        revise(correction, [], by=None)
    assert state(withdraw(forum, by=None)) == (False, True, True)


def test_after_90_days_it_is_too_late():
    forum = public_forum()
    delete_forum(forum, by=None)

    days_ago(forum, 90)
    with pytest.raises(CannotRestore, match="прошло больше 90 дней"):
        restore_forum(forum, by=None)
    days_ago(forum, 89)
    assert restore_forum(forum, by=None).forum.deleted_at is None


def test_a_restored_forum_addresses_what_its_addressees_were_merged_into():
    """An item that was addressed to both keeps one, and the lead's role."""
    keep, absorb = AddresseeFactory(name="Администрация"), AddresseeFactory(name="Мэрия")
    first, second = (AddressingFactory(addressee=absorb).recommendation for _ in range(2))
    second.section.forum.delete()
    second = RecommendationFactory(section=first.section)
    AddressingFactory(recommendation=second, addressee=absorb)
    AddressingFactory(recommendation=second, addressee=keep, role=AddressingRole.CO_EXECUTOR)
    forum = delete_forum(first.section.forum, by=None)
    merge_addressees(keep, absorb, by=UserFactory(role=Role.MODERATOR))

    restored = restore_forum(forum, by=None)

    rows = Addressing.objects.order_by("recommendation").values_list("recommendation", "addressee", "role")
    assert list(rows) == [(first.pk, keep.pk, "lead"), (second.pk, keep.pk, "lead")]
    assert restored.sentence == (
        "Резолюция восстановлена и опубликована. "
        "Адресатов тем временем объединили, теперь она обращена к: «Администрация»."
    )


def test_it_says_what_stands_there_now_and_not_what_became_another_on_the_way():
    ministry, office, hall = (AddresseeFactory(name=name) for name in ("Министерство", "Управа", "Мэрия"))
    forum = AddressingFactory(addressee=hall).recommendation.section.forum
    AddressingFactory(recommendation__section__forum=forum, addressee__name="Дума")
    delete_forum(forum, by=None)
    moderator = UserFactory(role=Role.MODERATOR)
    merge_addressees(office, hall, by=moderator)
    merge_addressees(ministry, office, by=moderator)

    assert restore_forum(forum, by=None).merged == ["Министерство"]


def test_its_organizer_waits_with_it():
    forum = delete_forum(public_forum(), by=None)

    with pytest.raises(ProtectedError):
        forum.organizer.delete()
    assert restore_forum(forum, by=None).forum.organizer == forum.organizer


# The same document once more


def test_the_document_of_a_deleted_forum_may_come_again_and_its_draft_stays_as_history(tmp_path):
    forum = entered()
    with pytest.raises(AlreadyReceived):
        receive(TEXT.encode(), "форум.txt", forum.organizer)
    delete_forum(forum, by=None)

    file = tmp_path / "форум.txt"
    file.write_text(TEXT)
    imported = import_document(file, forum.organizer, publish_it=True)

    assert imported.sentence.startswith("опубликован, 5 рекомендаций")
    assert (SourceDocument.objects.count(), Draft.objects.count(), Forum.objects.count()) == (1, 2, 1)
    assert imported.draft.source.file.read().decode() == TEXT
    with pytest.raises(AlreadyReceived):
        take_in(TEXT.encode(), "форум.txt", forum.organizer, by=None)
    imported.draft.source.file.close()


def test_a_forum_whose_document_was_entered_anew_is_not_restored():
    forum = delete_forum(entered(), by=None)
    draft = receive(TEXT.encode(), "форум.txt", forum.organizer)

    with pytest.raises(CannotRestore, match="сначала отклоните его новый черновик"):
        restore_forum(forum, by=None)
    other = accept_and_publish(draft, draft.revision, by=None)
    with pytest.raises(CannotRestore, match=f"внесён заново: /forums/{other.slug}/"):
        restore_forum(forum, by=None)
    assert state(forum) == (False, True, True)
    delete_forum(other, by=None)
    assert state(restore_forum(forum, by=None).forum) == (True, False, False)


def test_the_new_draft_that_was_put_aside_does_not_come_back_beside_the_restored_forum():
    forum = delete_forum(entered(), by=None)
    draft = discard(receive(TEXT.encode(), "форум.txt", forum.organizer), by=None)

    restore_forum(forum, by=None)

    with pytest.raises(DraftClosed):
        restore(draft, by=None)


# For good


def test_what_can_be_restored_no_more_goes_for_good_and_nothing_else():
    old, young, standing = entered(), public_forum(), public_forum()
    for forum in (old, young):
        delete_forum(forum, by=None)
    days_ago(old, 90)
    days_ago(young, 89)

    assert [remove_for_good(timezone.now()) for _ in range(2)] == [1, 0]

    assert set(Forum.everything.all()) == {young, standing}
    assert Recommendation.objects.count() == 2
    draft = Draft.objects.get()
    assert (draft.is_of_nothing, Forum.history.filter(id=old.pk).first().history_type) == (True, "-")
    assert receive(TEXT.encode(), "форум.txt", old.organizer).source == draft.source


def test_drafts_and_files_of_corrections_stay_and_what_was_not_accepted_is_reviewed_by_itself():
    """One accepted, one on review, one put aside, one that waits, one whose file has come anew."""
    forum = entered()

    def correction(number):
        return receive(f"{TEXT}\n{number}".encode(), "правка.txt", forum.organizer, revises=forum)

    accepted, on_review, aside, come_anew = (correction(number) for number in range(4))
    waiting = take_in(TEXT.replace("\n", "\n\n").encode(), "правка.txt", forum.organizer, None, revises=forum)
    revise(accepted, [], by=None)
    discard(aside, by=None)
    days_ago(delete_forum(forum, by=None), 90)
    new = receive(f"{TEXT}\n3".encode(), "правка.txt", forum.organizer)

    assert remove_for_good(timezone.now()) == 1

    drafts = (accepted, on_review, aside, come_anew, waiting, new)
    now = [Draft.objects.get(pk=draft.pk) for draft in drafts]
    assert [(draft.state, draft.revises, draft.is_of_nothing) for draft in now] == [
        ("entered", None, True),
        ("open", None, False),
        ("discarded", None, False),
        ("discarded", None, False),
        ("waiting", None, False),
        ("open", None, False),
    ]
    assert (SourceDocument.objects.count(), [draft.source_id for draft in now]) == (
        6,
        [draft.source_id for draft in drafts],
    )
    assert accept_and_publish(now[1], now[1].revision, by=None).published_at
    with pytest.raises(DraftClosed):
        restore(now[3], by=None)


def test_its_address_stays_taken():
    forum = public_forum(title="Двор", locality=None)
    delete_forum(forum, by=None)

    assert ForumFactory(locality=None, starts_on=forum.starts_on).slug != forum.slug


# The commands


def test_the_command_restores_or_says_in_one_sentence_why_not(capsys):
    forum, gone = public_forum(), public_forum()
    delete_forum(forum, by=None)
    remove = delete_forum(gone, by=None)
    days_ago(remove, 91)

    call_command("restore_forum", forum.slug)
    call_command("restore_forum", forum.slug)
    codes = [refused(gone.slug), refused("nowhere")]
    remove_for_good(timezone.now())
    codes.append(refused(gone.slug))

    too_late = "С удаления прошло больше 90 дней: резолюцию уже не восстановить.\n"
    told = capsys.readouterr()
    assert (codes, told.err) == ([2, 2, 2], f"{too_late}Форума с адресом «nowhere» нет.\n{too_late}")
    assert told.out.splitlines() == [
        "Резолюция восстановлена и опубликована.",
        "Резолюция не удалена: восстанавливать нечего.",
    ]


def refused(slug):
    with pytest.raises(SystemExit) as refusal:
        call_command("restore_forum", slug)
    return refusal.value.code


@pytest.mark.several_connections
@pytest.mark.django_db(transaction=True)
def test_when_a_forum_comes_back_as_its_document_comes_in_one_is_first_and_the_other_is_told():
    forum = delete_forum(entered(), by=None)

    with transaction.atomic():
        hold(forum.organizer)
        doings = [
            Doing(restore_forum, forum, None),
            Doing(take_in, TEXT.encode(), "форум.txt", forum.organizer, None),
        ]
        until_waiting(2)
    told = {type(outcome) for outcome in outcomes(*doings)}

    assert told in ({Restored, AlreadyReceived}, {CannotRestore, Draft})
