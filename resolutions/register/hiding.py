"""Words of a resolution that are private: blacked out in every row, and kept out of whatever is written later.

The document and the drafts keep them, for those who may see a draft; whoever shows those to others asks the forum
(`Forum.blacked`). What the rows said stays with the hiding, so that it can be taken back.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from resolutions.models import (
    Addressing,
    Draft,
    Errand,
    Forum,
    HiddenWords,
    Line,
    Part,
    Recommendation,
    SourceDocument,
    User,
)
from resolutions.models.blacking import hits_in, lines_in
from resolutions.models.hidden_words import blacken, worded_fields
from resolutions.permissions import require
from resolutions.register.authorship import save_version
from resolutions.register.hidden_names import held, hide_names, named_in, renew_address, tells
from resolutions.register.locking import lock_with_contents
from resolutions.vocabulary import ErrandKind, HidingReason

SHORTEST, MOST, LONGEST = 2, 30, 2000  # letters of a line; lines; letters of all
TOO_SHORT = f"Скрыть можно слова не короче {SHORTEST} букв или цифр."
NOTHING = "Напишите слова, которые надо скрыть."
TOO_MUCH = f"За один раз можно скрыть не больше {MOST} строк и {LONGEST} знаков."
NOT_THERE = "В этой резолюции таких слов нет. Проверьте, так ли они напечатаны."


class CannotHide(Exception):
    """The message is a Russian sentence for whoever asked; nothing was written."""


@dataclass(frozen=True)
class Hidden:
    """`left`: names of the directories that still say the words, each with the reason."""

    hiding: HiddenWords
    left: list[tuple[str, str]] = field(default_factory=list)


def asked_words(words: str) -> tuple[str, ...]:
    """The sets of words, one of each line. Raises CannotHide."""
    lines = lines_in(words)
    if not lines:
        raise CannotHide(NOTHING)
    if any(sum(map(str.isalnum, line)) < SHORTEST for line in lines):
        raise CannotHide(TOO_SHORT)
    if len(lines) > MOST or len(words) > LONGEST:
        raise CannotHide(TOO_MUCH)
    return lines


@transaction.atomic
def hide_words(forum: Forum, words: str, reason: HidingReason, by: User | None, note: str = "") -> Hidden:
    """Each line of `words` is blacked out wherever it stands in the forum, from now on. Raises CannotHide.

    In the directories, too, where they name what nobody has checked and no other organizer's forum names.
    """
    require(by, "hide", forum)
    lines = asked_words(words)
    names = held(named_in(forum, lines))
    forum = Forum.everything.select_for_update(no_key=True).get(pk=forum.pk)
    lock_with_contents(forum.sections.all())
    rows = [row for row in rows_of(forum) if is_said_by(row, lines)]
    if not rows and not names and not any(hits_in(text, lines) for text in document_of(forum)):
        raise CannotHide(NOT_THERE)
    hiding = HiddenWords(forum=forum, words="\n".join(lines), reason=reason, note=note[:500], hidden_by=by)
    left = hide_names(names, forum, lines, hiding, by)
    for row in rows:
        was = blacken(row, lines)
        hiding.places += [[type(row).__name__, row.pk, name, value] for name, value in was.items()]
        renew_address(row, lines)
        save_version(by, row)
    hiding.save()
    hiding.documents.set(SourceDocument.objects.filter(Q(drafts__forum=forum) | Q(drafts__revises=forum)))
    write_files_anew()
    return Hidden(hiding, left)


def rows_of(forum: Forum) -> Iterator[Model]:
    """Whatever holds words of the resolution, withdrawn addressings too, in the order in which rows are locked."""
    yield forum
    yield from forum.sections.order_by("pk")
    yield from Line.objects.filter(section__forum=forum).order_by("pk")
    yield from Recommendation.objects.filter(section__forum=forum).order_by("pk")
    yield from Part.objects.filter(recommendation__section__forum=forum).order_by("pk")
    yield from Addressing.everything.filter(recommendation__section__forum=forum).order_by("pk")


def is_said_by(row: Model, lines: Sequence[str]) -> bool:
    return tells(row, lines) or any(hits_in(text, lines) for text in texts_of(row))


def texts_of(row: Model) -> Iterator[str]:
    for name in worded_fields(type(row)):
        value = getattr(row, name)
        if isinstance(value, list):
            yield from (one[key] for one in value for key in ("name", "as_written"))
        else:
            yield value or ""


def document_of(forum: Forum) -> list[str]:
    """The paragraphs of the document that it stands on now, and the name of the file."""
    draft = Draft.objects.source_of(forum)
    if draft is None or draft.source is None:
        return []
    return ["\n".join(f"{block['label']} {block['text']}" for block in draft.blocks), draft.source.original_name]


# Elsewhere


def hidden_for(draft: Draft) -> tuple[str, ...]:
    """The sets of words that no forum may say that its document becomes or corrects."""
    of_document = HiddenWords.objects.standing().filter(documents=draft.source_id).lines() if draft.source_id else ()
    return tuple(dict.fromkeys([*of_document, *(draft.revises.hidden_words if draft.revises else ())]))


def hide_as_before(draft: Draft, forum: Forum) -> None:
    """What is hidden in other forums of this document is hidden in this one, and the other way round in those to come.

    Before anything of the draft is written.
    """
    if draft.source_id is None:
        return
    for hiding in HiddenWords.objects.standing().filter(forum=forum):
        hiding.documents.add(draft.source_id)
    here = set(HiddenWords.objects.standing().filter(forum=forum).lines())
    for hiding in HiddenWords.objects.standing().filter(documents=draft.source_id).exclude(forum=forum).order_by("pk"):
        if here.issuperset(hiding.lines):
            continue
        here.update(hiding.lines)
        same = HiddenWords.objects.create(
            forum=forum,
            words=hiding.words,
            reason=hiding.reason,
            note=hiding.note,
            hidden_by=hiding.hidden_by,
            hidden_at=hiding.hidden_at,
        )
        same.documents.set(hiding.documents.all())


def write_files_anew() -> None:
    """Files of open data are made by night; those that say the words are shown to nobody until they are made anew."""
    Errand.objects.filter(kind=ErrandKind.DUMP, due__isnull=False).update(due=timezone.now())
