"""From the form to the confirmed subscription, and out again; what is refused, and what nobody learns."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from resolutions.following import subscribing
from resolutions.following.consent import CURRENT
from resolutions.following.links import token_of
from resolutions.following.subscribing import MOST_IN_A_STORM, MOST_OF_A_VISITOR, MOST_UNCONFIRMED, forget_lapsed
from resolutions.mail.sending import send_waiting
from resolutions.models import Mail, Subscription
from resolutions.search import index
from tests.factories import AddressingFactory, RecommendationFactory, SubscriptionFactory
from tests.following.mails import link_in, sent, text_of

pytestmark = pytest.mark.django_db
SUBSCRIBE = reverse("subscribe")
WISH = {"email": "anna@example.org", "frequency": "weekly", "consent": "on"}


def ask(client, query: str = "", **changes):
    return client.post(f"{SUBSCRIBE}?{query}", WISH | changes)


def waiting() -> list[tuple[str, str]]:
    return [(mail.kind, mail.email) for mail in Mail.objects.order_by("pk")]


def test_a_request_is_kept_with_its_consent_and_only_a_mail_makes_it_a_subscription(client, settings):
    settings.SITE_ADDRESS = "https://portal.example"
    addressee = AddressingFactory(addressee__name="мэрия").addressee

    answer = ask(client, f"year=2019&to={addressee.slug}&page=1&sort=document", frequency="daily")

    row = Subscription.objects.get()
    assert answer["Location"] == reverse("subscribe-sent")
    assert (row.email, row.query, row.frequency, row.confirmed_at) == (
        "anna@example.org",
        "to=meriya&year=2019",
        "daily",
        None,
    )
    assert (row.consent_version, row.consent_from) == (CURRENT, "127.0.0.1")
    assert abs(timezone.now() - row.consent_at) < timedelta(minutes=1)
    (mail,) = sent(settings)
    assert (mail["To"], mail["Auto-Submitted"]) == ("anna@example.org", "auto-generated")
    assert "О чём письма:\n  Кому: мэрия\n  Год: 2019\n" in text_of(mail)
    assert "раз в день" in text_of(mail)
    assert f"https://portal.example/subscriptions/{token_of(row)}/" in text_of(mail)


def test_opening_the_link_changes_nothing_and_the_button_confirms(client, settings):
    ask(client)
    page = link_in(sent(settings)[0], "subscriptions")

    opened = [client.get(page), client.head(page), Client().get(page)]
    before = Subscription.objects.get().confirmed_at
    answer = client.post(page, {"confirm": "1"}, follow=True)

    row = Subscription.objects.get()
    assert ([answer.status_code for answer in opened], before) == ([200, 200, 200], None)
    assert row.confirmed_at == row.covered_until
    assert abs(timezone.now() - row.confirmed_at) < timedelta(minutes=1)
    assert "Подписка действует" in answer.content.decode()


def test_pressing_twice_is_pressing_once(client):
    row = SubscriptionFactory(confirmed_at=timezone.now() - timedelta(days=3))
    page = reverse("subscription", args=[token_of(row)])

    client.post(page, {"confirm": "1"})

    assert Subscription.objects.get().confirmed_at == row.confirmed_at


def test_the_page_of_a_subscription_does_not_tell_whose_it_is(client):
    row = SubscriptionFactory(email="anna.petrova@example.org")

    pages = [client.get(reverse(name, args=[token_of(row)])) for name in ("subscription", "unsubscribe")]

    assert ["anna.petrova" in page.content.decode() for page in pages] == [False, False]
    assert ["an…@example.org" in page.content.decode() for page in pages] == [True, True]
    assert {page["Cache-Control"] for page in pages} == {
        "max-age=0, no-cache, no-store, must-revalidate, private",
    }


def test_a_subscriber_changes_how_often_she_is_written_to(client):
    row = SubscriptionFactory()
    page = reverse("subscription", args=[token_of(row)])

    client.post(page, {"frequency": "daily"})
    wrong = client.post(page, {"frequency": "hourly"})

    assert (Subscription.objects.get().frequency, wrong.status_code) == ("daily", 200)
    assert wrong.context["form"].errors


def test_an_unconfirmed_request_has_no_frequency_to_change(client):
    row = SubscriptionFactory(confirmed_at=None, covered_until=None)

    client.post(reverse("subscription", args=[token_of(row)]), {"frequency": "daily"})

    assert (Subscription.objects.get().frequency, Subscription.objects.get().confirmed_at) == ("weekly", None)


# Leaving


def test_leaving_deletes_the_address_with_everything_that_hangs_on_it(client):
    row, other = SubscriptionFactory(), SubscriptionFactory()
    row.digests.create(day=timezone.localdate(), forums=[1])
    Mail.objects.post("already", subscription=row)
    door = reverse("unsubscribe", args=[token_of(row)])

    opened = client.get(door)
    after_opening = Subscription.objects.count()
    answer = client.post(door)

    assert (opened.status_code, after_opening, answer.status_code) == (200, 2, 200)
    assert "Вы отписались" in answer.content.decode()
    assert (list(Subscription.objects.all()), Mail.objects.count()) == ([other], 0)


def test_a_mail_program_leaves_with_one_press_and_without_cookies():
    row = SubscriptionFactory()
    door = reverse("unsubscribe", args=[token_of(row)])
    program = Client(enforce_csrf_checks=True)

    answers = [program.post(door, {"List-Unsubscribe": "One-Click"}) for _ in range(2)]

    assert ([answer.status_code for answer in answers], Subscription.objects.count()) == ([200, 200], 0)


@pytest.mark.parametrize(("name", "data"), [("subscribe", WISH), ("subscription", {"confirm": "1"})])
def test_every_other_form_from_elsewhere_is_refused(name, data):
    row = SubscriptionFactory(confirmed_at=None, covered_until=None)
    address = reverse(name, args=[token_of(row)] if name == "subscription" else [])

    answer = Client(enforce_csrf_checks=True).post(address, data)

    assert (answer.status_code, "Форма стояла открытой" in answer.content.decode()) == (403, True)
    assert (Subscription.objects.count(), Subscription.objects.get().confirmed_at) == (1, None)


def test_whoever_never_asked_is_rid_of_everything_asked_in_her_name(client):
    mine = SubscriptionFactory(email="anna@example.org", query="year=2018")
    first = SubscriptionFactory(email="anna@example.org", query="", confirmed_at=None, covered_until=None)
    SubscriptionFactory(email="Anna@example.org", query="year=2019", confirmed_at=None, covered_until=None)

    client.post(reverse("unsubscribe", args=[token_of(first)]))

    assert list(Subscription.objects.all()) == [mine]


@pytest.mark.parametrize("name", ["subscription", "unsubscribe"])
def test_a_forged_link_leads_nowhere_and_an_old_one_says_that_it_is_over(client, name):
    row = SubscriptionFactory()
    token = token_of(row)
    row.delete()

    forged = [client.get(reverse(name, args=[word])) for word in (row.key, f"{row.key}.x", token[:-1], "x")]
    old = client.get(reverse(name, args=[token]))

    assert [answer.status_code for answer in forged] == [404] * 4
    assert (old.status_code, "Такой подписки нет" in old.content.decode()) == (200, True)


def test_a_link_survives_a_new_secret_key(client, settings):
    row = SubscriptionFactory()
    door = reverse("unsubscribe", args=[token_of(row)])
    settings.SECRET_KEY_FALLBACKS = [str(settings.SECRET_KEY)]
    settings.SECRET_KEY = "another key, another key, another key, another key"

    assert client.get(door).status_code == 200


# What is asked for in time, and what is forgotten


def test_what_nobody_confirmed_is_forgotten_after_a_week_and_its_link_does_nothing(client):
    now = timezone.now()
    late, in_time = [
        SubscriptionFactory(consent_at=now - age, confirmed_at=None, covered_until=None, query=query)
        for age, query in ((timedelta(days=7, minutes=1), "year=2018"), (timedelta(days=6, hours=23), "year=2019"))
    ]
    kept = SubscriptionFactory(consent_at=now - timedelta(days=700))

    answer = client.post(reverse("subscription", args=[token_of(late)]), {"confirm": "1"})
    forgotten = forget_lapsed(now)

    assert "Такой подписки нет" in answer.content.decode()
    assert (forgotten, set(Subscription.objects.all())) == (1, {in_time, kept})


def test_a_request_that_lapsed_may_be_made_again(client):
    long_ago = timezone.now() - timedelta(days=30)
    SubscriptionFactory(
        email="anna@example.org", consent_at=long_ago, letter_at=long_ago, confirmed_at=None, covered_until=None
    )

    ask(client)

    assert waiting() == [("confirmation", "anna@example.org")]
    assert Subscription.objects.get().consent_at > long_ago


# One mail, whoever presses how often


def test_asking_a_thousand_times_sends_one_mail(client):
    for number in range(30):
        assert ask(client, email=f"{'Anna' if number % 2 else 'anna'}@example.org").status_code == 302
        send_waiting()

    assert ([mail.to for mail in mail.outbox], Subscription.objects.count()) == ([["anna@example.org"]], 1)


def test_a_second_filter_waits_until_the_first_is_confirmed(client):
    RecommendationFactory()
    for query in ("", "year=2019", "year=none&year=2019"):
        ask(client, query)
    before = waiting()
    send_waiting()

    client.post(reverse("subscription", args=[token_of(Subscription.objects.get(query=""))]), {"confirm": "1"})

    assert before == [("confirmation", "anna@example.org")]
    assert [mail.subscription.query for mail in Mail.objects.all()] == ["year=2019"]


def test_after_a_day_a_lost_mail_comes_again(client):
    ask(client)
    send_waiting()
    Subscription.objects.update(letter_at=timezone.now() - timedelta(hours=25))

    ask(client)

    assert waiting() == [("confirmation", "anna@example.org")]


def test_whoever_is_subscribed_already_is_told_so_by_mail_alone(client):
    SubscriptionFactory(email="anna@example.org")

    known = ask(client, email="ANNA@example.org", frequency="daily")
    unknown = ask(client, email="boris@example.org")

    assert waiting() == [("already", "anna@example.org"), ("confirmation", "boris@example.org")]
    assert Subscription.objects.of("anna@example.org").get().frequency == "weekly"  # only its owner changes that
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    assert Client().get(known["Location"]).content == Client().get(unknown["Location"]).content
    send_waiting()
    ask(client, email="anna@example.org")
    assert waiting() == []


def test_no_request_waits_for_the_mail_server(client, settings):
    settings.EMAIL_HOST = "192.0.2.1"  # answers nobody
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"

    assert ask(client).status_code == 302
    assert waiting() == [("confirmation", "anna@example.org")]


def test_words_that_somebody_typed_reach_nobody_who_did_not_ask(client, settings):
    """Else the portal's mails could be made to say anything to anybody."""
    ask(client, "q=купите+http://evil.example")

    assert "evil" not in text_of(sent(settings)[0])


# Storms


def test_one_visitor_asks_for_so_many_addresses_and_no_more(client):
    for number in range(MOST_OF_A_VISITOR):
        ask(client, email=f"a{number}@example.org")

    answer = ask(client, email="one.more@example.org")
    neighbour = ask(Client(REMOTE_ADDR="10.0.0.2"), email="one.more@example.org")

    assert (answer.status_code, neighbour.status_code) == (429, 302)
    assert answer.context["form"].non_field_errors() == [
        "С вашего адреса в сети сегодня уже много просьб о подписке. Попробуйте завтра."
    ]
    assert 'value="one.more@example.org"' in answer.content.decode()
    Subscription.objects.update(consent_at=timezone.now() - timedelta(hours=25))
    assert ask(client, email="next.day@example.org").status_code == 302


def test_a_visitor_with_a_whole_network_of_addresses_is_one_visitor():
    for number in range(MOST_OF_A_VISITOR):
        ask(Client(REMOTE_ADDR=f"2001:db8:1:2::{number:x}"), email=f"a{number}@example.org")

    answers = [
        ask(Client(REMOTE_ADDR=address), email="one.more@example.org")
        for address in ("2001:db8:1:2:ffff::1", "2001:db8:1:3::1", "::ffff:10.0.0.1")
    ]

    assert [answer.status_code for answer in answers] == [429, 302, 302]


def test_a_forged_forwarding_header_does_not_make_another_visitor(client):
    for number in range(MOST_OF_A_VISITOR):
        client.post(
            SUBSCRIBE, WISH | {"email": f"a{number}@example.org"}, headers={"X-Forwarded-For": f"10.1.0.{number}"}
        )

    assert ask(client, email="one.more@example.org").status_code == 429


def asked_for(count: int, **fields) -> None:
    """So many requests in the last day, each in the name of somebody else, twenty from a network."""
    now = timezone.now()
    Subscription.objects.bulk_create(
        Subscription(
            email=f"a{n}@example.org",
            consent_version=CURRENT,
            consent_at=now,
            **({"network": f"10.{n // 5000}.{n // 20 % 250}.1"} | fields),
        )
        for n in range(count)
    )


def test_fifty_visitors_who_ask_in_the_names_of_others_shut_out_themselves_alone(client):
    asked_for(MOST_UNCONFIRMED)
    storming = Client(REMOTE_ADDR="10.0.0.1")
    Subscription.objects.filter(email="a0@example.org").update(network="10.8.8.8")  # so that one more is not too many

    answers = [ask(storming), ask(client), ask(client, "year=2019"), ask(Client(REMOTE_ADDR="10.9.9.9"))]

    assert [answer.status_code for answer in answers] == [429, 302, 429, 302]
    assert answers[0].context["form"].non_field_errors() == [
        "Сегодня о подписке попросили слишком много раз. Попробуйте завтра."
    ]


def test_what_was_confirmed_is_no_storm(client):
    now = timezone.now()
    asked_for(MOST_UNCONFIRMED, confirmed_at=now, covered_until=now)

    assert [ask(client, query).status_code for query in ("", "q=двор")] == [302, 302]


def test_in_a_storm_from_everywhere_who_is_known_still_asks_and_nobody_else(client, signed_in):
    asked_for(MOST_IN_A_STORM)
    SubscriptionFactory(network="10.9.9.9")  # confirmed, some time ago

    answers = [ask(visitor) for visitor in (client, Client(REMOTE_ADDR="10.9.9.9"), signed_in())]

    assert [answer.status_code for answer in answers] == [429, 302, 302]


def test_somebody_who_is_signed_in_is_counted_by_her_account_wherever_she_sits(client, signed_in):
    editor = signed_in()
    for number in range(MOST_OF_A_VISITOR):
        editor.post(SUBSCRIBE, WISH | {"email": f"a{number}@example.org"}, REMOTE_ADDR=f"10.0.0.{number}")

    answers = [ask(editor, email="one.more@example.org"), ask(client, email="one.more@example.org")]

    assert [answer.status_code for answer in answers] == [429, 302]
    assert answers[0].context["form"].non_field_errors() == [
        "Из вашей учётной записи сегодня уже много просьб о подписке. Попробуйте завтра."
    ]


def test_all_names_of_one_mailbox_get_one_mail(client):
    for name in ("anna+1", "Anna+2", "anna", "ANNA+news+more", "+anna", "anna_", "ann"):
        ask(client, email=f"{name}@Example.org")

    assert [email for _, email in waiting()] == [
        "anna+1@example.org",
        "+anna@example.org",
        "anna_@example.org",
        "ann@example.org",
    ]


def test_another_name_of_the_mailbox_comes_next_once_the_first_is_confirmed_and_goes_with_it_if_it_was_not_hers(client):
    for name in ("anna+1", "anna+2", "anna+3"):
        ask(client, email=f"{name}@example.org")
    first, second, _ = Subscription.objects.order_by("pk")
    send_waiting()

    client.post(reverse("subscription", args=[token_of(first)]), {"confirm": "1"})
    following = waiting()
    client.post(reverse("unsubscribe", args=[token_of(second)]))

    assert following == [("confirmation", "anna+2@example.org")]
    assert (list(Subscription.objects.all()), waiting()) == ([first], [])


# Bad input


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"email": ""}, "email"),
        ({"email": "anna"}, "email"),
        ({"email": "anna@example.org\r\nBcc: boris@example.org"}, "email"),
        ({"email": "anna@example.org\n,boris@example.org"}, "email"),
        ({"email": "anna@example.org, boris@example.org"}, "email"),
        ({"email": "a" * 250 + "@example.org"}, "email"),
        ({"email": "anna\x00@example.org"}, "email"),
        ({"email": "anna@localhost"}, "email"),
        ({"email": "anna@mail.localhost"}, "email"),
        ({"email": "anna@[127.0.0.1]"}, "email"),
        ({"email": "anna@[IPv6:::1]"}, "email"),
        ({"email": "anna@127.0.0.10"}, "email"),
        ({"email": '"anna"@example.org'}, "email"),
        ({"frequency": "hourly"}, "frequency"),
        ({"frequency": ""}, "frequency"),
        ({"consent": ""}, "consent"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_lost(client, changes, field):
    RecommendationFactory()

    answer = ask(client, "year=2019", **changes)

    assert (answer.status_code, list(answer.context["form"].errors)) == (200, [field])
    assert (Subscription.objects.count(), Mail.objects.count()) == (0, 0)
    assert "Год" in answer.content.decode()


@pytest.mark.parametrize("email", ["a@localhost", "a@[127.0.0.1]", "a@x.localhost"])
def test_no_mail_goes_to_a_machine_instead_of_a_domain(client, email):
    sentence = "На такой адрес мы не пишем: после «@» нужно имя почтового домена, как в name@example.ru."

    answer = ask(client, email=email)

    assert answer.context["form"].errors == {"email": [sentence]}
    assert f'value="{email}"' in answer.content.decode()
    with pytest.raises(subscribing.CannotSubscribe, match="имя почтового домена"):
        subscribing.ask(email=email, query="", frequency="weekly", visitor=None, counted="10.0.0.1", at=timezone.now())
    assert (Subscription.objects.count(), Mail.objects.count()) == (0, 0)


def test_a_name_in_quotation_marks_is_not_another_mailbox(client):
    """Servers of mail take «"anna"@» for «anna@»: it would get a mail for each way to write it."""
    answer = ask(client, email='"anna"@example.org')

    sentence = "На такой адрес мы не пишем: перед «@» нужно имя без кавычек, как в name@example.ru."
    assert answer.context["form"].errors == {"email": [sentence]}
    assert 'value="&quot;anna&quot;@example.org"' in answer.content.decode()
    assert (Subscription.objects.count(), Mail.objects.count()) == (0, 0)


def test_nothing_is_agreed_to_beforehand(client):
    form = client.get(SUBSCRIBE).context["form"]

    assert (form["consent"].value(), form["frequency"].value()) == (None, "weekly")
    assert "checked" not in str(form["consent"])


def test_a_filter_that_is_wrong_is_named(client):
    answers = [client.get(f"{SUBSCRIBE}?year=abc"), ask(client, "year=abc")]

    assert [answer.status_code for answer in answers] == [400, 400]
    assert [answer.context["filter_errors"][0]["parameter"] for answer in answers] == ["year", "year"]
    assert Subscription.objects.count() == 0


def test_a_filter_that_is_too_long_to_keep_is_refused(client):
    slugs = [AddressingFactory(addressee__name=f"{'очень длинное название ' * 4}{n}").addressee.slug for n in range(40)]

    answer = ask(client, "&".join(f"to={slug}" for slug in slugs))

    assert answer.status_code == 400
    assert answer.context["form"].non_field_errors() == [
        "Фильтров слишком много для подписки: выберите меньше значений."
    ]
    assert Subscription.objects.count() == 0


def test_an_address_of_a_russian_domain_is_an_address(client, settings):
    ask(client, email="anna@ПОЧТА.рф")

    (mail,) = sent(settings)
    assert mail["To"] == "anna@xn--80a1acny.xn--p1ai"
    assert Subscription.objects.of("ANNA@почта.рф").count() == 1


@pytest.mark.parametrize("subscribers", [0, 30])
def test_asking_costs_the_same_for_any_number_of_subscribers(client, subscribers, django_assert_num_queries):
    SubscriptionFactory.create_batch(subscribers)
    RecommendationFactory()

    index.up_to_date()

    with django_assert_num_queries(2):  # how many there are now, the look
        client.get(f"{SUBSCRIBE}?year=2019")
    # begin, two counts of recent requests, the row, the new row, mails lately; the mail: is it there, begin,
    # insert, end, its errand; when it was posted; end. On PostgreSQL also: wait for whoever asks for the same address.
    with django_assert_num_queries(13 + (connection.vendor == "postgresql")):
        ask(client, "year=2019")


def test_every_version_of_the_consent_stays_readable(client):
    statuses = [
        client.get(address).status_code
        for address in ("/about/consent/", f"/about/consent/{CURRENT}/", "/about/consent/0/")
    ]

    assert statuses == [200, 200, 404]


def test_the_consent_names_whoever_answers_for_the_data(client, settings):
    settings.DATA_OPERATOR, settings.CONTACT_EMAIL = "НКО «Соседи», Новосибирск", "data@example.org"

    pages = [client.get(address).content.decode() for address in ("/about/consent/", "/about/privacy/")]

    assert [("НКО «Соседи», Новосибирск" in page, "mailto:data@example.org" in page) for page in pages] == [
        (True, True)
    ] * 2
