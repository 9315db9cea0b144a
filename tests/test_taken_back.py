"""What was public and is not any more: 410 at every door, with whose it was and since when, and not a word of it."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from resolutions.exports.formats import FORMATS
from resolutions.models import Addressee, Draft, Forum, Recommendation
from resolutions.records import absolute
from resolutions.register.authorship import delete_as
from resolutions.register.deleting import delete_forum
from resolutions.register.publish import publish, withdraw
from resolutions.review.restoring import restore_forum
from resolutions.review.sharing import token_of
from resolutions.vocabulary import DraftState, Role
from tests.factories import (
    AddressingFactory,
    DraftFactory,
    ForumFactory,
    OrganizerFactory,
    RecommendationFactory,
    SectionFactory,
    SourceDocumentFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
WORD = "узявр"  # of the title, of a section and of the texts, in any form
ORGANIZER = "Союз садоводов"
SLOW = ("docx", "odt", "pdf")  # to be made; to be refused they are as fast as the others


@pytest.fixture
def forum():
    """Never published; with a document, a section and two recommendations, all of them of the same word."""
    organizer = OrganizerFactory(name=ORGANIZER)
    forum = ForumFactory(organizer=organizer, published_at=None, title="Кузявриковый съезд")
    section = SectionFactory(forum=forum, title="Кузявры")
    section.themes.add(ThemeFactory(name="Кузявры", slug="kuzyavry"))
    for number in (1, 2):
        recommendation = RecommendationFactory(section=section, text=f"Накормить кузявриков, {number}.")
        AddressingFactory(recommendation=recommendation)
    source = SourceDocumentFactory(organizer=organizer, original_name="кузявры.txt")
    source.file.save("x", ContentFile("Накормить кузявриков.".encode()))
    block = {"label": "", "text": "Накормить кузявриков."}
    DraftFactory(source=source, forum=forum, state=DraftState.ENTERED, blocks=[block])
    return forum


def doors_of_recommendation(recommendation):
    names = ("recommendation-detail", "recommendation-picture", "api-recommendation-detail")
    return [reverse(name, args=[recommendation.code]) for name in names]


def doors_of(forum):
    names = ("detail", "source", "text", "picture", "akoma-ntoso", "feed")
    exports = [reverse("forum-export", args=[forum.slug, name]) for name in FORMATS]
    pages = [reverse(f"forum-{name}", args=[forum.slug]) for name in names]
    elsewhere = [reverse(name, args=[forum.slug]) for name in ("embedded-forum", "api-forum-detail")]
    return [*pages, *exports, *elsewhere]


class Doors:
    """Every address of one forum and of its recommendations, asked by whoever has no business there."""

    def __init__(self, forum, *visitors):
        recommendations = Recommendation.objects.filter(section__forum=forum).order_by("pk")
        self.first, self.second = map(doors_of_recommendation, recommendations)
        self.whole = doors_of(forum)
        self.visitors = visitors

    def ask(self, doors, quick=False):
        """{(status, what the answer tells)} over all of them."""
        doors = [door for door in doors if not (quick and any(f"/export/{name}/" in door for name in SLOW))]
        return {told(visitor.get(door)) for visitor in self.visitors for door in doors}

    @property
    def all(self):
        return [*self.whole, *self.first, *self.second]


def told(answer):
    """The status; whether it says whose it was, and whether a word of it; the sentence about the day."""
    content = b"".join(answer) if answer.streaming else answer.content  # a file is read to its end and closed
    if answer.status_code == 200:
        return 200
    text = content.decode()
    sentence = next((line for line in SENTENCES if f"{line} {day()}." in text), "")
    return answer.status_code, ORGANIZER in text, WORD in text, sentence


SENTENCES = ("Резолюция снята с публикации", "Резолюция удалена", "Рекомендацию убрали из резолюции")
NEVER = {(404, False, False, "")}
WITHDRAWN = {(410, True, False, SENTENCES[0])}
DELETED = {(410, True, False, SENTENCES[1])}
REMOVED = {(410, True, False, SENTENCES[2])}


def day(at=None):
    return date_format(timezone.localdate(at), "j E Y")


def test_every_door_knows_what_has_become_of_a_forum(forum, client, signed_in):
    doors = Doors(forum, client, signed_in(), signed_in(role=Role.OFFICIAL))

    assert doors.ask(doors.all) == NEVER
    publish(forum, by=None)
    assert doors.ask(doors.all, quick=True) == {200}
    withdraw(forum, by=None)
    assert doors.ask(doors.all) == WITHDRAWN
    publish(forum, by=None)
    assert doors.ask(doors.all, quick=True) == {200}
    delete_as(None, Recommendation.objects.order_by("pk").first())
    assert (doors.ask(doors.first), doors.ask(doors.second)) == (REMOVED, {200})
    delete_forum(forum, by=None)
    assert doors.ask(doors.all) == DELETED
    restore_forum(forum, by=None)
    assert doors.ask([*doors.whole, *doors.second], quick=True) == {200}
    withdraw(forum, by=None)
    delete_forum(forum, by=None)
    assert doors.ask(doors.all) == WITHDRAWN
    Forum.everything.update(deleted_at=timezone.now() - timedelta(days=91))
    call_command("tidy")
    assert (Forum.everything.count(), doors.ask(doors.all)) == (0, WITHDRAWN)


def test_the_private_link_to_a_draft_or_a_correction_is_a_door_as_well(forum, client):
    """What holds the text, whichever document brought it, is asked where it has gone."""
    shared = {"share_key": "ключ", "shared_until": timezone.now() + timedelta(days=1)}
    publish(forum, by=None)
    outline = DraftFactory.build(organizer=forum.organizer).outline | {"title": "Кузявриковый съезд"}
    Draft.objects.filter(forum=forum).update(outline=outline, **shared)
    first = Draft.objects.get(forum=forum)
    states = (DraftState.OPEN, DraftState.ENTERED)
    open_one, entered = (DraftFactory(revises=forum, state=state, outline=outline, **shared) for state in states)
    links = [reverse("draft-shared", args=[token_of(draft)]) for draft in (first, entered, open_one)]

    def ask():
        return [told(client.get(link, follow=True)) for link in links]

    assert (ask(), WORD in client.get(links[2]).content.decode()) == ([200] * 3, True)
    withdraw(forum, by=None)
    assert ask() == [*WITHDRAWN, *WITHDRAWN, 200]  # a correction on its way is its editors' own
    delete_forum(publish(forum, by=None), by=None)
    assert ask() == [*DELETED, *DELETED, *NEVER]


def test_what_was_never_public_is_404_when_it_is_deleted_too(forum, client):
    doors = Doors(forum, client)

    delete_forum(forum, by=None)
    assert doors.ask(doors.all) == NEVER
    Forum.everything.update(deleted_at=timezone.now() - timedelta(days=91))
    call_command("tidy")
    assert (Forum.everything.count(), doors.ask(doors.all)) == (0, NEVER)


def test_what_was_written_into_a_withdrawn_forum_has_never_been_public(forum, client):
    withdraw(publish(forum, by=None), by=None)
    late = RecommendationFactory(section=forum.sections.get())
    doors = doors_of_recommendation(late)

    assert [client.get(door).status_code for door in doors] == [404, 404, 404]
    delete_as(None, late)
    assert [client.get(door).status_code for door in doors] == [404, 404, 404]


def test_another_forum_that_is_gone_says_nothing_of_one_that_was_never_public(forum, client):
    """However the numbers of records and of forums meet."""
    hidden = SectionFactory(forum=ForumFactory(pk=10**6, published_at=None))
    doors = doors_of_recommendation(RecommendationFactory(section=hidden))
    publish(forum, by=None).delete()
    assert Forum.history.filter(history_type="-").update(history_id=hidden.forum_id) == 1

    assert [client.get(door).status_code for door in doors] == [404, 404, 404]


LISTS = [
    "/",
    "/forums/",
    "/recommendations/",
    "/recommendations/?q=накормить",
    "/recommendations/feed/",
    "/recommendations/export/csv/",
    "/recommendations/export/json/",
    "/recommendations/values/to/",
    "/recommendations/values/section/",
    "/pictures/years/",
    "/pictures/years.csv",
    "/addressees/",
    "/themes/",
    "/api/v1/recommendations/",
    "/api/v1/recommendations/?facets=forum,to,section",
    "/api/v1/forums/",
    "/api/v1/sections/",
    "/api/v1/addressees/",
    "/api/v1/themes/",
]
BY_NAME = ("/recommendations/values/to/", "/addressees/", "/api/v1/addressees/")
ADMIN_LISTS = ["forum", "section", "recommendation", "addressee"]


def test_no_list_and_no_count_holds_what_was_taken_back(forum, client, signed_in):
    Addressee.objects.update(is_reviewed=False, name="Кузявровое управление")
    publish(forum, by=None)
    own = signed_in(organizer=forum.organizer)
    admin = [reverse(f"admin:resolutions_{row}_changelist") for row in ADMIN_LISTS]

    def holding(visitor, doors):
        return [door for door in doors if WORD in told_by(visitor.get(door))]

    # The name is words of this one forum, and so nothing to be found by.
    shown = [door for door in LISTS if door not in BY_NAME]
    assert (holding(client, LISTS), holding(own, admin)) == (shown, admin)
    withdraw(forum, by=None)
    assert (holding(client, LISTS), holding(own, admin)) == ([], admin)
    delete_forum(publish(forum, by=None), by=None)
    assert (holding(client, LISTS), holding(own, LISTS), holding(own, admin)) == ([], [], [])
    restore_forum(forum, by=None)
    assert (holding(client, LISTS), holding(own, admin)) == (shown, admin)


def told_by(answer):
    assert answer.status_code == 200
    content = b"".join(answer) if answer.streaming else answer.content
    return content.decode()


def test_the_editors_of_the_organizer_read_on_what_they_have_withdrawn_and_not_what_they_have_deleted(forum, signed_in):
    publish(forum, by=None)
    own = signed_in(organizer=forum.organizer)
    doors = [reverse(name, args=[forum.slug]) for name in ("forum-detail", "forum-text", "draft-correct")]
    doors.append(Recommendation.objects.first().get_absolute_url())

    withdraw(forum, by=None)
    withdrawn = [own.get(door).status_code for door in doors]
    delete_forum(forum, by=None)
    deleted = [own.get(door).status_code for door in doors]

    assert (withdrawn, deleted) == ([200, 200, 200, 200], [410, 410, 404, 410])


def test_programs_are_told_in_their_own_way(forum, client):
    delete_forum(publish(forum, by=None), by=None)

    answer = client.get(reverse("api-forum-detail", args=[forum.slug]))

    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": absolute(f"{reverse('api')}#error-410"),
        "title": "Больше не опубликовано",
        "status": 410,
        "detail": f"Резолюция удалена {day()}. Организатор: {ORGANIZER}.",
        "errors": [],
    }


def test_a_recommendation_removed_from_a_public_forum_leads_to_the_forum(forum, client):
    publish(forum, by=None)
    first = Recommendation.objects.order_by("pk").first()
    delete_as(None, first)

    page = client.get(first.get_absolute_url()).content.decode()

    assert f'<a href="{forum.get_absolute_url()}">Резолюция, в которой она была</a>' in page


def test_an_organizer_who_is_gone_is_not_named(forum, client):
    delete_forum(publish(forum, by=None), by=None)
    Forum.everything.update(deleted_at=timezone.now() - timedelta(days=91))
    call_command("tidy")
    Draft.objects.all().delete()
    forum.organizer.documents.all().delete()
    forum.organizer.delete()

    page = client.get(forum.get_absolute_url()).content.decode()

    assert (f"<p>Резолюция снята с публикации {day()}.</p>" in page, ORGANIZER in page) == (True, False)


def test_what_was_taken_back_before_there_were_marks_learns_it_from_the_history(forum, client):
    shown = withdraw(publish(forum, by=None), by=None)
    publish(shown, by=None)
    hidden = withdraw(shown, by=None)
    never = ForumFactory(published_at=None)
    public = RecommendationFactory().section.forum
    gone = withdraw(RecommendationFactory().section.forum, by=None)
    removed = Recommendation.objects.filter(section__forum=forum).first()
    doors = [*doors_of(gone), *doors_of_recommendation(removed)]
    delete_as(None, removed)
    gone.delete()
    Forum.objects.update(withdrawn_at=None)
    Forum.history.update(withdrawn_at=None)
    assert {client.get(door).status_code for door in doors} == {404}

    import_module("resolutions.migrations.0010_taken_back").remember_those_taken_back(apps, None)

    marks = dict(Forum.objects.values_list("pk", "withdrawn_at"))
    assert marks == {forum.pk: forum.history.latest().history_date, never.pk: None, public.pk: None}
    assert marks[forum.pk] - hidden.withdrawn_at < timedelta(seconds=5)
    assert {client.get(door).status_code for door in doors} == {410}
    records = Forum.history.filter(id=forum.pk).order_by("history_id").values_list("published_at", "withdrawn_at")
    assert [(bool(at), bool(since)) for at, since in records] == [
        (False, False),
        (True, False),
        (False, True),
        (True, False),
        (False, True),
    ]
