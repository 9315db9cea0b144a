"""The page that tells who changed what, when, and what it was before."""

import pytest
from django.urls import reverse

from resolutions.models import Draft, SourceDocument
from resolutions.vocabulary import Role
from tests.admin.forms import filled
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    OrganizerFactory,
    RecommendationFactory,
)

pytestmark = pytest.mark.django_db


def changes_of(client, model, row):
    page = client.get(reverse(f"admin:resolutions_{model}_history", args=[row.pk]))
    return [
        (str(record.history_user or ""), [tuple(map(str, change.values())) for change in changes])
        for record in page.context["page_obj"]
        for changes in [getattr(record, "history_delta_changes", [])]
    ]


def test_whole_texts_are_told_and_no_version_numbers(signed_in):
    editor = signed_in(role=Role.EDITOR, full_name="Анна")
    row = RecommendationFactory(section__forum__organizer=editor.user.organizer, text="Было " * 100)
    path = reverse("admin:resolutions_recommendation_change", args=[row.pk])

    editor.post(path, filled(editor.get(path), text="Стало"))

    assert changes_of(editor, "recommendation", row) == [
        ("Анна", [("Текст", "Было " * 100, "Стало")]),
        ("", []),
    ]


def test_codes_are_told_in_words(signed_in):
    moderator = signed_in(role=Role.MODERATOR, full_name="Мария")
    row = AddresseeFactory(kind="city-hall", is_reviewed=False, short_name="")
    path = reverse("admin:resolutions_addressee_change", args=[row.pk])

    moderator.post(path, filled(moderator.get(path), kind="council", is_reviewed="on", short_name="совет"))

    assert sorted(changes_of(moderator, "addressee", row)[0][1]) == [
        ("Вид", "Мэрии и администрации", "Думы и советы депутатов"),
        ("Краткое название", "пусто", "совет"),
        ("Проверен", "нет", "да"),
    ]


def test_publishing_and_merging_are_told(signed_in):
    administrator = signed_in(role=Role.ADMINISTRATOR, full_name="Ольга")
    forum = ForumFactory(published_at=None)
    AddressingFactory(recommendation__section__forum=forum)
    path = reverse("admin:resolutions_forum_change", args=[forum.pk])
    administrator.post(path, filled(administrator.get(path), _publish="1"))
    keep, absorb = AddresseeFactory(name="мэрия"), AddresseeFactory()
    merge = reverse("admin:resolutions_addressee_merge")
    administrator.post(f"{merge}?row={keep.pk}&row={absorb.pk}", {"keep": keep.pk})

    published = changes_of(administrator, "forum", forum)[0]
    merged = changes_of(administrator, "addressee", absorb)[0]

    assert (published[0], published[1][0][:2]) == ("Ольга", ("Опубликован", "пусто"))
    assert merged == ("Ольга", [("Объединён с", "пусто", "мэрия")])


def test_nothing_can_be_put_back_by_address(signed_in):
    administrator = signed_in(role=Role.ADMINISTRATOR)
    forum = ForumFactory(title="Форум")
    record = forum.history.get()

    path = f"/admin/resolutions/forum/{forum.pk}/history/{record.pk}/"
    answer = administrator.post(path, {"title": "x"}, follow=True)

    forum.refresh_from_db()
    assert (answer.status_code, forum.title) == (404, "Форум")


def test_a_draft_can_be_read_and_not_changed(signed_in):
    organizer = OrganizerFactory()
    source = SourceDocument.objects.create(
        organizer=organizer, file="a", sha256="a" * 64, media_type="text/plain", original_name="итоги.docx"
    )
    draft = Draft.objects.create(organizer=organizer, source=source, outline={"title": "<b>Итоги</b>"})
    editor = signed_in(role=Role.EDITOR, organizer=organizer)
    path = reverse("admin:resolutions_draft_change", args=[draft.pk])

    page = editor.get(path).content.decode()

    assert "&quot;title&quot;: &quot;&lt;b&gt;Итоги&lt;/b&gt;&quot;" in page
    assert editor.post(path, {"state": "entered"}).status_code == 403
    assert editor.get(reverse("admin:resolutions_draft_add")).status_code == 403
