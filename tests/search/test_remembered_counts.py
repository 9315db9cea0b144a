"""How much of what was counted is remembered, and for how long."""

import pytest

from resolutions.models import Forum, Recommendation
from resolutions.register.publish import withdraw
from resolutions.search.counting import Counts, Tables
from resolutions.search.criteria import Criteria
from resolutions.search.index import up_to_date
from resolutions.search.snapshot import MOST_NUMBERS, Snapshot
from resolutions.search.steps import MOST_STEPS
from tests.factories import RecommendationFactory


def asked(snapshot: Snapshot, question: str, answer) -> list[object]:
    """What had to be counted to answer: None for everything, or some forums, as they are now or as they were before."""
    counted = []

    def count(searcher, forums):
        counted.append(forums if searcher is snapshot.searcher else ("before", forums))
        return answer

    snapshot.remembered(question, Criteria(), count)
    return counted


def test_what_was_asked_last_is_kept_and_no_more_numbers_than_there_is_room_for():
    snapshot = Snapshot(None, 1)
    many = Tables(section=Counts(range(MOST_NUMBERS // 4), range(MOST_NUMBERS // 4)))

    for question in "abc":
        asked(snapshot, question, many)
    again = asked(snapshot, "a", many)
    asked(snapshot, "d", many)

    assert again == []
    assert [len(asked(snapshot, question, many)) for question in "adcb"] == [0, 0, 0, 1]


def test_an_answer_with_more_numbers_than_there_is_room_for_is_given_all_the_same():
    snapshot = Snapshot(None, 1)
    too_many = Tables(section=Counts(range(MOST_NUMBERS + 1), range(MOST_NUMBERS + 1)))

    assert [asked(snapshot, question, too_many) for question in "ab"] == [[None], [None]]


def test_questions_without_numbers_take_room_too():
    snapshot = Snapshot(None, 1)

    for number in range(MOST_NUMBERS // 50 + 10):
        asked(snapshot, str(number), 7)

    assert (asked(snapshot, "0", 7), asked(snapshot, str(MOST_NUMBERS // 50), 7)) == ([None], [])


def test_tables_of_few_numbers_take_the_room_that_they_need():
    """As of the forums of each of many towns: 400 times 500 of them are 60 MB."""
    snapshot = Snapshot(None, 1)

    for number in range(400):
        asked(snapshot, str(number), Tables((town, Counts([town], [1])) for town in range(500)))

    assert (asked(snapshot, "399", Tables()), asked(snapshot, "0", Tables())) == ([], [None])


def test_counts_of_the_same_value_are_added_or_taken_off_and_the_order_is_by_number():
    before, came = Counts([5, 3, 9], [10, 8, 8]), Counts([9, 4], [3, 1])

    assert list(before + came) == [(9, 11), (5, 10), (3, 8), (4, 1)]
    assert list(before + came - Counts([5, 9, 4], [3, 3, 1])) == [(9, 8), (3, 8), (5, 7)]
    assert list(before + Counts([], [])) == [(5, 10), (3, 8), (9, 8)]
    assert list(Counts([], []) + came) == [(9, 3), (4, 1)]

    tables = Tables(a=came) + Tables(b=before) - Tables(a=came)
    assert {name: list(counts) for name, counts in tables.items()} == {"a": [], "b": list(before)}


@pytest.mark.django_db(transaction=True)
def test_what_was_counted_is_corrected_by_the_forums_that_have_changed_since():
    row = RecommendationFactory()
    counted = [asked(up_to_date(), "a", 7)]

    came = RecommendationFactory().section.forum
    counted.append(asked(up_to_date(), "a", 7))
    Recommendation.objects.filter(pk=row.pk).update(text="Иначе")
    up_to_date()
    withdraw(came, by=None)
    counted += [asked(up_to_date(), "a", 7) for _ in range(2)]

    both = tuple(sorted([row.section.forum_id, came.pk]))
    assert counted == [[None], [(came.pk,)], [("before", both), both], []]


@pytest.mark.django_db(transaction=True)
def test_where_more_forums_have_changed_everything_is_counted_anew():
    forums = [RecommendationFactory().section.forum for _ in range(3)]
    asked(up_to_date(), "a", 7)
    asked(up_to_date(), "b", 7)

    for number in range(MOST_STEPS + 1):
        Forum.objects.filter(pk=forums[number % 3].pk).update(title=f"Форум {number}")
        counted = asked(up_to_date(), "a", 7)

    assert [None not in counted, asked(up_to_date(), "b", 7)] == [True, [None]]
    assert len(up_to_date().steps) == MOST_STEPS
