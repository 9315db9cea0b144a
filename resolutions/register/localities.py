"""Where a forum was held, as a row of the directory of places."""

import re
from functools import partial

from django.db.models import QuerySet

from resolution_reader import Outline, regions_of, regions_of_place, without_region
from resolution_reader.language import fold
from resolutions.models import Locality, Region, User
from resolutions.models.once import found_or_made
from resolutions.register.authorship import save_as


def place_name(place: str) -> str:
    """«город Томск, Томская область» as the register calls it."""
    return re.sub(r"^(город|г\.)\s*", "", without_region(place), flags=re.IGNORECASE)


def locality_called(outline: Outline, place: str, by: User | None) -> Locality:
    """The locality of that name, with or without «город»; a new one if the register has none, with its region where it
    can be but one. One that is there stays as it is, and is not meant if it is a namesake elsewhere.
    """
    name, regions = place_name(place), regions_of_place(outline)
    region = regions[0] if len(regions) == 1 and fold(regions[0]) != fold(name) else None
    elsewhere = {*map(fold, regions_of(place))} - {fold(region or "")} if region else set()
    known = Locality.objects.filter(name_key=fold(name)).exclude(region__name_key__in=elsewhere).order_by("pk")
    return found_or_made(partial(best_of, known, region), partial(new_locality, name, region, by))


def best_of(known: QuerySet[Locality], region: str | None) -> Locality | None:
    return (region and known.filter(region__name_key=fold(region)).first()) or known.first()


def new_locality(name: str, region: str | None, by: User | None) -> Locality:
    return save_as(by, Locality(name=name, region=region_called(region, by) if region else None))


def region_called(name: str, by: User | None) -> Region:
    known = Region.objects.filter(name_key=fold(name))
    return found_or_made(known.first, lambda: save_as(by, Region(name=name)))
