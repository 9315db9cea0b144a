"""Fills an empty register with everything that people may have in one, by the verbs of the release it runs in.

Run by tests/upgrades/make.py in a process of that release; prints what must still be true after the next ones.
"""

import io
import json
import os
import sys
import zipfile
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum_portal.settings")
django.setup()

from django.conf import settings  # noqa: E402 -- only after setup
from django.contrib.auth.tokens import PasswordResetTokenGenerator  # noqa: E402 -- only after setup
from django.core.management import call_command  # noqa: E402 -- only after setup
from django.test import Client, override_settings  # noqa: E402 -- only after setup
from django.urls import reverse  # noqa: E402 -- only after setup
from django.utils import timezone  # noqa: E402 -- only after setup
from django_otp.oath import totp  # noqa: E402 -- only after setup

from resolutions.following import links, subscribing  # noqa: E402 -- only after setup
from resolutions.following.digests import post_digests  # noqa: E402 -- only after setup
from resolutions.mail.to_people import link_to_choose_a_password  # noqa: E402 -- only after setup
from resolutions.models import (  # noqa: E402 -- only after setup
    Addressee,
    Draft,
    Errand,
    Forum,
    Locality,
    Mail,
    Organizer,
    Recommendation,
    Region,
    Section,
    Subscription,
    Theme,
    User,
)
from resolutions.models.mail import SENDING  # noqa: E402 -- only after setup
from resolutions.people.invite import invite  # noqa: E402 -- only after setup
from resolutions.people.second_factor import set_up_app  # noqa: E402 -- only after setup
from resolutions.records import absolute  # noqa: E402 -- only after setup
from resolutions.register.authorship import delete_as, save_as  # noqa: E402 -- only after setup
from resolutions.register.complaints import complain, tell_editors  # noqa: E402 -- only after setup
from resolutions.register.directory import mark_reviewed  # noqa: E402 -- only after setup
from resolutions.register.hiding import hide_words  # noqa: E402 -- only after setup
from resolutions.register.merge import merge_addressees  # noqa: E402 -- only after setup
from resolutions.register.organizers import default_organizer  # noqa: E402 -- only after setup
from resolutions.register.publish import publish, withdraw  # noqa: E402 -- only after setup
from resolutions.review.doubts import doubts_of  # noqa: E402 -- only after setup
from resolutions.review.editing import Change, discard, edit, start_from_nothing, undo  # noqa: E402 -- only after setup
from resolutions.review.enter import enter  # noqa: E402 -- only after setup
from resolutions.review.importing import import_document  # noqa: E402 -- only after setup
from resolutions.review.operations import addressees, cards, sections  # noqa: E402 -- only after setup
from resolutions.review.queue import claim_next, read_waiting  # noqa: E402 -- only after setup
from resolutions.review.receive import receive, take_in  # noqa: E402 -- only after setup
from resolutions.review.revise import comparison, revise  # noqa: E402 -- only after setup
from resolutions.review.sharing import share  # noqa: E402 -- only after setup
from resolutions.review.sharing import token_of as share_token  # noqa: E402 -- only after setup
from resolutions.review.sheet import sheet_from_json  # noqa: E402 -- only after setup
from resolutions.vocabulary import ComplaintKind, HidingReason, MailKind, Role  # noqa: E402 -- only after setup
from tests.upgrades.city import settle_in  # noqa: E402 -- only after setup
from tests.upgrades.told import doubts_in, open_doubts, sums, tables  # noqa: E402 -- only after setup

SAMPLES = Path("resolutions/samples")
FAR = datetime(2100, 1, 1, tzinfo=UTC)  # links that hold for some days must hold for as long as this is tested
NUMBERS = {"public": "I", "entered": "II", "withdrawn": "III", "deleted": "IV", "withdrawn_deleted": "X"}
NEIGHBOUR = {"visitor": "192.0.2.7", "counted": "192.0.2.7"}
FAR_AWAY = {"visitor": "2001:db8::7", "counted": "2001:db8::"}
PASSWORD = "двор-сад-берёза-77"
KEY = "3132333435363738393031323334353637383930"  # of an app that makes codes
TEXT = """Резолюция {number} Форума дворов

5 июня 2023 года, город {place}

Секция «Дворы»

Участники секции предлагают:

1. Рекомендовать администрации города {place}а провести конкурс дворов. Итоги подвести осенью.

2. Штабу озеленения разработать план посадок.

4. Провести субботник.

Секция «Соседи»

Участники секции предлагают:

1. Рекомендовать НКО открыть соседский центр.

2. Штабу озеленения раздать саженцы.
"""


def text(number: str, place: str = "Томск") -> bytes:
    return TEXT.format(number=number, place=place).encode()


def damaged() -> bytes:
    """A .docx without a document in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>")  # at no time of day: the same bytes
    return file.getvalue()


def fill() -> dict[str, Any]:
    people = make_people()
    editor = people["editor"]
    for sample in sorted(SAMPLES.glob("*.txt")):
        import_document(sample, default_organizer(), publish_it=True)
    subscriber = confirmed_subscription()
    forums = make_forums(editor)
    moved = make_directory(people, forums["public"])
    city = settle_in(people, Forum.objects.get(pk=forums["public"].pk))
    drafts = make_drafts(editor, forums["public"])
    hide_and_complain(Forum.objects.get(pk=forums["public"].pk), editor)
    subscriptions = make_subscriptions(subscriber)
    letters = post_letters(people, subscriber)
    return {
        "doors": doors(forums, drafts) | {address: [200] for address in city["doors"]},
        "moved": moved | city["moved"],
        "links": links_given(people, drafts, subscriber, subscriptions),
        "people": {person.email: person.is_active and person.has_usable_password() for person in people.values()},
        "password": PASSWORD,
        "letters": letters,
        "undone": undone(drafts["edited"]),
        "read_later": [[drafts[name].name, "open"] for name in ("claimed", "waiting")],
        "doubts": open_doubts(),
        "sums": sums(),
        "tables": tables(),
    }


# Who is there


def make_people() -> dict[str, User]:
    organizer = Organizer.objects.create(name="Палата соседей", contact_email="palata@example.org")
    default_organizer()
    new = User.objects.create_user
    people = {
        "administrator": User.objects.create_superuser("admin@example.org", PASSWORD),
        "moderator": new("moderator@example.org", PASSWORD, role=Role.MODERATOR, full_name="Мария Модератор"),
        "editor": new("editor@example.org", PASSWORD, role=Role.EDITOR, organizer=organizer),
        "official": new("official@example.org", PASSWORD, role=Role.OFFICIAL),
        "invited": new("invited@example.org", None, role=Role.EDITOR, organizer=organizer),
        "forgetful": new("forgetful@example.org", PASSWORD, role=Role.EDITOR, organizer=organizer),
        "away": new("away@example.org", PASSWORD, role=Role.EDITOR, organizer=organizer, is_active=False),
    }
    Client(headers={"host": "127.0.0.1"}).post(
        reverse("login"), {"username": "editor@example.org", "password": "не тот"}
    )
    careful = new("careful@example.org", PASSWORD, role=Role.EDITOR, organizer=organizer)
    set_up_app(careful, KEY, f"{totp(bytes.fromhex(KEY)):06}", session="")
    return people


# What is in the register


def make_forums(editor: User) -> dict[str, Forum]:
    """One that was corrected; and one of each that is not public (any more)."""
    organizer = editor.organizer
    forums = {
        name: enter(receive(text(number), f"{name}.txt", organizer, editor), editor) for name, number in NUMBERS.items()
    }
    for name in ("public", "withdrawn", "deleted", "withdrawn_deleted"):
        publish(forums[name], editor)
    correct(forums["public"], editor)
    for name in ("withdrawn", "withdrawn_deleted"):
        withdraw(forums[name], editor)
    for name in ("deleted", "withdrawn_deleted"):
        delete_as(editor, Forum.objects.get(pk=forums[name].pk))
    for row in Recommendation.objects.filter(section__forum=forums["public"], text__startswith="Провести"):
        forums["recommendation"] = row
        delete_as(editor, row)
    *_, removed, standing = Recommendation.objects.filter(section__forum=forums["withdrawn"]).order_by("-pk")
    forums |= {"withdrawn_recommendation": standing, "withdrawn_removed_recommendation": removed}
    delete_as(editor, Recommendation.objects.get(pk=removed.pk))
    return forums


def correct(forum: Forum, editor: User) -> None:
    data = text("I").replace("осенью".encode(), "в октябре".encode()).replace("5 июня".encode(), "6 июня".encode())
    draft = receive(data, "public, исправлено.txt", forum.organizer, editor, revises=forum)
    revise(draft, [difference.key for difference in comparison(draft).differences()], editor)


def make_directory(people: dict[str, User], forum: Forum) -> dict[str, str]:
    """Themes, a region, other names, a department, an official's bodies; old address of a merged one -> its new."""
    moderator = people["moderator"]
    for section, name in zip(Section.objects.filter(forum=forum), ("дворы", "соседи"), strict=True):
        section.themes.add(save_as(moderator, Theme(name=name)))
    region = Region.objects.filter(name="Томская область").first() or save_as(moderator, Region(name="Томская область"))
    Locality.objects.filter(name="Томск").update(region=region)
    hall = Addressee.objects.called("администрация города Томска").first()
    save_as(moderator, Addressee(name="управление дворов", kind="department", parent=hall, is_reviewed=True))
    people["official"].addressees.add(hall)
    twin = save_as(moderator, Addressee(name="мэрия Томска", kind="city-hall", locality=hall.locality))
    twin.aliases.create(name="томская мэрия")
    merge_addressees(hall, twin, moderator)
    mark_reviewed(Addressee.objects.filter(pk=hall.pk), by=moderator)
    at_the_admin(people["administrator"])
    return {twin.get_absolute_url(): Addressee.objects.get(pk=hall.pk).get_absolute_url()}


def hide_and_complain(forum: Forum, editor: User) -> None:
    """Words that no door shows any more, and what a reader says is wrong."""
    hide_words(forum, "саженцы", HidingReason.OTHER, editor)
    complain(forum, None, ComplaintKind.MISPRINT, "Пункт 2 прочитан не до конца.")
    tell_editors(timezone.now())


def at_the_admin(person: User) -> None:
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(person)
    answer = client.post(reverse("admin:resolutions_theme_add"), {"name": "озеленение", "icon": "leaf"})
    assert answer.status_code == 302, answer.content.decode()


# Drafts in every state


def make_drafts(editor: User, forum: Forum) -> dict[str, Draft]:
    organizer = editor.organizer
    take_in(damaged(), "повреждён.docx", organizer, editor)
    list(read_waiting("читатель"))
    drafts = {
        "edited": edited(receive(text("V"), "правлено.txt", organizer, editor), editor),
        "long": settled((SAMPLES / "ozersk-2021.txt").read_bytes(), editor),
        "typed": edited(start_from_nothing(organizer, editor), editor),
        "discarded": discard(receive(text("VI"), "отложено.txt", organizer, editor), editor),
        "correction": receive(text("VII"), "ещё исправление.txt", organizer, editor, revises=forum),
        "claimed": take_in(text("VIII"), "читается.txt", organizer, editor),
    }
    claim_next("убитый")
    Errand.objects.filter(claimed_by="убитый").update(claimed_until=timezone.now() - timedelta(days=1))
    drafts["waiting"] = take_in(text("IX"), "ждёт.txt", organizer, editor)
    return {name: Draft.objects.get(pk=draft.pk) for name, draft in drafts.items()}


def edited(draft: Draft, by: User) -> Draft:
    """With edits, one of them taken back; shared."""
    for title in ("Форум дворов", "Форум дворов и садов", "Форум садов"):
        draft = edit(draft, draft.revision, [titled(title)], by)
    draft = undo(draft, draft.revision, by)
    if sheet_from_json(draft.outline).cards:
        keep = partial(addressees.confirm_addressee, key=3, name="Штаб озеленения")
        gap = partial(cards.settle, where=4, doubts=["number-gap:2-4"])
        draft = edit(draft, draft.revision, [Change("Оставлен адресат", keep), Change("Проверено", gap)], by)
        share(draft, FAR, by)
    return Draft.objects.get(pk=draft.pk)


def titled(title: str) -> Change:
    return Change(f"Название: {title}", partial(sections.edit_document, field="title", text=title))


def settled(data: bytes, by: User) -> Draft:
    """Every second doubt that can be."""
    draft = receive(data, "озёрск.txt", by.organizer, by)
    doubts = [doubt for doubt in doubts_of(sheet_from_json(draft.outline)) if doubt.can_be_settled]
    changes = [
        Change("Проверено", partial(cards.settle, where=doubt.where, doubts=[doubt.settles])) for doubt in doubts[::2]
    ]
    return edit(draft, draft.revision, changes, by)


def undone(draft: Draft) -> dict[str, Any]:
    """What pressing «undo» twice must bring back."""
    sheet = sheet_from_json(draft.edits.get(number=draft.position - 2).outline)
    return {
        "draft": draft.pk,
        "editor": draft.created_by.email,
        "title": sheet.title,
        "doubts": doubts_in(sheet),
    }


# Who is written to


def confirmed_subscription() -> Subscription:
    at = timezone.now() - timedelta(days=2)
    subscribing.ask(email="reader@example.org", query="", frequency="daily", **NEIGHBOUR, at=at)
    row = Subscription.objects.get(email="reader@example.org")
    subscribing.confirm(row, at)
    Mail.objects.all().delete()  # it was sent
    return row


def make_subscriptions(confirmed: Subscription) -> dict[str, Subscription]:
    now = timezone.now()
    post_digests(now)
    subscribing.ask(email=confirmed.email, query="", frequency="weekly", **NEIGHBOUR, at=now)
    rows = {}
    for name, query in {"waits": "kind=ngo", "leaves": "year=2023"}.items():
        email = f"{name}@example.org"
        subscribing.ask(email=email, query=query, frequency="weekly", **FAR_AWAY, at=FAR)
        rows[name] = Subscription.objects.get(email=email)
    Mail.objects.filter(subscription=rows["leaves"]).delete()  # it was sent
    return rows


def post_letters(people: dict[str, User], subscriber: Subscription) -> list[list[str]]:
    """[kind, to whom] of the letters that wait, one of each kind; beside them one that is tried no more."""
    invite(people["invited"], by=None)
    Mail.objects.post(MailKind.PASSWORD, asked_by="forgetful@example.org")
    given_up = Mail.objects.post(MailKind.PASSWORD, asked_by="away@example.org")
    Mail.objects.filter(pk=given_up.pk).update(given_up=True, last_error="550 нет такого ящика")
    Errand.objects.about(SENDING, given_up.pk).update(due=None, attempts=20)
    waiting = sorted([mail.kind, mail.email] for mail in Mail.objects.filter(given_up=False))
    assert {kind for kind, _ in waiting} == set(MailKind.values), waiting
    return waiting


# What the next release must still open


def links_given(
    people: dict[str, User], drafts: dict[str, Draft], subscriber: Subscription, subscriptions: dict[str, Subscription]
) -> dict[str, list[str]]:
    """[path, words that only the right page shows]."""
    PasswordResetTokenGenerator._now = lambda self: FAR.replace(tzinfo=None)  # a token tells when it was made
    given = {
        "shared": [absolute(reverse("draft-shared", args=[share_token(drafts["edited"])])), "Штабу озеленения"],
        "invitation": [link_to_choose_a_password("invitation", people["invited"]), people["invited"].email],
        "password": [link_to_choose_a_password("password-reset-confirm", people["forgetful"]), "new_password1"],
        "subscription": [links.page_url(subscriber), "re…@example.org"],
        "confirm": [links.page_url(subscriptions["waits"]), "wa…@example.org"],
        "unsubscribe": [links.unsubscribe_url(subscriptions["leaves"]), "le…@example.org"],
    }
    return {name: [urlsplit(link).path, words] for name, (link, words) in given.items()}


def doors(forums: dict[str, Any], drafts: dict[str, Draft]) -> dict[str, list[int]]:
    """Address -> how it may answer a visitor. What was public and was taken back is said to be gone."""
    told = {address: [200] for address in public_addresses()}
    told |= {address: [404] for address in addresses_of(forums["entered"])}
    for name in ("withdrawn", "deleted", "withdrawn_deleted"):
        told |= {address: [410] for address in addresses_of(forums[name])}
    for name in ("recommendation", "withdrawn_recommendation", "withdrawn_removed_recommendation"):
        told[forums[name].get_absolute_url()] = [410]
    told[reverse("forum-source", args=[forums["public"].slug])] = [410]  # it says the hidden words
    told |= {draft.get_absolute_url(): [302] for draft in drafts.values()}
    return told


def public_addresses() -> list[str]:
    rows = [*Forum.objects.public(), *Addressee.objects.public(), *Recommendation.objects.public()[::7]]
    names = ("home", "forum-list", "recommendation-list", "addressee-list", "statistics", "sitemap", "api-forum-list")
    forum = Forum.objects.public().first()
    return [
        *(reverse(name) for name in names),
        *(row.get_absolute_url() for row in rows),
        *(
            reverse(name, args=[forum.slug])
            for name in ("forum-source", "forum-text", "forum-feed", "forum-akoma-ntoso")
        ),
    ]


def addresses_of(forum: Forum) -> list[str]:
    return [reverse(name, args=[forum.slug]) for name in ("forum-detail", "api-forum-detail", "forum-feed")]


if __name__ == "__main__":
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    call_command("migrate", interactive=False, verbosity=0)
    with override_settings(STORAGES=settings.STORAGES | {"staticfiles": plain}):
        json.dump(fill(), sys.stdout, ensure_ascii=False, indent=1)
