"""What was published since a subscriber was last told, found and claimed; the mail is written when it is sent.

New is a forum that has been published since the subscription was confirmed, that she was not told of before, and that
was not public when she confirmed: one that was taken back and published again does not come as new.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from resolutions.asking.chosen import canonical_query, kept_filter, within_forums
from resolutions.asking.closed import MAXIMUM_VALUES
from resolutions.asking.filters import RecommendationFilter
from resolutions.following.subscribing import keep_up_with_merges
from resolutions.models import Digest, Forum, Mail, Recommendation, Subscription
from resolutions.models.gate import published
from resolutions.records import absolute
from resolutions.search.unindexed import WordsUnavailable
from resolutions.tracking import content_version
from resolutions.vocabulary import MailKind

MOST_SHOWN = 20  # recommendations in one mail
AT_ONCE = 500
# What was looked through a moment ago is looked at once more: a publication may have been under way just then, or
# the index behind. Who was told is noted, so nobody is told twice.
LOOKED_AT_AGAIN = timedelta(days=1)


def post_digests(at: datetime) -> int:
    """Posts a mail for everybody whose turn it is and for whom there is something new; how many."""
    due = list(Subscription.objects.due(timezone.localdate(at)).order_by("pk"))
    if not due:
        return 0
    fresh = Fresh(since=min(map(looked_from, due)), until=at)
    queued, quiet = 0, []
    for subscription in due:
        try:
            forums = fresh.news_for(subscription)
        except WordsUnavailable:
            continue  # until there is an index again
        if not forums:
            quiet.append(subscription.pk)
        elif keep_up_with_merges(subscription) and claim(subscription, forums, at):
            queued += 1
    for start in range(0, len(quiet), AT_ONCE):
        some = quiet[start : start + AT_ONCE]
        Subscription.objects.filter(pk__in=some, covered_until__lt=at).update(covered_until=at)
    return queued


def looked_from(subscription: Subscription) -> datetime:
    assert subscription.covered_until
    assert subscription.confirmed_at
    return max(subscription.covered_until - LOOKED_AT_AGAIN, subscription.confirmed_at)


class Fresh:
    """Forums published lately, and which of them each filter finds something in; each filter is asked once."""

    def __init__(self, since: datetime, until: datetime) -> None:
        published = Forum.objects.public().filter(published_at__gt=since, published_at__lte=until)
        self.forums = list(published.order_by("published_at", "pk"))
        self.again = published_before(self.forums)
        self.matching: dict[str, set[int]] = {}

    def news_for(self, subscription: Subscription) -> list[Forum]:
        candidates = [forum for forum in self.forums if forum.published_at > looked_from(subscription)]
        matching = self.forums_matching(subscription.query) if candidates else set()
        found = [forum for forum in candidates if forum.pk in matching]
        told = told_already(subscription) if found else set()
        return [forum for forum in found if forum.pk not in told and not self.was_there(forum, subscription)]

    def forums_matching(self, query: str) -> set[int]:
        if query not in self.matching:
            self.matching[query] = {forum.pk for forum, _ in counted(query, self.forums)}
        return self.matching[query]

    def was_there(self, forum: Forum, subscription: Subscription) -> bool:
        return forum.pk in self.again and was_public(forum, subscription.confirmed_at)


def counted(query: str, forums: list[Forum]) -> Iterator[tuple[Forum, int]]:
    """The forums in which the filter finds something, and how much."""
    for start in range(0, len(forums), MAXIMUM_VALUES):
        some = forums[start : start + MAXIMUM_VALUES]
        found = within_forums(query, [forum.slug for forum in some])
        if found is None or not found.found.count():
            continue
        counts = counts_by_forum(found)
        for forum in some:
            # What the index counts are all forums, whichever were chosen.
            number = counts.get(forum.pk, 0) if counts is not None else count(query, forum)
            if number and forum.slug in found.chosen("forum"):
                yield forum, number


def counts_by_forum(found: RecommendationFilter) -> dict[int, int] | None:
    """One question to the index instead of one for each forum; None if nobody has counted."""
    counts = found.found.counts("forum")
    return None if counts is None else dict(iter(counts))


def count(query: str, forum: Forum) -> int:
    found = within_forums(query, [forum.slug])
    return found.found.count() if found else 0


def told_already(subscription: Subscription) -> set[int]:
    return {key for forums in subscription.digests.values_list("forums", flat=True) for key in forums}


def published_before(forums: list[Forum]) -> set[int]:
    """Keys of those that were public earlier, and taken back since."""
    now = {forum.pk: forum.published_at for forum in forums}
    records = Forum.history.filter(published(), id__in=now).values_list("id", "published_at").distinct()
    return {key for key, published_at in records if published_at < now[key]}


def was_public(forum: Forum, moment: datetime | None) -> bool:
    record = Forum.history.filter(id=forum.pk, history_date__lte=moment).order_by("history_date", "history_id").last()
    return bool(record and record.published_at)


def claim(subscription: Subscription, forums: list[Forum], at: datetime) -> bool:
    """Notes that she is told and posts the mail, both or neither; False if another scheduler was first."""
    day = timezone.localdate(at)
    try:
        with transaction.atomic():
            rows = Subscription.objects.due(day).filter(pk=subscription.pk)
            if not rows.select_for_update(skip_locked=True).first():
                return False
            digest = Digest.objects.create(subscription=subscription, day=day, forums=[forum.pk for forum in forums])
            Mail.objects.post(MailKind.DIGEST, subscription=subscription, digest=digest)
            rows.model.objects.filter(pk=subscription.pk).update(covered_until=at)
    except IntegrityError:
        return False  # told on this day already: the database's own word
    return True


# What a mail tells


@dataclass(frozen=True)
class News:
    """One forum with how many of its recommendations are new to the reader, and those that the mail shows."""

    forum: Forum
    count: int
    shown: list[Recommendation]


@dataclass(frozen=True)
class Contents:
    news: list[News]
    list_url: str

    @property
    def count(self) -> int:
        return sum(news.count for news in self.news)

    @property
    def rest(self) -> int:
        return self.count - sum(len(news.shown) for news in self.news)


def contents_of(digest: Digest) -> Contents:
    """As things stand now: what was unpublished meanwhile is left out."""
    return contents(digest.subscription.query, tuple(digest.forums), content_version())


@lru_cache(maxsize=50)
def contents(query: str, keys: tuple[int, ...], version: int) -> Contents:
    """The forum published last comes first. Many have the same filter, and are told the same."""
    forums = list(Forum.objects.public().filter(pk__in=keys).for_listing().order_by("-published_at", "-pk"))
    numbers = list(counted(query, forums))
    shown = first_rows(query, numbers)
    news = [News(forum, number, shown.get(forum.pk, [])) for forum, number in numbers]
    return Contents(news, list_url(query, [forum.slug for forum, _ in numbers]))


def first_rows(query: str, numbers: list[tuple[Forum, int]]) -> dict[int, list[Recommendation]]:
    """Whole forums while they fit into a mail, and of the next one as much as does."""
    whole: list[str] = []
    left = MOST_SHOWN
    rows: list[Recommendation] = []
    for forum, number in numbers:
        if number > left:
            rows += rows_of(query, [forum.slug], left)
            break
        whole.append(forum.slug)
        left -= number
    rows += rows_of(query, whole, MOST_SHOWN)
    by_forum: dict[int, list[Recommendation]] = {}
    for row in rows:
        by_forum.setdefault(row.section.forum_id, []).append(row)
    return by_forum


def rows_of(query: str, slugs: list[str], most: int) -> list[Recommendation]:
    found = within_forums(query, slugs) if most else None
    return list(found.found[:most]) if found else []


def list_url(query: str, slugs: list[str]) -> str:
    """The same list on the portal: of these forums, if an address can name them all."""
    found = within_forums(query, slugs) if len(slugs) <= MAXIMUM_VALUES else kept_filter(query)
    wanted = f"?{canonical_query(found)}" if found else ""
    return absolute(reverse("recommendation-list")) + wanted
