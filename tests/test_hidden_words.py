"""A word that is hidden is at no public door, in no file, index, mail or remembered page; it was at all of them."""

import json
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.db import OperationalError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from resolutions.exports.formats import FORMATS
from resolutions.following.digests import post_digests
from resolutions.mail.sending import send_waiting
from resolutions.models import (
    AddresseeAlias,
    Addressing,
    Draft,
    Forum,
    HiddenWords,
    Line,
    Locality,
    Part,
    Recommendation,
    Section,
    Theme,
)
from resolutions.models.hidden_words import WAYS, worded_fields
from resolutions.open_data.dumps import current_dump
from resolutions.open_data.nightly import dump as nightly_dump
from resolutions.review.sharing import token_of
from resolutions.review.sheet import EMPTY, sheet_json
from resolutions.vocabulary import DraftState, OtherRole, Role
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    DraftFactory,
    ForumFactory,
    LineFactory,
    OrganizerFactory,
    PartFactory,
    RecommendationFactory,
    SectionFactory,
    SourceDocumentFactory,
    SubscriptionFactory,
    ThemeFactory,
    UserFactory,
)
from tests.golden.shown import shown
from tests.open_data.consumer import dump
from tests.test_addresses import RULES, address_of
from tests.test_taken_back import LISTS

# Committed for real: on PostgreSQL the index and pages hear of a change at commit.
pytestmark = pytest.mark.django_db(transaction=True)
WORD, IN_ADDRESSES = "Кузявриков", "kuzyavrikov"
ESCAPED = json.dumps(WORD)[1:-1]
MARK = "█████"


def fill(row, **kept):
    """The word in every column that holds words of the resolution, those to come as well."""
    for name in worded_fields(type(row)):
        value = [{"name": WORD, "as_written": WORD, "role": OtherRole.RECIPIENT}] if name == "others" else WORD
        setattr(row, name, value)
    for name, value in kept.items():
        setattr(row, name, value)
    row.save()
    return row


class World:
    def __init__(self) -> None:
        self.organizer = OrganizerFactory()
        self.editor = UserFactory(organizer=self.organizer)
        self.forum = fill(ForumFactory(organizer=self.organizer, published_at=None, locality__name="Томск"))
        place = self.forum.locality
        place.name = f"Двор {WORD}"
        place.save()
        section = SectionFactory(forum=self.forum, title=f"Секция {WORD}")
        self.section = fill(section, title=f"Секция {WORD}")
        self.section.themes.add(ThemeFactory(name=f"Как живёт {WORD}"))
        group = fill(LineFactory(section=self.section))
        for order in (5, 6, 7, 8):
            text = f"Накормить: {WORD}, улица\nЛенина, {WORD.upper()} и пруд {order}."
            row = RecommendationFactory(section=self.section, order=order, group=group)
            self.recommendation = fill(row, text=text, number=str(order))
            part = fill(PartFactory(recommendation=self.recommendation))
            addressee = (
                self.addressee
                if order > 5
                else AddresseeFactory(name=f"Глава {WORD}", is_reviewed=False, is_seconded=True)
            )
            self.addressee = addressee
            fill(AddressingFactory(recommendation=self.recommendation, addressee=addressee, part=part))
        AddresseeAlias.objects.create(addressee=self.addressee, name=f"Голова {WORD}")
        fill(LineFactory(section=self.section, order=9, kind="remark"), label="")
        self.source = SourceDocumentFactory(organizer=self.organizer, original_name=f"{WORD}.txt")
        self.source.file.save("x", ContentFile(f"Накормить: {WORD}.".encode()))
        blocks = [{"label": "1.", "text": f"Накормить: {WORD}."}, {"label": "", "text": "Живёт на улице"}]
        blocks.append({"label": "", "text": "Ленина, 5."})
        DraftFactory(source=self.source, forum=self.forum, state=DraftState.ENTERED, blocks=blocks)
        outline = sheet_json(EMPTY) | {"title": f"Съезд {WORD}"}
        self.shared = DraftFactory(
            source__organizer=self.organizer,
            revises=self.forum,
            outline=outline,
            share_key="ключ",
            shared_until=timezone.now() + timedelta(days=1),
        )
        self.subscription = SubscriptionFactory(query=f"forum={self.forum.slug}")
        self.other = RecommendationFactory(text="Другое, чужое.")

    @property
    def rows(self):
        draft = Draft.objects.get(forum=self.forum)
        rows = {"forum": self.forum, "recommendation": self.recommendation, "addressee": self.addressee}
        rows |= {"section": self.section, "theme": self.section.themes.get()}
        return rows | {"subscription": self.subscription, "draft": draft, "draft on review": draft}


def doors(world):
    """Every public address that may say a word of a resolution, of those that exist."""
    routes = [
        name
        for name in RULES
        if not name.startswith(("admin:", "draft-", "complaint-", "mend-")) and name not in ("logout", "offer-settle")
    ]
    forum, code = world.forum.slug, world.recommendation.code
    files = [f"/opendata/{file.path}" for file in current_dump().files()]
    parts = [f"/sitemap-{kind}-1.xml" for kind in ("forums", "recommendations", "addressees")]
    return list(
        dict.fromkeys(
            [
                *(address_of(name, world.rows) for name in routes),
                *LISTS,
                *files,
                *parts,
                *(f"/forums/{forum}/export/{format}/" for format in FORMATS),
                *(f"/recommendations/export/{format}/?sort=document" for format in FORMATS),
                *(f"/recommendations/?q={quote(words)}" for words in ("накормить", "кузяв", "кузявиков")),
                f"/recommendations/suggest/?q={quote('кузя')}",
                f"/recommendations/suggest/?q={quote('голова ку')}",
                f"/recommendations/suggest/?q={quote('К')}{quote('узяв')}",
                f"/recommendations/?section={forum}/{Section.objects.get(pk=world.section.pk).slug}",
                f"/recommendations/?to={world.addressee.slug}",
                f"/recommendations/feed/?forum={forum}",
                f"/addressees/?q={quote('голова')}",
                f"/api/v1/recommendations/?q={quote('накормить')}&facets=to,forum,section",
                f"/r/{code}/",
                reverse("draft-shared", args=[token_of(world.shared)]),
                "/opendata/recommendations/data.csv",
            ]
        )
    )


def said(answer) -> bool:
    text = " ".join(shown(answer)).casefold()
    return any(word.casefold() in text for word in (WORD, IN_ADDRESSES, ESCAPED))


def saying(clients, addresses):
    """Those that say the word to any of these visitors; whatever its status, nothing fails."""
    found = []
    for address in addresses:
        answers = [
            client.get(address) for client in clients[: 1 if address.endswith(("/docx/", "/odt/", "/pdf/")) else None]
        ]
        assert {answer.status_code for answer in answers if answer.status_code >= 500} <= {503}, address
        told = list(map(said, answers))  # each to its end: a file closes itself there
        if any(told):
            found.append(address)
    return found


@contextmanager
def away():
    def no_answer(execute, *question):
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(no_answer):
        yield


def publish(world):
    Forum.objects.filter(pk=world.forum.pk).update(published_at=timezone.now())
    world.forum.refresh_from_db()


def mailed(world) -> bool:
    """Whether a subscriber who is told now reads the word."""
    mail.outbox.clear()
    send_waiting()
    assert len(mail.outbox) == 1
    parts = [mail.outbox[0].body, *(part.content for part in mail.outbox[0].alternatives)]
    return any(WORD.casefold() in part.casefold() for part in parts)


def hide_at_the_page(world, words=WORD):
    editor = Client()
    editor.force_login(world.editor)
    page = reverse("forum-hide", args=[world.forum.slug])
    looked = editor.post(page, {"words": words, "reason": "name", "op": "look"})
    assert (looked.status_code, "Где стоят эти слова" in looked.content.decode()) == (200, True)
    assert editor.post(page, {"words": words, "reason": "name", "note": "просьба", "op": "hide"}).status_code == 302
    return editor


def test_a_hidden_word_is_nowhere_and_was_everywhere():
    world = World()
    publish(world)
    post_digests(timezone.now() + timedelta(days=8))
    assert mailed(world)
    late = SubscriptionFactory(query=f"forum={world.forum.slug}", consent_at=datetime(2019, 1, 1, tzinfo=UTC))
    post_digests(timezone.now() + timedelta(days=8))
    dump("2026-03-01")
    Recommendation.objects.filter(pk=world.other.pk).update(text="Совсем другое.")
    for row in Recommendation.objects.filter(section=world.section):
        row.repeats = f"ежегодно, {WORD}"
        row.save()
    dump("2026-03-02")
    official = Client()
    official.force_login(UserFactory(role=Role.OFFICIAL))
    clients = [Client(), official]
    addresses = doors(world)
    pictures = [address for address in addresses if address.endswith(f"{world.recommendation.code}/picture.png")]
    before = saying(clients, addresses)
    drawn = [Client().get(address).content for address in pictures]

    editor = hide_at_the_page(world)

    # An address that says it leads nowhere any more; what a visitor has typed herself, the page repeats.
    gone = [address for address in addresses if IN_ADDRESSES in address]
    assert {Client().get(address).status_code for address in gone} == {400, 404}
    addresses = [address for address in addresses if address not in gone]
    assert saying(clients, addresses) == []
    with away():
        assert [address for address in addresses if said(Client().get(address))] == []
    assert mailed(world) is False
    assert late.pk
    assert [Client().get(address).content for address in pictures] != drawn
    # The files of open data are made anew, with the versions that they had.
    data = [f"/opendata/{version.data.path}" for found in current_dump().sets for version in found.versions]
    assert statuses(data) == {503}
    list(nightly_dump())
    world.forum.refresh_from_db()
    world.addressee.refresh_from_db()
    later = doors(world)
    assert saying(clients, later) == []
    assert statuses(data) == {200}
    # It was there to be found; so is the mark now.
    assert len(before) > 60
    assert {
        name
        for name in ("detail", "text", "source", "feed", "akoma-ntoso", "export")
        if not any(address == address_of(f"forum-{name}", world.rows) or f"/{name}/" in address for address in before)
    } == set()
    assert {version for version in data if version not in before} == set()
    assert all(
        MARK in " ".join(shown(Client().get(address))) for address in (world.forum.get_absolute_url(), *data[:1])
    )
    assert Locality.objects.get(pk=world.forum.locality_id).name == f"Двор {MARK}"
    assert Theme.objects.get(sections=world.section).name == f"Как живёт {MARK}"
    assert [model.__name__ for model in WAYS] == ["Forum", "Section", "Line", "Recommendation", "Part", "Addressing"]
    assert [said_by_rows(model) for model in (Forum, Section, Line, Recommendation, Part, Addressing)] == [[]] * 6
    # The editor has the source still, and what was hidden.
    source = editor.get(reverse("forum-source", args=[world.forum.slug]))
    assert WORD.encode() in b"".join(source)
    assert HiddenWords.objects.get().hidden_by == world.editor


def statuses(addresses):
    found = set()
    for address in addresses:
        answer = Client().get(address)
        shown(answer)  # a file is read to its end and closed
        found.add(answer.status_code)
    return found


def said_by_rows(model):
    rows = model._base_manager.values_list(*worded_fields(model))
    return [row for row in rows if WORD.casefold() in json.dumps(row, ensure_ascii=False).casefold()]
