"""The table places.tsv: which places have a name. Loaded at first use (20 ms, 2 MB).

A line is name, code of the region in regions.tsv, latitude, longitude (degrees), inhabitants (0: unknown), with tabs
between; namesakes in one region are one line.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from resolution_reader.language.folding import fold

HERE = Path(__file__).parent


class Place(NamedTuple):
    """`region` as in regions.tsv, «Томская область»."""

    name: str
    region: str
    latitude: float
    longitude: float
    population: int


def places_called(name: str) -> tuple[Place, ...]:
    """The largest first; none where the table lacks the name, which says nothing against it. ё is е."""
    return tuple(_place(line) for line in _lines().get(fold(name), ()))


def is_place(name: str) -> bool:
    return fold(name) in _lines()


@cache
def regions() -> Mapping[str, str]:
    """The regions by their codes, which are GeoNames' own."""
    lines = (HERE / "regions.tsv").read_text(encoding="utf-8").splitlines()
    return {code: name for code, _, name in (line.partition("\t") for line in lines)}


@cache
def _lines() -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (HERE / "places.tsv").read_text(encoding="utf-8").splitlines():
        found.setdefault(_key(line.partition("\t")[0]), []).append(line)
    return found


def _key(name: str) -> str:
    """fold() of a name of the table, which has nothing else to fold."""
    return name.lower().replace("ё", "е")


def _place(line: str) -> Place:
    name, region, latitude, longitude, population = line.split("\t")
    return Place(name, regions()[region], float(latitude), float(longitude), int(population))
