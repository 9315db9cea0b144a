"""Which place of the directory a document means, and in which region."""

import re

from resolution_reader import Outline, regions_of, regions_of_place, without_region
from resolution_reader.language import fold
from resolutions.models import Locality


def place_name(place: str) -> str:
    """«город Томск, Томская область» as the register calls it."""
    return re.sub(r"^(город|г\.)\s*", "", without_region(place), flags=re.IGNORECASE)


def region_meant(outline: Outline) -> str | None:
    """The region of its place where that can be but one; none for a place that is a region itself."""
    regions = regions_of_place(outline)
    return regions[0] if len(regions) == 1 and fold(regions[0]) != fold(place_name(outline.place or "")) else None


def known_locality(outline: Outline) -> Locality | None:
    """That of the name, with or without «город», in its region, else one that is no namesake in another region."""
    region = region_meant(outline)
    elsewhere = {*map(fold, regions_of(outline.place or ""))} - {fold(region)} if region else set()
    known = Locality.objects.filter(name_key=fold(place_name(outline.place or ""))).order_by("pk")
    here = region and known.filter(region__name_key=fold(region)).first()
    return here or known.exclude(region__name_key__in=elsewhere).first()
