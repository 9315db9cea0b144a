"""The review screen by its buttons, without a script: each one saves, does its work and comes back to its place."""

import pytest
from django.urls import reverse
from lxml import html

from resolutions.models import Draft
from resolutions.review.doubts import doubts_of
from resolutions.review.editing import discard
from resolutions.review.sheet import sheet_from_json, skipped_blocks
from resolutions.vocabulary import DraftState, Role
from resolutions.workspace.screen import stops_of
from tests.factories import AddresseeFactory
from tests.review.sheets import numbers, texts

pytestmark = pytest.mark.django_db


def now(draft):
    return sheet_from_json(Draft.objects.get(pk=draft.pk).outline)


def shown(client, draft):
    return client.get(draft.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("op", "fields", "anchor", "order"),
    [
        ("merge:3", {}, "c-2", [["1", "4"], ["1", "2"]]),
        ("split-at:2:66", {}, "c-10", [["1", None, "2", "4"], ["1", "2"]]),
        ("up:3", {}, "c-3", [["2", "1", "4"], ["1", "2"]]),
        ("down:2", {}, "c-2", [["2", "1", "4"], ["1", "2"]]),
        ("to-section:2", {"card-2-to": "5"}, "c-2", [["2", "4"], ["1", "2", "1"]]),
        ("remove:4", {}, "c-3", [["1", "2"], ["1", "2"]]),
        ("add-after:2", {}, "c-10", [["1", None, "2", "4"], ["1", "2"]]),
        ("add:5", {}, "c-10", [["1", "2", "4"], ["1", "2", None]]),
        ("new-section:3", {}, "s-10", [["1"], ["2", "4"], ["1", "2"]]),
        ("new-section", {}, "s-10", [["1", "2", "4"], ["1", "2"], []]),
        ("remove-section:5", {}, "c-4", [["1", "2", "4", "1", "2"]]),
        ("section-down:1", {}, "s-1", [["1", "2"], ["1", "2", "4"]]),
        ("section-up:5", {}, "s-5", [["1", "2"], ["1", "2", "4"]]),
        ("assign:6:skip", {}, "b-6", [["1", "2"], ["1", "2"]]),
        ("assign:8:recommendation", {}, "c-10", [["1", "2", "4"], [None, "1", "2"]]),
        ("renumber", {"card-4-number": "3"}, "", [["1", "2", "4"], ["1", "2"]]),
    ],
)
def test_a_button_does_its_work_and_comes_back_to_the_place(press, draft, op, fields, anchor, order):
    answer = press(op, **fields)

    assert answer["Location"] == draft.get_absolute_url() + (f"#{anchor}" if anchor else "")
    assert numbers(now(draft)) == order


@pytest.mark.parametrize("chosen", ["", "9" * 5000, "99"], ids=["none", "huge", "gone"])
@pytest.mark.parametrize(("op", "field"), [("to-section:2", "card-2-to"), ("line-to-section:8", "line-8-to")])
def test_a_section_that_no_page_of_ours_offers_is_refused(press, draft, op, field, chosen):
    answer = press(op, **{field: chosen})

    assert (answer.status_code, numbers(now(draft))) == (302, [["1", "2", "4"], ["1", "2"]])


@pytest.mark.parametrize("op", ["save", "merge:3", "undo-nothing", "publish", "text", "preview", "split:2"])
def test_any_button_saves_what_was_typed(press, draft, op):
    press(op, **{"card-2-text": "Провести\r\nконкурс.", "about-title": "Другое", "section-1-title": "Дома"})

    found = now(draft)
    assert found.card(2).text.startswith("Провести\nконкурс.")
    assert (found.title, found.sections[0].title) == ("Другое", "Дома")


@pytest.mark.parametrize(
    ("op", "route", "more"),
    [("publish", "draft-publish", []), ("text", "draft-text", []), ("split:2", "draft-split", [2])],
)
def test_some_buttons_lead_to_a_page_of_their_own(press, draft, op, route, more):
    assert press(op)["Location"] == reverse(route, args=[draft.pk, *more])


@pytest.mark.parametrize("op", ["", "x", "merge", "merge:x", "merge:99", "split:x", "drop:2:9", "settle", "choose:2:0"])
def test_a_button_that_means_nothing_says_so_and_changes_nothing(press, draft, editor, op):
    answer = press(op)

    assert answer.status_code in (302, 404)
    assert texts(now(draft)) == texts(sheet_from_json(draft.outline))


@pytest.mark.parametrize(
    ("op", "fields", "undone", "redone"),
    [
        ("merge:3", {}, "c-2", "c-2"),
        ("remove:4", {}, "c-4", "c-3"),
        ("save", {"about-title": "Другое"}, "about", "about"),
        ("save", {"section-5-title": "Другое"}, "s-5", "s-5"),
        ("add:5", {}, "c-7", "c-10"),
        ("new-section", {}, "c-7", "s-10"),
    ],
)
def test_undo_and_redo_lead_to_what_they_have_changed(press, draft, op, fields, undone, redone):
    press(op, **fields)

    anchors = [press(step)["Location"].split("#")[1] for step in ("undo", "redo")]

    assert anchors == [undone, redone]


def test_a_settled_card_leads_on_to_what_is_left(editor, draft):
    page = editor.get(draft.get_absolute_url())

    screen = page.context["screen"]
    following = {card.anchor: card.next_anchor for section in screen.sections for card in section.cards}
    left = screen.stops
    assert left
    order = list(following)
    for anchor, after in following.items():
        later = [stop for stop in left if stop in order and order.index(stop) > order.index(anchor)]
        assert after == next((stop for stop in (*later, *left) if stop != anchor), ""), anchor
    assert page.content.decode().count('class="onward"') == len(set(following) - set(left))


def test_the_documents_own_addressees_are_offered_first(editor, draft, press):
    press("save", **{"card-2-add": "Академия соседей"})

    assert editor.get(draft.get_absolute_url()).context["bodies"][0] == "Академия соседей"


def test_when_nothing_is_left_publishing_stands_in_the_bar(editor, draft, press):
    bar = '<button class="tool tool--go" type="submit" name="op" value="publish">'
    assert bar not in shown(editor, draft)
    while stops_of(now(draft)):
        doubt = doubts_of(now(draft))[0]
        press(f"settle-all:{doubt.where}")

    assert bar in shown(editor, draft)


def test_undo_and_redo(press, draft):
    press("merge:3")
    press("undo")
    assert numbers(now(draft)) == [["1", "2", "4"], ["1", "2"]]
    press("redo")
    assert numbers(now(draft)) == [["1", "4"], ["1", "2"]]


def test_undo_and_redo_say_in_words_what_they_do(press, draft, editor):
    press("merge:3")
    assert "Отменить: № 2: объединена с предыдущей</span></button>" in shown(editor, draft)

    press("undo")
    assert "Вернуть: № 2: объединена с предыдущей</span></button>" in shown(editor, draft)


def test_the_split_page_offers_parts_between_semicolons(press, draft, editor):
    text = "Убрать двор; посадить сад (липы; клёны). Итог; весной."
    press("save", **{"card-2-text": text})

    page = editor.get(reverse("draft-split", args=[draft.pk, 2]))

    pieces = ["Убрать двор;", "посадить сад (липы;", "клёны).", "Итог;", "весной."]
    assert page.context["pieces"] == [(text.index(piece), piece) for piece in pieces]


def test_doubts_are_settled_one_by_one_and_lead_on_to_the_next(press, draft, editor):
    press("save", **{"card-7-text": "Штабу озеленения раздать саженцы", "card-7-deadline": "ежемесячно"})
    press("save", **{"card-2-number": "1", "card-3-number": "1"})
    assert "К проверке: 3" in shown(editor, draft)

    assert press("settle-all:4")["Location"].endswith("#c-7")
    assert press("settle:7:term-is-how-often:ежемесячно")["Location"].endswith("#c-3")
    assert press("settle-all:3")["Location"].endswith("#c-3")

    page = shown(editor, draft)
    assert "Всё проверено" in page
    assert Draft.objects.get().doubts_left == 0


@pytest.mark.parametrize("word", ["choose", "choose-all"])
def test_replacing_an_addressee_leads_on_only_when_the_cards_last_doubt_went(press, draft, word):
    asked = draft.outline["sections"][0]["recommendations"][1]
    asked["addressees"] = [asked["addressees"][0] | {"name": "ИП", "match": "new"}]
    draft.save()
    assert stops_of(now(draft)) == ["c-3", "c-4"]

    places = [
        press(f"{word}:{key}:0", **{f"body-{key}-0": name})["Location"].split("#")[1]
        for key, name in [(7, "Комитет озеленения"), (3, "Школы"), (3, "Соседи")]
    ]

    assert (places, stops_of(now(draft))) == (["c-7", "c-4", "c-3"], ["c-4"])


def test_an_addressee_is_chosen_for_all_alike(press, draft):
    AddresseeFactory(name="комитет озеленения")

    press("choose-all:3:0", **{"body-3-0": "комитет озеленения"})

    found = now(draft)
    assert [found.card(key).addressees[0].name for key in (3, 7)] == ["комитет озеленения"] * 2
    assert found.aliases == (("Штаб озеленения", "комитет озеленения"),)


def test_addressees_are_added_turned_and_dropped(press, draft):
    press("save", **{"card-4-add": "НКО"})
    press("role:4:0")
    mention = now(draft).card(4).addressees[0]
    assert (mention.name, mention.role) == ("НКО", "co-executor")

    press("drop:4:0")
    assert now(draft).card(4).addressees == ()


def test_the_page_shows_every_paragraph_and_where_it_went(press, draft, editor):
    press("remove:4")

    page = shown(editor, draft)

    assert "разобрано 10 из 11 абзацев" in page
    assert 'id="b-6"' in page
    assert 'href="#b-4"' in page
    assert page.count("paragraph--skipped") == 1
    assert skipped_blocks(now(draft)) == {6}


def test_the_words_that_gave_an_addressee_are_marked_in_the_source(draft, editor):
    page = html.fromstring(shown(editor, draft))

    marked = [mark.text_content() for mark in page.xpath("//*[@id='source']//mark")]
    on_cards = [mark.text_content() for mark in page.xpath("//*[@class='card-source']//mark")]
    assert marked == on_cards == ["администрации города Томска", "Штабу озеленения", "НКО", "Штабу озеленения"]
    assert page.get_element_by_id("b-4").xpath("./p")[0].text_content() == f"1. {draft.blocks[4]['text']}"


def test_a_stale_form_saves_nothing_and_shows_both_texts(press, draft, editor):
    press("save", **{"card-2-text": "Первый вариант."})

    answer = editor.post(
        draft.get_absolute_url(), {"op": "merge:3", "revision": 1, "card-2-text": "Мой вариант.", "card-99-text": "Ещё"}
    )

    page = answer.content.decode()
    assert answer.status_code == 409
    assert ["Первый вариант." in page, "Мой вариант." in page, "Ещё" in page] == [True] * 3
    assert now(draft).card(2).text == "Первый вариант."

    both = reverse("draft-both", args=[draft.pk])
    editor.post(both, {"revision": 2, "card-2-text": "Мой вариант.", "keep-now": "card-2-text"})
    assert now(draft).card(2).text == "Первый вариант."
    editor.post(both, {"revision": 2, "card-2-text": "Мой вариант."})
    assert now(draft).card(2).text == "Мой вариант."


def test_a_button_pressed_twice_works_once(press, draft, editor):
    press("merge:3")

    answer = editor.post(draft.get_absolute_url(), {"op": "merge:4", "revision": 1})

    assert answer["Location"] == draft.get_absolute_url()
    assert numbers(now(draft)) == [["1", "4"], ["1", "2"]]


def test_autosave_answers_with_pieces_of_the_page(editor, draft):
    address = reverse("draft-autosave", args=[draft.pk])
    page = editor.post(address, {"revision": 1, "card-2-text": ""}).content.decode()

    assert ('name="revision" value="2"' in page, "У рекомендации нет текста" in page) == (True, True)
    assert now(draft).card(2).text == ""


def test_autosave_says_who_was_faster(editor, draft):
    address = reverse("draft-autosave", args=[draft.pk])
    editor.post(address, {"revision": 1, "card-2-text": ""})

    stale = editor.post(address, {"revision": 1, "card-2-text": "Моё"})
    discard(draft, None)
    closed = editor.post(address, {"revision": 2, "card-2-text": "Моё"})

    then = "Нажмите «Сохранить черновик», чтобы увидеть оба варианта."
    assert [(answer.status_code, answer.content.decode()) for answer in (stale, closed)] == [
        (409, f"Не сохранено: черновик тем временем изменили. {then}"),
        (409, f"Не сохранено: черновик тем временем отклонён. {then}"),
    ]
    assert now(draft).card(2).text == ""


def test_pauses_while_one_text_is_typed_are_one_step_to_undo(editor, draft, press):
    address = reverse("draft-autosave", args=[draft.pk])
    before = {key: now(draft).card(key).text for key in (2, 3)}
    for revision, text in enumerate(["Убрать", "Убрать двор", "Убрать двор."], 1):
        editor.post(address, {"revision": revision, "card-2-text": text, "goes-on": "1"})
    editor.post(address, {"revision": 4, "card-3-text": "Другая.", "goes-on": "1"})

    press("undo")
    assert (now(draft).card(2).text, now(draft).card(3).text) == ("Убрать двор.", before[3])
    press("undo")
    assert now(draft).card(2).text == before[2]


def test_hostile_text_is_shown_as_text(press, draft, editor):
    press("save", **{"card-2-text": "<script>alert(1)</script>{{ x }}{% y %}\x00\x1b‮", "about-title": "<b>Ж</b>"})

    page = shown(editor, draft)
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ x }}{% y %}" in page
    assert "\x00" not in now(draft).card(2).text


def test_a_split_is_chosen_among_sentences(editor, draft):
    address = reverse("draft-split", args=[draft.pk, 2])
    page = editor.get(address).content.decode()
    place = sheet_from_json(draft.outline).card(2).text.index("Итоги")
    assert f'value="{place}"' in page

    answer = editor.post(address, {"revision": 1, "at": place})

    assert answer["Location"] == f"{draft.get_absolute_url()}#c-10"
    assert now(draft).cards[1].text == "Итоги подвести осенью."
    assert editor.post(address, {"revision": 2})["Location"] == address
    assert editor.post(address, {"revision": 1, "at": 3})["Location"] == address


ERROR = "У рекомендации нет текста"


def looks(page, key):
    """(what is said at a card, whether that is hidden until it is left; how many places are to be looked at)."""
    tree = html.fromstring(page.content.decode())
    place = tree.get_element_by_id(f"c-{key}-look")
    return ERROR in place.text_content(), "hidden" in place.attrib, len(page.context["screen"].stops)


def test_a_new_card_is_calm_until_something_else_is_done_or_it_is_to_be_published(editor, draft, press):
    review, publish = draft.get_absolute_url(), reverse("draft-publish", args=[draft.pk])
    stops = len(editor.get(review).context["screen"].stops)
    press("add:5")

    assert looks(editor.get(review), 10) == (True, True, stops)

    listed = editor.get(publish).content.decode()
    link = f"{review}?strictly=1"
    assert (ERROR in listed, f'href="{link}#c-10"' in listed) == (True, True)
    assert looks(editor.get(link), 10) == (True, False, stops + 1)
    press("save", **{"card-2-number": "7"})
    assert looks(editor.get(review), 10) == (True, False, stops + 1)
    press("line-above:2")
    line = html.fromstring(shown(editor, draft)).get_element_by_id("l-11-look")
    assert ("hidden" in line.attrib, "нет текста" in line.text_content()) == (True, True)


ASKS = "Рекомендовать администрации города Томска и НКО посадить деревья."


def asked(draft, key):
    return [mention.name for mention in now(draft).card(key).addressees]


def test_a_card_that_is_typed_asks_whom_its_words_ask_until_somebody_says_otherwise(editor, draft, press):
    """By the button and while it saves itself; a name that was taken away stays away."""
    press("add:5")
    draft.refresh_from_db()

    half = editor.post(
        reverse("draft-autosave", args=[draft.pk]),
        {"revision": draft.revision, "card-10-text": "Рекомендовать администрации города Томска"},
    )
    assert (asked(draft, 10), "c-10-who" in half.content.decode()) == (["администрация города Томска"], True)
    press("save", **{"card-10-text": ASKS})
    assert asked(draft, 10) == ["администрация города Томска", "НКО"]
    press("drop:10:0")
    press("save", **{"card-10-text": f"{ASKS} И кусты."})

    assert asked(draft, 10) == ["НКО"]
    press("save", **{"card-2-text": "Рекомендовать НКО посадить деревья."})  # of the document: read already
    assert asked(draft, 2) == ["администрация города Томска"]


def test_a_paragraph_that_was_missed_asks_whom_it_names(draft, press):
    before = asked(draft, 6)
    press("assign:9:skip")
    assert "Рекомендовать НКО" not in str(texts(now(draft)))

    press("assign:9:recommendation")

    assert (asked(draft, 10), before) == (["НКО"], ["НКО"])


@pytest.mark.parametrize("others", [0, 20])
def test_the_screen_costs_the_same_for_any_number_of_cards(editor, draft, press, others, django_assert_num_queries):
    AddresseeFactory()
    for _ in range(others):
        press("add:5")

    # session, user, draft, bodies, their aliases, edits around, themes, the look
    with django_assert_num_queries(8):
        editor.get(draft.get_absolute_url())


@pytest.mark.parametrize("role", [Role.EDITOR, Role.OFFICIAL, Role.MODERATOR])
def test_nobody_else_changes_a_draft(signed_in, draft, role):
    stranger = signed_in(role=role)

    routes = ["review", "autosave", "both", "text", "publish", "discard", "restore", "share"]
    statuses = {
        route: stranger.post(reverse(f"draft-{route}", args=[draft.pk]), {"op": "merge:3", "revision": 1}).status_code
        for route in routes
    }

    assert set(statuses.values()) == {404}
    draft.refresh_from_db()
    assert (draft.revision, draft.state) == (1, DraftState.OPEN)


def test_what_was_typed_is_not_thrown_away_when_the_session_has_ended(editor, draft):
    editor.logout()

    answer = editor.post(draft.get_absolute_url(), {"op": "save", "revision": 1, "card-2-text": "Долго думала."})

    assert (answer.status_code, "Долго думала." in answer.content.decode()) == (403, True)
    assert now(draft) == sheet_from_json(draft.outline)


def test_a_press_without_the_token_of_the_form_is_refused(editor, draft):
    editor.handler.enforce_csrf_checks = True

    assert editor.post(draft.get_absolute_url(), {"op": "merge:3", "revision": 1}).status_code == 403
