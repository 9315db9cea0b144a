"""The same resolution brought in anew: told before it is published twice; what only resembles it is left alone."""

import re
from datetime import date
from difflib import SequenceMatcher

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resolutions.models import Draft, Forum, Recommendation
from resolutions.register.deleting import delete_forum
from resolutions.register.publish import publish, withdraw
from resolutions.review.doubts import doubts_of
from resolutions.review.editing import DraftClosed, next_steps
from resolutions.review.importing import Outcome, accept
from resolutions.review.like_published import CANDIDATES, NEWEST_OWN, as_known, like_published
from resolutions.review.queue import read_waiting
from resolutions.review.receive import receive, take_in
from resolutions.review.restoring import restore_forum
from resolutions.review.revise import revise
from resolutions.review.sheet import Card, Sheet, SheetSection
from resolutions.vocabulary import Role
from tests.conftest import count_what_follows
from tests.factories import ForumFactory, LocalityFactory, OrganizerFactory, RecommendationFactory, SectionFactory
from tests.review.sheets import TEXT

pytestmark = pytest.mark.django_db

ANEW = TEXT.replace("\n\n", "\n\n\n").encode()  # other bytes, the same text
TITLE = "Резолюция II Форума дворов"
SENTENCE = f"Похожа на опубликованную «{TITLE}», совпадает 5 из 5."
ACTS = ("построить", "открыть", "отменить", "описать", "закупить", "обсудить", "передать", "вернуть", "убрать", "снять")


@pytest.fixture
def organizer():
    return OrganizerFactory()


@pytest.fixture
def forum(organizer):
    published(receive(TEXT.encode(), "форум.txt", organizer))
    return Forum.objects.get()


@pytest.fixture
def editor(signed_in, organizer):
    return signed_in(organizer=organizer)


def published(draft: Draft) -> None:
    if connection.vendor == "postgresql":
        count_what_follows()
    assert accept(draft)[0] is Outcome.IN


def told(draft: Draft) -> list[str]:
    sheet = as_known(Draft.objects.get(pk=draft.pk))
    return [doubt.hint for doubt in doubts_of(sheet) if doubt.code == "like-published"]


def shown(client, draft: Draft) -> str:
    return " ".join(client.get(draft.get_absolute_url()).content.decode().split())


def press(client, draft: Draft, op: str):
    draft.refresh_from_db()
    return client.post(draft.get_absolute_url(), {"op": op, "revision": draft.revision})


def test_the_review_shows_what_it_is_like_and_offers_two_ways(forum, organizer, editor):
    take_in(ANEW, "ещё раз.txt", organizer, editor.user)
    (draft,) = read_waiting("читатель")

    page = shown(editor, draft)

    link = f'<a href="{forum.get_absolute_url()}">«{TITLE}»</a>'
    assert f"Похожа на опубликованную {link}, совпадает 5 из 5." in page
    assert re.findall(r'value="(?:correct|settle):[^"]*(?:dvorov|tomsk)[^"]*">([^<]*)<', page) == [
        "Исправить опубликованную",
        "Опубликовать как другую",
    ]
    assert told(draft) == [SENTENCE]


def test_two_imports_that_meet_on_one_document_enter_it_once(organizer):
    """The second one has found a draft, and looks again at what has become a forum, which it is like, meanwhile."""
    draft = receive(TEXT.encode(), "форум.txt", organizer)
    published(Draft.objects.get(pk=draft.pk))

    assert accept(draft) == (Outcome.IN, "уже внесён.")
    assert Forum.objects.count() == 1


def test_one_that_cannot_be_compared_does_not_stop_those_behind_it(forum, organizer, monkeypatch, caplog):
    take_in(ANEW.replace("НКО".encode(), "школам".encode()), "похожа.txt", organizer, by=None)
    take_in("Рекомендовать школам открыть дворы.".encode(), "другая.txt", organizer, by=None)
    monkeypatch.setattr(SequenceMatcher, "ratio", lambda self: 1 / 0)

    states = [draft.state for draft in read_waiting("читатель")]

    assert states == ["refused", "open"]
    assert "could not be read" in caplog.text


def test_nothing_is_published_until_one_way_is_chosen(forum, organizer, editor):
    draft = receive(ANEW, "ещё раз.txt", organizer, editor.user)
    publishing = reverse("draft-publish", args=[draft.pk])
    press(editor, draft, "settle-all:0")

    answer = editor.post(publishing, {"revision": Draft.objects.get(pk=draft.pk).revision})

    assert (answer.status_code, Forum.objects.count()) == (409, 1)
    assert f'<a href="{draft.get_absolute_url()}#about">О форуме</a>: {SENTENCE}' in answer.content.decode()

    press(editor, draft, f"settle:0:like-published:{forum.slug}")
    assert told(draft) == []
    press(editor, draft, "undo")
    assert told(draft) == [SENTENCE]
    press(editor, draft, "redo")
    draft.refresh_from_db()
    answer = editor.post(publishing, {"revision": draft.revision})
    assert (answer.status_code, Forum.objects.public().count()) == (302, 2)


def test_the_draft_becomes_a_correction_of_that_forum_and_back(forum, organizer, editor):
    draft = receive(ANEW.replace("НКО".encode(), "школам".encode()), "ещё раз.txt", organizer, editor.user)
    differences = reverse("draft-differences", args=[draft.pk])

    assert press(editor, draft, f"correct:{forum.slug}")["Location"] == differences
    assert [row["difference"].kind for row in editor.get(differences).context["differences"]] == ["changed"]

    assert editor.post(differences, {"op": "apart"})["Location"] == draft.get_absolute_url()
    assert (told(draft), editor.get(draft.get_absolute_url()).status_code) == ([], 200)
    press(editor, draft, "up:3")
    press(editor, draft, "undo")
    draft.refresh_from_db()
    assert (told(draft), next_steps(draft)[0]) == ([], "Это другая резолюция")
    press(editor, draft, "undo")
    assert told(draft) == [SENTENCE.replace("совпадает 5", "совпадают 4")]
    press(editor, draft, "redo")

    press(editor, draft, f"correct:{forum.slug}")
    draft.refresh_from_db()
    changed = editor.get(differences).context["differences"][0]["difference"].key
    assert editor.post(differences, {"accept": [changed]})["Location"] == forum.get_absolute_url()
    assert Forum.objects.count() == 1
    assert Recommendation.objects.filter(text__contains="школам").count() == 1


def test_what_was_published_after_it_had_been_read_is_found_at_the_press_on_publish(organizer, editor):
    first, second = (receive(data, "форум.txt", organizer, editor.user) for data in (TEXT.encode(), ANEW))
    assert told(second) == []
    press(editor, second, "up:3")
    published(first)

    press(editor, second, "publish")

    assert told(second) == [SENTENCE]
    press(editor, second, "undo")  # what the register holds is nobody's step
    assert told(second) == [SENTENCE]
    page = editor.get(reverse("draft-publish", args=[second.pk])).content.decode()
    assert "Публиковать пока нельзя" in page


def test_who_publishes_without_having_looked_is_stopped_too(organizer, editor):
    first, second = (receive(data, "форум.txt", organizer, editor.user) for data in (TEXT.encode(), ANEW))
    published(first)

    answer = editor.post(reverse("draft-publish", args=[second.pk]), {"revision": 1})

    assert (answer.status_code, Forum.objects.count(), told(second)) == (409, 1, [SENTENCE])
    assert SENTENCE in answer.content.decode()


def test_what_is_not_alike_any_more_is_not_held_against_it(forum, organizer, editor):
    draft = receive(ANEW, "ещё раз.txt", organizer, editor.user)
    forum.delete()

    press(editor, draft, "publish")

    assert told(draft) == []
    assert press(editor, draft, f"correct:{forum.slug}")["Location"] == f"{draft.get_absolute_url()}"


def test_another_organizers_unpublished_one_is_nobodys_business(forum, organizer, signed_in):
    withdraw(forum, None)
    stranger = OrganizerFactory()

    drafts = {whose: receive(ANEW, "ещё раз.txt", whose) for whose in (organizer, stranger)}

    assert told(drafts[organizer]) == [f"Похожа на внесённую раньше «{TITLE}», совпадает 5 из 5."]
    assert told(drafts[stranger]) == []
    page = shown(signed_in(role=Role.ADMINISTRATOR), drafts[stranger])
    assert (forum.slug in page, "Похожа" in page) == (False, False)
    assert accept(drafts[stranger])[0] is Outcome.IN


def test_another_organizers_public_one_is_told_and_cannot_be_corrected(forum, signed_in):
    stranger = signed_in()
    draft = receive(ANEW, "ещё раз.txt", stranger.user.organizer)

    assert told(draft) == [SENTENCE]
    assert "Исправить опубликованную" not in shown(stranger, draft)
    press(stranger, draft, f"correct:{forum.slug}")
    draft.refresh_from_db()
    assert draft.revises is None


@pytest.mark.parametrize("take_back", [withdraw, delete_forum])
def test_what_is_taken_back_meanwhile_is_nobodys_business_any_more(forum, signed_in, take_back):
    stranger = signed_in()
    draft = receive(ANEW, "ещё раз.txt", stranger.user.organizer, stranger.user)
    publishing = reverse("draft-publish", args=[draft.pk])
    press(stranger, draft, "up:3")  # an outline is kept of every step
    assert (f"«{TITLE}»</a>, совпадает" in shown(stranger, draft), told(draft)) == (True, [SENTENCE])

    take_back(forum, None)

    addresses = [draft.get_absolute_url(), publishing, reverse("admin:resolutions_draft_change", args=[draft.pk])]
    pages = [stranger.get(address) for address in addresses]
    words = ("Похожа", "похожа", forum.slug, "Опубликовать как другую")
    assert [(page.status_code, [word for word in words if word in page.content.decode()]) for page in pages] == [
        (200, [])
    ] * 3
    assert told(draft) == []
    kept = [draft.outline, *draft.edits.values_list("outline", flat=True)]
    assert [sorted(row) for outline in kept for row in outline["like"]] == [["of", "same", "slug"]] * 3
    draft.refresh_from_db()
    assert stranger.post(publishing, {"revision": draft.revision}).status_code == 302


def test_who_accepts_what_a_colleague_has_made_a_resolution_of_its_own_is_told_so(forum, organizer, editor):
    draft = receive(ANEW, "ещё раз.txt", organizer, editor.user)
    differences = reverse("draft-differences", args=[draft.pk])
    press(editor, draft, f"correct:{forum.slug}")
    as_the_colleague_saw_it = Draft.objects.get(pk=draft.pk)
    editor.post(differences, {"op": "apart"})

    with pytest.raises(DraftClosed):
        revise(as_the_colleague_saw_it, [], editor.user)
    answer = editor.post(differences, {"accept": []}, follow=True)

    assert answer.redirect_chain == [(draft.get_absolute_url(), 302)]
    assert "Этот черновик теперь другая резолюция, а не исправление" in answer.content.decode()
    assert editor.get(differences).status_code == 404


def test_the_command_leaves_it_to_be_reviewed(forum, organizer, tmp_path, capsys):
    (tmp_path / "а.txt").write_bytes(ANEW)
    (tmp_path / "б.txt").write_bytes(ANEW.replace(b"2023", b"2024"))

    with pytest.raises(SystemExit) as end:
        call_command("import_resolution", tmp_path, publish=True, organizer=organizer.slug)

    lines = capsys.readouterr().out.splitlines()
    assert (end.value.code, Forum.objects.count()) == (1, 2)
    assert lines[0] == f"[1 из 2] а.txt: черновик: {SENTENCE}"
    assert lines[1].startswith("[2 из 2] б.txt: опубликован")


def test_the_command_looks_again_before_it_publishes(organizer, tmp_path, capsys):
    (tmp_path / "а.txt").write_bytes(ANEW)
    call_command("import_resolution", tmp_path, organizer=organizer.slug)
    published(receive(TEXT.encode(), "форум.txt", organizer))

    with pytest.raises(SystemExit) as end:
        call_command("import_resolution", tmp_path, publish=True, organizer=organizer.slug)

    assert (end.value.code, Forum.objects.count()) == (1, 1)
    assert capsys.readouterr().out.splitlines()[-1] == f"а.txt: черновик: {SENTENCE}"


@pytest.mark.parametrize("is_own", [True, False], ids=["her own", "another's"])
def test_a_deleted_one_comes_back_unpublished_beside_one_that_says_the_same(forum, organizer, editor, is_own):
    delete_forum(forum, None)
    published(receive(ANEW, "ещё раз.txt", organizer if is_own else OrganizerFactory()))
    twin = Forum.objects.get()

    answer = editor.post(reverse("forum-restore", args=[forum.slug]), follow=True)

    assert [str(message) for message in answer.context["messages"]] == [
        f"Резолюция восстановлена, но не опубликована: она похожа на опубликованную «{TITLE}», "
        f"{twin.get_absolute_url()}. Если это разные резолюции, опубликуйте её снова."
    ]
    assert list(Forum.objects.public()) == [twin]
    publish_again = editor.post(reverse("forum-publish-again", args=[forum.slug]))
    assert (publish_again["Location"], Forum.objects.public().count()) == (forum.get_absolute_url(), 2)


def test_what_is_like_another_unpublished_one_or_was_not_public_itself_comes_back_as_it_was(forum, organizer):
    delete_forum(forum, None)
    published(receive(ANEW, "ещё раз.txt", organizer))
    twin = withdraw(Forum.objects.get(), None)

    assert restore_forum(forum, None).sentence == "Резолюция восстановлена и опубликована."
    delete_forum(withdraw(forum, None), None)
    publish(twin, None)
    assert restore_forum(forum, None).sentence == (
        "Резолюция восстановлена. Она не опубликована: её видят только её редакторы."
    )


def test_a_corrected_file_is_meant_to_be_like_it(forum, organizer):
    draft = receive(ANEW, "ещё раз.txt", organizer, revises=forum)

    assert told(draft) == []
    assert revise(draft, [], None) == forum


# How much alike is the same: the borders (decisions/0025)


def recommended(number: int) -> str:
    return (
        f"Рекомендовать мэрии города {ACTS[number % 10]} объект номер {number} до конца года и доложить жителям о том."
    )


def sheet_saying(texts, **fields) -> Sheet:
    cards = tuple(Card(None, text, None, False, (-1, -1), key=key) for key, text in enumerate(texts, 2))
    about = {"title": None, "ordinal": None, "date": None, "date_end": None, "place": None, "preamble": None}
    return Sheet(**about | fields, sections=(SheetSection(None, None, None, cards, key=1),))


def entered(texts, **fields) -> Forum:
    forum = ForumFactory(**{"title": "", "starts_on": None, "locality": None} | fields)
    section = SectionFactory(forum=forum)
    for text in texts:
        RecommendationFactory(section=section, text=text)
    return forum


def said(sheet: Sheet) -> list[str]:
    return [like.how_much for like in like_published(sheet, OrganizerFactory())]


@pytest.mark.parametrize(
    ("entered_texts", "own", "found"),
    [
        (range(27), range(27), ["совпадает 27 из 27"]),
        (range(10), [*range(8), 90, 91], ["совпадает 8 из 10"]),
        (range(10), [*range(7), 90, 91, 92], []),
        (range(20), [*range(10), *range(50, 60)], []),  # next year's, half of it taken over
        (range(10), range(8), ["совпадает 8 из 8"]),
        (range(10), range(7), []),  # a part of it
        (range(8), range(10), ["совпадает 8 из 10"]),
        (range(22), range(22), ["совпадают 22 из 22"]),
        (range(21), range(21), ["совпадает 21 из 21"]),
        (range(3), reversed(range(3)), ["совпадают 3 из 3"]),
        (range(2), range(2), []),  # too few to tell by the words alone
    ],
)
def test_four_in_five_of_both_are_the_same_and_less_is_not(entered_texts, own, found):
    entered(map(recommended, entered_texts))

    assert said(sheet_saying(map(recommended, own))) == found


def test_another_number_is_another_request():
    entered(map(recommended, range(10)))

    assert said(sheet_saying(map(recommended, range(10, 20)))) == []


def test_spaces_marks_and_one_word_of_ten_make_no_other_text():
    texts = [recommended(number) for number in range(10)]
    entered(texts)
    again = [text.replace("Рекомен", "РЕКОМЕН- ").replace(" и ", ", и ") for text in texts[:6]]
    again += [text.replace("жителям", "людям") for text in texts[6:8]]

    assert said(sheet_saying([*again, "Совсем другое.", "И это другое."])) == ["совпадает 8 из 10"]


@pytest.mark.parametrize(
    ("theirs", "ours", "is_found"),
    [
        ({"day": "2021-04-21"}, {"date": "2021-04-21"}, True),
        ({"day": "2021-04-21"}, {"date": "2022-04-21"}, False),
        ({"day": "2021-04-21"}, {"date": "2021-04-22"}, False),
        ({"day": "2021-04-21"}, {"date": "2021-04-20", "date_end": "2021-04-21"}, True),
        ({"day": "2021-04-21"}, {}, True),
        ({"title": "Форум 2021 года"}, {"title": "Форум 2022 года"}, False),
        ({"title": "Форум 2021 года"}, {"title": "Итоги 2021 года"}, True),
        ({"ordinal": "V"}, {"ordinal": "VI"}, False),
        ({"ordinal": "V"}, {"ordinal": "5"}, True),
        ({"place": "Томск"}, {"place": "Омск"}, False),
        ({"place": "Томск"}, {"place": "город Томск"}, True),
    ],
)
def test_another_day_year_number_or_place_is_another_forum(theirs, ours, is_found):
    known = {name: value for name, value in theirs.items() if name not in ("place", "day")}
    place, day = theirs.get("place"), theirs.get("day")
    entered(
        map(recommended, range(5)),
        locality=LocalityFactory(name=place) if place else None,
        starts_on=date.fromisoformat(day) if day else None,
        **known,
    )

    assert bool(said(sheet_saying(map(recommended, range(5)), **ours))) is is_found


@pytest.mark.parametrize(
    ("theirs", "ours", "found"),
    [
        ({"title": "Сход Лесной"}, {"title": "СХОД  Лесной"}, ["совпадает 1 из 1"]),
        ({"title": "Сход Лесной"}, {"title": "Сход Речной"}, []),
        ({"starts_on": date(2021, 4, 21)}, {"date": "2021-04-21"}, ["совпадает 1 из 1"]),
    ],
)
def test_one_recommendation_is_the_same_only_under_the_same_title_or_day(theirs, ours, found):
    entered(["Провести субботник."], **theirs)

    assert said(sheet_saying(["Провести субботник."], **ours)) == found


def test_it_costs_the_same_for_any_number_of_forums(django_assert_num_queries):
    sheet = sheet_saying(map(recommended, range(12)))
    for forums in (1, 8):
        for number in range(forums):
            entered(map(recommended, range(number, 12 + number)))
        organizer = OrganizerFactory()
        like_published(sheet, organizer)  # the index reads what has changed

        with django_assert_num_queries(4):  # content version, public forums, her own, their texts
            assert like_published(sheet, organizer)


def test_no_number_of_other_drafts_stands_before_what_is_alike():
    organizer = OrganizerFactory()
    public = entered(map(recommended, range(6)))
    own = entered(map(recommended, range(5)), organizer=organizer, published_at=None)
    ForumFactory.create_batch(CANDIDATES + NEWEST_OWN, organizer=organizer, published_at=None)

    found = like_published(sheet_saying(map(recommended, range(6))), organizer)

    assert [(like.slug, like.how_much) for like in found] == [
        (public.slug, "совпадает 6 из 6"),
        (own.slug, "совпадает 5 из 6"),
    ]


def test_nobody_looks_while_she_types(forum, organizer, editor):
    draft = receive(ANEW, "ещё раз.txt", organizer, editor.user)
    address = reverse("draft-autosave", args=[draft.pk])
    with CaptureQueriesContext(connection) as saved:
        editor.post(address, {"revision": 1, "card-2-text": "Иное."})
        editor.get(draft.get_absolute_url())

    asked = [query["sql"] for query in saved if re.search(r"resolutions_(recommendation|forum)\b", query["sql"])]
    # The draft comes with the forum it has become; each page asks once what may be told of the forum that it is like.
    asked = [sql for sql in asked if "resolutions_draft" not in sql]
    assert [("resolutions_recommendation" in sql, forum.slug in sql) for sql in asked] == [(False, True)] * 2
    assert told(draft) == [SENTENCE]
