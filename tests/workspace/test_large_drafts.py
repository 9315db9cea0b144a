"""A large draft comes in pages of at most 1 MB, and whatever is done works across them; over the cap it is refused."""

import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from resolution_reader import MAX_RECOMMENDATIONS
from resolutions.models import Draft, Forum, Recommendation
from resolutions.review.named import is_open
from resolutions.review.queue import read_waiting
from resolutions.review.sheet import sheet_from_json
from resolutions.workspace.cutting import MOST
from tests.workspace.large import large_draft, said

pytestmark = pytest.mark.django_db

TOO_MANY = "В документе больше 4000 рекомендаций: разделите его на несколько и загрузите по одному."
FIELD = re.compile(r' name="(?!op")')


def now(draft):
    return Draft.objects.get(pk=draft.pk)


def shown(client, draft, page=1):
    answer = client.get(draft.get_absolute_url(), {"page": page} if page > 1 else {})
    assert answer.status_code == 200
    return answer


def press(client, draft, op, page=1, **fields):
    address = draft.get_absolute_url() + (f"?page={page}" if page > 1 else "")
    return client.post(address, {"op": op, "revision": now(draft).revision} | fields)


def text_of_items(number: int) -> str:
    items = "\n\n".join(f"{place}. Рекомендовать НКО убрать двор {place}." for place in range(1, number + 1))
    return f"Участники предлагают:\n\n{items}"


def test_every_page_of_the_largest_draft_can_be_shown_and_sent_back(editor, settings):
    draft = large_draft(editor.user, MAX_RECOMMENDATIONS)
    answer = shown(editor, draft)
    screen = answer.context["screen"]
    cards = [f"c-{card.key}" for card in screen.sheet.cards]
    assert [anchor for anchor in screen.cut.pages if anchor.startswith("c-")] == cards

    for html in (answer.content, shown(editor, draft, screen.cut.count // 2).content):
        assert len(html) <= MOST
        assert len(FIELD.findall(html.decode())) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS

    # So can all of it as one text: Russian letters take two bytes there, and would take six in the usual form.
    page = editor.get(reverse("draft-text", args=[draft.pk]))
    assert len(page.context["text"].encode()) < settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert 'enctype="multipart/form-data"' in page.content.decode()

    # What is settled on one page for all alike is settled on every page.
    press(editor, draft, f"keep-all:{cards[0][2:]}:1")
    kept = sheet_from_json(now(draft).outline).cards
    assert [card.key for card in kept if is_open(card.addressees[1], card)] == []


def test_a_large_draft_goes_from_page_to_page_and_into_the_register(editor):
    draft = large_draft(editor.user, 600)
    screen = shown(editor, draft).context["screen"]
    third = [card.key for card in screen.sheet.cards if screen.cut.pages[f"c-{card.key}"] == 3]

    # A change on the third page, undone from the first one.
    place = f"{draft.get_absolute_url()}?page=3#c-{third[5]}"
    assert press(editor, draft, "save", 3, **{f"card-{third[5]}-text": "Иначе."})["Location"] == place
    assert sheet_from_json(now(draft).outline).card(third[5]).text == "Иначе."
    assert press(editor, draft, "undo")["Location"] == place
    assert [card.text for card in sheet_from_json(now(draft).outline).cards] == [
        card.text for card in screen.sheet.cards
    ]

    press(editor, draft, f"keep-all:{third[0]}:1", 3)
    answer = editor.post(reverse("draft-publish", args=[draft.pk]), {"revision": now(draft).revision})
    assert answer["Location"] == Forum.objects.get().get_absolute_url()
    assert Recommendation.objects.public().count() == 600


def test_what_is_left_leads_on_to_the_next_page_and_saves_on_the_way(editor):
    draft = large_draft(editor.user, 250, doubted=True)
    address = draft.get_absolute_url()
    screen = shown(editor, draft).context["screen"]
    assert screen.cut.count > 2
    by_page = {page: [stop for stop in screen.stops if screen.cut.pages[stop] == page] for page in (1, 2, 3)}

    html = shown(editor, draft, 2).content.decode()
    assert f'value="go:{by_page[3][0]}">Следующая к проверке' in html
    assert f'<button class="look look--doubt" type="submit" name="op" value="go:{by_page[3][0]}">' in html
    assert f'data-before="{by_page[1][-1]}" data-after="{by_page[3][0]}"' in html

    key = by_page[2][0].removeprefix("c-")
    going = press(editor, draft, f"go:{by_page[3][0]}", 2, **{f"card-{key}-text": "Набрано."})
    assert going["Location"] == f"{address}?page=3#{by_page[3][0]}"
    assert sheet_from_json(now(draft).outline).card(int(key)).text == "Набрано."
    assert press(editor, draft, "go:page-2", 3)["Location"] == f"{address}?page=2"
    assert press(editor, draft, "go:page-1", 3)["Location"] == address

    last = by_page[1][-1].removeprefix("c-")
    assert press(editor, draft, f"settle:{last}:two-requests")["Location"] == f"{address}?page=2#{by_page[2][0]}"
    assert press(editor, draft, "save", 2)["Location"] == f"{address}?page=2"
    assert press(editor, draft, "go:nowhere", 99)["Location"] == f"{address}?page={screen.cut.count}"


def test_publishing_lists_what_is_left_with_ways_to_its_page(editor):
    draft = large_draft(editor.user, 400, doubted=True)
    screen = shown(editor, draft).context["screen"]

    html = editor.get(reverse("draft-publish", args=[draft.pk])).content.decode()

    linked = re.findall(rf'href="{draft.get_absolute_url()}(?:\?page=(\d+))?#(c-\d+)"', html)
    assert [(int(page or 1), anchor) for page, anchor in linked] == [
        (screen.cut.pages[stop], stop) for stop in screen.stops[:300]
    ]
    assert ("Осталось непроверенным: 400" in html, "…и ещё 100." in html) == (True, True)


def test_a_script_saves_a_page_and_gets_the_pieces_of_that_page(editor):
    draft = large_draft(editor.user, 250, doubted=True)
    screen = shown(editor, draft).context["screen"]
    second = [stop for stop in screen.stops if screen.cut.pages[stop] == 2]
    autosave = reverse("draft-autosave", args=[draft.pk])
    assert f'data-autosave="{autosave}?page=2"' in shown(editor, draft, 2).content.decode()

    answer = editor.post(f"{autosave}?page=2", {"revision": 1, f"card-{second[0][2:]}-text": ""})

    looks = re.findall(r'id="(c-\d+)-look"', answer.content.decode())
    assert looks == second
    assert "У рекомендации нет текста" in answer.content.decode()


def test_a_page_that_is_none_any_more_is_saved_all_the_same(editor):
    draft = large_draft(editor.user, 2)
    draft.outline["sections"][0]["recommendations"][1]["text"] = "Ж" * 450_000
    draft.save()
    assert shown(editor, draft).context["screen"].cut.count == 2

    autosave = reverse("draft-autosave", args=[draft.pk])
    answer = editor.post(f"{autosave}?page=2", {"revision": 1, "card-3-text": ""})

    assert re.findall(r'id="(c-\d+)-look"', answer.content.decode()) == ["c-2", "c-3"]
    assert (answer.status_code, sheet_from_json(now(draft).outline).card(3).text) == (200, "")
    assert editor.get(draft.get_absolute_url(), {"page": 2}).status_code == 404


def test_thousands_of_skipped_paragraphs_are_spread_over_pages(editor):
    draft = large_draft(editor.user, 20, skipped=1500)
    screen = shown(editor, draft).context["screen"]

    pages = [shown(editor, draft, page) for page in range(1, screen.cut.count + 1)]

    assert [len(page.content) <= MOST for page in pages] == [True] * len(pages)
    rows = [row.index for page in pages for row in page.context["screen"].source]
    assert rows == list(range(1521))
    cards = [card.card.key for page in pages for section in page.context["screen"].sections for card in section.cards]
    assert cards == [card.key for card in screen.sheet.cards]


def test_an_ordinary_draft_is_one_page_without_ways_to_others(editor):
    draft = large_draft(editor.user, 90)

    html = shown(editor, draft).content.decode()

    assert (html.count('class="draft-card draft-card--item"'), "draft-pages" in html, "go:" in html) == (
        90,
        False,
        False,
    )
    assert "?page=" not in html


def test_a_page_that_is_none_is_not_there(editor):
    draft = large_draft(editor.user, 140)

    asked = ["2", "3", "0", "x", "-1", "٢", "9" * 12]
    answers = [editor.get(draft.get_absolute_url(), {"page": number}).status_code for number in asked]
    assert answers == [200, *[404] * 6]


def test_more_than_the_cap_is_refused_by_every_door(editor, tmp_path, capsys):
    text = text_of_items(MAX_RECOMMENDATIONS + 1)
    address = editor.post(reverse("draft-upload"), {"text": text})["Location"]
    (draft,) = read_waiting("читатель")

    assert (draft.refusal, TOO_MANY in editor.get(address).content.decode()) == (TOO_MANY, True)
    path = tmp_path / "большой.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        call_command("import_resolution", path)
    assert (end.value.code, capsys.readouterr().err) == (2, f"большой.txt: {TOO_MANY}\n")


def test_too_many_paragraphs_are_refused_while_the_text_is_still_in_the_form(editor):
    text = "\n\n".join(f"Абзац {number}." for number in range(5001))

    answer = editor.post(reverse("draft-upload"), {"text": text})

    assert (answer.status_code, "больше 5000 абзацев" in answer.content.decode()) == (422, True)
    assert "Абзац 5000." in answer.content.decode()
    assert not Draft.objects.exists()


def test_a_large_draft_is_edited_as_text(editor):
    draft = large_draft(editor.user, 300)
    address = reverse("draft-text", args=[draft.pk])
    text = editor.get(address).context["text"]

    changed = text.replace(said(200), "Посадить лес.")
    assert editor.post(address, {"revision": 1, "text": changed}).status_code == 302
    cards = sheet_from_json(now(draft).outline).cards
    assert (len(cards), [card.text for card in cards].count("Посадить лес.")) == (300, 1)

    more = "".join(f"\n№ {number}. Двор {number}." for number in range(301, MAX_RECOMMENDATIONS + 2))
    answer = editor.post(address, {"revision": 2, "text": changed + more})
    html = answer.content.decode()
    assert (answer.status_code, "не может быть больше 4000 рекомендаций" in html, "Двор 4001." in html) == (
        422,
        True,
        True,
    )
    assert now(draft).revision == 2


def test_a_draft_too_large_for_one_text_says_so(editor):
    draft = large_draft(editor.user, 1)
    draft.outline["preamble"] = "Ж" * 2_600_000
    draft.save()

    answer = editor.get(reverse("draft-text", args=[draft.pk]), follow=True)

    assert "правьте его по карточкам" in answer.content.decode()
