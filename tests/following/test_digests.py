"""What a subscriber is told, when, and how often: once, of what is new to her."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from resolutions.following.digests import MOST_SHOWN, post_digests
from resolutions.following.links import token_of
from resolutions.mail.sending import send_waiting
from resolutions.models import Addressee, Digest, Forum, Mail, Recommendation, Subscription
from resolutions.register.merge import merge_addressees
from resolutions.register.publish import publish, withdraw
from resolutions.search import index
from resolutions.vocabulary import Role
from tests.factories import (
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    RecommendationFactory,
    SectionFactory,
    UserFactory,
)
from tests.factories import SubscriptionFactory as AnySubscription
from tests.following.mails import html_of, sent, subject_of, text_of

# Committed for real: on PostgreSQL the index hears of a change at commit.
pytestmark = pytest.mark.django_db(transaction=True)
MONDAY = datetime(2026, 3, 2, 5, tzinfo=UTC)  # 8 in the morning in Moscow
ONE_DAY = timedelta(days=1)


def subscription(query: str = "", frequency: str = "daily", **fields) -> Subscription:
    """Confirmed on the Sunday before."""
    return AnySubscription(query=query, frequency=frequency, consent_at=MONDAY - ONE_DAY, **fields)


def published(at: datetime, texts: str = "Новая", **forum) -> Forum:
    """A forum published at this moment with these recommendations, one a word."""
    section = SectionFactory(forum=ForumFactory(published_at=at, **forum))
    for text in texts.split():
        RecommendationFactory(section=section, text=text)
    return section.forum


def told(settings) -> list[list[str]]:
    """The recommendations of every mail that is due now, in their order."""
    known = set(Recommendation.objects.values_list("text", flat=True))
    mails = [text_of(mail).split("\n--\n")[0].split() for mail in sent(settings)]
    return [[word for word in words if word in known] for words in mails]


def test_a_mail_tells_what_was_published_since_and_why_it_came(settings):
    settings.SITE_ADDRESS = "https://portal.example"
    row = subscription("place=tomsk")
    tomsk = LocalityFactory(name="Томск")
    published(MONDAY - 2 * ONE_DAY, "Прежняя", locality=tomsk)
    forum = published(MONDAY - timedelta(hours=2), title="Город\nсоседей", locality=tomsk, texts="Первая Вторая")
    published(MONDAY - timedelta(hours=1), "Чужая")
    AddressingFactory(recommendation=Recommendation.objects.get(text="Первая"), addressee__name="мэрия")

    assert post_digests(MONDAY) == 1
    (mail,) = sent(settings)

    text = text_of(mail)
    assert mail["To"] == row.email
    assert subject_of(mail) == "2 новые рекомендации: Реестр резолюций"
    assert [line for line in text.splitlines() if line.startswith("Город")] == ["Город соседей"]
    assert [word for word in ("Первая", "Вторая", "Чужая", "Прежняя") if word in text] == ["Первая", "Вторая"]
    assert "Кому: мэрия\n" in text
    assert f"https://portal.example{forum.get_absolute_url()}\n" in text
    assert f"https://portal.example/recommendations/?forum={forum.slug}&place=tomsk" in text
    assert "Вы получили это письмо, потому что 1 марта 2026 г. подписались на новое:\n  Место: Томск\n" in text
    assert f"https://portal.example/unsubscribe/{token_of(row)}/" in text
    assert "Первая" in html_of(mail)
    assert f'<a href="https://portal.example{forum.get_absolute_url()}">' in html_of(mail)
    assert 'href="/' not in html_of(mail)


def test_a_mail_program_is_told_how_to_leave(settings):
    settings.SITE_ADDRESS = "https://portal.example"
    row = subscription()
    published(MONDAY)
    post_digests(MONDAY)

    (mail,) = sent(settings)

    assert mail["List-Unsubscribe"].strip() == f"<https://portal.example/unsubscribe/{token_of(row)}/>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_there_is_no_empty_mail(settings):
    subscription("year=2018")
    published(MONDAY)
    ForumFactory(published_at=MONDAY)

    assert (post_digests(MONDAY), Mail.objects.count(), Digest.objects.count()) == (0, 0, 0)


def test_nothing_is_told_twice(settings):
    subscription()
    published(MONDAY, "Первая")
    days = []
    for day in range(4):
        post_digests(MONDAY + day * ONE_DAY)
        post_digests(MONDAY + day * ONE_DAY)
        days.append(told(settings))
        if day == 1:
            published(MONDAY + day * ONE_DAY + timedelta(hours=3), "Вторая")

    assert days == [[["Первая"]], [], [["Вторая"]], []]


def test_a_weekly_mail_comes_once_in_seven_days_at_most(settings):
    subscription(frequency="weekly")
    days = []
    for day in range(15):
        published(MONDAY + day * ONE_DAY - timedelta(hours=1), f"День{day}")
        post_digests(MONDAY + day * ONE_DAY)
        days.append(told(settings))

    assert {day: mails for day, mails in enumerate(days) if mails} == {
        0: [["День0"]],
        7: [[f"День{day}" for day in range(7, 0, -1)]],
        14: [[f"День{day}" for day in range(14, 7, -1)]],
    }


def test_a_day_is_a_day_of_the_portal_s_own_time(settings):
    """23:30 and 00:30 in Moscow are two days, though one and the same in London."""
    subscription()
    late = datetime(2026, 3, 2, 20, 30, tzinfo=UTC)
    published(late, "Первая")
    post_digests(late)
    published(late + timedelta(minutes=30), "Вторая")
    post_digests(late + timedelta(minutes=15))
    first = told(settings)

    post_digests(late + timedelta(hours=1))

    assert (first, told(settings)) == ([["Первая"]], [["Вторая"]])


def test_the_forum_published_last_comes_first_and_each_as_printed(settings):
    subscription()
    published(MONDAY - timedelta(hours=3), "Первая Вторая", starts_on=date(2025, 1, 1))
    published(MONDAY - timedelta(hours=1), "Третья Четвёртая", starts_on=date(2012, 1, 1))
    post_digests(MONDAY)

    assert told(settings) == [["Третья", "Четвёртая", "Первая", "Вторая"]]


def test_a_mail_names_so_many_and_leads_to_the_rest(settings):
    subscription()
    for number in range(3):
        published(MONDAY - timedelta(hours=number), " ".join(f"Текст{number}-{n}" for n in range(25)))
    post_digests(MONDAY)

    (mail,) = sent(settings)

    text = text_of(mail)
    assert text.count("/r/") == MOST_SHOWN
    assert "75 новых рекомендаций" in text
    assert "И ещё 55: http" in text
    assert text.count("forum=") == 3


@pytest.mark.parametrize("forums", [1, 30])
def test_many_forums_are_told_in_one_mail(settings, forums):
    subscription()
    for number in range(forums * 2):
        published(MONDAY - timedelta(minutes=number))
    post_digests(MONDAY)

    (mail,) = sent(settings)

    # An address names fifty forums at most; with more of them the mail leads to the whole list.
    assert text_of(mail).count("forum=") == (2 if forums == 1 else 0)


# Published again, unpublished, deleted


def test_a_forum_published_again_is_not_new(settings):
    editor = UserFactory(role=Role.ADMINISTRATOR)
    subscription()
    seen = published(MONDAY, "Виденная")
    post_digests(MONDAY)
    send_waiting()

    withdraw(seen, editor)
    publish(seen, editor)
    now = timezone.now()
    later = post_digests(now)

    assert later == 0


def test_what_was_public_before_one_subscribed_is_not_new_when_it_is_published_again(settings):
    editor = UserFactory(role=Role.ADMINISTRATOR)
    old = published(timezone.now() - timedelta(days=90), "Старая")
    AnySubscription(frequency="daily", consent_at=timezone.now())

    withdraw(old, editor)
    publish(old, editor)

    assert post_digests(timezone.now() + timedelta(minutes=1)) == 0


def test_a_forum_that_was_withdrawn_before_anybody_was_told_is_told_when_it_comes_back(settings):
    editor = UserFactory(role=Role.ADMINISTRATOR)
    AnySubscription(frequency="daily", consent_at=timezone.now() - timedelta(days=9))
    forum = published(timezone.now() - timedelta(days=3), "Поправленная")
    other = published(timezone.now() - timedelta(days=3), "Другая")
    withdraw(forum, editor)
    post_digests(timezone.now() - timedelta(days=2))
    first = told(settings)

    publish(forum, editor)
    post_digests(timezone.now() + timedelta(minutes=1))

    assert (first, told(settings)) == ([["Другая"]], [["Поправленная"]])
    assert other.published_at


def test_what_is_unpublished_before_the_mail_leaves_is_not_in_it(settings):
    subscription()
    hidden, shown = published(MONDAY, "Скрытая"), published(MONDAY, "Видная")
    post_digests(MONDAY)

    Forum.objects.filter(pk=hidden.pk).update(published_at=None)

    assert told(settings) == [["Видная"]]
    assert shown.published_at


def test_a_mail_that_has_nothing_left_to_tell_is_not_sent_and_nobody_counts_as_told(settings, mailoutbox):
    subscription()
    forum = published(MONDAY)
    post_digests(MONDAY)
    Forum.objects.update(published_at=None)

    send_waiting()
    Forum.objects.update(published_at=MONDAY + timedelta(hours=1))
    post_digests(MONDAY + timedelta(hours=2))

    assert mailoutbox == []
    assert told(settings) == [["Новая"]]
    assert forum.pk == Digest.objects.get().forums[0]


def test_an_editor_s_later_change_of_an_old_forum_is_no_news(settings):
    row = subscription("to=duma")
    AddressingFactory(
        addressee__name="дума", recommendation__section=SectionFactory(forum=published(MONDAY - 9 * ONE_DAY))
    )
    forum = published(MONDAY, "Старая")
    post_digests(MONDAY + timedelta(hours=1))
    post_digests(MONDAY + 3 * ONE_DAY)

    AddressingFactory(recommendation=Recommendation.objects.get(text="Старая"), addressee=Addressee.objects.get())

    assert post_digests(MONDAY + 4 * ONE_DAY) == 0
    row.refresh_from_db()
    assert (row.covered_until, forum.published_at) == (MONDAY + 4 * ONE_DAY, MONDAY)


def test_a_publication_that_was_under_way_while_others_were_told_is_not_lost(settings):
    """Its time was taken before it was committed: it lies before what was looked through already."""
    subscription()
    published(MONDAY, "Ранняя")
    post_digests(MONDAY)
    send_waiting()

    published(MONDAY - timedelta(minutes=1), "Опоздавшая")
    post_digests(MONDAY + ONE_DAY)

    assert told(settings) == [["Опоздавшая"]]


# What becomes of a filter


def body(name: str, **fields) -> Addressee:
    return AddressingFactory(
        addressee__name=name,
        recommendation__text=f"Давняя-{name}",
        recommendation__section=SectionFactory(forum=published(MONDAY - 9 * ONE_DAY, "")),
        **fields,
    ).addressee


def news_for(addressee: Addressee, text: str, at: datetime = MONDAY) -> None:
    section = SectionFactory(forum=published(at, ""))
    AddressingFactory(recommendation=RecommendationFactory(section=section, text=text), addressee=addressee)


def test_a_value_that_is_merged_is_told_of_under_its_new_name(settings):
    kept, absorbed = body("мэрия"), body("управа")
    subscription("to=uprava")
    merge_addressees(kept, absorbed, UserFactory(role=Role.MODERATOR))
    news_for(kept, "Мэрии")
    published(MONDAY, "Ничья")

    post_digests(MONDAY)

    assert told(settings) == [["Мэрии"]]


def test_two_filters_that_a_merge_has_made_one_are_told_of_once(settings):
    kept, absorbed = body("мэрия"), body("управа")
    rows = [subscription(query, email="anna@example.org") for query in ("to=meriya", "to=uprava")]
    merge_addressees(kept, absorbed, UserFactory(role=Role.MODERATOR))
    news_for(kept, "Мэрии")

    post_digests(MONDAY)

    assert told(settings) == [["Мэрии"]]
    assert list(Subscription.objects.all()) == [rows[0]]


def test_a_value_that_is_gone_leaves_the_others_and_never_means_everything(settings):
    """`none` and a year are alternatives to what is gone; a parameter that has lost all its values finds nothing."""
    subscription("to=none&to=uprava", email="a@example.org")
    subscription("to=uprava", email="b@example.org")
    subscription("to=uprava&year=2019", email="c@example.org")
    subscription("place=nowhere", email="d@example.org")
    published(MONDAY, "Ничья")

    post_digests(MONDAY)

    assert [mail.subscription.email for mail in Mail.objects.all()] == ["a@example.org"]
    assert told(settings) == [["Ничья"]]


def test_a_filter_of_forums_is_never_widened_by_the_new_ones(settings):
    own = published(MONDAY - 9 * ONE_DAY, "Своя")
    subscription(f"forum={own.slug}")
    published(MONDAY, "Чужая")

    assert post_digests(MONDAY) == 0


def test_the_page_of_a_subscription_whose_filter_is_gone_says_so(client):
    row = subscription("place=nowhere")

    page = client.get(f"/subscriptions/{token_of(row)}/")

    assert (page.status_code, "в реестре сейчас нет" in page.content.decode()) == (200, True)


def test_words_are_found_in_any_form(settings):
    subscription("q=школа+-спорт")
    section = SectionFactory(forum=published(MONDAY, ""))
    for text in ("Отремонтировать школы.", "Построить двор.", "Спорт в школах."):
        RecommendationFactory(section=section, text=text)
    post_digests(MONDAY)

    (mail,) = sent(settings)

    text = text_of(mail)
    assert [word in text for word in ("Отремонтировать", "Построить", "Спорт в")] == [True, False, False]
    assert "Слова: «школа -спорт»" in text


def test_while_words_cannot_be_looked_for_nobody_is_passed_over(settings, tmp_path):
    row = subscription("q=школа")
    subscription("", email="anna@example.org")
    section = SectionFactory(forum=published(MONDAY, ""))
    RecommendationFactory(section=section, text="Отремонтировать школы.")
    usable, settings.INDEX_ROOT = settings.INDEX_ROOT, tmp_path / "no folder" / "index"
    settings.INDEX_ROOT.parent.touch()

    without = post_digests(MONDAY)
    row.refresh_from_db()
    settings.INDEX_ROOT = usable

    assert (without, row.covered_until) == (1, row.confirmed_at)
    assert post_digests(MONDAY + timedelta(hours=1)) == 1


def test_a_mail_that_needs_the_index_waits_for_it(settings, tmp_path):
    subscription("q=школа")
    RecommendationFactory(section=SectionFactory(forum=published(MONDAY, "")), text="Отремонтировать школы.")
    post_digests(MONDAY)
    settings.INDEX_ROOT = tmp_path / "no folder" / "index"
    settings.INDEX_ROOT.parent.touch()

    mails = sent(settings)

    assert (mails, Mail.objects.get().last_error.split(":")[0]) == ([], "WordsUnavailable")


# Whom one does not write to


def test_nobody_is_written_to_who_has_not_confirmed(settings):
    AnySubscription(consent_at=MONDAY - ONE_DAY, confirmed_at=None, covered_until=None)
    published(MONDAY)

    assert post_digests(MONDAY) == 0


def test_after_a_week_without_a_mail_server_one_mail_tells_it_all(settings):
    subscription()
    for day in range(5):
        published(MONDAY + day * ONE_DAY, f"День{day}")
        post_digests(MONDAY + day * ONE_DAY + timedelta(hours=1))
    first = told(settings)

    post_digests(MONDAY + 5 * ONE_DAY)

    assert (first, told(settings)) == ([["День0"]], [["День4", "День3", "День2", "День1"]])


def test_an_address_that_does_not_exist_is_not_written_to_any_more():
    row = subscription()
    published(MONDAY, "Первая")
    post_digests(MONDAY)
    Mail.objects.update(given_up=True)
    published(MONDAY + ONE_DAY, "Вторая")

    assert post_digests(MONDAY + 2 * ONE_DAY) == 0
    assert row.digests.count() == 1


@pytest.mark.parametrize("count", [1, 30])
def test_looking_for_news_costs_the_same_for_any_number_of_subscribers_to_one_filter(count, django_assert_num_queries):
    for _ in range(count):
        subscription()
    ForumFactory(published_at=MONDAY)

    index.up_to_date()

    # who is due, forums, which were public before, how much the filter finds in them (two), who was looked through
    with django_assert_num_queries(6):
        assert post_digests(MONDAY) == 0
