"""A draft whose document is not read yet, or could not be: what every page shows instead, and what can be done."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from resolutions.models import Draft, Forum
from resolutions.review.queue import claim_next, read_waiting
from resolutions.review.receive import take_in
from resolutions.vocabulary import DraftState, Role
from tests.factories import OrganizerFactory
from tests.review.sheets import TEXT
from tests.review.test_queue import BOMB

pytestmark = pytest.mark.django_db
UPLOAD = "/editor/upload/"
PAGES = ["draft-review", "draft-text", "draft-preview", "draft-publish", "draft-differences"]


def body(answer) -> str:
    return answer.content.decode()


def address(route: str, draft: Draft, *more: object) -> str:
    return reverse(route, args=[draft.pk, *more])


@pytest.fixture
def waiting(editor):
    return take_in(TEXT.encode(), "форум.txt", editor.user.organizer, editor.user)


@pytest.fixture
def refused(editor):
    take_in(BOMB, "бомба.docx", editor.user.organizer, editor.user)
    return next(read_waiting("читатель"))


@pytest.mark.parametrize("route", PAGES)
def test_every_page_of_a_waiting_draft_says_where_it_stands(editor, waiting, route):
    answer = editor.get(address(route, waiting))

    assert (answer.status_code, "В очереди: 1-й" in body(answer)) == (200, True)
    assert f'href="{waiting.get_absolute_url()}">Обновить' in body(answer)


@pytest.mark.parametrize("route", PAGES)
def test_every_page_of_a_refused_draft_says_why(editor, refused, route):
    answer = editor.get(address(route, refused))

    assert (answer.status_code, refused.refusal in body(answer)) == (200, True)
    assert address("draft-retry", refused) in body(answer)


@pytest.mark.parametrize("state", ["waiting", "refused"])
def test_nothing_is_done_to_a_draft_that_is_not_read(editor, request, state):
    draft = request.getfixturevalue(state)
    forms = ["draft-review", "draft-text", "draft-publish", "draft-differences", "draft-autosave", "draft-both"]

    answers = [
        editor.post(address(form, draft), {"revision": 1, "op": "new-section", "text": "Название: Ж"})
        for form in [*forms, "draft-share"]
    ]
    answers.append(editor.post(address("draft-split", draft, 1), {"revision": 1, "at": "5"}))

    assert {answer["Location"] for answer in answers} == {draft.get_absolute_url()}
    as_it_is = Draft.objects.get()
    assert (as_it_is.state, as_it_is.outline, as_it_is.share_key) == (state, {}, "")
    assert Forum.objects.count() == 0


def test_a_waiting_draft_leads_into_its_review_once_it_is_read(editor, waiting):
    list(read_waiting("читатель"))

    assert "Проверка черновика" in body(editor.get(waiting.get_absolute_url()))


def test_a_script_is_told_of_changes_alone(editor, waiting):
    ask = address("draft-queue", waiting)
    page = body(editor.get(waiting.get_absolute_url()))

    assert f'hx-get="{ask}?seen=1" hx-trigger="every 1s"' in page
    assert editor.get(ask, {"seen": "1"}).status_code == 204
    claim_next("читатель")
    assert "Читается…" in body(editor.get(ask, {"seen": "1"}))
    assert editor.get(ask, {"seen": "read"}).status_code == 204


def test_a_script_loads_the_page_anew_when_the_draft_has_left_the_queue(editor, waiting):
    list(read_waiting("читатель"))

    answer = editor.get(address("draft-queue", waiting), {"seen": "1"})

    assert (answer.status_code, answer["HX-Refresh"], body(answer)) == (200, "true", "")


def test_without_a_script_the_page_comes_again_by_itself(editor, waiting):
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in body(
        editor.get(waiting.get_absolute_url())
    )


def test_a_page_far_back_in_the_queue_asks_seldom(editor):
    for number in range(5):
        draft = take_in(f"{TEXT}\n{number}".encode(), f"{number}.txt", editor.user.organizer, editor.user)

    assert 'hx-trigger="every 5s"' in body(editor.get(draft.get_absolute_url()))


def test_a_refused_document_is_tried_again(editor, refused):
    answer = editor.post(address("draft-retry", refused), follow=True)

    assert "В очереди: 1-й" in body(answer)
    list(read_waiting("читатель"))
    assert refused.refusal in body(editor.get(refused.get_absolute_url()))


def test_trying_a_read_draft_again_changes_nothing(editor, draft):
    answer = editor.post(address("draft-retry", draft), follow=True)

    assert "уже прочитан" in body(answer)
    assert Draft.objects.get().state == DraftState.OPEN


def test_a_refused_draft_is_put_aside_and_brought_back(editor, refused):
    editor.post(address("draft-discard", refused))
    page = body(editor.get(refused.get_absolute_url()))
    assert ("Черновик отклонён" in page, refused.refusal in page) == (True, True)
    assert editor.post(address("draft-autosave", refused), {"revision": 2}).status_code == 302

    editor.post(address("draft-restore", refused))

    assert Draft.objects.get().state == DraftState.REFUSED


def test_a_draft_in_the_queue_is_not_put_aside(editor, waiting):
    answer = editor.post(address("draft-discard", waiting), follow=True)

    assert "как раз читается" in body(answer)
    assert Draft.objects.get().state == DraftState.WAITING


def test_a_refused_file_sent_again_waits_again_and_any_other_leads_to_its_draft(editor, refused, waiting):
    bomb, text = SimpleUploadedFile("снова.docx", BOMB), SimpleUploadedFile("снова.txt", TEXT.encode())

    assert editor.post(UPLOAD, {"documents": bomb})["Location"] == refused.get_absolute_url()
    page = body(editor.post(UPLOAD, {"documents": text}))

    assert ("Уже загружен" in page, waiting.get_absolute_url() in page, "в очереди" in page) == (True, True, True)
    assert sorted(Draft.objects.values_list("source__original_name", "state")) == [
        ("снова.docx", "waiting"),
        ("форум.txt", "waiting"),
    ]


def test_several_uploads_are_shown_with_their_places(editor):
    files = [SimpleUploadedFile(f"{n}.txt", f"{TEXT}\n{n}".encode()) for n in range(3)]

    page = body(editor.post(UPLOAD, {"documents": files}))

    assert [f"В очереди: {place}-й" in page for place in (1, 2, 3, 4)] == [True, True, True, False]


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_shows_states_and_places_at_the_same_cost(editor, refused, count, django_assert_num_queries):
    for number in range(count):
        take_in(f"{TEXT}\n{number}".encode(), f"{number}.txt", editor.user.organizer, editor.user)
    claim_next("читатель")

    with django_assert_num_queries(5):  # session, user, count, drafts, how many complaints
        page = body(editor.get(reverse("draft-list")))

    assert (page.count("Читается…"), page.count("</span>Не прочитан")) == (1, 1)
    assert [f"В очереди: {place}-й" in page for place in (2, 3, 4)] == [count > 1] * 3
    assert 'hx-trigger="every 3s" hx-select="#drafts"' in page


def test_a_list_where_nothing_waits_does_not_ask_again(editor, draft):
    assert "htmx" not in body(editor.get(reverse("draft-list")))


def test_another_organizers_documents_count_in_the_queue_and_are_not_seen(editor, signed_in):
    take_in(TEXT.encode(), "чужой.txt", OrganizerFactory(), by=None)
    mine = take_in(TEXT.encode(), "мой.txt", editor.user.organizer, editor.user)

    page = body(editor.get(mine.get_absolute_url()))

    assert ("В очереди: 2-й" in page, "чужой" in page) == (True, False)


@pytest.mark.parametrize("role", [Role.EDITOR, Role.MODERATOR, Role.OFFICIAL])
def test_nobody_else_learns_of_a_waiting_draft(signed_in, waiting, role):
    stranger = signed_in(role=role)

    answers = [stranger.get(address(route, waiting)) for route in [*PAGES, "draft-queue"]]
    answers.append(stranger.post(address("draft-retry", waiting)))

    assert {answer.status_code for answer in answers} == {404}


def test_a_hundred_uploads_in_a_minute_wait_and_the_next_one_is_over_the_quota(editor):
    for turn in range(5):
        files = [SimpleUploadedFile(f"{turn}-{n}.txt", f"{TEXT}\n{turn} {n}".encode()) for n in range(20)]
        assert editor.post(UPLOAD, {"documents": files}).status_code == 200

    refusal = editor.post(UPLOAD, {"documents": SimpleUploadedFile("101.txt", b"1. x")})

    assert (refusal.status_code, "За час можно загрузить" in body(refusal)) == (422, True)
    assert Draft.objects.waiting().count() == 100
