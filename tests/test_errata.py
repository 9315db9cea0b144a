"""What a published item said before it was corrected: for everybody, in words, and never by whom."""

from datetime import UTC, datetime

import pytest
import time_machine
from lxml import html

from resolutions.errata import errata_of
from resolutions.models import Recommendation
from resolutions.register.addressing import Asked, address
from resolutions.register.authorship import save_version
from resolutions.register.hiding import hide_words
from resolutions.register.merge import merge_addressees
from resolutions.register.publish import publish, withdraw
from resolutions.vocabulary import HidingReason
from tests.factories import AddresseeFactory, AddressingFactory, ForumFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db
ENTERED, PUBLISHED, LATER, LAST = (datetime(2026, 11, day, 9, tzinfo=UTC) for day in (1, 2, 29, 30))
AFTERWARDS = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture
def row():
    with time_machine.travel(ENTERED, tick=False):
        section = SectionFactory(forum=ForumFactory(published_at=None))
        body = AddresseeFactory(name="мэрия")
        found = AddressingFactory(
            recommendation__section=section,
            recommendation__number="2",
            recommendation__text="Осветить тёмный двр.",
            addressee=body,
        ).recommendation
        said(found, ENTERED, text="Осветить двр.")
    with time_machine.travel(PUBLISHED, tick=False):
        publish(section.forum, by=None)
    return found


def said(row, moment, by=None, **values):
    with time_machine.travel(moment, tick=False):
        for name, value in values.items():
            setattr(row, name, value)
        save_version(by, row)


def told(row):
    return [
        (erratum.day.day, erratum.label, [(what, words) for what, words in erratum.pieces if what != "same"])
        for erratum in errata_of(Recommendation.objects.select_related("section__forum").get(pk=row.pk))
    ]


def test_what_was_changed_before_it_was_published_is_nobodys_business(row):
    assert told(row) == []


def test_text_number_and_term_are_told_day_by_day_the_last_first(row):
    said(row, LATER, text="Осветить дврор.")
    said(row, LATER, text="Осветить двор.", number="3")
    said(row, LAST, due_as_written="до конца года", repeats="ежегодно", act="ask")

    assert told(row) == [
        (30, "Срок", [("gone", "без срока"), ("new", "до конца года")]),
        (29, "Текст", [("gone", "двр."), ("new", "двор.")]),
        (29, "Номер", [("gone", "2."), ("new", "3.")]),
    ]


def test_what_was_put_back_on_the_same_day_was_no_correction(row):
    said(row, LATER, text="Осветить сквер.")
    said(row, LATER, text="Осветить двр.")

    assert told(row) == []


def test_addressees_are_told_as_they_are_called_now_and_a_merge_is_no_correction(row):
    council, twin = AddresseeFactory(name="дума"), AddresseeFactory(name="гордума")
    with time_machine.travel(LATER, tick=False):
        address(row, [Asked(twin, 1, "lead")], by=None)
    said(row, LATER)
    with time_machine.travel(LAST, tick=False):
        merge_addressees(council, twin, by=None)

    assert told(row) == [(29, "Кому", [("gone", "мэрия"), ("new", "дума")])]


def test_what_was_taken_back_is_not_shown_again(row):
    said(row, LATER, text="Осветить двор.")
    with time_machine.travel(LAST, tick=False):
        publish(withdraw(row.section.forum, by=None), by=None)
    before = told(row)
    said(row, AFTERWARDS, text="Осветить сквер.")

    assert [before, told(row)] == [[], [(1, "Текст", [("gone", "двор."), ("new", "сквер.")])]]


def test_everybody_reads_it_folded_on_the_page_and_nobody_reads_who_it_was(client, row):
    before = client.get(row.get_absolute_url()).content.decode()
    said(row, LATER, by=UserFactory(full_name="Анна Редактор"), text="Осветить двор.")

    page = client.get(row.get_absolute_url()).content.decode()

    assert "errata" not in before
    [found] = html.fromstring(page).find_class("errata")
    assert " ".join(found.text_content().split()) == (
        "Исправлено 29 ноября 2026 Исправлено 29 ноября 2026, было: Осветить было: двр. стало: двор."
    )
    assert "Анна" not in page


def test_what_was_hidden_is_hidden_in_what_it_said_before(row):
    said(row, LATER, text="Осветить двор Петрова у школы.")
    said(row, LAST, text="Осветить двор Петрова у сквера.")
    assert "Петрова" in str(errata_of(Recommendation.objects.get(pk=row.pk)))

    hide_words(row.section.forum, "Петрова", HidingReason.NAME, by=None)
    before = errata_of(Recommendation.objects.select_related("section__forum").get(pk=row.pk))

    assert ("Петрова" in str(before), "сквера" in str(before)) == (False, True)
