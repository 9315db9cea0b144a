"""«Скрыть личные данные»: the page with the words, what it shows before, and what it says afterwards."""

import pytest
from django.urls import reverse
from django.utils import timezone

from resolutions.models import HiddenWords, Recommendation
from resolutions.register.deleting import delete_forum
from resolutions.register.hiding import hide_words
from resolutions.review.sharing import share, token_of
from resolutions.review.sheet import EMPTY, sheet_json
from resolutions.vocabulary import DraftState, HidingReason, Role
from tests.admin.forms import filled
from tests.factories import (
    DraftFactory,
    LocalityFactory,
    RecommendationFactory,
    SectionFactory,
    SourceDocumentFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db
MARK = "█████"
WITHHELD = "Исходный файл не показывается"


@pytest.fixture
def recommendation():
    row = RecommendationFactory(text="Помочь Анне Ивановой и Иванову.", number="1", label="1.")
    forum = row.section.forum
    source = SourceDocumentFactory(organizer=forum.organizer)
    block = {"label": "1.", "text": "Помочь Анне Ивановой."}
    DraftFactory(source=source, forum=forum, state=DraftState.ENTERED, blocks=[block])
    return row


@pytest.fixture
def page(recommendation):
    return reverse("forum-hide", args=[recommendation.section.forum.slug])


@pytest.fixture
def editor(recommendation, signed_in):
    return signed_in(organizer=recommendation.section.forum.organizer)


def text_of(answer) -> str:
    return answer.content.decode()


def test_who_may_finds_the_link_where_she_reads(recommendation, page, editor, signed_in, client):
    addresses = [recommendation.get_absolute_url(), recommendation.section.forum.get_absolute_url()]
    visitors = [editor, signed_in(role=Role.MODERATOR), signed_in(), signed_in(role=Role.OFFICIAL), client]

    found = [[f'href="{page}"' in text_of(one.get(address)) for address in addresses] for one in visitors]

    assert found == [[True, True], [True, True], [False, False], [False, False], [False, False]]


def test_a_preview_says_where_the_words_stand_and_writes_nothing(recommendation, page, editor):
    answer = editor.post(page, {"words": "анне ивановой", "reason": "name", "op": "look"})

    shown = text_of(answer)
    assert ("<mark>Анне Ивановой</mark>" in shown, 'name="also" value="Иванову"' in shown) == (True, True)
    assert "Где стоят эти слова: 2 места" in shown
    assert (HiddenWords.objects.count(), Recommendation.objects.get().text) == (0, recommendation.text)


def test_what_is_ticked_is_hidden_along_with_what_is_typed(recommendation, page, editor):
    words = {"words": "Анне Ивановой", "also": ["Иванову"], "reason": "name", "note": "просила сама"}

    shown = text_of(editor.post(page, words | {"op": "hide"}, follow=True))

    assert Recommendation.objects.get().text == f"Помочь {MARK} и {MARK}."
    assert ("Скрыто: 1 место." in shown, "просила сама" in shown, str(editor.user) in shown) == (True, True, True)


@pytest.mark.parametrize("op", ["look", "hide"])
@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Напишите слова, которые надо скрыть."),
        ("ы", "Скрыть можно слова не короче 2 букв или цифр."),
        ("Пётр Первый", "В этой резолюции таких слов нет."),
        ("ы" * 2001, "За один раз можно скрыть не больше 30 строк"),
    ],
)
def test_bad_words_get_a_sentence_and_stay_typed(page, editor, words, op, sentence):
    answer = editor.post(page, {"words": words, "reason": "health", "note": "почему", "op": op})

    shown = text_of(answer)
    assert (answer.status_code, sentence in shown, words in shown, "почему" in shown) == (422, True, True, True)


def test_taking_it_back_is_one_press(recommendation, page, editor):
    hiding = hide_words(recommendation.section.forum, "Анне Ивановой", HidingReason.NAME, editor.user).hiding

    shown = text_of(editor.post(page, {"show": hiding.pk}, follow=True))

    assert (Recommendation.objects.get().text, "Слова снова видны: 1 место." in shown) == (recommendation.text, True)
    assert "Показано снова" in shown
    assert [editor.post(page, {"show": key}).status_code for key in ("x", "9" * 30, hiding.pk + 1)] == [404] * 3


def test_the_file_is_withheld_from_everybody_but_who_may_see_the_draft(recommendation, editor, signed_in, client):
    forum = recommendation.section.forum
    hide_words(forum, "Анне Ивановой", HidingReason.NAME, None)
    addresses = [reverse(f"forum-{name}", args=[forum.slug]) for name in ("source", "text", "detail")]

    source, paragraphs, detail = (client.get(address) for address in addresses)

    assert (source.status_code, WITHHELD in text_of(source)) == (410, True)
    assert f"1. Помочь {MARK}." in text_of(paragraphs)
    assert (addresses[0] in text_of(paragraphs), addresses[0] in text_of(detail)) == (False, False)
    assert "личные данные, которые скрыли редакторы" in text_of(detail)
    assert signed_in(role=Role.MODERATOR).get(addresses[0]).status_code == 410
    assert addresses[0] in text_of(editor.get(addresses[2]))


def test_a_form_of_the_admin_says_that_the_words_stay_hidden(recommendation, editor):
    hide_words(recommendation.section.forum, "Анне Ивановой", HidingReason.NAME, None)
    form = reverse("admin:resolutions_recommendation_change", args=[recommendation.pk])

    data = filled(editor.get(form)) | {"text": "Помочь Анне Ивановой сегодня."}
    shown = text_of(editor.post(form, data, follow=True))

    assert Recommendation.objects.get().text == f"Помочь {MARK} сегодня."
    assert "В тексте были личные данные, скрытые в этой резолюции: они скрыты снова." in shown


def test_a_correction_says_that_they_stay_hidden(recommendation, editor):
    forum = recommendation.section.forum
    hide_words(forum, "Анне Ивановой", HidingReason.NAME, None)
    draft = DraftFactory(source__organizer=forum.organizer, revises=forum)
    address = reverse("draft-differences", args=[draft.pk])
    assert "останутся скрытыми" not in text_of(editor.get(address))

    draft.outline = draft.outline | {"preamble": "О том, как помочь Анне Ивановой."}
    draft.save()

    shown = text_of(editor.get(address))
    assert ("останутся скрытыми" in shown, "Ивановой" in shown) == (True, False)


def test_a_preview_of_a_document_that_came_anew_says_no_more_than_its_forum_will(recommendation, editor, client):
    """For who holds the link and for the editor alike: it looks as it will be published."""
    forum = recommendation.section.forum
    outline = sheet_json(EMPTY) | {"title": "Съезд, Анне Ивановой"}
    source = forum.draft.source
    anew = DraftFactory(source=source, organizer=forum.organizer, outline=outline, state=DraftState.OPEN)
    share(anew, timezone.now(), None)
    link, own = reverse("draft-shared", args=[token_of(anew)]), reverse("draft-preview", args=[anew.pk])
    assert ["Ивановой" in text_of(one) for one in (client.get(link), editor.get(own))] == [True, True]
    hide_words(forum, "Анне Ивановой", HidingReason.NAME, None)
    delete_forum(forum, None)

    found = [text_of(client.get(link)), text_of(editor.get(own))]

    assert [("Ивановой" in text, f"Съезд, {MARK}" in text) for text in found] == [(False, True)] * 2


def test_words_that_stay_are_told_and_an_address_that_said_them_leads_on(recommendation, page, editor):
    forum = recommendation.section.forum
    forum.locality = LocalityFactory(name="Двор Анны")
    forum.slug = ""
    forum.save()
    theme = ThemeFactory(name="Сад Анны")
    recommendation.section.themes.add(theme)
    SectionFactory().themes.add(theme)
    hide = reverse("forum-hide", args=[forum.slug])

    answer = editor.post(hide, {"words": "Анны", "reason": "name", "op": "hide"}, follow=True)

    forum.refresh_from_db()
    assert answer.redirect_chain[0][0] == reverse("forum-hide", args=[forum.slug]) != hide
    assert "Название темы «Сад Анны»: слова остались, эта тема есть и в чужих резолюциях" in text_of(answer)


def test_messages_say_nothing_that_was_hidden(recommendation, page, editor):
    editor.post(page, {"words": "Анне Ивановой", "reason": "name", "op": "hide"})

    assert "Ивановой" not in text_of(editor.get(recommendation.get_absolute_url()))
