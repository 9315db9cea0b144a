"""A corrected file of a published forum: what it changes, item by item; permanent codes stay."""

import pytest

from resolutions.models import Addressing, Forum, Recommendation, Section, Theme
from resolutions.permissions import NotAllowed
from resolutions.register.themes import merge_themes
from resolutions.review.editing import DraftClosed
from resolutions.review.enter import AlreadyEntered, enter
from resolutions.review.importing import accept
from resolutions.review.receive import AlreadyReceived, receive
from resolutions.review.revise import StaleDifferences, comparison, revise
from resolutions.vocabulary import DraftState
from tests.factories import OrganizerFactory, ThemeFactory, UserFactory
from tests.review.test_receive import RESOLUTION

pytestmark = pytest.mark.django_db

CORRECTED = """Резолюция II Форума дворов города Томска

Форум состоялся 6 июня 2023 года.

Секция «Двор»
Участники рекомендуют:
1. Рекомендовать школам открыть спортивные площадки для жителей.
2. Администрации города Томска разработать подробный план благоустройства дворов.
""".encode()


@pytest.fixture
def forum() -> Forum:
    accept(receive(RESOLUTION, "итог.txt", OrganizerFactory()))
    return Forum.objects.get()


def correction(forum: Forum, data: bytes = CORRECTED):
    return receive(
        data, "итог, исправлено.txt", forum.organizer, by=UserFactory(organizer=forum.organizer), revises=forum
    )


def keys(draft) -> dict[str, str]:
    """{kind of difference: its key}."""
    return {difference.kind: difference.key for difference in comparison(draft).differences()}


def test_the_differences_name_what_changed_and_nothing_else(forum):
    found = [(row.kind, row.label, row.before, row.after) for row in comparison(correction(forum)).differences()]

    assert found == [
        ("forum", "Преамбула", "Форум состоялся 5 июня 2023 года.", "Форум состоялся 6 июня 2023 года."),
        ("forum", "Дата", "5 июня 2023 г.", "6 июня 2023 г."),
        (
            "added",
            "Двор: новый пункт",
            "",
            "1. Рекомендовать школам открыть спортивные площадки для жителей.\nКому: школам",
        ),
        (
            "changed",
            "Двор: рекомендация 1",
            "1. Администрации города Томска разработать план благоустройства дворов.\n"
            "Кому: Администрации города Томска",
            "2. Администрации города Томска разработать подробный план благоустройства дворов.\n"
            "Кому: Администрации города Томска",
        ),
        ("removed", "Двор: рекомендация 2", "2. Рекомендовать НКО проводить субботники.\nКому: НКО", ""),
    ]


def test_accepting_everything_makes_the_forum_say_what_the_document_says(forum):
    codes = dict(Recommendation.objects.values_list("number", "code"))
    addressing = Addressing.objects.get(recommendation__number="1")
    draft, editor = correction(forum), UserFactory(organizer=forum.organizer)

    revise(draft, keys(draft).values(), by=editor)

    forum.refresh_from_db()
    rows = list(Recommendation.objects.in_document_order().values_list("number", "text", "version"))
    assert (str(forum.starts_on), forum.version) == ("2023-06-06", 3)
    assert rows == [
        ("1", "Рекомендовать школам открыть спортивные площадки для жителей.", 1),
        ("2", "Администрации города Томска разработать подробный план благоустройства дворов.", 2),
    ]
    assert Recommendation.objects.get(number="2").code == codes["1"]
    assert Addressing.objects.get(recommendation__number="2") == addressing
    assert Recommendation.history.filter(code=codes["2"]).first().history_user == editor
    draft.refresh_from_db()
    assert draft.state == DraftState.ENTERED


def test_refusing_everything_changes_no_words_and_closes_the_draft(forum):
    before = list(Recommendation.objects.in_document_order().values_list("code", "number", "text", "version"))
    draft = correction(forum)

    revise(draft, [], by=None)

    assert list(Recommendation.objects.in_document_order().values_list("code", "number", "text", "version")) == before
    with pytest.raises(DraftClosed):
        revise(draft, [], by=None)


def test_a_deleted_item_is_gone_for_its_readers(forum, client):
    address = Recommendation.objects.get(number="2").get_absolute_url()
    draft = correction(forum)

    revise(draft, [keys(draft)["removed"]], by=None)

    assert client.get(address).status_code == 410


def test_what_changed_in_the_register_meanwhile_is_shown_anew_and_nothing_is_written(forum):
    draft = correction(forum)
    seen = keys(draft)
    Recommendation.objects.filter(number="1").update(version=9, text="Другими словами сказано то же самое.")

    with pytest.raises(StaleDifferences):
        revise(draft, seen.values(), by=None)

    assert Forum.objects.get().starts_on == forum.starts_on


@pytest.mark.parametrize("accepted", [["forum:dates"], []], ids=["something", "nothing"])
def test_a_correction_of_what_is_another_organizers_by_now_is_refused_and_nothing_is_written(forum, accepted):
    draft, editor = correction(forum), UserFactory(organizer=forum.organizer)
    Forum.objects.update(organizer=OrganizerFactory())

    with pytest.raises(NotAllowed):
        revise(draft, accepted, by=editor)

    draft.refresh_from_db()
    assert (draft.state, Forum.objects.get().starts_on) == (DraftState.OPEN, forum.starts_on)


def test_the_same_document_differs_in_nothing(forum):
    other = RESOLUTION + b"\n"

    assert comparison(correction(forum, other)).differences() == []


def test_a_correction_never_becomes_a_forum_of_its_own(forum):
    draft = correction(forum)

    with pytest.raises(AlreadyEntered):
        enter(draft, by=None)

    assert Forum.objects.count() == 1


def test_the_same_bytes_are_no_correction(forum):
    with pytest.raises(AlreadyReceived):
        correction(forum, RESOLUTION)


def test_a_new_section_comes_with_its_first_accepted_item(forum):
    data = (
        CORRECTED + "\nСекция «Парк»\nУчастники рекомендуют:\n1. Рекомендовать мэрии посадить новые деревья.\n".encode()
    )
    draft = correction(forum, data)
    added = [row.key for row in comparison(draft).differences() if "Парк" in row.label]

    revise(draft, added, by=None)

    assert list(
        forum.sections.order_by("order", "recommendations__order").values_list("title", "recommendations__number")
    ) == [
        ("Двор", "1"),
        ("Двор", "2"),
        ("Парк", "1"),
    ]


# A section that comes with the document

NEW_SECTION = (
    CORRECTED
    + """
Секция «Спорт для всех»
Участники рекомендуют:
1. Рекомендовать школам открыть стадионы и спортивные площадки для жителей района.
""".encode()
)


@pytest.fixture
def sport() -> Theme:
    return ThemeFactory(name="физкультура и спорт", slug="sport")


def themes_now() -> dict[str, list[str]]:
    return {
        section.title: [theme.slug for theme in section.themes.all()] for section in Section.objects.order_by("order")
    }


def themes_of_it(draft) -> list[tuple[str, str]]:
    return [(row.label, row.after) for row in comparison(draft).differences() if row.kind == "themes"]


def test_a_new_section_of_a_correction_gets_the_themes_that_are_proposed_once_they_are_accepted(forum, sport):
    ThemeFactory(slug="yards")  # of which the section that is there already speaks
    draft, editor = correction(forum, NEW_SECTION), UserFactory(organizer=forum.organizer)
    found = comparison(draft).differences()
    assert themes_of_it(draft) == [
        (
            "Спорт для всех: темы новой секции",
            "Физкультура и спорт (предложено: «спорт», «спортивные площадки», «стадионы»)",
        )
    ]
    assert themes_now() == {"Двор": []}

    revise(draft, [row.key for row in found], by=editor)

    assert themes_now() == {"Двор": [], "Спорт для всех": ["sport"]}
    section = Section.objects.get(title="Спорт для всех")
    assert {record.history_user for record in section.history.all()} == {editor}


@pytest.mark.parametrize("refused", ["themes", "added"])
def test_refused_themes_are_not_set_and_those_of_a_section_that_does_not_come_neither(forum, sport, refused):
    draft = correction(forum, NEW_SECTION)

    revise(draft, [row.key for row in comparison(draft).differences() if row.kind != refused], by=None)

    assert themes_now() == ({"Двор": [], "Спорт для всех": []} if refused == "themes" else {"Двор": []})


def test_what_an_editor_has_said_of_the_new_section_is_offered_as_she_said_it(forum, sport):
    ThemeFactory(name="Молодёжь", slug="youth")
    draft = correction(forum, NEW_SECTION)
    _, new = draft.outline["sections"]
    for said, offered in (["youth"], [("Спорт для всех: темы новой секции", "Молодёжь")]), ([], []):
        new["themes"] = said
        draft.save()
        assert themes_of_it(draft) == offered


def test_a_theme_that_is_merged_meanwhile_is_offered_anew(forum, sport):
    draft = correction(forum, NEW_SECTION)
    seen = [row.key for row in comparison(draft).differences()]
    merge_themes(ThemeFactory(name="Здоровье", slug="health"), sport, by=None)

    with pytest.raises(StaleDifferences):
        revise(draft, seen, by=None)

    revise(draft, [row.key for row in comparison(draft).differences()], by=None)
    assert themes_now() == {"Двор": [], "Спорт для всех": ["health"]}


def test_themes_of_sections_that_are_there_stay_as_they_are(forum, sport):
    Section.objects.get().themes.add(sport)
    draft = correction(forum)
    draft.outline["sections"][0]["themes"] = []
    draft.save()

    revise(draft, keys(draft).values(), by=None)

    assert (themes_of_it(correction(forum, NEW_SECTION)) != [], themes_now()) == (True, {"Двор": ["sport"]})
