"""When: the forums in which something was found, on a line of time, towns with most forums first."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from resolutions.asking.filters import RecommendationFilter
from resolutions.models import Forum
from resolutions.pictures.counted import chosen_among, list_url, said, values, values_url
from resolutions.pictures.picture import Beneath, Entry, Picture
from resolutions.pictures.svg import Drawing
from resolutions.pictures.timeline import Held, Row, draw_timeline
from resolutions.search.criteria import NOT_KNOWN
from resolutions.search.values import Value
from resolutions.wording import dates, grouped, plural

TOWNS, FORUMS = 12, 240  # that a picture has room for
UNDATED = 20
FORMS = "форум,форума,форумов"
Found = list[tuple[int, int]]  # keys of forums, and how many recommendations were found in each


@dataclass(frozen=True)
class Town:
    value: Value
    forums: Found


def years_of(filtered: RecommendationFilter, *, most: int = TOWNS) -> Picture | None:
    """None while nobody has counted."""
    if filtered.found.counts("place") is None:
        return None
    places = values(filtered, "place")
    towns, undated = leading(filtered, places, most), undated_of(filtered)
    if towns is None or undated is None:
        return None
    each = FORUMS // max(1, len(towns))
    keys = [key for town in towns for key, _ in town.forums[:each]] + [key for key, _ in undated[:UNDATED]]
    forums = {forum.pk: forum for forum in Forum.objects.public().filter(pk__in=keys)}
    shown = [(town, [(forums[key], count) for key, count in town.forums[:each] if key in forums]) for town in towns]
    without = [(forums[key], count) for key, count in undated[:UNDATED] if key in forums]
    return Picture(
        what="по годам",
        sentence=sentence_of(towns, any(forum.day for _, held in shown for forum, _ in held)),
        head=["Город или район", "Когда", "Форум", "Рекомендаций"],
        rows=[row for town, held in shown for row in rows_of(filtered, town, held)],
        drawing=drawn(filtered, shown),
        beneath=[
            *folded(filtered, len(places) - len(towns), sum(len(town.forums[each:]) for town in towns)),
            *without_day(filtered, without, len(undated)),
            *without_place(filtered, places),
        ],
    )


def leading(filtered: RecommendationFilter, places: list[Value], most: int) -> list[Town] | None:
    """Those with most forums found. A town can have no more than it has forums, or recommendations found: whoever could
    not come among the first is not looked at."""
    held = dict(Forum.objects.public().order_by().values_list("locality").annotate(Count("pk")))
    bounds = {place.key: min(place.count, held.get(place.key, 0)) for place in places}
    towns: list[Town] = []
    for place in sorted(places, key=lambda place: -bounds[place.key]):
        if len(towns) == most and bounds[place.key] <= len(towns[-1].forums):
            break
        crossed = filtered.found.crossed("place", [place.key], "forum")
        if crossed is None:
            return None
        towns.append(Town(place, chosen_among(filtered, "forum", crossed[place.key])))
        towns = sorted(towns, key=lambda town: (-len(town.forums), -town.value.count, town.value.label))[:most]
    return towns


def undated_of(filtered: RecommendationFilter) -> Found | None:
    """The forums found that no day is known of."""
    if NOT_KNOWN not in filtered.criteria.chosen.get("year", {NOT_KNOWN}):
        return []
    crossed = filtered.found.crossed("year", [NOT_KNOWN], "forum")
    return None if crossed is None else chosen_among(filtered, "forum", crossed[NOT_KNOWN])


def drawn(filtered: RecommendationFilter, shown: list[tuple[Town, list[tuple[Forum, int]]]]) -> Drawing | None:
    lines = [
        Row(
            town.value.label,
            list_url(filtered, place=town.value.value),
            [
                Held(f"{dates(forum)}: {forum.heading}, {said(count)}", forum.day, count, forum.get_absolute_url())
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


def rows_of(filtered: RecommendationFilter, town: Town, held: list[tuple[Forum, int]]) -> Iterable[list[Entry]]:
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


def without_day(filtered: RecommendationFilter, undated: list[tuple[Forum, int]], count: int) -> list[Beneath]:
    if not count:
        return []
    listed = [Entry(f"{forum.heading}, {grouped(found)}", forum.get_absolute_url()) for forum, found in undated]
    way = Entry(f"все {plural(count, FORMS)}", values_url(filtered, "forum")) if count > len(listed) else None
    return [Beneath("Дата не указана", listed, way)]


def without_place(filtered: RecommendationFilter, places: list[Value]) -> list[Beneath]:
    left = filtered.found.count() - sum(place.count for place in places)
    return [Beneath("Место не указано", [Entry(said(left))])] if left > 0 else []
