"""What a person may demand: to see what is kept of her address, and to have it erased everywhere."""

import json
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.urls import reverse
from django.utils import timezone

from resolutions.following.consent import CURRENT
from resolutions.models import Errand, Forum, Mail, Offer, Subscription, User
from resolutions.register.authorship import save_as
from resolutions.vocabulary import Role
from tests.factories import ForumFactory, OfferFactory, SubscriptionFactory, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "anna@example.org"


@pytest.fixture
def subscriber() -> Subscription:
    row = SubscriptionFactory(email="Anna@example.org", query="year=none", consent_from="203.0.113.7")
    row.digests.create(day=timezone.localdate(), forums=[7])
    Mail.objects.post("already", subscription=row)
    SubscriptionFactory(email=ADDRESS, query="", confirmed_at=None, covered_until=None)
    OfferFactory(email="ANNA@example.org", consent_from="203.0.113.8")
    OfferFactory(email="boris@example.org")
    SubscriptionFactory(email="boris@example.org")
    Mail.objects.post("password", asked_by=ADDRESS)
    return row


def rows_with(word: str) -> set[str]:
    """Every table of the database in which a text holds the word."""
    found = set()
    for model in apps.get_models(include_auto_created=True):
        columns = [f.column for f in model._meta.concrete_fields if isinstance(f, models.CharField | models.TextField)]
        with connection.cursor() as cursor:
            for column in columns:
                cursor.execute(
                    f'SELECT count(*) FROM {model._meta.db_table} WHERE lower("{column}") LIKE %s', [f"%{word}%"]
                )
                if cursor.fetchone()[0]:
                    found.add(model._meta.label)
    return found


def test_everything_that_is_kept_of_an_address_is_shown(subscriber, capsys):
    call_command("personal_data", "export", "ANNA@example.org")

    known = json.loads(capsys.readouterr().out)
    confirmed, asked = known["subscriptions"]
    assert known["account"] is None
    assert confirmed == {
        "email": "Anna@example.org",
        "query": "year=none",
        "query_in_words": "Год: дата не указана",
        "frequency": "weekly",
        "consent_version": CURRENT,
        "consent_at": subscriber.consent_at.isoformat(),
        "consent_from": "203.0.113.7",
        "confirmed_at": subscriber.confirmed_at.isoformat(),
        "told_on": [timezone.localdate().isoformat()],
        "letters_waiting": ["already"],
    }
    assert (asked["email"], asked["confirmed_at"]) == (ADDRESS, None)
    offer = Offer.objects.get(email="ANNA@example.org")
    assert known["offers"] == [
        {
            "organisation": offer.organisation,
            "person": "Анна",
            "email": "ANNA@example.org",
            "resolution": "Форум соседей.",
            "consent_version": offer.consent_version,
            "consent_at": offer.made_at.isoformat(),
            "consent_from": "203.0.113.8",
            "settled_at": None,
        }
    ]


@pytest.mark.usefixtures("subscriber")
def test_what_is_erased_is_in_no_table_any_more(capsys):
    before = rows_with("anna@")
    call_command("personal_data", "erase", ADDRESS)

    assert (before, rows_with("anna@")) == (
        {"resolutions.Subscription", "resolutions.Mail", "resolutions.Offer"},
        set(),
    )
    assert capsys.readouterr().out == "Стёрто записей: 3.\n"
    assert [row.email for row in Subscription.objects.all()] == ["boris@example.org"]
    assert [row.email for row in Offer.objects.all()] == ["boris@example.org"]
    assert Mail.objects.count() == 0


@pytest.mark.usefixtures("subscriber")
def test_erasures_are_done_again_after_a_restore(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(f"{ADDRESS}\nboris@example.org\nnobody@example.org\n"))

    call_command("personal_data", "erase", "-")

    assert (capsys.readouterr().out, Subscription.objects.count()) == ("Стёрто записей: 5.\n", 0)


@pytest.mark.parametrize("what", ["export", "erase"])
def test_of_an_unknown_address_there_is_nothing(what):
    with pytest.raises(SystemExit) as stopped:
        call_command("personal_data", what, "nobody@example.org")

    assert stopped.value.code == 1


def test_erasing_nobody_is_a_mistake(monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO(""))

    with pytest.raises(CommandError, match="Ни одного адреса"):
        call_command("personal_data", "erase", "-")


@pytest.fixture
def colleague(client):
    """An editor who worked here and has left, and whose address stands everywhere it can."""
    person = UserFactory(email=ADDRESS, full_name="Анна")
    administrator = UserFactory(role=Role.ADMINISTRATOR)
    LogEntry.objects.log_actions(administrator.pk, [User(pk=person.pk, email=ADDRESS)], 2, single_object=True)
    LogEntry.objects.log_actions(administrator.pk, [person], 2, single_object=True)
    client.post(reverse("login"), {"username": ADDRESS, "password": "не то"})
    Mail.objects.post("invitation", user=person)
    ForumFactory(organizer=person.organizer)
    person.is_active = False
    person.save()
    return person


def test_a_person_who_has_left_is_erased_and_her_work_stays(colleague, capsys):
    forum = Forum.objects.get()
    forum.title = "Исправленный"
    save_as(colleague, forum)
    before = rows_with("anna@")

    call_command("personal_data", "erase", ADDRESS)

    erased = User.objects.get(pk=colleague.pk)
    assert before >= {"resolutions.User", "resolutions.HistoricalUser", "admin.LogEntry", "axes.AccessAttempt"}
    assert (rows_with("anna@"), rows_with("анна")) == (set(), set())
    assert (erased.email, str(erased), erased.has_usable_password()) == (f"erased-{erased.pk}@invalid",) * 2 + (False,)
    assert forum.history.first().history_user == erased
    assert (Mail.objects.count(), capsys.readouterr().out) == (0, "Стёрто записей: 1.\n")


def test_whoever_may_sign_in_is_not_erased_by_a_slip(colleague):
    User.objects.update(is_active=True)
    SubscriptionFactory(email=ADDRESS)

    with pytest.raises(CommandError, match="ещё входят"):
        call_command("personal_data", "erase", ADDRESS)

    assert (User.objects.filter(email=ADDRESS).count(), Subscription.objects.count()) == (1, 1)
    assert colleague.history.first().email == ADDRESS


def test_what_is_kept_of_an_account_is_shown(colleague, capsys):
    call_command("personal_data", "export", ADDRESS)

    account = json.loads(capsys.readouterr().out)["account"]
    assert (account["email"], account["full_name"], account["role"], account["may_sign_in"]) == (
        ADDRESS,
        "Анна",
        "editor",
        False,
    )
    assert account["organizer"] == colleague.organizer.name


# The administrator's page


LIST = reverse("admin:resolutions_subscription_changelist")


@pytest.fixture
def administrator(signed_in):
    return signed_in(role=Role.ADMINISTRATOR)


def test_an_administrator_erases_and_the_journal_keeps_no_address(administrator, subscriber):
    data = {"action": "delete_selected", "_selected_action": [subscriber.pk], "post": "yes"}

    administrator.post(LIST, data)

    assert Subscription.objects.filter(pk=subscriber.pk).count() == 0
    assert LogEntry.objects.get().object_repr == f"Подписка № {subscriber.pk}"


def test_an_administrator_hands_out_what_is_kept(administrator, subscriber):
    answer = administrator.post(LIST, {"action": "export", "_selected_action": [subscriber.pk]})

    known = json.loads(answer.content)
    assert [row["query"] for row in known[ADDRESS]["subscriptions"]] == ["year=none", ""]
    assert (answer["Content-Disposition"], answer["Cache-Control"]) == (
        'attachment; filename="subscribers.json"',
        "private, no-store",
    )


def test_the_queue_is_to_be_seen_and_sent_again(administrator, subscriber):
    Mail.objects.filter(kind="password").delete()
    Mail.objects.update(given_up=True, last_error="550 No such user")
    Errand.objects.update(due=None, attempts=20)
    queue = reverse("admin:resolutions_mail_changelist")

    shown = administrator.get(queue).content.decode()
    answer = administrator.post(
        queue, {"action": "try_again", "_selected_action": [Mail.objects.get().pk]}, follow=True
    )

    told = ("Anna@example.org", "попытки прекращены", "550 No such user")
    assert [word in shown for word in told] == [True, True, True]
    assert "попытка 1: " in administrator.get(queue).content.decode()
    assert [str(message) for message in answer.context["messages"]] == [
        "Снова в очереди: 1 письмо. Отправка начнётся сейчас же."
    ]
    assert list(Mail.objects.with_tries().values_list("given_up", "attempts")) == [(False, 0)]


@pytest.mark.parametrize("name", ["subscription", "mail"])
def test_a_row_opens_and_can_only_be_looked_at(administrator, subscriber, name):
    row = subscriber if name == "subscription" else Mail.objects.get(kind="already")

    page = administrator.get(reverse(f"admin:resolutions_{name}_change", args=[row.pk]))

    assert page.status_code == 200
    assert ("Anna@example.org" in page.content.decode(), "_save" in page.content.decode()) == (True, False)
