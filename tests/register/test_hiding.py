"""Hiding words and taking that back: what is written, who is told what, and that nothing brings them back unnoticed."""

import pytest
from django.apps import apps

from resolutions.models import (
    Addressee,
    AddresseeAlias,
    Addressing,
    Draft,
    Errand,
    Forum,
    HiddenWords,
    Locality,
    Organizer,
    Recommendation,
    Section,
    Theme,
)
from resolutions.models.hidden_words import WAYS, worded_fields
from resolutions.register.authorship import save_version
from resolutions.register.deleting import delete_forum
from resolutions.register.hidden_names import CALLED
from resolutions.register.hiding import CannotHide, hide_words
from resolutions.register.publish import publish
from resolutions.register.unhiding import show_words
from resolutions.register.where_hidden import other_forms, places_of
from resolutions.review.enter import enter
from resolutions.review.receive import receive
from resolutions.review.reread_forum import reread_at_once
from resolutions.review.restoring import restore_forum
from resolutions.review.revise import comparison, revise
from resolutions.tracking import forum_version
from resolutions.vocabulary import ErrandKind, HidingReason, Role
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    OrganizerFactory,
    RecommendationFactory,
    SectionFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MARK = "█████"
TEXT = """Резолюция форума «Двор»
22 апреля 2021 года, г. Озёрск
Участники рекомендуют:
1. Администрации города Озёрска отремонтировать подъезд, где живёт Анна Иванова.
2. Управлению культуры провести праздник двора.
"""


def hidden(forum, words, **how):
    return hide_words(forum, words, HidingReason.NAME, how.pop("by", None), **how)


@pytest.fixture
def forum():
    organizer = OrganizerFactory()
    draft = receive(TEXT.encode(), "резолюция.txt", organizer, None)
    return publish(enter(draft, None), None)


def texts(forum):
    rows = Recommendation.objects.filter(section__forum=forum).in_document_order()
    return list(rows.values_list("text", flat=True))


def hidden_text(forum):
    return [MARK in text for text in texts(forum)]


def test_what_is_hidden_says_who_when_and_why(forum):
    editor = UserFactory(organizer=forum.organizer)

    hiding = hidden(forum, " анна  ИВАНОВА ", by=editor, note="её просьба").hiding

    assert (hiding.hidden_by, hiding.reason, hiding.note, hiding.lines) == (
        editor,
        "name",
        "её просьба",
        ("анна ИВАНОВА",),
    )
    assert hidden_text(forum) == [True, False]
    assert Recommendation.objects.filter(section__forum=forum).first().history.first().history_user == editor
    assert str(hiding) == "Скрытые слова, имя частного лица"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Напишите слова, которые надо скрыть."),
        ("  \n ", "Напишите слова, которые надо скрыть."),
        ("а", "Скрыть можно слова не короче 2 букв или цифр."),
        ("Анна\n…", "Скрыть можно слова не короче 2 букв или цифр."),
        ("Пётр Петров", "В этой резолюции таких слов нет. Проверьте, так ли они напечатаны."),
        ("\n".join(f"слово{n}" for n in range(31)), "За один раз можно скрыть не больше 30 строк и 2000 знаков."),
    ],
)
def test_what_cannot_be_hidden_is_refused_in_a_sentence(forum, words, sentence):
    with pytest.raises(CannotHide, match=sentence.replace(".", r"\.")):
        hidden(forum, words)
    assert not HiddenWords.objects.exists()


def test_a_forum_with_the_same_words_of_another_organizer_keeps_them(forum):
    other = RecommendationFactory(text="Анна Иванова")

    hidden(forum, "Анна Иванова")

    other.refresh_from_db()
    assert other.text == "Анна Иванова"


def test_taken_back_it_says_the_same_as_before(forum):
    before = texts(forum)
    first, second = hidden(forum, "Анна Иванова").hiding, hidden(forum, "праздник").hiding

    shown = show_words(first, None)

    assert (shown.back, shown.left, hidden_text(forum)) == (1, 0, [False, True])
    assert show_words(second, None).left == 0
    assert texts(forum) == before
    assert show_words(second, None).back == 0
    assert forum.hidings.filter(taken_back_at=None).count() == 0


def test_of_two_that_say_some_of_the_same_each_gives_back_its_own(forum):
    before = texts(forum)
    first, second = hidden(forum, "Анна Иванова").hiding, hidden(forum, "подъезд").hiding

    show_words(first, None)
    assert ("Анна Иванова" in texts(forum)[0], "подъезд" in texts(forum)[0]) == (True, False)
    show_words(HiddenWords.objects.get(pk=second.pk), None)
    assert texts(forum) == before


def test_what_was_edited_since_stays_hidden_and_that_is_said(forum):
    hiding = hidden(forum, "Анна Иванова").hiding
    row = Recommendation.objects.get(text__contains=MARK)
    row.text = f"Отремонтировать всё, где живёт {MARK}."
    save_version(None, row)

    assert (show_words(hiding, None).left, hidden_text(forum)) == (1, [True, False])


def test_whoever_writes_a_row_the_words_stay_hidden(forum):
    hidden(forum, "Анна Иванова")
    row = Recommendation.objects.filter(section__forum=forum).first()
    row.text = "Отремонтировать подъезд, где живёт АННА  ИВАНОВА."

    save_version(None, row)

    row.refresh_from_db()
    assert row.text == f"Отремонтировать подъезд, где живёт {MARK}."


def test_a_correction_does_not_bring_them_back(forum):
    hidden(forum, "Анна Иванова")
    corrected = TEXT.replace("праздник двора", "праздник двора, который ведёт Анна Иванова")
    draft = receive(corrected.encode(), "новая.txt", forum.organizer, None, forum)

    found = comparison(draft).differences()

    assert [MARK in row.after for row in found] == [True]  # the first item is no difference
    revise(draft, [row.key for row in found], None)
    assert hidden_text(forum) == [True, True]
    assert not any("Иванова" in text for text in texts(forum))


def test_reading_the_document_anew_finds_nothing_new(forum):
    hidden(forum, "Анна Иванова")

    assert reread_at_once(forum).draft is None


def test_a_document_that_comes_anew_is_hidden_anew(forum):
    hidden(forum, "Анна Иванова")
    delete_forum(forum, None)

    draft = receive(TEXT.encode(), "резолюция.txt", forum.organizer, None)
    anew = enter(draft, None)

    assert (anew.pk != forum.pk, hidden_text(anew), anew.hidden_words) == (True, [True, False], ("Анна Иванова",))
    assert "Анна Иванова" in str(Draft.objects.get(pk=draft.pk).outline)


def test_a_forum_that_is_restored_says_no_more_than_before(forum):
    hidden(forum, "Анна Иванова")
    restore_forum(delete_forum(forum, None), None)

    assert hidden_text(forum) == [True, False]


def test_an_address_that_says_the_words_is_made_anew():
    section = SectionFactory(title="Двор Анны Ивановой")
    RecommendationFactory(section=section)
    assert section.slug == "dvor-anny-ivanovoy"

    hidden(section.forum, "Анны Ивановой")

    section.refresh_from_db()
    assert (section.title, section.slug) == (f"Двор {MARK}", "dvor")


def named(forum, **body):
    row = AddressingFactory(
        recommendation__section__forum=forum, addressee__name="Анна Иванова", as_written="Анне Ивановой", **body
    )
    return row.addressee


def test_a_body_that_nobody_has_checked_is_hidden_in_the_directory(forum):
    body = named(forum, addressee__is_reviewed=False)
    AddresseeAlias.objects.create(addressee=body, name="тётя Анна Иванова")
    AddresseeFactory(name=MARK)

    result = hidden(forum, "Анна Иванова")

    body.refresh_from_db()
    assert (body.name, body.slug, body.aliases.count(), result.left) == (f"{MARK} (2)", "2", 0, [])
    assert show_words(result.hiding, None).left == 1  # another name than the mark alone: nobody knows who it is
    assert body.aliases.count() == 1


def test_a_checked_body_and_one_of_others_stay_and_the_editor_is_told(forum):
    checked = named(forum)
    shared = AddresseeFactory(name="ТОС Анна Иванова", is_reviewed=False)
    AddressingFactory(recommendation__section__forum=forum, addressee=shared)
    AddressingFactory(addressee=shared)

    result = hidden(forum, "Анна Иванова", by=UserFactory(organizer=forum.organizer))

    assert result.left == [
        (f"Название адресата «{checked}»", "адресата сверил модератор, его название правят в справочнике"),
        (f"Название адресата «{shared}»", "этот адресат назван и в чужих резолюциях: попросите модератора"),
    ]
    assert set(Addressee.objects.filter(name__contains="Иванова")) == {checked, shared}


def test_a_moderator_hides_what_is_shared(forum):
    shared = AddresseeFactory(name="ТОС Анна Иванова", is_reviewed=False)
    AddressingFactory(recommendation__section__forum=forum, addressee=shared)
    AddressingFactory(addressee=shared)

    assert hidden(forum, "Анна Иванова", by=UserFactory(role=Role.MODERATOR)).left == []
    shared.refresh_from_db()
    assert shared.name == f"ТОС {MARK}"


@pytest.fixture
def yard(forum):
    """The forum in a place that is none, under a theme that is none."""
    forum.locality = LocalityFactory(name="Двор Анны Ивановой")
    forum.slug = ""
    forum.save()
    forum.sections.get().themes.add(ThemeFactory(name="Анна Иванова"))
    return forum


def names_and_addresses(forum):
    forum = Forum.objects.select_related("locality").get(pk=forum.pk)
    theme = Theme.objects.get(sections__forum=forum)
    return [forum.slug, forum.locality.name, forum.locality.slug, theme.name, theme.slug]


def test_places_and_themes_are_looked_through_too(yard):
    before = names_and_addresses(yard)
    assert before[0] == "dvor-anny-ivanovoy-2021"

    result = hidden(yard, "Анны Ивановой\nАнна Иванова")

    assert names_and_addresses(yard) == ["dvor-2021", f"Двор {MARK}", "dvor", MARK, "theme"]
    assert (result.left, result.hiding.forum.slug) == ([], "dvor-2021")
    assert show_words(result.hiding, None).left == 0
    assert names_and_addresses(yard)[1::2] == before[1::2]


def test_names_that_others_use_and_places_of_the_country_stay_and_the_editor_is_told(yard):
    Organizer.objects.filter(pk=yard.organizer_id).update(contact_phone="Анна Иванова, 22-33")
    theme = Theme.objects.get(sections__forum=yard)
    SectionFactory().themes.add(theme)
    body = AddresseeFactory(name="Совет", locality=LocalityFactory(name="Томск"))
    AddressingFactory(recommendation__section__forum=yard, addressee=body)
    ForumFactory(locality=yard.locality)

    left = hidden(yard, "Анны Ивановой\nАнна Иванова\nТомск", by=UserFactory(organizer=yard.organizer)).left

    assert left == [
        (f"Сведения об организаторе «{yard.organizer}»", "их правит администратор"),
        ("Название места «Двор Анны Ивановой»", "это место названо и в чужих резолюциях: попросите модератора"),
        ("Название места «Томск»", "это населённый пункт"),
        ("Название темы «Анна Иванова»", "эта тема есть и в чужих резолюциях: попросите модератора"),
    ]
    assert names_and_addresses(yard) == [
        "dvor-anny-ivanovoy-2021",
        yard.locality.name,
        "dvor-anny-ivanovoy",
        "Анна Иванова",
        "anna-ivanova",
    ]


def test_two_places_whose_names_differ_in_hidden_words_alone_stay_two(yard):
    LocalityFactory(name=f"Двор {MARK}", region=yard.locality.region)

    hidden(yard, "Анны Ивановой")

    assert names_and_addresses(yard)[1] == f"Двор {MARK} (2)"


def test_a_place_that_was_misread_once_is_hidden_when_its_document_comes_anew(forum):
    misread = TEXT.replace("г. Озёрск", "г. Двор Анны Ивановой").encode()
    first = enter(receive(misread, "резолюция.txt", forum.organizer, None), None)
    assert first.locality.name == "Двор Анны Ивановой"
    hidden(first, "Анны Ивановой")
    delete_forum(first, None)

    anew = enter(receive(misread, "резолюция.txt", forum.organizer, None), None)

    assert (anew.locality.name, Locality.objects.filter(name__contains="Иванов").count()) == (f"Двор {MARK}", 0)


def test_a_name_that_was_given_to_another_meanwhile_does_not_come_back_and_nothing_fails(forum):
    body = named(forum, addressee__is_reviewed=False)
    hiding = hidden(forum, "Анна Иванова").hiding
    AddresseeFactory(name="Анна Иванова", locality=body.locality)

    assert (show_words(hiding, None).left, Addressee.objects.get(pk=body.pk).name) == (1, MARK)


def test_what_stands_in_another_name_or_in_an_address_alone_is_found_before_it_is_hidden(forum):
    body = named(forum, addressee__is_reviewed=False)
    AddresseeAlias.objects.create(addressee=body, name="Пётр Первый")
    section = SectionFactory(forum=forum, title="Сад Розы")
    Section.objects.filter(pk=section.pk).update(title="Сад")

    found = [(place.where, [hit.words for hit in place.hits]) for place in places_of(forum, ["Пётр Первый", "Розы"])]

    assert found == [("Название адресата", ["Пётр Первый"]), ("Адрес страницы", ["sad-rozy"])]
    hidden(forum, "Розы")
    section.refresh_from_db()
    assert section.slug == "sad"


def test_a_document_that_corrects_another_forum_brings_its_hidden_words_along(forum):
    hidden(forum, "Анна Иванова")
    delete_forum(forum, None)
    other = publish(
        enter(receive(TEXT.replace("где живёт", "где нет").encode(), "иная.txt", forum.organizer, None), None), None
    )

    draft = receive(TEXT.encode(), "резолюция.txt", forum.organizer, None, other)
    revise(draft, [row.key for row in comparison(draft).differences()], None)

    assert hidden_text(other) == [True, False]
    assert Forum.objects.get(pk=other.pk).hidden_words == ("Анна Иванова",)


def test_withdrawn_addressings_are_looked_through_too(forum):
    row = AddressingFactory(recommendation__section__forum=forum, as_written="Анне Ивановой")
    Addressing.everything.filter(pk=row.pk).update(withdrawn_at="2026-01-01T00:00Z")

    hidden(forum, "Анне Ивановой")

    assert Addressing.everything.get(pk=row.pk).as_written == MARK


def test_words_of_the_document_alone_can_be_hidden(forum):
    Section.objects.all().delete()

    hidden(forum, "Анна Иванова")

    assert Forum.objects.get(pk=forum.pk).blacked("Анна Иванова живёт") == f"{MARK} живёт"


def test_who_is_about_to_hide_sees_where_and_what_would_stay(forum):
    RecommendationFactory(section__forum=forum, number="7", label="7.", text="Спросить Анну Иванову и Ивановых. Роза.")

    found = places_of(forum, ["Анна Иванова"])

    assert [(place.where, [hit.words for hit in place.hits]) for place in found] == [
        ("Рекомендация 1.", ["Анна Иванова"]),
        ("Исходный документ", ["Анна Иванова"]),
    ]
    assert other_forms(forum, ["Анна Иванова"]) == ["Анну", "Иванову", "Ивановых"]


def test_open_data_are_due_at_once(forum):
    Errand.objects.post(ErrandKind.DUMP, due="2099-01-01T00:00Z")

    hidden(forum, "Анна Иванова")

    assert Errand.objects.due_now([ErrandKind.DUMP]).exists()


@pytest.mark.django_db(transaction=True)
def test_pages_of_the_forum_are_made_anew(forum):
    """Also where only its document says the words: what the page tells of the file is another thing then."""
    Recommendation.objects.filter(text__contains="Иванова").delete()
    before = forum_version(forum.slug)

    hidden(forum, "Анна Иванова")

    assert forum_version(forum.slug) != before


def test_whatever_holds_words_is_looked_through_or_is_shown_to_nobody():
    """A table that comes must take a side."""
    tables = [model for model in apps.get_app_config("resolutions").get_models() if not hasattr(model, "history_id")]
    holding = {model.__name__ for model in tables if worded_fields(model)}

    assert holding - {model.__name__ for model in [*WAYS, *CALLED]} == {
        "AddresseeAlias",  # with its body
        *("SourceDocument", "DraftEdit"),  # blacked where they are shown
        *("HiddenWords", "Complaint"),  # to who may hide
        *("User", "Subscription", "Mail", "Errand", "Offer"),
        *("AuthenticatorApp", "RecoveryCodes"),  # of an account, to itself
        "Look",  # what the portal says of itself
        "SoughtInVain",  # what visitors typed, to who works here
    }
