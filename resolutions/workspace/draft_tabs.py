"""The list of drafts by where they stand, a tab each, and by what was asked for: words, and only her own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, Q

from resolutions.characters import plain, text_pattern
from resolutions.models import Draft, User
from resolutions.models.draft import DraftQuerySet
from resolutions.vocabulary import DraftState

LONGEST_SEARCH, MOST_WORDS = 200, 10
ON_REVIEW = Q(state=DraftState.OPEN, revises__isnull=True)
IN_REGISTER = Q(state=DraftState.ENTERED) & (
    Q(forum__isnull=False, forum__deleted_at__isnull=True, forum__withdrawn_at__isnull=True)
    | Q(forum__isnull=True, revises__isnull=False, revises__deleted_at__isnull=True)
)
TABS: dict[str, tuple[str, Q]] = {
    "": ("Все", Q()),
    "waiting": ("В очереди", Q(state=DraftState.WAITING)),
    "refused": ("Не прочитаны", Q(state=DraftState.REFUSED)),
    "check": ("К проверке", ON_REVIEW & Q(doubts_left__gt=0)),
    "ready": ("Готовы", ON_REVIEW & Q(doubts_left=0)),
    "corrections": ("Исправления", Q(state=DraftState.OPEN, revises__isnull=False)),
    "entered": ("В реестре", IN_REGISTER),
    "taken-back": ("Снятые и удалённые", Q(state=DraftState.ENTERED) & ~IN_REGISTER),
    "put-aside": ("Отклонены", Q(state=DraftState.DISCARDED)),
}


@dataclass(frozen=True)
class DraftsAsked:
    """What the address asks for; a state that there is not is none."""

    state: str = ""
    words: str = ""
    is_own: bool = False

    def of(self, drafts: DraftQuerySet, by: User) -> DraftQuerySet:
        """Those that have every word in their title or the name of their file, whatever their state."""
        for word in self.words.split()[:MOST_WORDS]:
            pattern = text_pattern(word)
            drafts = drafts.filter(Q(outline__title__regex=pattern) | Q(source__original_name__regex=pattern))
        return drafts.filter(Q(created_by=by) | Q(changed_by=by)) if self.is_own else drafts

    def in_state(self, drafts: DraftQuerySet) -> DraftQuerySet:
        return drafts.filter(TABS[self.state][1])


@dataclass(frozen=True)
class Tab:
    state: str | None  # None leaves it out of the address
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class CountedDrafts:
    """A list that has been counted already, together with the tabs beside it."""

    drafts: DraftQuerySet
    number: int

    def count(self) -> int:
        return self.number

    def __len__(self) -> int:
        return self.number

    def __getitem__(self, rows: slice) -> Iterable[Draft]:
        return self.drafts[rows]


def asked_for(get: Mapping[str, str]) -> DraftsAsked:
    state = get.get("state", "")
    words = " ".join(plain(get.get("q", ""))[:LONGEST_SEARCH].split())
    return DraftsAsked(state if state in TABS else "", words, get.get("own") == "1")


def counted(drafts: DraftQuerySet) -> dict[str, int]:
    """How many drafts each tab has, by one question."""
    named = {state or "all": Count("pk", filter=condition) for state, (_, condition) in TABS.items() if state}
    found: dict[str, int] = drafts.order_by().aggregate(all=Count("pk"), **named)
    return {state: found[state or "all"] for state in TABS}


def tabs_of(counts: Mapping[str, int], chosen: str) -> list[Tab]:
    """Without those that have nothing, unless it is the chosen one."""
    return [
        Tab(state or None, label, counts[state], state == chosen)
        for state, (label, _) in TABS.items()
        if counts[state] or state in ("", chosen)
    ]
