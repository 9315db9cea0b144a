"""enter(): an accepted draft becomes rows, each body the one the text means."""

import pytest

from resolutions.models import Addressee, Addressing, Draft, Forum, Locality, SourceDocument
from resolutions.register.merge import merge_addressees
from resolutions.review.enter import AlreadyEntered, enter
from resolutions.vocabulary import DraftState, Role
from tests.factories import AddresseeFactory, LocalityFactory, OrganizerFactory, UserFactory

pytestmark = pytest.mark.django_db


def mention(name: str, **fields: object) -> dict[str, object]:
    return {"name": name, "as_written": name, "role": "lead", "match": "new", "kind": "city-hall", **fields}


def item(*addressees: dict[str, object], **fields: object) -> dict[str, object]:
    return {
        "number": "1",
        "text": "Благоустроить двор.",
        "deadline": None,
        "implicit": False,
        "source": [3, 3],
        "parts": [],
        "addressees": list(addressees),
        **fields,
    }


def draft_of(*recommendations: dict[str, object], **fields: object) -> Draft:
    organizer = OrganizerFactory()
    outline = {
        "format": 1,
        "title": "Форум дворов",
        "ordinal": "II",
        "date": "2023-06-05",
        "date_end": None,
        "place": "город Томск",
        "preamble": "Собрались.",
        "sections": [
            {
                "title": "Двор",
                "preamble": None,
                "lead_in": "Предлагают:",
                "recommendations": list(recommendations),
            }
        ],
        "skipped": [],
        "problems": [],
        **fields,
    }
    source = SourceDocument.objects.create(
        organizer=organizer, sha256="0" * 64, media_type="text/plain", original_name="a.txt"
    )
    return Draft.objects.create(source=source, organizer=organizer, outline=outline)


def test_a_draft_becomes_a_forum_that_is_not_public_yet():
    draft = draft_of(item(mention("администрация города Томска")), item(number=None))
    editor = UserFactory(organizer=draft.organizer)

    forum = enter(draft, by=editor)

    section = forum.sections.get()
    assert (
        forum.title,
        forum.ordinal,
        str(forum.starts_on),
        forum.ends_on,
        forum.locality.name,
        forum.published_at,
    ) == (
        "Форум дворов",
        "II",
        "2023-06-05",
        None,
        "Томск",
        None,
    )
    assert (section.title, section.preamble) == ("Двор", "")
    assert list(section.lines.values_list("order", "kind", "text")) == [(1, "group", "Предлагают:")]
    assert list(section.recommendations.values_list("order", "number", "text", "source_first", "group__text")) == [
        (2, "1", "Благоустроить двор.", 3, "Предлагают:"),
        (3, "", "Благоустроить двор.", 3, "Предлагают:"),
    ]
    assert [row.addressee.name for row in Addressing.objects.all()] == ["администрация города Томска"]
    draft.refresh_from_db()
    assert (draft.state, draft.forum) == (DraftState.ENTERED, forum)


def test_every_row_keeps_who_entered_it():
    draft = draft_of(item(mention("мэрия")))
    editor = UserFactory(organizer=draft.organizer)

    forum = enter(draft, by=editor)

    recommendation = forum.sections.get().recommendations.get()
    rows = [
        forum,
        forum.locality,
        recommendation.section,
        recommendation,
        Addressee.objects.get(),
        Addressing.objects.get(),
    ]
    assert [row.history.get().history_user for row in rows] == [editor] * 6


def test_what_the_document_does_not_say_stays_unknown():
    forum = enter(draft_of(item(), title=None, date=None, place=None, preamble=None, ordinal=None), by=None)

    assert (forum.title, forum.starts_on, forum.locality, forum.preamble, forum.ordinal) == (
        "",
        None,
        None,
        "",
        "",
    )


def test_a_known_place_is_the_same_place():
    tomsk = LocalityFactory(name="Томск")

    forum = enter(draft_of(item(), place="г. Томск"), by=None)

    assert (forum.locality, Locality.objects.count()) == (tomsk, 1)


def test_a_draft_is_entered_once():
    draft = draft_of(item())
    enter(draft, by=None)

    with pytest.raises(AlreadyEntered):
        enter(draft, by=None)

    assert Forum.objects.count() == 1


def test_a_discarded_draft_is_not_entered():
    draft = draft_of(item())
    Draft.objects.update(state=DraftState.DISCARDED)

    with pytest.raises(AlreadyEntered):
        enter(draft, by=None)


def test_an_unknown_body_waits_for_a_moderator_and_belongs_to_the_place():
    enter(draft_of(item(mention("штаб озеленения", kind="advisory"))), by=None)

    addressee = Addressee.objects.get()

    assert (addressee.is_reviewed, addressee.locality.name, addressee.kind) == (False, "Томск", "advisory")


def test_a_group_that_exists_everywhere_belongs_to_no_place_and_brings_its_other_names():
    enter(draft_of(item(mention("СОНКО", match="known"))), by=None)

    addressee = Addressee.objects.get()

    assert (addressee.is_reviewed, addressee.locality, addressee.kind) == (True, None, "ngo")
    assert Addressee.objects.called("СО НКО").get() == addressee


def test_a_body_is_found_by_alias_in_its_own_place_and_not_in_another():
    here, elsewhere = LocalityFactory(name="Томск"), LocalityFactory(name="Омск")
    body = AddresseeFactory(name="администрация города Томска", locality=here)
    body.aliases.create(name="Администрация города")
    AddresseeFactory(name="администрация города", locality=elsewhere)

    enter(draft_of(item(mention("администрация города"))), by=None)

    assert Addressing.objects.get().addressee == body


def test_a_namesake_in_another_city_is_another_body():
    AddresseeFactory(name="городская дума", locality=LocalityFactory(name="Омск"))

    enter(draft_of(item(mention("городская дума", kind="council"))), by=None)

    assert Addressing.objects.get().addressee.locality.name == "Томск"


def test_what_the_reader_took_for_a_body_of_another_city_is_the_one_that_is_here_under_its_own_name():
    here = AddresseeFactory(name="комитет связи", locality=LocalityFactory(name="Томск"))
    elsewhere = AddresseeFactory(name="комитет информатики", locality=LocalityFactory(name="Омск"))
    elsewhere.aliases.create(name="комитет связи")  # as after a merge there

    enter(draft_of(item(mention("комитет связи", known_as="комитет информатики", kind="department"))), by=None)

    assert Addressing.objects.get().addressee == here


def test_a_body_that_lost_one_of_its_usual_names_is_still_the_same_one():
    enter(draft_of(item(mention("СОНКО", match="known"))), by=None)
    body = Addressee.objects.get()
    body.aliases.all().delete()
    draft = draft_of(item(mention("СОНКО", match="known")))

    enter(draft, by=None)

    assert [row.addressee for row in Addressing.objects.all()] == [body, body]


def test_one_body_named_twice_in_one_item_is_asked_once():
    enter(draft_of(item(mention("мэрия", as_written="мэрии"), mention("мэрия", role="co-executor"))), by=None)

    assert list(Addressing.objects.values_list("as_written", "role")) == [("мэрии", "lead")]


def test_a_name_that_says_its_city_is_that_citys_body_in_whatever_forum():
    body = AddresseeFactory(name="мэрия города Омска", locality=LocalityFactory(name="Омск"))

    enter(draft_of(item(mention("мэрия города Омска"))), by=None)

    assert Addressing.objects.get().addressee == body


def test_a_body_of_no_place_goes_before_one_of_another_place_that_the_name_says():
    AddresseeFactory(name="мэрия города Омска", locality=LocalityFactory(name="Омск"))
    everywhere = AddresseeFactory(name="мэрия города Омска", locality=None)

    enter(draft_of(item(mention("мэрия города Омска"))), by=None)

    assert Addressing.objects.get().addressee == everywhere


def test_the_body_of_this_place_goes_before_one_of_no_place():
    AddresseeFactory(name="городская дума", locality=None)
    here = AddresseeFactory(name="городская дума", locality=LocalityFactory(name="Томск"))

    enter(draft_of(item(mention("городская дума", kind="council"))), by=None)

    assert Addressing.objects.get().addressee == here


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("мэрия города Омска", None),
        ("администрация города Томска", "Томск"),
        ("городская дума", "Томск"),
        ("Правительство Омской области", None),
    ],
)
def test_a_new_body_belongs_to_the_place_unless_its_name_says_another(name, place):
    enter(draft_of(item(mention(name, kind="council"))), by=None)

    locality = Addressee.objects.get().locality

    assert (locality.name if locality else None) == place


def test_a_body_that_was_merged_since_the_document_was_read_gives_way_to_its_heir():
    heir = AddresseeFactory(name="новый совет")
    AddresseeFactory(name="старый совет", merged_into=heir)
    old = AddresseeFactory(name="совет двора")
    draft = draft_of(item(mention("совет двора")))
    old.aliases.create(name="дворовый совет")
    merge_addressees(heir, old, UserFactory(role=Role.MODERATOR))

    enter(draft, by=None)

    assert Addressing.objects.get().addressee == heir
