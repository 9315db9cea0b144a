"""«Похожа на опубликованную»: whether a draft says what a forum of the register says already (decisions/0025).

Looked up when a document has been read and when it is about to be published; the sheet keeps which forums were found,
and whoever shows it asks what may be told of them now.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Q

from resolution_reader import Outline, parse_label
from resolution_reader.language import fold
from resolutions.models import Draft, Forum, Organizer, Recommendation
from resolutions.models.gate import published
from resolutions.register.localities import place_name
from resolutions.review.comparing import likeness
from resolutions.review.doubts import left_to_check
from resolutions.review.editing import lock
from resolutions.review.sheet import Like, LikePublished, Sheet, sheet_from_json, sheet_json
from resolutions.search.alike import forums_like

SHARE = 0.8  # of the longer of the two; a next year's forum repeats half
NEARLY = 0.9  # of the words of two recommendations: one word of ten may be another
FEW = 3  # recommendations; fewer may be alike by chance («Провести субботник»)
NEAR_BY = 5  # places among those left over within which one that is nearly the same is looked for
TELLING, CUT = 8, 2_000  # how many recommendations the index is asked about, and how many letters of each
CANDIDATES, NEWEST_OWN, SHOWN = 3, 20, 3


def like_published(sheet: Sheet, organizer: Organizer) -> tuple[Like, ...]:
    """Forums that say nearly the same, the likest first: public ones, and whatever this organizer has.

    Costs a few questions to the index and four to the database, however large the register is. Public ones are
    missed while there is no index.
    """
    return likest_forums(sheet, [card.text for card in sheet.cards], organizer)


def public_like(forum: Forum) -> Forum | None:
    """The public forum that says nearly the same as this deleted one, the likest of several."""
    rows = Recommendation.objects.filter(section__forum=forum).in_document_order()
    found = likest_forums(said_by(forum), list(rows.values_list("text", flat=True)), forum.organizer)
    public = Forum.objects.public().in_bulk([like.slug for like in found], field_name="slug")
    return next((public[like.slug] for like in found if like.slug in public), None)


def said_by(forum: Forum) -> Outline:
    """What a forum says of itself."""
    day, last_day = (str(day) if day else None for day in (forum.starts_on, forum.ends_on))
    place = forum.locality.name if forum.locality else None
    return Outline(forum.title, forum.ordinal, day, last_day, place, preamble=None)


def likest_forums(said: Outline, all_texts: Iterable[str], organizer: Organizer) -> tuple[Like, ...]:
    texts = [text for text in all_texts if letters(text)]
    if not texts:
        return ()
    forums = [forum for forum in candidates(texts, organizer) if not is_another(said, forum)]
    theirs: dict[int, list[str]] = {forum.pk: [] for forum in forums}
    rows = Recommendation.objects.filter(section__forum__in=theirs).in_document_order()
    for forum_id, text in rows.values_list("section__forum_id", "text") if theirs else ():
        theirs[forum_id].append(text)
    found = [(forum, in_common(texts, theirs[forum.pk])) for forum in forums]
    alike = [row for row in found if is_the_same(said, row[0], row[1], max(len(texts), len(theirs[row[0].pk])))]
    alike.sort(key=lambda row: (-row[1], row[0].pk))
    return tuple(Like(forum.slug, same, len(texts)) for forum, same in alike[:SHOWN])


def candidates(texts: Sequence[str], organizer: Organizer) -> list[Forum]:
    """Those that the index takes for likest, and the organizer's own that it does not know, of about this length."""
    telling = sorted(dict.fromkeys(texts), key=len, reverse=True)[:TELLING]
    likest = forums_like([text[:CUT] for text in telling])[:CANDIDATES]
    length = Q(recommendation_count__gte=SHARE * len(texts), recommendation_count__lte=len(texts) / SHARE)
    public = Forum.objects.public().filter(pk__in=likest).for_listing().filter(length)
    own = Forum.objects.filter(~published(), organizer=organizer).for_listing().filter(length)
    return [*public, *own.order_by("-pk")[:NEWEST_OWN]]


def is_another(sheet: Outline, forum: Forum) -> bool:
    """Whether day, year, number or place, where both name one, tell that these are two forums."""
    place = forum.locality.name if forum.locality else ""
    told: list[tuple[set[Any], set[Any]]] = [
        ({sheet.date, sheet.date_end} - {None}, {str(day) for day in (forum.starts_on, forum.ends_on) if day}),
        (years_in(sheet.title), years_in(forum.title)),
        (numbered(sheet.ordinal), numbered(forum.ordinal)),
        ({fold(place_name(sheet.place))} if sheet.place else set(), {fold(place)} if place else set()),
    ]
    return any(ours and theirs and not ours & theirs for ours, theirs in told)


def years_in(title: str | None) -> set[str]:
    return set(re.findall(r"\b(?:19|20)\d\d\b", title or ""))


def numbered(ordinal: str | None) -> set[Any]:
    """«V» and «5» are one number."""
    understood = parse_label(ordinal or "")
    return {understood.path if understood else fold(ordinal)} if ordinal else set()


def is_the_same(sheet: Outline, forum: Forum, same: int, longer: int) -> bool:
    """A very short one has to be equal throughout, and to bear the same title or day."""
    if longer >= FEW:
        return same >= SHARE * longer
    is_named_so = bool(sheet.title) and letters(sheet.title or "") == letters(forum.title)
    return same == longer and (is_named_so or bool(forum.day and str(forum.day) in (sheet.date, sheet.date_end)))


def in_common(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """How many recommendations stand in both, equal but for spaces and marks, or nearly so."""
    left_here, left_there = left_over(ours, theirs), left_over(theirs, ours)
    equal = len(ours) - len(left_here)
    if equal + min(len(left_here), len(left_there)) < SHARE * max(len(ours), len(theirs)):
        return equal  # what is left over cannot make them alike any more
    return equal + nearly_equal(left_here, left_there)


def left_over(texts: Sequence[str], others: Iterable[str]) -> list[str]:
    """Those that have no equal among the others, each of which is the equal of one."""
    there = Counter(map(letters, others))
    left = []
    for text in texts:
        key = letters(text)
        there[key] -= 1
        if there[key] < 0:
            left.append(text)
    return left


def nearly_equal(ours: Sequence[str], theirs: Sequence[str]) -> int:
    taken: set[int] = set()
    for place, text in enumerate(ours):
        near = range(max(0, place - NEAR_BY), min(len(theirs), place + NEAR_BY + 1))
        found = (other for other in near if other not in taken and is_nearly(text, theirs[other]))
        taken |= {other for other in [next(found, None)] if other is not None}
    return len(taken)


def is_nearly(one: str, other: str) -> bool:
    """Another year, sum or house number makes another request, however like the words are."""
    return re.findall(r"\d+", one) == re.findall(r"\d+", other) and likeness(one, other) >= NEARLY


def letters(text: str) -> str:
    """Letters and digits alone: lines of a PDF are broken and hyphenated anew."""
    return "".join(re.findall(r"\w", fold(text)))


def with_likeness(sheet: Sheet, organizer: Organizer) -> Sheet:
    return replace(sheet, like=like_published(sheet, organizer))


def look_again(draft: Draft) -> Draft:
    """The draft with what the register holds now. That is nobody's edit: its revision stays, nothing can be undone."""
    like = like_published(sheet_from_json(draft.outline), draft.organizer)
    if like == sheet_from_json(draft.outline).like:
        return draft
    with transaction.atomic():
        draft = lock(draft)
        sheet = replace(sheet_from_json(draft.outline), like=like)
        draft.outline, draft.doubts_left = sheet_json(sheet), left_to_check(sheet)
        draft.save_without_historical_record(update_fields=["outline", "doubts_left"])  # type: ignore[attr-defined]  # django-simple-history's
    return draft


def as_known(draft: Draft) -> Sheet:
    """The draft's sheet to be shown: what it is like is named as its organizer may know it now, and the rest left out.

    One question to the database, and none where there is nothing like it.
    """
    sheet = sheet_from_json(draft.outline)
    if not sheet.like:
        return sheet
    known = Forum.objects.known_to(draft.organizer).in_bulk([row.slug for row in sheet.like], field_name="slug")
    like = tuple(named(row, known[row.slug], draft.organizer) for row in sheet.like if row.slug in known)
    return replace(sheet, like=like)


def named(like: Like, forum: Forum, organizer: Organizer) -> LikePublished:
    is_own = forum.organizer_id == organizer.pk
    return LikePublished(like.slug, like.same, like.of, forum.heading, bool(forum.published_at), is_own)
