"""How many public recommendations stand behind a row of a directory, by the index or, without it, the database."""

from collections.abc import Iterable

from django.db.models import Count, Model

from resolutions.models import Recommendation
from resolutions.search.criteria import Criteria
from resolutions.search.found import find

PATHS = {
    "to": "addressings__addressee",
    "section": "section",
    "theme": "section__themes",
    "place": "section__forum__locality",
}


def counted(parameter: str, rows: Iterable[Model]) -> dict[int, int]:
    """{primary key: how many} at least of the rows given; a row behind which there is none has no key."""
    public = Recommendation.objects.public()
    counts = find(Criteria(), public).counts(parameter)
    if counts is not None:
        return dict(iter(counts))
    path = PATHS[parameter]
    wanted = public.filter(**{f"{path}__in": [row.pk for row in rows]})
    return dict(wanted.values_list(path).annotate(Count("pk")))
