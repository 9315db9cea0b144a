"""What the golden pages show: both sample resolutions as `make run` brings them in, and one of everything else.

Whatever the portal draws by lot or takes from the clock is fixed here, so that the same code shows the same pages.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import time_machine
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core.management.color import no_style
from django.db import connection
from django.test import Client

from resolutions.following.consent import CURRENT
from resolutions.following.digests import post_digests
from resolutions.models import (
    Addressee,
    Addressing,
    Draft,
    Forum,
    Locality,
    Mail,
    Organizer,
    Recommendation,
    Subscription,
    Theme,
    User,
)
from resolutions.register.deleting import delete_forum
from resolutions.register.publish import publish, withdraw
from resolutions.review.demonstration import enter_demonstration
from resolutions.review.editing import discard
from resolutions.review.enter import enter
from resolutions.review.receive import receive, take_in
from resolutions.review.sharing import SHARED_FOR
from resolutions.vocabulary import MailKind, Role
from tests.conftest import count_what_follows
from tests.factories import OrganizerFactory, RegionFactory, SubscriptionFactory, ThemeFactory, UserFactory
from tests.workspace import thirty

SAMPLES = Path(__file__).parents[2] / "resolutions/samples"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday noon in Moscow
YESTERDAY = NOW - timedelta(days=1)
VISITORS = ("visitor", "editor", "official", "moderator", "administrator")
LETTERS_OF_CODES = str.maketrans("01", "zy")  # neither stands in a code

SMALL = """Резолюция форума «{}»

5 июня 2022 года, город Томск

Участники предлагают:

1. Рекомендовать администрации города Томска {}.

2. Рекомендовать школам открыть спортивные площадки для жителей.
"""


@dataclass
class World:
    """One of every kind of row a page can be about, and a client of everybody who asks."""

    clients: dict[str, Client]
    people: dict[str, User]
    forums: dict[str, Forum]
    drafts: dict[str, Draft]
    subscription: Subscription


def build() -> World:
    count_from_one()
    with time_machine.travel(YESTERDAY, tick=False):
        organizer = OrganizerFactory(name="Палата гражданских инициатив", contact_email="palata@example.org")
        subscription = subscribed("year=2021", "subscription-to-2021")
        people = people_of(organizer)
    with time_machine.travel(NOW, tick=False):
        forums = brought_in(organizer)
        mayoralty = Addressee.objects.get(slug="meriya-goroda-novosibirska")
        people["official"].addressees.add(mayoralty)
        drafts = drafts_of(organizer, people["editor"], forums["novosibirsk"])
        post_letters(people)
        shown = enter_demonstration()
        assert shown is not None
        number_codes(shown)
        clients = {name: Client() for name in VISITORS}
        for name, person in people.items():
            if name in clients:
                clients[name].force_login(person)
    return World(clients, people, forums, drafts, subscription)


def count_from_one() -> None:
    """Numbers of rows stand in addresses; tests before this one have used some up and left no row behind."""
    tables = [
        model._meta for model in [*apps.get_app_config("resolutions").get_models(include_auto_created=True), LogEntry]
    ]
    names = [{"table": table.db_table, "column": table.pk.column} for table in tables]
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_by_name_sql(no_style(), names):
            cursor.execute(statement)


def subscribed(query: str, key: str) -> Subscription:
    return SubscriptionFactory(email="reader@example.org", query=query, key=key, consent_version=CURRENT)


def people_of(organizer: Organizer) -> dict[str, User]:
    return {
        "editor": UserFactory(email="editor@example.org", full_name="Анна Редактор", organizer=organizer),
        "official": UserFactory(email="official@example.org", role=Role.OFFICIAL),
        "moderator": UserFactory(email="moderator@example.org", role=Role.MODERATOR),
        "administrator": UserFactory(email="administrator@example.org", role=Role.ADMINISTRATOR),
        "invited": UserFactory(email="invited@example.org", role=Role.MODERATOR, password="!nothing yet"),
    }


# The register


def brought_in(organizer: Organizer) -> dict[str, Forum]:
    """Both samples, public; one forum that was taken back, one that was deleted after it had been public."""
    forums = {
        "novosibirsk": published((SAMPLES / "novosibirsk-forum.txt").read_bytes(), "novosibirsk-forum.txt", organizer),
        "ozersk": published((SAMPLES / "ozersk-2021.txt").read_bytes(), "ozersk-2021.txt", organizer),
        "taken back": published(SMALL.format("Отозванный", "озеленить дворы").encode(), "otozvan.txt", organizer),
        "deleted": published(SMALL.format("Удалённый", "осветить дворы").encode(), "udalen.txt", organizer),
    }
    # A moderator has looked at all of them but one, of which only its own forum knows the name.
    Addressee.objects.exclude(name__startswith="Экспертный").update(is_reviewed=True)
    Locality.objects.update(region=RegionFactory(name="Образцовая область"))
    forums["ozersk"].sections.first().themes.add(ThemeFactory(name="Гражданские инициативы", icon="users"))
    ThemeFactory(name="Инициативы граждан", merged_into=Theme.objects.get())
    withdraw(forums["taken back"], by=None)
    delete_forum(forums["deleted"], by=None)
    return forums


def read(document: bytes, name: str, organizer: Organizer, by: User | None = None, **more: Forum) -> Draft:
    """Reading asks the index what is like it, and what is entered afterwards must count as later."""
    draft = receive(document, name, organizer, by, **more)
    if connection.vendor == "postgresql":
        count_what_follows()
    return draft


def published(document: bytes, name: str, organizer: Organizer) -> Forum:
    forum = enter(read(document, name, organizer), by=None)
    number_codes(forum)
    return publish(forum, by=None)


def number_codes(forum: Forum) -> None:
    """Codes are drawn by lot: here each says which row it is of."""
    rows = [("rec", row) for row in Recommendation.objects.filter(section__forum=forum)]
    rows += [("ask", row) for row in Addressing.objects.filter(recommendation__section__forum=forum)]
    for kind, row in rows:
        code = f"{kind}{row.pk:05}".translate(LETTERS_OF_CODES)
        type(row)._base_manager.filter(pk=row.pk).update(code=code)
        type(row).history.filter(id=row.pk).update(code=code)


# Drafts


def drafts_of(organizer: Organizer, editor: User, forum: Forum) -> dict[str, Draft]:
    """A long one on review with its doubts and a shared link, a correction, and one in every other state."""
    long = read(thirty.as_text(), "obshchiy-dvor.txt", organizer, editor)
    Draft.objects.filter(pk=long.pk).update(share_key="key-of-the-chair", shared_until=NOW + SHARED_FOR)
    long.refresh_from_db()
    corrected = (SAMPLES / "novosibirsk-forum.txt").read_text(encoding="utf-8").replace("Рекомендовать", "Предложить")
    put_aside = read(SMALL.format("Лишний", "закрыть дворы").encode(), "lishniy.txt", organizer, editor)
    return {
        "long": long,
        "correction": read(corrected.encode(), "ispravleno.txt", organizer, editor, revises=forum),
        "put aside": discard(put_aside, editor),
        "waiting": take_in(SMALL.format("Ждущий", "мыть дворы").encode(), "ocheredj.txt", organizer, editor),
    }


# Letters


def post_letters(people: dict[str, User]) -> None:
    """One of every kind."""
    asked = SubscriptionFactory(
        email="newcomer@example.org", query="year=2021", key="subscription-asked", confirmed_at=None, covered_until=None
    )
    Mail.objects.post(MailKind.CONFIRMATION, subscription=asked)
    Mail.objects.post(MailKind.ALREADY, subscription=Subscription.objects.get(email="reader@example.org"))
    Mail.objects.post(MailKind.INVITATION, user=people["invited"])
    Mail.objects.post(MailKind.PASSWORD, asked_by=people["moderator"].email)
    post_digests(NOW)
