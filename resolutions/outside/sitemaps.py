"""What crawlers are told: robots.txt, and sitemap.xml as an index of bounded parts.

A part is a range of keys, not a page of a count: it costs the same wherever it lies, never grows, and a row stays in
its part. The time of the last change is told where the register knows it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.sax.saxutils import escape

from django.db.models import Max, Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from resolutions.asking.choice import HOW_IT_LOOKS
from resolutions.asking.filters import RecommendationFilter
from resolutions.models import Addressee, Addressing, Forum, Recommendation, Section, Theme
from resolutions.models.addresses import address_of
from resolutions.records import absolute

PAGES = [
    "home",
    "forum-list",
    "recommendation-list",
    "addressee-list",
    "theme-list",
    "statistics",
    "open-data",
    "api",
    "about",
    "contribute",
    "help",
    "glossary",
    "privacy",
]
PICTURES = ("places", "years", "addressees-and-themes")  # as resolutions/pictures/kinds.py has them
# Behind these stand people at work, or nothing that anybody would look for.
CLOSED = [
    "/admin/",
    "/editor/",
    "/account/",
    "/login/",
    "/password-reset/",
    "/invitation/",
    "/view-settings/",
    "/forums/*/report/",
    "/r/*/report/",
    "/report/",
    "/contribute/sent/",
    "/subscribe/",
    "/subscriptions/",
    "/unsubscribe/",
    "/recommendations/values/",
    "/recommendations/suggest/",
    "/api/v1/*/",
]
Keys = tuple[int, int]


@dataclass(frozen=True)
class Entry:
    path: str
    changed: datetime | None = None

    @property
    def lastmod(self) -> str:
        return f"<lastmod>{self.changed.isoformat(timespec='seconds')}</lastmod>" if self.changed else ""


@dataclass(frozen=True)
class Kind:
    """Pages of one kind: which rows have one, and the entries of those with keys in a range."""

    rows: Callable[[], QuerySet[Model]]
    entries: Callable[[QuerySet[Model], Keys], Iterable[Entry]]
    size: int

    def numbers(self) -> range:
        """Of the parts, from the one with the first row to the one with the last; one between may be empty."""
        keys = self.rows().order_by("pk").values_list("pk", flat=True)
        first, last = keys.first(), keys.last()
        if first is None or last is None:
            return range(0)
        return range((first - 1) // self.size + 1, (last - 1) // self.size + 2)

    def part(self, number: int) -> Iterable[Entry]:
        keys = ((number - 1) * self.size + 1, number * self.size)
        return self.entries(self.rows().filter(pk__range=keys).order_by("pk"), keys)


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    parts = [("pages", 1), *((name, number) for name, kind in KINDS.items() for number in kind.numbers())]
    return respond("sitemapindex", "sitemap", (Entry(reverse("sitemap-part", args=part)) for part in parts))


@require_safe
def sitemap_part(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    if kind == "pages" and number == 1:
        entries: Iterable[Entry] = map(Entry, [*map(reverse, PAGES), *picture_pages()])
    elif kind in KINDS and number in KINDS[kind].numbers():
        entries = KINDS[kind].part(number)
    else:
        raise Http404
    return respond("urlset", "url", entries)


def picture_pages() -> Iterator[str]:
    return (reverse("picture-page", args=[name]) for name in PICTURES)


def respond(whole: str, each: str, entries: Iterable[Entry]) -> HttpResponse:
    """Written here: a template takes a hundred times as long over ten thousand rows."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<{whole} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(f"<{each}><loc>{escape(absolute(entry.path))}</loc>{entry.lastmod}</{each}>" for entry in entries),
        f"</{whole}>\n",
    ]
    # To be read by crawlers, not to be found.
    return HttpResponse("\n".join(lines), content_type="application/xml", headers={"X-Robots-Tag": "noindex"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """One filter may be looked through, two are for people: every combination is a page, and they are endless."""
    chosen = [name for name in RecommendationFilter.base_filters if name not in HOW_IT_LOOKS]
    second = [f"Disallow: /*&{name}=" for name in chosen]
    same = [f"Disallow: /*{mark}{name}=" for name in HOW_IT_LOOKS for mark in "?&"]
    lines = [
        "User-agent: *",
        *(f"Disallow: {reverse('home')[:-1]}{path}" for path in CLOSED),
        *second,
        *same,
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


# The entries of each kind


def recommendation_entries(rows: QuerySet[Model], keys: Keys) -> Iterator[Entry]:
    """Changed when published, or when its text or its addressees were last changed."""
    changes = [
        last_changes(Recommendation.history.filter(id__range=keys), "id"),
        last_changes(Addressing.history.filter(recommendation__pk__range=keys), "recommendation_id"),
    ]
    for pk, code, published_at in rows.values_list("pk", "code", "section__forum__published_at"):
        yield Entry(address_of("recommendation-detail", code), latest(pk, published_at, changes))


def forum_entries(rows: QuerySet[Model], keys: Keys) -> Iterator[Entry]:
    """Changed when published, or when anything that stands on its page was last changed."""
    sections = Section.objects.filter(forum__pk__range=keys)
    changes = [
        last_changes(Forum.history.filter(id__range=keys), "id"),
        last_changes(Section.history.filter(forum__pk__range=keys), "forum_id"),
        last_changes(Recommendation.history.filter(section__in=sections), "section__forum_id"),
        last_changes(
            Addressing.history.filter(recommendation__section__in=sections), "recommendation__section__forum_id"
        ),
    ]
    for pk, slug, published_at in rows.values_list("pk", "slug", "published_at"):
        yield Entry(address_of("forum-detail", slug), latest(pk, published_at, changes))


def addressee_entries(rows: QuerySet[Model], keys: Keys) -> Iterator[Entry]:
    """What stands on their pages changes with every forum that names them: no time is told."""
    for slug in rows.values_list("slug", flat=True):
        yield Entry(address_of("addressee-detail", slug))


def theme_entries(rows: QuerySet[Model], keys: Keys) -> Iterator[Entry]:
    """As of addressees."""
    for slug in rows.values_list("slug", flat=True):
        yield Entry(address_of("theme-detail", slug))


def last_changes(history: QuerySet[Model], key: str) -> dict[int, datetime]:
    return dict(history.order_by().values_list(key).annotate(last=Max("history_date")))


def latest(pk: int, published_at: datetime, changes: list[dict[int, datetime]]) -> datetime:
    return max([published_at, *(last[pk] for last in changes if pk in last)])


KINDS = {
    "forums": Kind(Forum.objects.public, forum_entries, 1_000),
    "recommendations": Kind(Recommendation.objects.public, recommendation_entries, 10_000),
    "addressees": Kind(Addressee.objects.named, addressee_entries, 10_000),
    "themes": Kind(Theme.objects.public, theme_entries, 10_000),
}
