"""What a section is about: proposed on the review screen, entered once accepted, and said anew where it is read."""

import pytest
from django.urls import reverse
from lxml import html

from resolutions.models import Section, Theme
from resolutions.register.themes import assign_themes, merge_themes
from resolutions.review.accept import accept_and_publish
from resolutions.review.sheet import sheet_from_json
from tests.factories import ForumFactory, RecommendationFactory, SectionFactory, ThemeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def yards() -> Theme:
    return ThemeFactory(name="Дворы и благоустройство", slug="yards", icon="trees")


@pytest.fixture(autouse=True)
def neighbours() -> Theme:
    return ThemeFactory(name="Самоуправление и ТОС", slug="self-government")


def themes_in(draft) -> list[tuple[str, ...] | None]:
    draft.refresh_from_db()
    return [section.themes for section in sheet_from_json(draft.outline).sections]


def entered(draft) -> list[list[str]]:
    draft.refresh_from_db()
    forum = accept_and_publish(draft, draft.revision, draft.created_by)
    return [[theme.slug for theme in section.themes.all()] for section in forum.sections.in_document_order()]


def page_of(client, draft):
    return html.fromstring(client.get(draft.get_absolute_url()).content.decode())


def keys(draft) -> list[int]:
    return [section.key for section in sheet_from_json(draft.outline).sections]


def test_a_proposal_is_shown_with_its_words_and_enters_only_once_accepted(editor, draft):
    shown = [" ".join(one.text_content().split()) for one in page_of(editor, draft).find_class("who__one--theme")]

    assert shown == [
        "Дворы и благоустройство предложено: «дворы», «озеленения», «субботник»",
        "Самоуправление и ТОС предложено: «соседи», «соседский центр»",
    ]
    assert themes_in(draft) == [None, None]
    assert entered(draft) == [[], []]


def test_one_press_accepts_all_that_is_proposed_and_undo_takes_it_back(editor, draft, press):
    press("themes-right")
    assert themes_in(draft) == [("yards",), ("self-government",)]

    press("undo")
    assert themes_in(draft) == [None, None]

    press("redo")
    assert entered(draft) == [["yards"], ["self-government"]]


def test_one_is_accepted_and_another_left_without(draft, press):
    first, second = keys(draft)
    press(f"themes-accept:{first}")
    press(f"themes-none:{second}")

    assert themes_in(draft) == [("yards",), ()]
    press("themes-right")
    assert entered(draft) == [["yards"], []]


def test_another_theme_is_chosen_with_any_press_and_the_proposal_goes(editor, draft, press):
    ThemeFactory(name="Молодёжь", slug="youth")
    first, _ = keys(draft)

    press("save", **{f"section-{first}-theme": "youth"})

    assert themes_in(draft) == [("youth",), None]
    assert len(page_of(editor, draft).find_class("who__one--theme")) == 1


def test_a_theme_is_taken_away_again(draft, press):
    first, _ = keys(draft)
    press("themes-right")

    press(f"theme-drop:{first}:yards")

    assert themes_in(draft) == [(), ("self-government",)]


def test_a_theme_that_is_gone_is_told_and_not_entered(editor, draft, press, yards):
    press("themes-right")
    yards.delete()

    assert "Дворы и благоустройство" not in page_of(editor, draft).text_content()
    assert entered(draft) == [[], ["self-government"]]


def test_of_a_theme_that_was_merged_its_successor_enters(draft, press, yards):
    press("themes-right")
    merge_themes(ThemeFactory(slug="courts"), yards, by=None)

    assert entered(draft) == [["courts"], ["self-government"]]


def test_a_draft_that_nobody_has_touched_stays_as_it_was_stored(draft, press):
    before = draft.outline

    press("save")

    draft.refresh_from_db()
    assert (draft.outline, draft.revision) == (before, 1)
    assert "themes" not in draft.outline["sections"][0]


def test_the_preview_names_what_is_given_and_nothing_that_is_only_proposed(editor, draft, press):
    first, _ = keys(draft)
    press(f"themes-accept:{first}")

    page = html.fromstring(editor.get(reverse("draft-preview", args=[draft.pk])).content.decode())

    assert [one.text_content().strip() for one in page.find_class("theme-chip")] == ["Дворы и благоустройство"]


def test_without_any_theme_in_the_register_nothing_is_asked(editor, draft):
    Theme.objects.all().delete()

    page = page_of(editor, draft)
    assert page.find_class("section-theme") + page.find_class("themes-right") == []


# In the register


@pytest.fixture
def section(editor) -> Section:
    return SectionFactory(title="Дворы", forum=ForumFactory(organizer=editor.user.organizer))


def say(client, section, themes, seen=""):
    return client.post(reverse("section-themes", args=[section.pk]), {"themes": themes, "seen": seen})


def test_who_may_correct_a_forum_says_what_its_section_is_about(editor, section, yards):
    assert f"/editor/sections/{section.pk}/themes/" in editor.get(section.forum.get_absolute_url()).content.decode()

    answer = say(editor, section, ["yards"])

    assert (answer.status_code, answer["Location"]) == (302, section.get_absolute_url())
    assert list(section.themes.all()) == [yards]
    assert section.history.first().history_user == editor.user


def test_a_moderator_says_it_of_any_section_and_a_visitor_of_none(client, signed_in, section, yards):
    moderator = signed_in(role="moderator")
    address = f"/editor/sections/{section.pk}/themes/"

    assert address in moderator.get(section.forum.get_absolute_url()).content.decode()
    assert address not in client.get(section.forum.get_absolute_url()).content.decode()
    assert say(moderator, section, ["yards"]).status_code == 302
    assert [say(other, section, []).status_code for other in (client, signed_in())] == [403, 404]
    assert list(section.themes.all()) == [yards]


def test_what_a_colleague_said_meanwhile_is_shown_and_not_overwritten(editor, section, yards, neighbours):
    assign_themes(section, [yards], by=None)

    answer = say(editor, section, ["self-government"])

    page = html.fromstring(answer.content.decode())
    ticked = page.xpath("//input[@type='checkbox'][@checked]/@value")
    assert (answer.status_code, ticked) == (409, ["self-government"])
    assert "Сейчас у секции: «Дворы и благоустройство»" in " ".join(page.text_content().split())
    [seen] = page.xpath("//input[@name='seen']/@value")
    assert say(editor, section, ["self-government"], seen).status_code == 302
    assert list(section.themes.all()) == [neighbours]


def said_of_now_and_proposed(answer) -> dict[str, str]:
    [said] = html.fromstring(answer.content.decode()).find_class("summary")
    return {one.find("dt").text: " ".join(one.find("dd").text_content().split()) for one in said}


def test_beside_what_is_set_stands_what_the_words_speak_for(editor, section, neighbours):
    RecommendationFactory(section=section, text="Отремонтировать дворы и поставить скамейки")
    assign_themes(section, [neighbours], by=None)

    answer = editor.get(reverse("section-themes", args=[section.pk]))

    page = html.fromstring(answer.content.decode())
    assert said_of_now_and_proposed(answer) == {
        "Сейчас": "Самоуправление и ТОС",
        "Предложено по словам": "Дворы и благоустройство: «дворы», «скамейки»",
    }
    labels = [" ".join(one.text_content().split()) for one in page.xpath("//div[@class='tick']/label")]
    assert labels == ["Дворы и благоустройство предложено", "Самоуправление и ТОС"]
    assert page.xpath("//input[@type='checkbox'][@checked]/@value") == ["self-government"]
    assert [theme.slug for theme in section.themes.all()] == ["self-government"]


def test_where_words_speak_for_nothing_that_is_said(editor, section):
    section.title = "Разное"
    section.save()

    assert said_of_now_and_proposed(editor.get(reverse("section-themes", args=[section.pk]))) == {
        "Сейчас": "ни одной темы",
        "Предложено по словам": "ничего: по словам этой секции тему не понять",
    }


def test_a_theme_that_is_none_is_refused_in_a_sentence(editor, section):
    answer = say(editor, section, ["nowhere"])

    assert answer.status_code == 422
    assert "nowhere" in html.fromstring(answer.content.decode()).find_class("error-summary")[0].text_content()
    assert section.themes.count() == 0
