"""Pictures for shared links: of a recommendation, of a forum, and one for every other page.

An address ends with the version of the words drawn, so that whoever keeps pictures by address never shows an old
one; the version is not read. A picture is drawn when first asked for and kept in DATA_DIR, up to a number of them.
"""

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import quote_etag
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from resolutions.models import Forum, Recommendation
from resolutions.outside.drawing import Portal, Words, draw
from resolutions.web.errors import absent
from resolutions.web.look import shown_look
from resolutions.web.validators import not_modified
from resolutions.wording import dates, plural

ONE_DAY = 24 * 3600
MEDIA_TYPE = "image/png"


@require_safe
@cache_control(public=True, max_age=ONE_DAY)
def recommendation_picture(request: HttpRequest, code: str) -> HttpResponse:
    rows = Recommendation.objects.readable().select_related("section__forum__locality").with_way().with_rank()
    recommendation = rows.filter(code=code).first()
    if recommendation is None:
        raise absent(Recommendation.objects.was_public(code))
    return respond(request, words_of_recommendation(recommendation))


@require_safe
@cache_control(public=True, max_age=ONE_DAY)
def forum_picture(request: HttpRequest, slug: str) -> HttpResponse:
    forum = Forum.objects.readable().for_listing().filter(slug=slug).first()
    if forum is None:
        raise absent(Forum.objects.was_public(slug))
    return respond(request, words_of_forum(forum))


@require_safe
@cache_control(public=True, max_age=ONE_DAY)
def picture(request: HttpRequest) -> HttpResponse:
    return respond(request, words_of_any_page())


def respond(request: HttpRequest, words: Words) -> HttpResponse:
    etag = quote_etag(words.version)
    response = not_modified(request, etag) or HttpResponse(drawn(words), content_type=MEDIA_TYPE)
    response["ETag"] = etag
    return response


def drawn(words: Words) -> bytes:
    """From the disk if it is there."""
    kept: tuple[str, bytes] | None = caches["pictures"].get(words.version)
    if kept is None:
        kept = MEDIA_TYPE, draw(words)
        caches["pictures"].set(words.version, kept)
    return kept[1]


# What stands on them, and where they are


def words_of_any_page() -> Words:
    return Words(
        overline="",
        text="Что решили общественные форумы и к кому обратились",
        source="Резолюции, разобранные на рекомендации",
        where="У каждой свой адресат и постоянная ссылка",
        portal=portal(),
    )


def portal() -> Portal:
    look = shown_look()
    return Portal(look.name, look.main, look.accent)


def words_of_recommendation(recommendation: Recommendation) -> Words:
    forum = recommendation.section.forum
    return Words(
        overline=f"Рекомендация, {recommendation.place}",
        text=recommendation.alone,
        source=forum.heading,
        where=where_and_when(forum),
        portal=portal(),
    )


def words_of_forum(forum: Forum) -> Words:
    """Of a forum fetched with `.for_listing()`."""
    count = forum.recommendation_count
    return Words(
        overline=forum.overline,
        text=forum.heading,
        source=plural(count, "рекомендация,рекомендации,рекомендаций"),
        where=where_and_when(forum),
        portal=portal(),
    )


def where_and_when(forum: Forum) -> str:
    """What is known of it."""
    return " · ".join(filter(None, [forum.locality.name if forum.locality else "", dates(forum) if forum.day else ""]))


def address_of_recommendation_picture(recommendation: Recommendation) -> str:
    words = words_of_recommendation(recommendation)
    return f"{reverse('recommendation-picture', args=[recommendation.code])}?v={words.version}"


def address_of_forum_picture(forum: Forum) -> str:
    return f"{reverse('forum-picture', args=[forum.slug])}?v={words_of_forum(forum).version}"


def address_of_picture() -> str:
    return f"{reverse('picture')}?v={words_of_any_page().version}"
