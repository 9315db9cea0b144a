"""A corrected file of a forum that is in the register: the editor accepts or refuses it item by item."""

from collections.abc import Collection

from django.db import transaction

from resolution_reader import Mention
from resolutions.models import Draft, Errand, Forum, Section, User
from resolutions.permissions import require
from resolutions.register.authorship import delete_as, save_as, save_version
from resolutions.register.directory import AddresseeFinder
from resolutions.register.hiding import hide_as_before
from resolutions.register.locking import lock_with_contents
from resolutions.register.one_at_a_time import hold
from resolutions.register.themes import hold_themes
from resolutions.review.blacked import as_published
from resolutions.review.comparing import FORUM_FIELDS, SECTION_FIELDS, Comparison, compare
from resolutions.review.doubts import DOCUMENT, left_to_check
from resolutions.review.editing import CameAnew, DraftClosed, come_anew, lock, log
from resolutions.review.enter import mentions_in
from resolutions.review.operations.cards import ImpossibleOperation, settle
from resolutions.review.revise_bodies import revise_bodies
from resolutions.review.revised_body import key_of, removed
from resolutions.review.row_fields import adopted_fields
from resolutions.review.sheet import day_in, sheet_from_json, sheet_json
from resolutions.vocabulary import DraftState, ErrandKind

PUT_ASIDE = {"state": DraftState.DISCARDED, "waiting_since": None}
RECEIVED_ANEW = "Этот документ тем временем загрузили заново."


class StaleDifferences(Exception):
    """The register has changed since the differences were shown: they are shown anew."""


@transaction.atomic
def correct_instead(draft: Draft, revision: int, slug: str, by: User | None) -> Draft:
    """The draft corrects a forum of its organizer's instead of becoming one of its own; stand_apart() takes it back.

    Raises StaleDraft, DraftClosed, ImpossibleOperation; then nothing is written.
    """
    require(by, "edit", draft)
    draft = lock(draft, revision)
    forum = Forum.objects.filter(organizer=draft.organizer_id, slug=slug).first()
    if forum is None:
        raise ImpossibleOperation("Этой резолюции в реестре уже нет: её и не нужно исправлять.")
    return moved_to(forum, draft, by)


@transaction.atomic
def stand_apart(draft: Draft, by: User | None) -> Draft:
    """«Это другая резолюция»: a correction becomes a draft of its own; a step of its undo.

    Raises DraftClosed, CameAnew where another draft of its document stands: its forum was deleted meanwhile.
    """
    require(by, "edit", draft)
    hold(draft.organizer)  # where documents come in
    draft = lock(draft)
    if draft.revises is None:
        return draft
    other = come_anew(draft)
    if other:
        raise CameAnew(draft, other)
    before = sheet_from_json(draft.outline)
    sheet = settle(before, DOCUMENT, [f"like-published:{draft.revises.slug}"])
    if sheet != before:
        log(draft, "Это другая резолюция", sheet, by)
    draft.outline, draft.doubts_left = sheet_json(sheet), left_to_check(sheet)
    return moved_to(None, draft, by)


def let_go(forum: Forum) -> None:
    """Before the forum goes for good: its corrections stay. One that was accepted is history, as the first draft is;
    any other becomes a draft of its own, put aside if its document has come anew.

    The organizer is held. Drafts are locked here, before their forum, as whoever accepts a correction does.
    """
    for draft in Draft.objects.select_for_update(of=("self",), no_key=True).filter(revises=forum).order_by("pk"):
        if draft.state != DraftState.ENTERED and come_anew(draft):
            # One that nobody has read yet is brought back as one that could not be read.
            draft.refusal = RECEIVED_ANEW if draft.state == DraftState.WAITING else draft.refusal
            for field, value in PUT_ASIDE.items():
                setattr(draft, field, value)
            Errand.objects.about([ErrandKind.READ], draft.pk).delete()  # whoever reads it just now has lost it
        draft.revises = None
        draft.revision += 1
        save_as(None, draft)


def moved_to(forum: Forum | None, draft: Draft, by: User | None) -> Draft:
    draft.revises, draft.changed_by = forum, by
    draft.revision += 1
    fields = ["revises", "revision", "position", "outline", "doubts_left", "changed_by", "changed_at"]
    return save_as(by, draft, update_fields=fields)


def comparison(draft: Draft) -> Comparison:
    assert draft.revises is not None
    return compare(draft.revises, as_published(draft))


@transaction.atomic
def revise(draft: Draft, accepted: Collection[str], by: User | None) -> Forum:
    """The forum with the accepted differences; the refused ones are settled as well, and the draft is closed.

    Raises StaleDifferences when an accepted key names nothing any more, DraftClosed, also of a forum that was deleted
    meanwhile and of a draft that somebody has made one of its own; then nothing is written.
    """
    require(by, "revise", draft)
    draft = lock(draft)
    if draft.revises is None:
        raise DraftClosed(draft)
    sheet = as_published(draft)
    # New addressees, then known ones, then themes, the forum and what it holds: everybody locks in this order.
    addressees = AddresseeFinder(draft.revises.locality, by)
    addressees.bring_in(accepted_mentions(compare(draft.revises, sheet), accepted))
    addressees.hold(mentions_in(sheet))
    if any(key.startswith("themes:") for key in accepted):
        hold_themes()
    draft.revises = forum = Forum.everything.select_for_update(no_key=True).get(pk=draft.revises.pk)
    require(by, "correct", forum)  # an administrator may have given it to another organizer
    if forum.deleted_at:
        raise DraftClosed(draft)
    lock_with_contents(forum.sections.all())
    found = compare(forum, sheet)
    offered = {difference.key for difference in found.differences()}
    if set(accepted) - offered:
        raise StaleDifferences
    hide_as_before(draft, forum)
    revise_forum(found, accepted, by)
    revise_sections(found, accepted, by)
    revise_bodies(found, offered, accepted, addressees, by)
    for row in removed(found, accepted):
        delete_as(by, row)
    draft.state = DraftState.ENTERED
    save_as(by, draft, update_fields=["state", "changed_at"])
    return forum


def accepted_mentions(found: Comparison, accepted: Collection[str]) -> list[Mention]:
    """Whom the accepted items ask: nobody else of the document enters the directory."""
    items = [item for place, (row, item, _) in enumerate(found.items) if key_of(row, place) in accepted]
    return [mention for item in items for mention in item.addressees]


def revise_forum(found: Comparison, accepted: Collection[str], by: User | None) -> None:
    forum, said = found.forum, found.outline
    fields = [field for field in FORUM_FIELDS if f"forum:{field}" in accepted]
    for field in fields:
        setattr(forum, field, getattr(said, field) or "")
    if "forum:dates" in accepted:
        forum.starts_on, forum.ends_on = day_in(said.date), day_in(said.date_end)
        fields += ["starts_on", "ends_on"]
    if "forum:adopted" in accepted:
        adopted = adopted_fields(said.adopted)
        for field, value in adopted.items():
            setattr(forum, field, value)
        fields += adopted
    save_changes(forum, fields, by)


def revise_sections(found: Comparison, accepted: Collection[str], by: User | None) -> None:
    for section, said in found.sections:
        if section is None:
            continue
        fields = [field for field in SECTION_FIELDS if f"section:{section.slug}:{field}" in accepted]
        for field in fields:
            setattr(section, field, getattr(said, field) or "")
        save_changes(section, fields, by)


def save_changes(row: Forum | Section, fields: list[str], by: User | None) -> None:
    if fields:
        save_version(by, row, fields)
