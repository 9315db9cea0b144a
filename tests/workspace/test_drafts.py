"""The list, uploading, text mode, preview and its link, publishing, putting aside."""

from dataclasses import replace

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from lxml import html

from resolution_reader import PROBLEMS
from resolutions.models import Draft, Forum
from resolutions.register.publish import withdraw
from resolutions.review.doubts import EDITING_ERRORS, REGISTER_ERRORS
from resolutions.review.receive import receive
from resolutions.review.sheet import EMPTY, sheet_from_json, sheet_json
from resolutions.vocabulary import DraftState, Role
from resolutions.workspace.draft_tabs import TABS
from resolutions.workspace.help import REASONS
from resolutions.workspace.outlined import MOST_A_MINUTE
from resolutions.workspace.uploading import MOST_AN_HOUR
from tests.factories import DraftFactory, ForumFactory, OrganizerFactory, SourceDocumentFactory, UserFactory
from tests.review.sheets import TEXT

pytestmark = pytest.mark.django_db
UPLOAD = "/editor/upload/"


def file(name="форум.txt", text=TEXT):
    return SimpleUploadedFile(name, text.encode())


def body(answer):
    return answer.content.decode()


@pytest.mark.parametrize("count", [1, 4])
def test_the_list_costs_the_same_for_any_number_of_drafts(editor, count, django_assert_num_queries):
    for number in range(count):
        receive(f"{TEXT}\nЕщё {number}.".encode(), f"{number}.txt", editor.user.organizer, editor.user)

    with django_assert_num_queries(6):  # session, user, count, drafts, how many complaints, the look
        page = body(editor.get(reverse("draft-list")))

    assert page.count("</span>К проверке: ") == count
    assert str(editor.user) in page


@pytest.fixture
def drafts_of_every_state(editor):
    """{the name of its file: the draft}; the title is that of the forum."""

    def draft(name, **values):
        source = SourceDocumentFactory(organizer=editor.user.organizer, original_name=name)
        return DraftFactory(source=source, **values)

    title = {"outline": sheet_json(replace(EMPTY, title="РЕЗОЛЮЦИЯ «Ёлки» Томска"))}
    withdrawn, entered = (ForumFactory(organizer=editor.user.organizer) for _ in range(2))
    withdraw(withdrawn, by=None)
    return {
        "ждёт": draft("ждёт", state="waiting", waiting_since=timezone.now(), outline={}),
        "скан": draft("скан", state="refused", refusal="Нет букв.", outline={}),
        "проверить": draft("проверить", doubts_left=3, changed_by=editor.user, **title),
        "готов": draft("готов", created_by=editor.user),
        "исправление": draft("исправление", revises=entered, created_by=UserFactory()),
        "внесён": draft("внесён", state="entered", forum=entered),
        "снят": draft("снят", state="entered", forum=withdrawn),
        "исчез": draft("исчез", state="entered"),
        "отклонён": draft("отклонён", state="discarded"),
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("state=waiting", ["ждёт"]),
        ("state=refused", ["скан"]),
        ("state=check", ["проверить"]),
        ("state=ready", ["готов"]),
        ("state=corrections", ["исправление"]),
        ("state=entered", ["внесён"]),
        ("state=taken-back", ["исчез", "снят"]),
        ("state=put-aside", ["отклонён"]),
        ("own=1", ["готов", "проверить"]),
        ("state=check&own=1", ["проверить"]),
        ("q=резолюция+елки", ["проверить"]),
        ("q=ПРАВ", ["исправление"]),
        ("q=томска+лес", []),
        ("q=ов&state=ready", ["готов"]),
        ("q=(%5B%25_%27", []),
        ("q=" + "щ" * 5000, []),
    ],
)
def test_drafts_are_found_by_state_by_words_and_by_whose_they_are(editor, drafts_of_every_state, query, names):
    answer = editor.get(f"/editor/?{query}")

    assert sorted(draft.name for draft in answer.context["page"]) == names
    assert ("Таких черновиков нет" in body(answer)) == (not names)


@pytest.mark.parametrize("query", ["", "state=nothing"])
def test_each_tab_says_how_many_drafts_it_has(editor, drafts_of_every_state, query):
    answer = editor.get(f"/editor/?{query}")

    counts = {tab.state or "": tab.count for tab in answer.context["tabs"]}
    assert counts == dict.fromkeys(TABS, 1) | {"": 9, "taken-back": 2}
    found = editor.get("/editor/?q=проверить").context["tabs"]
    assert [(tab.label, tab.count) for tab in found] == [("Все", 1), ("К проверке", 1)]


def test_an_editor_sees_her_organizers_drafts_and_an_administrator_all(editor, draft, signed_in):
    other = receive(TEXT.encode(), "чужой.txt", OrganizerFactory())

    assert ["форум.txt" in body(editor.get("/editor/")), "чужой.txt" in body(editor.get("/editor/"))] == [True, False]
    administrator = signed_in(role=Role.ADMINISTRATOR)
    assert "чужой.txt" in body(administrator.get("/editor/"))
    assert administrator.get(other.get_absolute_url()).status_code == 200


def test_one_good_file_leads_straight_to_its_draft(editor):
    answer = editor.post(UPLOAD, {"documents": file()})

    draft = Draft.objects.get()
    assert answer["Location"] == draft.get_absolute_url()
    assert (draft.created_by, draft.organizer, draft.state) == (editor.user, editor.user.organizer, "waiting")


def test_of_several_files_each_gets_its_word(editor, draft):
    answer = editor.post(UPLOAD, {"documents": [file(), file("новый.txt", "1. Убрать двор."), file("x.exe", "MZ")]})

    page = body(answer)
    assert answer.status_code == 422
    assert page.count("Уже загружен") == 1
    assert (page.count("К черновику"), page.count("В очереди: 1-й")) == (1, 1)
    assert "Формат «exe» не читается" in page
    assert draft.get_absolute_url() in page
    assert Draft.objects.count() == 2


def test_pasted_text_is_a_document_too_and_stays_in_the_form_when_refused(editor):
    answer = editor.post(UPLOAD, {"text": TEXT})
    assert answer.status_code == 302
    assert Draft.objects.get().source.original_name.startswith("Вставленный текст")

    again = editor.post(UPLOAD, {"text": "слово " * 20_000})
    assert (again.status_code, body(again).count("слово ") > 1000) == (422, True)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Выберите файл или вставьте текст"),
        ({"documents": [file(f"{n}.txt") for n in range(21)]}, "за раз можно 20"),
        ({"documents": file("пусто.txt", "")}, "Файл пустой"),
    ],
)
def test_a_refusal_is_one_sentence_beside_the_form(editor, sent, sentence):
    answer = editor.post(UPLOAD, sent)

    assert (answer.status_code, sentence in body(answer), Draft.objects.count()) == (422, True, 0)


def test_a_file_over_the_limit_is_refused_before_it_is_read(editor, monkeypatch):
    monkeypatch.setattr("resolutions.workspace.uploading.MAX_BYTES", 10)

    assert "Файл больше 25 МБ" in body(editor.post(UPLOAD, {"documents": file()}))


def test_there_is_a_quota_by_the_hour_and_it_is_her_own(editor, signed_in):
    for _ in range(MOST_AN_HOUR // 20):
        editor.post(UPLOAD, {"documents": [file(f"{n}.exe", "x") for n in range(20)]})

    assert "За час можно загрузить" in body(editor.post(UPLOAD, {"documents": file()}))
    assert signed_in().post(UPLOAD, {"documents": file()}).status_code == 302
    cache.clear()


def test_an_administrator_says_whose_document_it_is(signed_in):
    administrator, organizer = signed_in(role=Role.ADMINISTRATOR), OrganizerFactory()

    assert administrator.post(UPLOAD, {"documents": file()}).status_code == 422
    administrator.post(UPLOAD, {"documents": file(), "organizer": organizer.pk})
    administrator.post(reverse("draft-start"), {"organizer": organizer.pk})

    assert set(Draft.objects.values_list("organizer", flat=True)) == {organizer.pk}


def test_an_editor_cannot_bring_in_for_another_organizer(editor):
    other = OrganizerFactory()

    editor.post(UPLOAD, {"documents": file(), "organizer": other.pk})
    editor.post(reverse("draft-start"), {"organizer": other.pk})

    assert set(Draft.objects.values_list("organizer", flat=True)) <= {editor.user.organizer_id}


def test_a_resolution_is_typed_from_nothing(editor):
    answer = editor.post(reverse("draft-start"))
    draft = Draft.objects.get()
    assert answer["Location"] == reverse("draft-text", args=[draft.pk])

    editor.post(answer["Location"], {"revision": 1, "text": "Название: Двор\n== Дома\n1. Убрать двор.\nКому: НКО"})

    draft.refresh_from_db()
    assert (draft.outline["title"], [card.text for card in sheet_from_json(draft.outline).cards]) == (
        "Двор",
        ["Убрать двор."],
    )
    assert editor.get(draft.get_absolute_url()).status_code == 200


TYPED = "== Двор\n1. Посадить сад.\n2. Убрать двор.\nКому: жители; НКО\n== Дом\n1. Открыть клуб.\nПри участии: Жители"
COUNTED = "2 секции · 3 рекомендации · 2 адресата"


def test_what_a_typed_text_would_become_stands_beside_it(editor, draft):
    address = reverse("draft-text", args=[draft.pk])
    assert "2 секции · 5 рекомендаций ·" in body(editor.get(address))

    answer = editor.post(address, {"revision": 7, "text": TYPED, "op": "show"})
    piece = body(editor.post(reverse("draft-outlined", args=[draft.pk]), {"text": TYPED}))

    page = body(answer)
    assert (answer.status_code, COUNTED in page, COUNTED in piece, piece.strip() in page) == (200, True, True, True)
    assert ("Посадить сад.\n2. Убрать двор." in page, 'name="revision" value="7"' in page) == (True, True)
    assert "<b>2.</b> Убрать двор.<span" in piece
    assert Draft.objects.get().revision == 1


def test_a_text_too_long_to_count_or_asked_for_too_often_is_left_as_it_was_counted(editor, draft):
    address = reverse("draft-outlined", args=[draft.pk])
    cache.clear()

    assert editor.post(address, {"text": "1. Сад.\n" * 200_000}).status_code == 204
    with time_machine.travel(timezone.now(), tick=False):  # however long a busy machine takes for so many
        statuses = [editor.post(address, {"text": "1. Сад."}).status_code for _ in range(2 * MOST_A_MINUTE)]
    assert statuses[-1] == 429


def test_a_stale_text_is_shown_beside_the_draft(editor, draft, press):
    press("save", **{"about-title": "Первый"})

    answer = editor.post(reverse("draft-text", args=[draft.pk]), {"revision": 1, "text": "Название: Второй"})

    assert (answer.status_code, "Второй" in body(answer), "Первый" in body(answer)) == (409, True, True)
    assert Draft.objects.get().outline["title"] == "Первый"


def test_the_preview_is_the_public_page(client, editor, draft):
    preview = body(editor.get(reverse("draft-preview", args=[draft.pk])))
    editor.post(reverse("draft-publish", args=[draft.pk]), {"revision": 1})
    public = body(client.get(Forum.objects.get().get_absolute_url()))

    def document(page):
        words = page[page.index('<article class="document"') : page.index("</article>")]
        lines = (line.strip() for line in words.split("\n"))
        return [line for line in lines if line and "href" not in line and "id=" not in line]

    assert document(preview) == document(public)


def test_the_preview_counts_bodies_as_the_register_will(editor, draft, press):
    """One name in two cases is one body, and what cannot be a name stays outside."""
    press("save", **{"card-2-add": "Совет дворов", "card-3-add": "совет дворов"})
    press("save", **{"card-2-add": "совет Дворов"})
    draft.refresh_from_db()
    asked = draft.outline["sections"][1]["recommendations"][1]
    asked["addressees"] = [asked["addressees"][0] | {"name": "ИП", "match": "new"}]
    draft.save()

    def asked_of(page):
        (bars,) = html.fromstring(page).xpath("//aside//section[h2='К кому обратился форум']")
        return " ".join(bars.text_content().split())

    preview = asked_of(body(editor.get(reverse("draft-preview", args=[draft.pk]))))
    editor.post(reverse("draft-publish", args=[draft.pk]), {"revision": draft.revision})

    assert preview == asked_of(body(editor.get(Forum.objects.get().get_absolute_url())))
    assert ("Совет дворов 2" in preview, "ИП" in preview) == (True, False)


def test_the_link_for_the_chair_works_without_an_account_until_it_is_taken_back(editor, draft, client):
    editor.post(reverse("draft-share", args=[draft.pk]), {"op": "share"})
    page = body(editor.get(reverse("draft-preview", args=[draft.pk])))
    link = page.split('readonly value="')[1].split('"')[0]

    answer = client.get(link)
    assert (answer.status_code, "Посадить" in body(answer), "конкурс дворов" in body(answer)) == (200, False, True)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("private, no-store", "noindex")
    editor.post(reverse("draft-share", args=[draft.pk]), {"op": "stop"})
    assert client.get(link).status_code == 404


def test_the_link_leads_to_the_forum_once_it_is_public_and_nowhere_when_discarded(editor, draft, client):
    editor.post(reverse("draft-share", args=[draft.pk]))
    link = body(editor.get(reverse("draft-preview", args=[draft.pk]))).split('readonly value="')[1].split('"')[0]
    editor.post(reverse("draft-discard", args=[draft.pk]))
    assert client.get(link).status_code == 404
    editor.post(reverse("draft-restore", args=[draft.pk]))
    draft.refresh_from_db()
    editor.post(reverse("draft-publish", args=[draft.pk]), {"revision": draft.revision})

    assert client.get(link)["Location"] == Forum.objects.get().get_absolute_url()


def test_publishing_asks_once_with_the_list_of_doubts(editor, draft):
    address = reverse("draft-publish", args=[draft.pk])
    page = body(editor.get(address))
    assert (page.count("look--doubt"), f"{draft.get_absolute_url()}#c-4" in page) == (1, True)
    assert Forum.objects.count() == 0

    answer = editor.post(address, {"revision": 1})

    forum = Forum.objects.get()
    assert (answer["Location"], bool(forum.published_at)) == (forum.get_absolute_url(), True)
    assert editor.post(address, {"revision": 1})["Location"] == forum.get_absolute_url()
    assert Forum.objects.count() == 1
    assert "уже внесён" in body(editor.get(draft.get_absolute_url()))


def test_publishing_is_stopped_by_an_error_and_by_what_changed_meanwhile(editor, draft, press):
    address = reverse("draft-publish", args=[draft.pk])
    press("save", **{"card-2-text": ""})
    assert editor.post(address, {"revision": 1}).status_code == 409

    answer = editor.post(address, {"revision": 2})

    assert (answer.status_code, "Публиковать пока нельзя" in body(answer), Forum.objects.count()) == (409, True, 0)


def test_a_draft_is_put_aside_and_brought_back(editor, draft):
    editor.post(reverse("draft-discard", args=[draft.pk]))
    assert Draft.objects.get().state == DraftState.DISCARDED
    assert "Вернуть на проверку" in body(editor.get(draft.get_absolute_url()))
    again = body(editor.post(UPLOAD, {"documents": file()}))
    assert ("Уже загружен" in again, draft.get_absolute_url() in again) == (True, True)

    editor.post(reverse("draft-restore", args=[draft.pk]))

    assert Draft.objects.get().state == DraftState.OPEN


def test_an_outline_of_another_version_is_said_to_be_one(editor, draft):
    Draft.objects.update(outline={"format": 99})

    answer = editor.get(draft.get_absolute_url())

    assert (answer.status_code, "нужен формат 2" in body(answer)) == (409, True)


def test_every_kind_of_doubt_has_its_reason_on_the_help_page(client):
    assert set(PROBLEMS) | set(REGISTER_ERRORS) | set(EDITING_ERRORS) == set(REASONS)
    page = body(client.get(reverse("writing-help")))

    assert [reason for reason in REASONS.values() if reason.split("«")[0].split("»")[0] not in page] == []


@pytest.mark.parametrize("end", ["", "text/", "split/2/"])
def test_a_closed_draft_is_not_edited_on_any_page(editor, draft, end):
    editor.post(reverse("draft-discard", args=[draft.pk]))
    address = f"{draft.get_absolute_url()}{end}"

    for answer in (editor.get(address), editor.post(address, {"revision": 2, "text": "Название: Ж", "at": "66"})):
        assert "Черновик отклонён" in body(answer)
    both = editor.post(reverse("draft-both", args=[draft.pk]), {"revision": 2, "card-2-text": "Ж"})
    assert "Черновик отклонён" in body(both)

    draft.refresh_from_db()
    assert draft.outline["title"] == sheet_from_json(draft.outline).title != "Ж"


def test_a_forum_is_not_discarded_or_brought_back_through_its_draft(editor, draft):
    editor.post(reverse("draft-publish", args=[draft.pk]), {"revision": 1})

    for route in ("discard", "restore"):
        editor.post(reverse(f"draft-{route}", args=[draft.pk]))

    assert Draft.objects.get().state == DraftState.ENTERED


def test_a_split_with_impossible_places_says_so(editor, draft):
    answer = editor.post(reverse("draft-split", args=[draft.pk, 2]), {"revision": 1, "at": "9999"}, follow=True)

    assert "Разделять нечего" in body(answer)
    assert editor.get(reverse("draft-split", args=[draft.pk, 99])).status_code == 404


def test_what_changed_meanwhile_is_looked_at_before_publishing(editor, draft, press):
    press("save", **{"about-title": "Иначе"})

    answer = editor.post(reverse("draft-publish", args=[draft.pk]), {"revision": 1})

    assert (answer.status_code, "Черновик тем временем изменили" in body(answer)) == (409, True)
    assert Forum.objects.count() == 0
