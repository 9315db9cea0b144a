"""How many public recommendations stand behind a row of a directory, by the index or, without it, the database."""

from collections.abc import Iterable

from django.db.models import Count, Model

from resolutions.models import Recommendation
from resolutions.search.criteria import Criteria
from resolutions.search.found import find

# Where the rows of a directory stand, seen from a recommendation, and what else is true of those that count.
PATHS = {
    "to": "addressings__addressee",
    "section": "section",
    "theme": "section__themes",
    "place": "section__forum__locality",
}
ONLY = {"to": {"addressings__withdrawn_at__isnull": True}}


def counted(parameter: str, rows: Iterable[Model]) -> dict[int, int]:
    """{primary key: how many} at least of the rows given; a row behind which there is none has no key."""
    public = Recommendation.objects.public()
    counts = find(Criteria(), lambda: public).counts(parameter)
    if counts is not None:
        return dict(iter(counts))
    path = PATHS[parameter]
    wanted = public.filter(**{f"{path}__in": [row.pk for row in rows]}, **ONLY.get(parameter, {}))
    return dict(wanted.values_list(path).annotate(Count("pk")))
