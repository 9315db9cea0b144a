"""What is opened and what is not found is counted by day, and nothing of who it was is kept."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.formats import date_format

from resolutions.models import ForumReads, SoughtInVain
from resolutions.review.demonstration import enter_demonstration
from resolutions.vocabulary import Role, SoughtKind
from resolutions.web import tallying
from resolutions.web.tallying import TALLY
from resolutions.work.tidying import forget_sought
from tests.factories import ForumFactory, OrganizerFactory, RecommendationFactory, UserFactory

pytestmark = pytest.mark.django_db
BROWSER = {"HTTP_USER_AGENT": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
ROBOT = {"HTTP_USER_AGENT": "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)"}


@pytest.fixture(autouse=True)
def nothing_counted_yet():
    TALLY.opened.clear()
    TALLY.sought.clear()
    yield
    TALLY.opened.clear()
    TALLY.sought.clear()


@pytest.fixture
def item():
    return RecommendationFactory(text="Отремонтировать тротуар")


def reads():
    TALLY.write()
    return dict(ForumReads.objects.values_list("forum", "count"))


def sought():
    TALLY.write()
    return sorted(SoughtInVain.objects.values_list("kind", "words", "count"))


def test_a_page_made_one_remembered_and_one_the_browser_has_are_counted_alike(client, item):
    forum = item.section.forum
    first = client.get(forum.get_absolute_url(), **BROWSER)
    client.get(forum.get_absolute_url(), **BROWSER)
    again = client.get(forum.get_absolute_url(), headers={"If-None-Match": first["ETag"]}, **BROWSER)
    client.get(item.get_absolute_url(), **BROWSER)

    assert again.status_code == 304
    assert reads() == {forum.pk: 4}
    client.get(item.get_absolute_url(), **BROWSER)
    assert reads() == {forum.pk: 5}  # added to what the day has


def test_robots_people_at_work_other_pages_and_what_is_not_there_are_not_counted(client, item, django_user_model):
    forum = item.section.forum
    hidden = ForumFactory(published_at=None)
    client.get(forum.get_absolute_url(), **ROBOT)
    client.get(forum.get_absolute_url())  # who does not say what it is
    client.head(forum.get_absolute_url(), **BROWSER)
    client.get(hidden.get_absolute_url(), **BROWSER)
    client.get("/forums/", **BROWSER)
    client.get(f"{forum.get_absolute_url()}text/", **BROWSER)
    client.force_login(UserFactory(role=Role.EDITOR, organizer=forum.organizer))
    client.get(forum.get_absolute_url(), **BROWSER)

    assert (TALLY.opened, reads()) == ({}, {})


def test_the_demonstration_is_counted_nowhere(client, item):
    forum = enter_demonstration()
    client.get(forum.get_absolute_url(), **BROWSER)
    client.get(item.get_absolute_url(), **BROWSER)

    assert (len(TALLY.opened), reads()) == (2, {item.section.forum_id: 1})


def test_counting_asks_the_database_nothing(client, item, django_assert_num_queries):
    page = item.section.forum.get_absolute_url()
    client.get(page, **BROWSER)
    with django_assert_num_queries(1):  # the version of the forum, as before
        client.get(page, **BROWSER)


def test_words_that_find_nothing_are_counted_folded_and_others_are_not(client, item):
    for words in ("Бассейн", "бассейн", "тротуар"):
        client.get("/recommendations/", {"q": words}, **BROWSER)
    client.get("/recommendations/", {"q": "каток"}, **ROBOT)
    client.get("/recommendations/", {"q": "каток", "page": "2"}, **BROWSER)

    assert sought() == [("words", "бассейн", 2)]


@pytest.mark.parametrize("words", ["ivanova@example.org", "8 (495) 123-45-67", "паспорт 4500 123456", "12345"])
def test_what_looks_private_is_counted_without_its_words(client, item, words):
    client.get("/recommendations/", {"q": words}, **BROWSER)

    assert sought() == [("private", "", 1)]


def test_numbers_that_tell_nothing_of_anybody_stay(client, item):
    client.get("/recommendations/", {"q": "бюджет 2026"}, **BROWSER)

    assert sought() == [("words", "бюджет 2026", 1)]


def test_long_words_are_cut(client, item):
    client.get("/recommendations/", {"q": "ы" * 150}, **BROWSER)

    assert sought() == [("words", "ы" * 80, 1)]


def test_a_day_keeps_so_many_words_and_counts_the_rest_together(monkeypatch, client, item):
    monkeypatch.setattr(tallying, "MOST_SOUGHT", 2)
    for words in ("каток", "бассейн"):
        client.get("/recommendations/", {"q": words}, **BROWSER)
    TALLY.write()
    for words in ("музей", "каток"):
        client.get("/recommendations/", {"q": words}, **BROWSER)

    assert sought() == [("others", "", 1), ("words", "бассейн", 1), ("words", "каток", 2)]


def test_what_is_kept_says_nothing_of_the_visitor():
    fields = {model: {field.name for field in model._meta.get_fields()} for model in (ForumReads, SoughtInVain)}

    assert fields == {
        ForumReads: {"id", "forum", "day", "count"},
        SoughtInVain: {"id", "day", "kind", "words", "count"},
    }


def test_what_cannot_be_written_waits(client, item):
    client.get(item.get_absolute_url(), **BROWSER)

    def refuse(*_):
        raise DatabaseError("gone")

    with connection.execute_wrapper(refuse):
        TALLY.write()

    assert reads() == {item.section.forum_id: 1}


def test_after_a_year_words_are_forgotten():
    now = timezone.now()
    for days in (364, 366):
        day = timezone.localdate(now) - timedelta(days=days)
        SoughtInVain.objects.create(day=day, kind=SoughtKind.WORDS, words=f"за {days}", count=1)

    assert forget_sought(now - timedelta(days=365)) == 1
    assert list(SoughtInVain.objects.values_list("words", flat=True)) == ["за 364"]


def test_editors_see_what_was_not_found_by_day_month_and_year(client):
    today = timezone.localdate()
    for days, words in ((0, "каток"), (5, "каток"), (5, "музей"), (200, "театр")):
        SoughtInVain.objects.create(day=today - timedelta(days=days), kind=SoughtKind.WORDS, words=words, count=3)
    SoughtInVain.objects.create(day=today, kind=SoughtKind.PRIVATE, count=1)
    client.force_login(UserFactory(role=Role.MODERATOR))

    shown = {
        period: [
            (row["words"], row["times"]) for row in client.get(f"/editor/not-found/?period={period}").context["page"]
        ]
        for period in ("day", "month", "year", "none")
    }

    assert shown["day"] == [("каток", 3), ("", 1)]
    assert shown["month"] == shown["none"] == [("каток", 6), ("музей", 3), ("", 1)]
    assert shown["year"] == [("каток", 6), ("музей", 3), ("театр", 3), ("", 1)]


def test_an_editor_sees_and_takes_away_how_often_her_forums_were_opened(client):
    own = ForumFactory(title="=Свой", organizer=OrganizerFactory())
    other = ForumFactory(title="Чужой")
    today = timezone.localdate()
    ForumReads.objects.add({(own.pk, today): 7, (own.pk, date(2020, 2, 3)): 2, (other.pk, today): 100})
    client.force_login(UserFactory(role=Role.EDITOR, organizer=own.organizer))

    page = client.get("/editor/reads/")
    file = client.get("/editor/reads/otkrytiya.csv").content.decode()

    assert [(row.title, row.opened_this_month, row.opened) for row in page.context["page"]] == [("=Свой", 7, 7)]
    assert page.context["months"][0] == (today.replace(day=1), 7)
    address = f"http://127.0.0.1:8000{own.get_absolute_url()}"
    assert file.splitlines() == [
        "\ufeffМесяц;Форум;Адрес;Открыто страниц",
        f"2020-02;'=Свой;{address};2",
        f"{date_format(today, 'Y-m')};'=Свой;{address};7",
    ]


@pytest.mark.parametrize("forums", [2, 30])
def test_lists_cost_the_same_for_two_rows_and_for_thirty(client, django_assert_num_queries, forums):
    organizer = OrganizerFactory()
    today = timezone.localdate()
    ForumReads.objects.add({(ForumFactory(organizer=organizer).pk, today): 1 for _ in range(forums)})
    for number in range(forums):
        SoughtInVain.objects.create(day=today, kind=SoughtKind.WORDS, words=f"слово {number}", count=1)
    client.force_login(UserFactory(role=Role.EDITOR, organizer=organizer))

    with django_assert_num_queries(6):
        client.get("/editor/reads/")
    with django_assert_num_queries(4):
        client.get("/editor/not-found/")
