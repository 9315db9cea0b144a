"""Atom (RFC 4287) for every filter: what was published last, to be followed without an address or an account.

A feed goes by publication, not by the forum's day: a resolution of 2012 that enters the register today is news.
Texts are plain text; an entry is called by the recommendation's permanent address.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from resolutions.asking.chosen import canonical_query, filter_by, in_one_line, within_forums
from resolutions.asking.closed import MAXIMUM_VALUES
from resolutions.asking.filters import RecommendationFilter
from resolutions.characters import writable
from resolutions.models import Addressee, Forum, Recommendation
from resolutions.records import RecommendationRecord, absolute, record_of
from resolutions.web.errors import Gone, absent, bad_parameters
from resolutions.web.look import shown_look
from resolutions.web.remembering import remembered
from resolutions.wording import beginning

ENTRIES = 50
ENOUGH_TO_SORT = 500
MOST_UNCOUNTED = 1000  # forums looked through while there is no index
TITLE_WORDS = 12
NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)


class PlainAtom(Atom1Feed):
    """Django's, with the text as text instead of HTML, and no time of day in a feed that is empty."""

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, str]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["text"], {"type": "text"})

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NOTHING_YET


@require_safe
@remembered(*RecommendationFilter.base_filters)
def recommendation_feed(request: HttpRequest) -> HttpResponse:
    found = RecommendationFilter(request.GET, Recommendation.objects.public())
    if not found.is_valid():
        return bad_parameters(request, found.problems)
    query = canonical_query(found)
    address = f"?{query}" if query else ""
    chosen = in_one_line(found)
    return feed(
        title=f"{shown_look().name}. {chosen[:1].upper()}{chosen[1:]}",
        page=reverse("recommendation-list") + address,
        own=reverse("recommendation-feed") + address,
        rows=published_last(found),
    )


@require_safe
@remembered()
def addressee_feed(request: HttpRequest, slug: str) -> HttpResponse:
    addressee = Addressee.objects.filter(slug=slug).select_related("merged_into").first()
    if addressee is None:
        raise Gone if Addressee.objects.was_public(slug) else Http404
    meant = addressee.merged_into or addressee  # an old address tells a name that is not public as well
    if not Addressee.objects.public().filter(pk=meant.pk).exists():
        raise Http404
    if addressee.merged_into:
        return redirect("addressee-feed", addressee.merged_into.slug, permanent=True)
    return feed(
        title=f"{shown_look().name}. Кому: {addressee}",
        page=addressee.get_absolute_url(),
        own=reverse("addressee-feed", args=[slug]),
        rows=published_last(filter_by(QueryDict(f"to={slug}"))),
    )


@require_safe
@remembered()
def forum_feed(request: HttpRequest, slug: str) -> HttpResponse:
    forum = Forum.objects.readable().filter(slug=slug).first()
    if forum is None:
        raise absent(Forum.objects.was_public(slug))
    return feed(
        title=f"{shown_look().name}. {forum}",
        page=forum.get_absolute_url(),
        own=reverse("forum-feed", args=[slug]),
        rows=published_last(filter_by(QueryDict(f"forum={slug}"))),
    )


def published_last(found: RecommendationFilter) -> list[Recommendation]:
    """The last entries by publication, each forum's as printed; rows as `record_of()` wants them."""
    query, rows = canonical_query(found), []
    for slugs in forums_published_last(found):
        some = within_forums(query, slugs)
        rows += next(some.found.in_chunks(ENOUGH_TO_SORT), []) if some else []
        if len(rows) >= ENTRIES:
            break
    rows.sort(key=lambda row: (row.section.forum.published_at, row.section.forum.pk), reverse=True)
    return rows[:ENTRIES]


def forums_published_last(found: RecommendationFilter) -> Iterator[list[str]]:
    """Slugs of forums, the one published last first, in portions that one filter can name."""
    forums = Forum.objects.readable() if found.names_demonstration else Forum.objects.public()
    forums = forums.order_by("-published_at", "-pk")
    if found.chosen("forum"):
        forums = forums.filter(slug__in=found.chosen("forum"))
    counts = found.found.counts("forum")
    if counts is not None:
        yield enough_to_fill(dict(iter(counts)), forums.values_list("pk", "slug").iterator())
        return
    # Nobody has counted, so every forum may hold something.
    slugs = list(forums.values_list("slug", flat=True)[:MOST_UNCOUNTED])
    for start in range(0, len(slugs), MAXIMUM_VALUES):
        yield slugs[start : start + MAXIMUM_VALUES]


def enough_to_fill(counts: dict[int, int], forums: Iterable[tuple[int, str]]) -> list[str]:
    """Those in which something is found, until a feed is full."""
    slugs, entries = [], 0
    for key, slug in forums:
        if entries >= ENTRIES:
            break
        if key in counts:
            slugs.append(slug)
            entries += counts[key]
    return slugs


def feed(*, title: str, page: str, own: str, rows: list[Recommendation]) -> HttpResponse:
    """`page` is what people read instead, `own` the feed's permanent address; both without the host."""
    atom = PlainAtom(
        title=writable(title),
        link=absolute(page),
        description=None,
        language="ru",
        author_name=writable(shown_look().name),
        feed_url=absolute(own),
        feed_guid=absolute(own),
    )
    for row in rows:
        add_entry(atom, row)
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


def add_entry(atom: PlainAtom, row: Recommendation) -> None:
    record = record_of(row)
    forum = row.section.forum
    atom.add_item(
        title=writable(title_of(row)),
        link=record["url"],
        unique_id=record["url"],
        description=None,  # type: ignore[arg-type]  # Atom needs none, and has the whole text
        author_name=writable(forum.organizer.name),
        pubdate=forum.published_at,
        updateddate=forum.published_at,
        categories=[writable(theme["name"]) for theme in record["themes"]],
        text=writable(text_of(record)),
    )


def title_of(row: Recommendation) -> str:
    """«Пункт 3, в): Провести …»."""
    place, words = row.place, beginning(row.text, TITLE_WORDS)
    return f"{place[:1].upper()}{place[1:]}: {words}" if place else words


def text_of(record: RecommendationRecord) -> str:
    """The recommendation below the lines it stands under, whom it is addressed to, and where it comes from."""
    forum = record["forum"]
    addressees = "; ".join(addressee["name"] for addressee in record["addressees"]) or "адресат не указан"
    source = ", ".join(filter(None, [forum["title"], forum["place"], forum["date"]]))
    said = "\n".join([*record["path"], f"{record['label']} {record['text']}".strip()])
    return f"{said}\n\nКому: {addressees}\nФорум: {source}\nСекция: {record['section']['title']}"
