"""When: the forums in which something was found, on a line of time, towns with most forums first."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from resolutions.asking.filters import RecommendationFilter
from resolutions.models import Forum
from resolutions.pictures.counted import chosen_among, list_url, said, values, values_url
from resolutions.pictures.picture import Beneath, Entry, Picture
from resolutions.pictures.svg import Drawing
from resolutions.pictures.timeline import Dot, Row, draw_timeline
from resolutions.search.counting import Counts
from resolutions.search.criteria import NOT_KNOWN
from resolutions.search.values import Value
from resolutions.wording import dates, grouped, plural

TOWNS, FORUMS = 12, 240  # that a picture has room for
UNDATED = 20
FORMS = "форум,форума,форумов"
Held = list[tuple[Forum, int]]  # and how many recommendations were found in each


@dataclass(frozen=True)
class Town:
    value: Value
    forums: Counts


def years_of(filtered: RecommendationFilter, *, most: int = TOWNS) -> Picture | None:
    """None while nobody has counted."""
    if filtered.found.counts("place") is None:
        return None
    places = values(filtered, "place")
    towns, undated = leading(filtered, places, most), undated_of(filtered)
    if towns is None or undated is None:
        return None
    each = FORUMS // max(1, len(towns))
    first = [list(islice(town.forums, each)) for town in towns]
    named = list(islice(undated, UNDATED))
    keys = [key for held in (*first, named) for key, _ in held]
    forums = {forum.pk: forum for forum in Forum.objects.readable().filter(pk__in=keys)}

    def known(held: list[tuple[int, int]]) -> Held:
        return [(forums[key], count) for key, count in held if key in forums]

    shown = [(town, known(held)) for town, held in zip(towns, first, strict=True)]
    return Picture(
        what="по годам",
        sentence=sentence_of(towns, any(forum.day for _, held in shown for forum, _ in held)),
        head=["Город или район", "Когда", "Форум", "Рекомендаций"],
        rows=[row for town, held in shown for row in rows_of(filtered, town, held)],
        drawing=drawn(filtered, shown),
        beneath=[
            *folded(filtered, len(places) - len(towns), sum(max(0, len(town.forums) - each) for town in towns)),
            *without_day(filtered, known(named), len(undated)),
            *without_place(filtered, places),
        ],
    )


def leading(filtered: RecommendationFilter, places: list[Value], most: int) -> list[Town] | None:
    """Those with most forums found."""
    grouped_by_place = filtered.found.grouped("place", [place.key for place in places], "forum")
    if grouped_by_place is None:
        return None
    towns = [
        Town(place, chosen_among(filtered, "forum", grouped_by_place[place.key]))
        for place in places
        if place.key in grouped_by_place
    ]
    return sorted(towns, key=lambda town: (-len(town.forums), -town.value.count, town.value.label))[:most]


def undated_of(filtered: RecommendationFilter) -> Counts | None:
    """The forums found that no day is known of."""
    if NOT_KNOWN not in filtered.criteria.chosen.get("year", {NOT_KNOWN}):
        return Counts([], [])
    crossed = filtered.found.crossed("year", [NOT_KNOWN], "forum")
    return None if crossed is None else chosen_among(filtered, "forum", crossed[NOT_KNOWN])


def drawn(filtered: RecommendationFilter, shown: list[tuple[Town, Held]]) -> Drawing | None:
    lines = [
        Row(
            town.value.label,
            list_url(filtered, place=town.value.value),
            [
                Dot(f"{dates(forum)}: {forum.heading}, {said(count)}", forum.day, count, forum.get_absolute_url())
                for forum, count in held
                if forum.day
            ],
        )
        for town, held in shown
    ]
    return draw_timeline(lines) if any(line.forums for line in lines) else None


def sentence_of(towns: list[Town], is_drawn: bool) -> str:
    if not towns:
        return "Место найденных форумов не указано, поэтому картинки нет."
    if not is_drawn:
        return "Дата найденных форумов не указана, поэтому картинки нет; форумы — в таблице."
    return (
        "Строка — город, где форумов больше всего, точка — форум в день, когда он прошёл. "
        "Чем больше точка, тем больше рекомендаций."
    )


def rows_of(filtered: RecommendationFilter, town: Town, held: Held) -> Iterable[list[Entry]]:
    """By day; those without one come last."""
    name = Entry(town.value.label, list_url(filtered, place=town.value.value))
    for forum, count in sorted(held, key=lambda one: (one[0].day is None, one[0].day, one[0].pk)):
        own = Entry(grouped(count), list_url(filtered, forum=forum.slug))
        yield [name, Entry(dates(forum)), Entry(forum.heading, forum.get_absolute_url()), own]


def folded(filtered: RecommendationFilter, towns: int, forums: int) -> list[Beneath]:
    more = []
    if towns:
        way = Entry("все места", values_url(filtered, "place"))
        more.append(Beneath(f"Ещё {plural(towns, 'место,места,мест')}", [], way))
    if forums:
        way = Entry("все форумы", values_url(filtered, "forum"))
        more.append(Beneath(f"В этих местах ещё {plural(forums, FORMS)}", [], way))
    return more


def without_day(filtered: RecommendationFilter, undated: Held, count: int) -> list[Beneath]:
    if not count:
        return []
    listed = [Entry(f"{forum.heading}, {grouped(found)}", forum.get_absolute_url()) for forum, found in undated]
    way = Entry(f"все {plural(count, FORMS)}", values_url(filtered, "forum")) if count > len(listed) else None
    return [Beneath("Дата не указана", listed, way)]


def without_place(filtered: RecommendationFilter, places: list[Value]) -> list[Beneath]:
    left = filtered.found.count() - sum(place.count for place in places)
    return [Beneath("Место не указано", [Entry(said(left))])] if left > 0 else []
