"""What a comparison shows of a recommendation and of the lines of a section; the same words mean the same."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.text import capfirst

from resolution_reader import DaysFrom, Deadline, Group, Part, Recommendation, Section
from resolution_reader.language import plural
from resolutions.models import Forum
from resolutions.review.proposed import SectionThemes
from resolutions.review.row_fields import LONGEST_TERM, NamesOthers, nested
from resolutions.review.sheet import day_in
from resolutions.vocabulary import Act, LineKind, OtherRole
from resolutions.wording import first_words, long_date

FEW = 5  # words by which a text is known again


def item_words(item: Recommendation) -> str:
    """The item as printed, then what it says, a line each; what it does not say is left out."""
    said = {
        "Кому": "; ".join(mention.as_written or mention.name for mention in item.addressees),
        "Что делает": "" if item.act == "recommend" else Act(item.act).label,
        "Срок": term_words(item.deadline),
        "Как часто": item.repeats or "",
        **others_words(item),
        "Части": "; ".join(map(part_words, item.parts)),
    }
    return "\n".join([printed(item), *(f"{name}: {words}" for name, words in said.items() if words)])


def printed(item: Recommendation) -> str:
    mark = item.label or (f"{item.number}." if item.number else "")
    return f"{mark} {item.text}".strip()


def named(item: Recommendation) -> str:
    """By its number; one without, by its first words."""
    return item.number or f"«{first_words(item.text, FEW)}»"


def part_words(part: Part) -> str:
    """«а) провести конкурс … (кому: Управлению культуры, срок: 1 мая 2024 г.)»."""
    said = {
        "кому": ", ".join(mention.as_written or mention.name for mention in part.addressees),
        "срок": term_words(part.deadline),
        **{name.lower(): words for name, words in others_words(part).items()},
    }
    inside = ", ".join(f"{name}: {words}" for name, words in said.items() if words)
    return f"{part.label or ''} {first_words(part.text, FEW)}{f' ({inside})' if inside else ''}".strip()


def themes_words(themes: SectionThemes) -> str:
    """A line each; of one that is only proposed also the words of the section that speak for it."""
    given = [theme.name for theme in themes.given]
    for one in themes.proposed:
        given.append(f"{one.theme.name} (предложено: {', '.join(f'«{word}»' for word in one.words)})")
    return "\n".join(capfirst(line) for line in given)


def others_words(row: NamesOthers) -> dict[str, str]:
    return {
        role.label.capitalize(): "; ".join(other.as_written or other.name for other in row.others if other.role == role)
        for role in OtherRole
    }


def term_words(deadline: Deadline) -> str:
    if isinstance(deadline, DaysFrom):
        return f"{deadline.days} {plural(deadline.days, 'день', 'дня', 'дней')} со дня получения"
    day = day_in(deadline or "")
    return long_date(day) if day else (deadline or "")[:LONGEST_TERM]


def lines_words(section: Section, *, with_order: bool = False) -> str:
    """Each line of it, with what it stands before and over."""
    order = [f"Пункты: {', '.join(map(named, section.recommendations))}"] if with_order else []
    return "\n".join([*_lines(section), *order])


def _lines(section: Section) -> Iterator[str]:
    body = section.body
    under: dict[int | None, list[Recommendation]] = {}
    for item in section.recommendations:
        under.setdefault(item.group, []).append(item)
    places = {id(group): at for at, group in enumerate(section.groups)}
    levels = iter(nested([row for row in body if isinstance(row, Group)]))
    for place, row in enumerate(body):
        if isinstance(row, Recommendation):
            continue
        following = next((named(one) for one in body[place + 1 :] if isinstance(one, Recommendation)), "")
        before = f"перед пунктом {following}" if following else "в конце"
        if isinstance(row, Group):
            over = under.get(places[id(row)], [])
            _, level = next(levels)
            yield f"{'– ' * (level - 1)}{row.printed} [{', '.join([before, *_over(over)])}]"
        else:
            yield f"{LineKind.REMARK.label.capitalize()}: {row.text} [{before}]"


def _over(items: list[Recommendation]) -> Iterator[str]:
    if items:
        yield f"под ней {', '.join(map(named, items))}" if len(items) <= FEW else _range(items)


def _range(items: list[Recommendation]) -> str:
    return f"под ней {len(items)}: с {named(items[0])} по {named(items[-1])}"


def adopted_words(forum: Forum) -> str:
    number = f"№ {forum.adopted_number}" if forum.adopted_number else ""
    day = long_date(forum.adopted_on) if forum.adopted_on else ""
    return ", ".join(filter(None, [day, number, forum.votes]))


def pieces(before: str, after: str) -> list[tuple[str, str]]:
    """Both texts in pieces: ("same" | "gone" | "new", words)."""
    old, new = before.split(), after.split()
    found = []
    for what, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(("same", " ".join(old[start:end])))
            continue
        found.append(("gone", " ".join(old[start:end])))
        found.append(("new", " ".join(new[new_start:new_end])))
    return [(what, words) for what, words in found if words]
