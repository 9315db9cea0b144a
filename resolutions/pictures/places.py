"""Where: recommendations by regions as tiles; if there is but one region, by its places as dots."""

from django.utils.text import capfirst

from resolution_reader import coordinates_of
from resolution_reader.language import fold
from resolutions.asking.filters import RecommendationFilter
from resolutions.models import Locality
from resolutions.pictures.counted import list_url, said, values
from resolutions.pictures.dots import Dot, draw_dots
from resolutions.pictures.layout import Place, layout
from resolutions.pictures.picture import Beneath, Entry, Picture
from resolutions.pictures.svg import Drawing
from resolutions.pictures.tiles import Tile, draw_tiles
from resolutions.search.values import Value
from resolutions.wording import grouped, plural

COUNTED = "Рекомендаций"


def places_of(filtered: RecommendationFilter, *, is_small: bool = False) -> Picture | None:
    """None while nobody has counted. `is_small`: for the front page."""
    if filtered.found.counts("region") is None:
        return None
    regions = values(filtered, "region")
    if not regions:
        return unplaced(filtered)
    if len(regions) == 1:
        return of_one_region(filtered, regions[0], is_small=is_small)
    return of_regions(filtered, regions, is_small=is_small)


def of_regions(filtered: RecommendationFilter, regions: list[Value], *, is_small: bool) -> Picture:
    known = layout()
    missing = [region for region in regions if fold(region.label) not in known]
    beneath = [Beneath("Регионы, которых нет на картинке", entries(filtered, "region", missing))] if missing else []
    return Picture(
        what="по регионам",
        sentence=f"Рекомендации есть в {plural(len(regions), 'регионе,регионах,регионах')}. "
        "Один квадрат — один регион, соседи на карте стоят рядом. Цветом показано, где рекомендаций больше.",
        head=["Регион", COUNTED],
        rows=table_rows(filtered, "region", regions),
        drawing=drawn(filtered, regions, is_small=is_small),
        beneath=[*beneath, *without_region(filtered, regions)],
    )


def drawn(filtered: RecommendationFilter, regions: list[Value], *, is_small: bool) -> Drawing:
    found = {fold(region.label): region for region in regions}
    tiles = [tile_of(filtered, place, found.get(key)) for key, place in layout().items()]
    return draw_tiles(tiles, is_small=is_small)


def tile_of(filtered: RecommendationFilter, place: Place, region: Value | None) -> Tile:
    """Of a region where nothing was found as well."""
    if region is None:
        return Tile(place.label, f"{place.region}: рекомендаций нет", place.column, place.row, 0, "")
    title, url = f"{place.region}: {said(region.count)}", list_url(filtered, region=region.value)
    return Tile(place.label, title, place.column, place.row, region.count, url)


def of_one_region(filtered: RecommendationFilter, region: Value, *, is_small: bool) -> Picture:
    own = set(Locality.objects.filter(region__slug=region.value).values_list("pk", flat=True))
    places = [place for place in values(filtered, "place") if place.key in own]
    spots = [(place, coordinates_of(place.label, region.label)) for place in places]
    unknown = [place for place, spot in spots if spot is None]
    dots = [
        Dot(
            place.label,
            f"{place.label}: {said(place.count)}",
            *spot,
            place.count,
            list_url(filtered, place=place.value),
        )
        for place, spot in spots
        if spot
    ]
    beneath = [Beneath("Где эти места, мы не знаем", entries(filtered, "place", unknown))] if unknown else []
    return Picture(
        what=f"по местам: {region.label}",
        sentence=f"{region.label}: {plural(len(places), 'место,места,мест')}. "
        "Чем больше круг, тем больше рекомендаций.",
        head=["Место", COUNTED],
        rows=table_rows(filtered, "place", places),
        drawing=draw_dots(dots, is_small=is_small) if dots else None,
        beneath=[*beneath, *without_region(filtered, [region])],
    )


def unplaced(filtered: RecommendationFilter) -> Picture:
    places = values(filtered, "place")
    return Picture(
        what="по местам",
        sentence="Ни для одного из найденных мест регион не указан, поэтому карты нет."
        if places
        else "Место форумов не указано, поэтому карты нет.",
        head=["Место", COUNTED],
        rows=table_rows(filtered, "place", places),
    )


def without_region(filtered: RecommendationFilter, regions: list[Value]) -> list[Beneath]:
    """The places that no region is known of, and how many recommendations are of no known place."""
    left = filtered.found.count() - sum(region.count for region in regions)
    if left <= 0:
        return []
    homeless = set(Locality.objects.filter(region=None).values_list("pk", flat=True))
    places = [place for place in values(filtered, "place") if place.key in homeless]
    nowhere = left - sum(place.count for place in places)
    listed = entries(filtered, "place", places) + ([Entry(f"место не указано, {grouped(nowhere)}")] if nowhere else [])
    return [Beneath("Регион не указан", listed)]


def entries(filtered: RecommendationFilter, parameter: str, found: list[Value]) -> list[Entry]:
    return [
        Entry(f"{value.label}, {grouped(value.count)}", list_url(filtered, **{parameter: value.value}))
        for value in found
    ]


def table_rows(filtered: RecommendationFilter, parameter: str, found: list[Value]) -> list[list[Entry]]:
    addressed = [(value, list_url(filtered, **{parameter: value.value})) for value in found]
    return [[Entry(capfirst(value.label), url), Entry(grouped(value.count), url)] for value, url in addressed]
