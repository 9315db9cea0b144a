"""A corrected file comes in by the browser, is compared, and accepted item by item."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from resolutions.models import Draft, Forum, Recommendation
from resolutions.permissions.asking import NOT_HERS
from resolutions.review.importing import accept
from resolutions.review.queue import read_waiting
from resolutions.review.receive import receive
from resolutions.vocabulary import Role
from tests.factories import ForumFactory, OrganizerFactory
from tests.review.test_receive import RESOLUTION
from tests.review.test_revise import CORRECTED

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum() -> Forum:
    accept(receive(RESOLUTION, "итог.txt", OrganizerFactory()))
    return Forum.objects.get()


@pytest.fixture
def editor(signed_in, forum):
    return signed_in(organizer=forum.organizer)


def send(client, forum: Forum, data: bytes = CORRECTED, name: str = "исправлено.txt"):
    answer = client.post(reverse("draft-correct", args=[forum.slug]), {"file": SimpleUploadedFile(name, data)})
    list(read_waiting("читатель"))
    return answer


def test_an_editor_sees_what_a_corrected_file_changes_and_accepts_some_of_it(editor, forum):
    answer = send(editor, forum)
    draft = Draft.objects.get(revises=forum)
    assert answer["Location"] == reverse("draft-differences", args=[draft.pk])
    rows = editor.get(answer["Location"]).context["differences"]
    assert [row["difference"].kind for row in rows] == ["forum", "forum", "added", "changed", "removed"]
    added = next(row["difference"].key for row in rows if row["difference"].kind == "added")

    answer = editor.post(answer["Location"], {"accept": [added]})

    assert answer["Location"] == forum.get_absolute_url()
    assert list(Recommendation.objects.in_document_order().values_list("text", flat=True)) == [
        "Рекомендовать школам открыть спортивные площадки для жителей.",
        "Администрации города Томска разработать план благоустройства дворов.",
        "Рекомендовать НКО проводить субботники.",
    ]


def test_words_that_go_and_come_are_told_apart(editor, forum):
    send(editor, forum)
    draft = Draft.objects.get(revises=forum)

    rows = editor.get(reverse("draft-differences", args=[draft.pk])).context["differences"]

    date = next(row for row in rows if row["difference"].label == "Дата")
    assert date["pieces"] == [("gone", "5"), ("new", "6"), ("same", "июня 2023 г.")]


def test_days_are_written_as_people_write_them(editor, forum):
    said = "Форум состоялся 30 июня – 1 июля 2023 года.".encode()
    send(editor, forum, CORRECTED.replace("Форум состоялся 6 июня 2023 года.".encode(), said))
    draft = Draft.objects.get(revises=forum)
    address = reverse("draft-differences", args=[draft.pk])
    shown = []
    for starts_on in (forum.starts_on, None):
        Forum.objects.update(starts_on=starts_on)
        page = editor.get(address)
        (row,) = (row["difference"] for row in page.context["differences"] if row["difference"].label == "Дата")
        shown.append((row.before, row.after, "2023-0" in page.content.decode()))

    assert shown == [
        ("5 июня 2023 г.", "30 июня – 1 июля 2023 г.", False),
        ("дата не указана", "30 июня – 1 июля 2023 г.", False),
    ]


def test_a_day_that_cannot_be_read_is_shown_and_accepted_as_none(editor, forum):
    send(editor, forum)
    draft = Draft.objects.get(revises=forum)
    Draft.objects.update(outline=draft.outline | {"date": "32.06.2023"})
    address = reverse("draft-differences", args=[draft.pk])

    rows = [row["difference"] for row in editor.get(address).context["differences"]]
    answer = editor.post(address, {"accept": ["forum:dates"]})

    assert [row.after for row in rows if row.key == "forum:dates"] == ["дата не указана"]
    assert (answer.status_code, Forum.objects.get().starts_on) == (302, None)


def test_what_changed_meanwhile_is_shown_again_with_the_ticks_kept(editor, forum):
    send(editor, forum)
    address = reverse("draft-differences", args=[Draft.objects.get(revises=forum).pk])
    keys = [row["difference"].key for row in editor.get(address).context["differences"]]
    Recommendation.objects.filter(number="1").update(version=7)

    answer = editor.post(address, {"accept": keys})

    assert (answer.status_code, answer.context["is_stale"]) == (409, True)
    assert [row["difference"].kind for row in answer.context["differences"] if not row["chosen"]] == ["changed"]


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"", "пусто.txt"), (b"PK\x03\x04", "чужой.txt"), (RESOLUTION, "тот же.txt"), (CORRECTED, "a.exe")],
)
def test_what_cannot_be_compared_is_refused_beside_the_form(editor, forum, data, name):
    answer = send(editor, forum, data, name)

    assert (answer.status_code, len(answer.context["form"].errors["file"])) == (422, 1)
    assert Draft.objects.count() == 1


def test_the_same_correction_twice_leads_to_the_same_comparison(editor, forum):
    assert send(editor, forum)["Location"] == send(editor, forum)["Location"]


def test_a_settled_comparison_leads_to_its_forum(editor, forum):
    address = send(editor, forum)["Location"]
    editor.post(address, {})

    assert editor.post(address, {})["Location"] == forum.get_absolute_url()


def test_a_correction_that_waits_or_was_put_aside_is_not_compared(editor, forum):
    data = SimpleUploadedFile("исправлено.txt", CORRECTED)
    address = editor.post(reverse("draft-correct", args=[forum.slug]), {"file": data})["Location"]
    draft = Draft.objects.get(revises=forum)

    assert "В очереди: 1-й" in editor.get(address).content.decode()
    assert editor.post(address, {"accept": ["forum:dates"]})["Location"] == draft.get_absolute_url()
    list(read_waiting("читатель"))
    assert editor.get(draft.get_absolute_url())["Location"] == address
    editor.post(reverse("draft-discard", args=[draft.pk]))
    assert "Черновик отклонён" in editor.get(address).content.decode()


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MODERATOR, Role.OFFICIAL])
def test_nobody_else_corrects_a_forum(signed_in, editor, forum, role):
    address = send(editor, forum)["Location"]
    stranger = signed_in(role=role)

    statuses = [
        stranger.get(address).status_code,
        stranger.post(address, {}).status_code,
        send(stranger, forum).status_code,
    ]

    assert statuses == [404, 404, 404]


def test_only_its_editor_is_offered_to_correct_a_forum(client, signed_in, editor, forum):
    other = ForumFactory()

    offered = [
        bool((ways := door.get(page.get_absolute_url()).context["ways"]) and ways.file)
        for door, page in [(editor, forum), (editor, other), (client, forum), (signed_in(role=Role.MODERATOR), forum)]
    ]

    assert offered == [True, False, False, False]


# The forum is another organizer's by now


@pytest.fixture
def given_away(editor, forum):
    """The address of an open correction; the forum was given to another organizer after it had come in."""
    address = send(editor, forum)["Location"]
    Forum.objects.update(organizer=OrganizerFactory())
    return address


def test_who_accepts_a_correction_of_a_forum_that_was_given_away(signed_in, editor, forum, given_away):
    keeper = Forum.objects.get().organizer
    people = {
        "editor": editor,
        "editor of the other": signed_in(organizer=keeper),
        "moderator": signed_in(role=Role.MODERATOR),
        "administrator": signed_in(role=Role.ADMINISTRATOR),
    }
    found = {}
    for name, door in people.items():
        with transaction.atomic():
            answers = [door.get(given_away), door.post(given_away, {"accept": ["forum:dates"]})]
            statuses = [answer.status_code for answer in answers]
            found[name] = (*statuses, Forum.objects.get().starts_on == forum.starts_on)
            transaction.set_rollback(True)

    assert found == {
        "editor": (403, 403, True),
        "editor of the other": (404, 404, True),
        "moderator": (404, 404, True),
        "administrator": (200, 302, False),
    }


def test_who_may_not_accept_it_any_more_is_told_so_and_keeps_what_she_has(editor, given_away):
    draft = Draft.objects.get(revises__isnull=False)
    typed = editor.post(draft.get_absolute_url(), {"op": "save", "about-title": "Набранное", "revision": 1})
    page = editor.get(given_away).content.decode()

    assert [words in page for words in (NOT_HERS, 'value="apart"', "Принять отмеченное", "II Форум")] == [
        True,
        True,
        False,
        False,
    ]
    assert (typed.status_code, "Набранное" in typed.content.decode()) == (403, True)
    assert editor.post(given_away, {"op": "apart"})["Location"] == draft.get_absolute_url()
    assert "подробный план благоустройства" in editor.get(draft.get_absolute_url()).content.decode()


# «Опубликовать» pressed on a page that was opened before a colleague made the draft a correction


def test_who_publishes_what_is_a_correction_by_now_is_told_so(editor, forum):
    address = send(editor, forum)["Location"]
    draft = Draft.objects.get(revises=forum)
    publishing = reverse("draft-publish", args=[draft.pk])

    looked = editor.get(publishing, follow=True)
    pressed = editor.post(publishing, {"revision": 1}, follow=True)
    editor.post(address, {"accept": ["forum:dates"]}, follow=True)
    late = editor.post(publishing, {"revision": 1}, follow=True)

    said = [[str(message) for message in answer.context["messages"]] for answer in (looked, pressed, late)]
    assert [answer.redirect_chain for answer in (looked, pressed, late)] == [
        [(address, 302)],
        [(address, 302)],
        [(forum.get_absolute_url(), 302)],
    ]
    assert said == [
        [],
        ["Этот черновик теперь исправление, а не другая резолюция: в реестр ничего не записано."],
        ["Исправления уже внесены."],
    ]
