"""A colleague discards or publishes meanwhile: what was typed is shown beside what stands, and is not lost."""

import pytest
from django.urls import reverse
from lxml import html

from resolutions.models import Draft
from resolutions.register.deleting import delete_forum
from resolutions.review.accept import accept_and_publish
from resolutions.review.editing import Change, discard, edit
from resolutions.review.operations.cards import remove_card
from resolutions.review.receive import receive
from resolutions.review.revise import correct_instead
from resolutions.review.sheet import sheet_from_json
from resolutions.review.text_mode import text_of
from resolutions.vocabulary import DraftState
from tests.factories import RecommendationFactory
from tests.review.sheets import TEXT

pytestmark = pytest.mark.django_db

MINE = "Убрать <дворы>.\r\nИ скверы."
KEPT = MINE.replace("\r\n", "\n")
FIELDS = {"op": "save", "revision": 1, "card-2-text": MINE, "card-3-add": "НКО", "about-title": "Другое"}


def now(draft):
    return sheet_from_json(Draft.objects.get(pk=draft.pk).outline)


def pairs(answer):
    """{label: (typed, what stands)} of a page with both texts."""
    sections = html.fromstring(answer.content.decode()).xpath("//section[@class='both']")
    return {
        row.xpath(".//h2")[0].text: (
            row.xpath(".//textarea")[0].text.removeprefix("\n"),
            " ".join(row.xpath(".//p[@class='both__now']")[0].text_content().split()),
        )
        for row in sections
    }


def form(answer, address):
    """The fields of the form that goes to this address, as a browser would send them."""
    page = html.fromstring(answer.content.decode())
    found = next(one for one in page.forms if one.action == address)
    areas = {area.get("name"): area.text.removeprefix("\n") for area in found.xpath(".//textarea[@name]")}
    boxes = {box.get("name") for box in found.xpath(".//input[@type='checkbox']")}
    return {name: value for name, value in found.fields.items() if value is not None and name not in boxes} | areas


def hers(draft):
    sheet = now(draft)
    return {
        "Название": ("Другое", sheet.title),
        "Текст: № 1": (KEPT, sheet.card(2).text),
        "Кому: № 2": ("НКО", "пусто"),
    }


@pytest.mark.parametrize("route", ["draft-review", "draft-both"])
def test_text_for_a_discarded_draft_comes_back_with_it_and_is_saved(editor, draft, route):
    discard(draft, editor.user)
    expected = hers(draft)

    refused = editor.post(reverse(route, args=[draft.pk]), FIELDS)

    assert (refused.status_code, refused["Cache-Control"], pairs(refused)) == (409, "private, no-store", expected)
    restore = reverse("draft-restore", args=[draft.pk])
    back = editor.post(restore, form(refused, restore))
    assert (back.status_code, pairs(back)) == (409, expected)
    both = reverse("draft-both", args=[draft.pk])
    assert editor.post(both, form(back, both))["Location"] == draft.get_absolute_url()
    sheet = now(draft)
    assert (sheet.title, sheet.card(2).text) == ("Другое", KEPT)
    assert [mention.name for mention in sheet.card(3).addressees][-1] == "НКО"


@pytest.mark.parametrize("route", ["draft-review", "draft-both"])
def test_text_for_a_published_draft_is_there_to_be_copied(editor, draft, route):
    expected = hers(draft)
    forum = accept_and_publish(draft, 1, editor.user)

    refused = editor.post(reverse(route, args=[draft.pk]), FIELDS)

    page = html.fromstring(refused.content.decode())
    assert (refused.status_code, pairs(refused)) == (409, expected)
    assert page.xpath("//main//a[starts-with(@href, '/admin/')]/@href") == [
        reverse("admin:resolutions_forum_change", args=[forum.pk])
    ]
    assert (page.xpath("//main//form"), len(page.xpath("//main//textarea[@readonly]"))) == ([], 3)
    assert editor.get(draft.get_absolute_url()).status_code == 200


def test_the_whole_text_comes_back_as_well(editor, draft):
    text = text_of(now(draft)).replace("провести конкурс", "провести смотр")
    discard(draft, editor.user)

    refused = editor.post(reverse("draft-text", args=[draft.pk]), {"text": text, "revision": 1})
    assert (refused.status_code, list(pairs(refused))) == (409, ["Вся резолюция"])
    restore = reverse("draft-restore", args=[draft.pk])
    back = editor.post(restore, form(refused, restore))
    page = html.fromstring(back.content.decode())
    typed = page.get_element_by_id("text")
    assert (back.status_code, typed.text.strip()) == (409, text.strip())
    revision = page.xpath("//form[@data-keep]//input[@name='revision']/@value")[0]
    editor.post(reverse("draft-text", args=[draft.pk]), {"text": typed.text, "revision": revision})
    assert "провести смотр" in now(draft).card(2).text


def test_a_draft_published_while_its_text_waited_still_shows_it(editor, draft):
    accept_and_publish(draft, 1, editor.user)

    late = editor.post(reverse("draft-restore", args=[draft.pk]), {"card-2-text": MINE})

    assert (late.status_code, pairs(late)["Текст: № 1"][0]) == (409, KEPT)


@pytest.fixture
def other_forum(editor):
    """A public one of the same organizer's."""
    return RecommendationFactory(section__forum__organizer=editor.user.organizer).section.forum


@pytest.mark.parametrize("route", ["draft-review", "draft-both"])
def test_text_for_a_draft_that_has_become_a_correction_is_there_to_be_copied(editor, draft, route, other_forum):
    expected, before = hers(draft), draft.outline
    correct_instead(draft, 1, other_forum.slug, editor.user)
    differences = reverse("draft-differences", args=[draft.pk])

    refused = editor.post(reverse(route, args=[draft.pk]), FIELDS)
    anew = editor.post(reverse(route, args=[draft.pk]), FIELDS | {"revision": 2})

    page = html.fromstring(refused.content.decode())
    assert [(answer.status_code, answer["Cache-Control"], pairs(answer)) for answer in (refused, anew)] == [
        (409, "private, no-store", expected)
    ] * 2
    assert page.xpath("//main//h1")[0].text == "Черновик теперь исправляет другую резолюцию"
    assert differences in page.xpath("//main//a/@href")
    assert (page.xpath("//main//form"), len(page.xpath("//main//textarea[@readonly]"))) == ([], 3)
    assert Draft.objects.get().outline == before
    assert editor.get(draft.get_absolute_url())["Location"] == differences


def test_a_closing_page_is_told_and_the_whole_text_of_such_a_draft_is_shown_as_well(editor, draft, other_forum):
    text = text_of(now(draft)).replace("провести конкурс", "провести смотр")
    draft = correct_instead(draft, 1, other_forum.slug, editor.user)

    saved = editor.post(reverse("draft-autosave", args=[draft.pk]), {"revision": 1, "card-2-text": MINE})
    whole = editor.post(reverse("draft-text", args=[draft.pk]), {"text": text, "revision": 1})

    assert (saved.status_code, saved.content.decode()) == (
        409,
        "Не сохранено: черновик теперь исправляет другую резолюцию. "
        "Нажмите «Сохранить черновик», чтобы увидеть оба варианта.",
    )
    assert (whole.status_code, {label: typed.strip() for label, (typed, _) in pairs(whole).items()}) == (
        409,
        {"Вся резолюция": text.strip()},
    )


def test_a_correction_that_is_brought_back_with_text_shows_it_too(editor, draft, other_forum):
    discard(correct_instead(draft, 1, other_forum.slug, editor.user), editor.user)

    back = editor.post(reverse("draft-restore", args=[draft.pk]), FIELDS)

    assert (back.status_code, pairs(back), Draft.objects.get().state) == (409, hers(draft), DraftState.OPEN)
    assert len(html.fromstring(back.content.decode()).xpath("//main//textarea[@readonly]")) == 3


@pytest.mark.parametrize("typed", [{}, {"about-title": "Другое"}], ids=["nothing typed", "typed"])
def test_one_whose_document_came_in_anew_leads_to_the_new_draft(editor, draft, typed):
    """A correction that was put aside; its resolution was deleted, and the file came once more."""
    forum = accept_and_publish(draft, 1, editor.user)
    data = f"{TEXT}\nЕщё.".encode()
    old = discard(receive(data, "правка.txt", forum.organizer, editor.user, revises=forum), editor.user)
    delete_forum(forum, editor.user)
    new = receive(data, "правка.txt", forum.organizer, editor.user)

    answer = editor.post(reverse("draft-restore", args=[old.pk]), typed, follow=True)

    message = html.fromstring(answer.content.decode()).find_class("message")[0]
    assert " ".join(message.text_content().split()) == (
        "Этот документ уже загружен заново: работайте с новым черновиком."
    )
    assert message.xpath(".//a/@href") == [new.get_absolute_url()]
    assert list(pairs(answer)) == (["Название"] if typed else [])


def test_a_draft_brought_back_with_nothing_typed_is_simply_open(editor, draft):
    discard(draft, editor.user)

    answer = editor.post(reverse("draft-restore", args=[draft.pk]), {})

    assert answer["Location"] == draft.get_absolute_url()
    assert Draft.objects.get().state == DraftState.OPEN


def test_a_press_on_a_closed_draft_with_nothing_typed_says_that_it_is_closed(editor, draft):
    discard(draft, editor.user)

    answer = editor.post(draft.get_absolute_url(), {"op": "merge:3", "revision": 1})

    assert (answer.status_code, pairs(answer)) == (409, {})
    assert "Черновик отклонён" in answer.content.decode()


def test_words_for_what_a_colleague_has_removed_are_shown_to_be_copied(editor, draft):
    edit(draft, 1, [Change("Убрана", lambda sheet: remove_card(sheet, 4))], editor.user)
    fields = {
        "card-4-text": "Субботник.",
        "section-99-title": "Новая",
        "body-3-0": "мэрия",
        "revision": 1,
        "op": "save",
    }

    answer = editor.post(draft.get_absolute_url(), fields)

    assert (answer.status_code, {label: typed for label, (typed, _) in pairs(answer).items()}) == (
        409,
        {
            "Этой рекомендации в черновике уже нет": "Субботник.",
            "Этой секции в черновике уже нет": "Новая",
            "Другой адресат": "мэрия",
        },
    )
