"""Where on the review screen an editor goes on after a button: an anchor, or nothing for the top; and on which page."""

import re
from dataclasses import replace
from urllib.parse import urlencode

from resolutions.models import Draft
from resolutions.review.doubts import doubts_of
from resolutions.review.like_published import as_known
from resolutions.review.sheet import Card, Sheet, SheetLine, SheetSection, blocks_from_json
from resolutions.workspace.cutting import Cut, anchor_of, cut
from resolutions.workspace.screen import stops_of

LONGEST_PAGE = 9  # digits
STRICTLY = "strictly"  # parameter of the review: what was added a moment ago and is empty is an error, too


def anchor_in(op: str) -> str:
    word, *rest = op.split(":")
    if word.startswith("names-") or word == "themes-right":
        return "names"
    if not rest or not re.fullmatch("[0-9]{1,9}", rest[0]):
        return ""
    if word == "assign":
        return f"b-{rest[0]}"
    if word in ("settle", "settle-all") and rest[0] == "0":
        return "about"
    if word.startswith("line-") and word != "line-above":
        return f"l-{rest[0]}"
    of_section = word in ("add", "remove-section", "section-up", "section-down") or word.startswith("theme")
    return f"s-{rest[0]}" if of_section else f"c-{rest[0]}"


def place_after(op: str, before: Sheet, after: Sheet) -> str:
    """The card or section itself; a new one; or, when it is gone, the one above it."""
    order, left = anchors_of(before), anchors_of(after)
    new = [anchor for anchor in left if anchor[2:] not in {there[2:] for there in order}]
    if new:
        return next((anchor for anchor in new if not anchor.startswith("s-")), new[0])
    anchor = anchor_in(op)
    if anchor in left or not anchor.startswith(("c-", "l-", "s-")):
        return anchor
    if f"s-{anchor[2:]}" in left:
        return f"s-{anchor[2:]}"
    above = [row for row in order[: order.index(anchor)] if row in left] if anchor in order else []
    return above[-1] if above else ""


def anchors_of(sheet: Sheet) -> list[str]:
    """Of sections and all they hold, in the order of the screen."""
    return [
        anchor
        for section in sheet.sections
        for anchor in (f"s-{section.key}", *(anchor_of(row) for row in section.body))
    ]


def next_stop(anchor: str, before: Sheet, stops: list[str]) -> str:
    """The next thing to look at after the one that has just been settled."""
    order = stops_of(before)
    later = order[order.index(anchor) + 1 :] if anchor in order else []
    return next((stop for stop in [*later, *order] if stop in stops), "")


def changed_place(before: Sheet, after: Sheet) -> str:
    """The first card or section that is not as it was; where something is gone, what stood above it."""
    was, now = parts_of(before), parts_of(after)
    for anchor, part in now.items():
        if was.get(anchor) != part:
            return anchor
    gone = next((anchor for anchor in was if anchor not in now), "")
    above = [anchor for anchor in list(was)[: list(was).index(gone)] if anchor in now] if gone else []
    return above[-1] if above else ""


Part = tuple[str | tuple[str, ...] | None, ...] | SheetSection | Card | SheetLine


def parts_of(sheet: Sheet) -> dict[str, Part]:
    """Everything on the screen by its anchor, in order; a section without what it holds, a row without its place."""
    about = (sheet.title, sheet.ordinal, sheet.date, sheet.date_end, sheet.place, sheet.preamble, sheet.settled)
    parts: dict[str, Part] = {"about": about}
    for section in sheet.sections:
        parts[f"s-{section.key}"] = replace(section, recommendations=(), groups=(), remarks=(), lead_in=None)
        for row in section.body:
            parts[anchor_of(row)] = replace(row, group=None) if isinstance(row, Card) else replace(row, place=0)
    return parts


def cut_of(draft: Draft) -> Cut:
    sheet = as_known(draft)
    return cut(sheet, blocks_from_json(draft.blocks), doubts_of(sheet))


def address_of(draft: Draft, anchor: str, page: str = "") -> str:
    """The review at this place, on whichever page it stands; without a place, the page that was asked for."""
    return address_in(cut_of(draft), draft, anchor, page)


def address_in(found: Cut, draft: Draft, anchor: str, page: str = "", *, strictly: bool = False) -> str:
    typed = anchor.removeprefix("page-") if anchor.startswith("page-") else page
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= LONGEST_PAGE else 1
    number = found.page_of(anchor, number)
    asked = {"page": number} if number > 1 else {}
    query = urlencode(asked | ({STRICTLY: 1} if strictly else {}))
    address = draft.get_absolute_url() + (f"?{query}" if query else "")
    return f"{address}#{anchor}" if anchor in found.pages else address
