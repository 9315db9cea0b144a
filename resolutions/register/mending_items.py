"""A recommendation is mended where it is read: its words, whom it asks and its parts, in one go (mending.py)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from resolution_reader import Mention
from resolutions.models import Addressing, Part, Recommendation, User
from resolutions.permissions import require
from resolutions.register.addressing import Asked, address
from resolutions.register.authorship import save_version
from resolutions.register.directory import AddresseeFinder
from resolutions.register.mending import Values, as_it_stands, write_over
from resolutions.register.merge import heirs
from resolutions.register.parts import remove_part


@dataclass(frozen=True)
class Naming:
    """A body that the recommendation is to ask. `code`: of the addressing by which it asks one now, if that stays or
    gives way to another body; `mention`: the body as it was typed, None if it stays."""

    role: str
    code: str = ""
    mention: Mention | None = None


@dataclass(frozen=True)
class SaidPart:
    """A part as it is to be; `key` of the one that it is now, None for a new one."""

    values: Values
    key: int | None = None


@transaction.atomic
def mend_recommendation(
    row: Recommendation,
    mark: str,
    values: Values,
    namings: Sequence[Naming],
    parts: Sequence[SaidPart],
    by: User | None,
) -> bool:
    """As `mend()` does, with whom it asks and its parts: who is not among `namings` is asked no more, a part that is
    not among `parts` goes. A body that the directory lacks enters it as not reviewed."""
    require(by, "change_recommendation", row)
    finder = AddresseeFinder(row.section.forum.locality, by)
    typed = [one.mention for one in namings if one.mention]
    finder.bring_in(typed)
    # All at once and before the recommendation, as everybody locks them.
    heirs([*row.addressings.values_list("addressee_id", flat=True), *(finder.find(one).pk for one in typed)])
    finder.hold(typed)
    row = as_it_stands(row, mark, by)
    before = row.text
    changed = write_over(row, values)
    is_parted, gone = write_parts(row, parts, before, by)
    bodies = asked(row, namings, finder)
    address(row, bodies, by)
    for part in gone:
        remove_part(part, by)
    if not (changed or is_parted or gone or asks_others(row, bodies)):
        return False
    save_version(by, row, changed)  # whoever has the item open learns of another addressee as well
    return True


def asks_others(row: Recommendation, bodies: Sequence[Asked]) -> bool:
    """Than it did when it was read."""
    before = {(one.addressee_id, one.role) for one in row.addressings.all()}
    return before != {(one.addressee.pk, one.role) for one in bodies}


def asked(row: Recommendation, namings: Sequence[Naming], finder: AddresseeFinder) -> list[Asked]:
    """Who stays keeps her place; who comes instead of another one has that one's, and the words of the text."""
    standing = {one.code: one for one in row.addressings.all()}
    following = max((one.order for one in standing.values()), default=0) + 1
    found = []
    for naming in namings:
        now: Addressing | None = standing.get(naming.code)
        if naming.mention:
            body, words = finder.find(naming.mention), now.as_written if now else ""
            same = now is not None and now.addressee_id == body.pk
            place, part = (now.order, now.part) if now else (following, None)
            found.append(Asked(body, place, naming.role, None if same else words, part))
        elif now:
            found.append(Asked(now.addressee, now.order, naming.role))
        following += now is None
    return found


def write_parts(
    row: Recommendation, parts: Sequence[SaidPart], before: str, by: User | None
) -> tuple[bool, list[Part]]:
    """(whether one says something else, those that are to go). A misprint in a part stands in the text of the whole as
    well: mended there alone, it is mended here."""
    standing, is_parted = {part.pk: part for part in row.parts.all()}, False
    last = max((part.order for part in standing.values()), default=0)
    for said in parts:
        part = standing.pop(said.key, None) if said.key else None
        if part is None:
            last += 1
            part = Part(recommendation=row, order=last)
        values = dict(said.values)
        if part.pk and values.get("text", part.text) == part.text:
            values["text"] = followed(before, row.text, part.text)
        try:
            changed = write_over(part, values)
        except ValidationError as refusal:
            raise ValidationError([f"Часть {part.name}: {sentence}" for sentence in refusal.messages]) from refusal
        if changed:
            save_version(by, part)
            is_parted = True
    return is_parted, list(standing.values())


def followed(before: str, after: str, words: str) -> str:
    """What has become of `words` of the text `before`, if `after` is other within them alone; else as they are."""
    start = before.find(words)
    if start < 0:
        return words
    shorter, longer_by = min(len(before), len(after)), len(after) - len(before)
    same = next((at for at in range(shorter) if before[at] != after[at]), shorter)
    rest = next((at for at in range(shorter - same) if before[-1 - at] != after[-1 - at]), shorter - same)
    end = start + len(words)
    is_within = start <= same and len(before) - rest <= end
    return (after[start : end + longer_by].strip() or words) if is_within else words
