"""Operations on what stands between the recommendations: a group («Управлению культуры:») or a remark (talk)."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from resolution_reader import Block, deadline, parse_label, split_label
from resolution_reader.language import fold
from resolutions.review.body import group_above, placed
from resolutions.review.operations.cards import ImpossibleOperation, place_of, refuse_part_of_a_paragraph, with_rows
from resolutions.review.sheet import Card, Row, Sheet, SheetGroup, SheetLine, SheetRemark, with_skipped

GONE = "Этой строки в черновике уже нет."


def with_line(sheet: Sheet, key: int, change: Callable[[SheetLine], Row]) -> Sheet:
    line, (above, place) = _line_at(sheet, key)
    rows = list(sheet.sections[above].body)
    rows[place] = change(line)
    return with_rows(sheet, above, rows)


def _line_at(sheet: Sheet, key: int) -> tuple[SheetLine, tuple[int, int]]:
    above, place = place_of(sheet, key, GONE)
    row = sheet.sections[above].body[place]
    if isinstance(row, Card):
        raise ImpossibleOperation(GONE)
    return row, (above, place)


def _group_at(sheet: Sheet, key: int, refusal: str) -> SheetGroup:
    line, _ = _line_at(sheet, key)
    if isinstance(line, SheetRemark):
        raise ImpossibleOperation(refusal)
    return line


def edit_line(sheet: Sheet, key: int, text: str) -> Sheet:
    """Whom a group names is kept as far as the words are there still; its cards keep whom they are addressed to."""
    line, (above, _) = _line_at(sheet, key)
    text = text.strip()
    if line.text == text:
        return sheet
    sheet = with_line(sheet, key, lambda row: retold(row, text))
    rows = [
        replace(row, lead_in=text) if isinstance(row, Card) and row.under == key and row.lead_in == line.text else row
        for row in sheet.sections[above].body
    ]
    return with_rows(sheet, above, rows)


def retold(line: SheetLine, text: str) -> SheetLine:
    if isinstance(line, SheetRemark):
        return replace(line, text=text)
    return retold_group(line, text)


def retold_group(line: SheetGroup, text: str) -> SheetGroup:
    words = fold(text)
    return replace(
        line,
        text=text,
        addressees=tuple(mention for mention in line.addressees if fold(mention.as_written) in words),
        others=tuple(other for other in line.others if fold(other.as_written) in words),
        deadline=deadline(text) if line.deadline else None,
    )


def edit_line_label(sheet: Sheet, key: int, label: str) -> Sheet:
    """As printed, with its mark: «3.»."""
    group = _group_at(sheet, key, "У обсуждения номера не бывает: сначала сделайте его вводной строкой.")
    label = " ".join(label.split())
    found = parse_label(label)
    changed = replace(group, label=label or None, number=found.number if found else None)
    return with_line(sheet, key, lambda _: changed)


def remove_line(sheet: Sheet, key: int, blocks: Sequence[Block] = ()) -> Sheet:
    """Its paragraphs are skipped; its cards go under the line above it, if any, and keep whom they are addressed to.

    Its words must not be part of a paragraph that stays. The line of an old draft has no paragraphs of its own: they
    are among those of its section.
    """
    line, (above, place) = _line_at(sheet, key)
    refuse_part_of_a_paragraph(sheet, line)
    rows = list(sheet.sections[above].body)
    del rows[place]
    sheet = with_rows(sheet, above, rows)
    if line.blocks:
        return with_skipped(sheet, line.blocks)
    section = sheet.sections[above]
    told = [i for i in section.blocks if i < len(blocks) and blocks[i].text and blocks[i].printed in line.text]
    sections = list(sheet.sections)
    sections[above] = replace(section, blocks=tuple(index for index in section.blocks if index not in told))
    return with_skipped(replace(sheet, sections=tuple(sections)), told)


def turn_line(sheet: Sheet, key: int) -> Sheet:
    """A group becomes talk, and its cards stand as what is above them; talk becomes a group over the cards below it."""
    line, (above, place) = _line_at(sheet, key)
    rows = list(sheet.sections[above].body)
    if isinstance(line, SheetGroup):
        rows[place] = SheetRemark(line.printed, 0, key=line.key, blocks=line.blocks)
        return with_rows(sheet, above, rows)
    del rows[place]
    group = told_as_printed(SheetGroup("", 0, key=line.key, blocks=line.blocks), line.text)
    return with_rows(sheet, above, opened(rows, place, group))


def told_as_printed(group: SheetGroup, printed: str) -> SheetGroup:
    """The group with these words, of which a label at their beginning is its own."""
    first, *rest = printed.split("\n")
    mark, text = split_label(first)
    label = parse_label(mark) if text else None  # alone on its line it is a word among others
    return replace(
        retold_group(group, "\n".join([text, *rest]) if label else printed),
        number=label.number if label else None,
        label=mark if label else None,
    )


def change_level(sheet: Sheet, key: int, step: int) -> Sheet:
    """Deeper (1), within the group above it, or less deep (-1); its cards stay under it."""
    group = _group_at(sheet, key, "Обсуждение не бывает под вводной строкой.")
    deeper = replace(group, level=max(1, group.level + step))
    changed = with_line(sheet, key, lambda _: deeper)
    if changed == sheet:
        raise ImpossibleOperation("Глубже вложить нельзя." if step > 0 else "Строка уже на верхнем уровне.")
    return changed


def add_line(sheet: Sheet, before: int) -> Sheet:
    """An empty group above a card or a line; it takes the cards below it up to the next group."""
    above, place = place_of(sheet, before)
    group = SheetGroup("", 0, key=sheet.next_key)
    sheet = with_rows(sheet, above, opened(list(sheet.sections[above].body), place, group))
    return replace(sheet, next_key=sheet.next_key + 1)


def opened(rows: list[Row], place: int, group: SheetGroup) -> list[Row]:
    """The group put there: over the cards below it that stood as what is above it does, up to the next group."""
    outer = group_above(rows, place)
    found = [*rows[:place], replace(group, level=_level_below(rows[:place], group))]
    for at, row in enumerate(rows[place:], place):
        if isinstance(row, SheetGroup):
            return [*found, *rows[at:]]
        found.append(placed(row, group.key) if isinstance(row, Card) and row.under in (None, outer) else row)
    return found


def _level_below(above: list[Row], group: SheetGroup) -> int:
    """That of the group before it; a numbered one stands in one without a number."""
    before = next((row for row in reversed(above) if isinstance(row, SheetGroup)), None)
    if before is None:
        return 1
    return before.level + 1 if group.label and not before.label else before.level
