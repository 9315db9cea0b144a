"""Editing a draft: every step is logged with the outline after it, and can be undone and done again.

Each verb names the revision the editor saw. Another one means that somebody was there meanwhile: nothing is saved.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from django.db import transaction

from resolution_reader import MAX_RECOMMENDATIONS
from resolutions.models import Draft, DraftEdit, Organizer, User
from resolutions.permissions import require
from resolutions.register.authorship import save_as
from resolutions.register.one_at_a_time import hold
from resolutions.review.doubts import left_to_check
from resolutions.review.operations.cards import ImpossibleOperation
from resolutions.review.sheet import EMPTY, Sheet, sheet_from_json, sheet_json
from resolutions.vocabulary import DraftState

EDITS_KEPT = 50
TOO_MANY_IN_DRAFT = (
    f"В черновике не может быть больше {MAX_RECOMMENDATIONS} рекомендаций: внесите остальные отдельным черновиком."
)
KIND_LENGTH = 200


class StaleDraft(Exception):
    """The draft is at another revision than the editor saw; `draft` is it as it is now."""

    def __init__(self, draft: Draft) -> None:
        super().__init__("Черновик тем временем изменён.")
        self.draft = draft


class DraftClosed(Exception):
    """The draft has become a forum, was discarded, or its document is not read yet: it is not edited."""

    def __init__(self, draft: Draft) -> None:
        super().__init__("Черновик уже не на проверке.")
        self.draft = draft


class CameAnew(DraftClosed):
    """Its document has come in once more meanwhile; `other` is the draft of that, on its way or entered."""

    def __init__(self, draft: Draft, other: Draft) -> None:
        super().__init__(draft)
        self.other = other


@dataclass(frozen=True)
class Change:
    """An operation and its name for the editor: «Разделена рекомендация № 6»."""

    kind: str
    apply: Callable[[Sheet], Sheet]


@transaction.atomic
def edit(draft: Draft, revision: int, changes: Iterable[Change], by: User | None, *, goes_on: bool = False) -> Draft:
    """The draft with the changes applied, each an edit of its own; what changes nothing is not an edit.

    `goes_on`: a text is still being typed, so that a change of it belongs to the edit before and is undone with it.
    Raises StaleDraft, DraftClosed, and ImpossibleOperation; then nothing is saved at all.
    """
    require(by, "edit", draft)
    draft = lock_for_review(draft, revision)
    sheet = sheet_from_json(draft.outline)
    for change in changes:
        after = change.apply(sheet)
        if after != sheet:
            refuse_too_many(sheet, after)
            log(draft, change.kind, after, by, goes_on=goes_on)
            sheet = after
    if sheet_json(sheet) == draft.outline:
        return draft
    return save_sheet(draft, sheet, by)


def refuse_too_many(before: Sheet, after: Sheet) -> None:
    """What is too large to be brought in cannot be typed, either; one that is so already may shrink."""
    if len(after.cards) > max(MAX_RECOMMENDATIONS, len(before.cards)):
        raise ImpossibleOperation(TOO_MANY_IN_DRAFT)


@transaction.atomic
def undo(draft: Draft, revision: int, by: User | None) -> Draft:
    """One edit back; the draft as it is when there is none."""
    require(by, "edit", draft)
    return move(lock_for_review(draft, revision), -1, by)


@transaction.atomic
def redo(draft: Draft, revision: int, by: User | None) -> Draft:
    """One edit forward again; the draft as it is when there is none."""
    require(by, "edit", draft)
    return move(lock_for_review(draft, revision), 1, by)


@transaction.atomic
def discard(draft: Draft, by: User | None) -> Draft:
    """Put aside, reviewed or not even read; nothing is lost, restore() brings it back."""
    require(by, "discard", draft)
    return in_state(draft, (DraftState.OPEN, DraftState.REFUSED), DraftState.DISCARDED, by)


@transaction.atomic
def restore(draft: Draft, by: User | None) -> Draft:
    """Where it was before it was put aside. Raises DraftClosed, CameAnew where another draft of its document stands."""
    require(by, "restore_draft", draft)
    hold(draft.organizer)  # where documents come in and deleted forums come back
    other = come_anew(draft)
    if other and not (draft.revises_id and draft.revises_id in (other.forum_id, other.revises_id)):  # read anew
        raise CameAnew(draft, other)
    return in_state(draft, (DraftState.DISCARDED,), DraftState.REFUSED if draft.refusal else DraftState.OPEN, by)


def come_anew(draft: Draft) -> Draft | None:
    """Another draft of its document that stands, which only one may."""
    others = Draft.objects.standing().filter(source__isnull=False, source=draft.source_id).exclude(pk=draft.pk)
    other: Draft | None = others.exclude(state=DraftState.DISCARDED).first()
    return other


def start_from_nothing(organizer: Organizer, by: User | None) -> Draft:
    """An empty draft without a document, to type a resolution into."""
    require(by, "receive", organizer)
    return save_as(
        by,
        Draft(organizer=organizer, outline=sheet_json(EMPTY), doubts_left=left_to_check(EMPTY), created_by=by),
    )


def lock(draft: Draft, revision: int | None = None) -> Draft:
    draft = (
        Draft.objects.select_for_update(of=("self",), no_key=True)
        .select_related("source", "organizer")
        .get(pk=draft.pk)
    )
    if draft.state != DraftState.OPEN:
        raise DraftClosed(draft)
    if revision is not None and draft.revision != revision:
        raise StaleDraft(draft)
    return draft


def lock_for_review(draft: Draft, revision: int) -> Draft:
    """The same of one that is worked on card by card: a correction is accepted item by item, and closed to that."""
    draft = lock(draft)
    if draft.revises_id:
        raise DraftClosed(draft)
    if draft.revision != revision:
        raise StaleDraft(draft)
    return draft


def log(draft: Draft, kind: str, after: Sheet, by: User | None, *, goes_on: bool = False) -> None:
    """The edit follows the one the draft stands at; edits that had been undone are forgotten."""
    edits = draft.edits.all()
    is_undone = edits.filter(number__gt=draft.position).exists()
    if goes_on and not is_undone:
        same = edits.filter(number=draft.position, kind=kind[:KIND_LENGTH], by=by)
        if same.update(outline=sheet_json(after)):
            return
    if not edits.filter(number=draft.position).exists():
        DraftEdit.objects.create(draft=draft, number=draft.position, kind="Как прочитано", outline=draft.outline)
    edits.filter(number__gt=draft.position).delete()
    draft.position += 1
    DraftEdit.objects.create(
        draft=draft, number=draft.position, kind=kind[:KIND_LENGTH], outline=sheet_json(after), by=by
    )
    edits.filter(number__lt=draft.position - EDITS_KEPT).delete()


def move(draft: Draft, step: int, by: User | None) -> Draft:
    target = draft.edits.filter(number=draft.position + step).first() if draft.position + step >= 0 else None
    if target is None:
        return draft
    draft.position = target.number
    # What the register holds was no edit, and is not taken back with one.
    like = sheet_from_json(draft.outline).like
    return save_sheet(draft, replace(sheet_from_json(target.outline), like=like), by)


def save_sheet(draft: Draft, sheet: Sheet, by: User | None) -> Draft:
    draft.outline = sheet_json(sheet)
    draft.doubts_left = left_to_check(sheet)
    draft.revision += 1
    draft.changed_by = by
    fields = ["outline", "doubts_left", "revision", "position", "changed_by", "changed_at"]
    # The edits are the history; the rows of simple-history tell of states, not of words.
    draft.save_without_historical_record(update_fields=fields)  # type: ignore[attr-defined]  # django-simple-history's
    return draft


def in_state(draft: Draft, before: Collection[DraftState], after: DraftState, by: User | None) -> Draft:
    draft = Draft.objects.select_for_update(of=("self",), no_key=True).get(pk=draft.pk)
    if draft.state == after:
        return draft
    if draft.state not in before:
        raise DraftClosed(draft)
    draft.state = after
    draft.revision += 1
    draft.changed_by = by
    return save_as(by, draft, update_fields=["state", "revision", "changed_by", "changed_at"])


def next_steps(draft: Draft) -> tuple[str, str]:
    """What undo would take back and redo would do again, in words; empty when there is nothing."""
    around = dict(
        draft.edits.filter(number__in=(draft.position - 1, draft.position, draft.position + 1)).values_list(
            "number", "kind"
        )
    )
    undone = around.get(draft.position, "") if draft.position - 1 in around else ""
    return undone, around.get(draft.position + 1, "")
