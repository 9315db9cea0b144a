"""A correction is accepted while others are at the same rows: nobody waits for ever, and nothing is written over."""

from functools import partial

import pytest
from django.db import transaction

from resolutions.models import Addressing, Forum, Recommendation
from resolutions.register.authorship import save_version
from resolutions.register.merge import merge_addressees
from resolutions.review.importing import accept
from resolutions.review.receive import receive
from resolutions.review.revise import StaleDifferences, revise
from resolutions.vocabulary import Role
from tests.admin.test_at_once import Doing, held, outcomes, saving, until_waiting
from tests.factories import AddresseeFactory, UserFactory
from tests.review.test_receive import RESOLUTION
from tests.review.test_revise import correction, keys

pytestmark = [pytest.mark.several_connections, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def editor(signed_in):
    return signed_in(role=Role.EDITOR)


@pytest.fixture
def forum(editor) -> Forum:
    accept(receive(RESOLUTION, "итог.txt", editor.user.organizer))
    return Forum.objects.get()


def merging_into_another(body):
    return partial(merge_addressees, AddresseeFactory(), body, UserFactory(role=Role.MODERATOR))


@pytest.mark.parametrize("other", ["edit", "merge"])
def test_one_that_is_left_out_is_deleted_while_somebody_is_at_it(editor, forum, other):
    draft = correction(forum)
    addressing = Addressing.objects.get(recommendation__number="2")  # nobody else is asked what this body is
    edit = saving(editor, addressing.recommendation, text="Другими словами.")
    doing = {"edit": edit, "merge": merging_into_another(addressing.addressee)}[other]

    with held(addressing):
        revising = Doing(revise, draft, [keys(draft)["removed"]], None)
        until_waiting(1)
        second = Doing(doing)
        until_waiting(2)

    assert outcomes(revising, second) == [forum, 404 if other == "edit" else doing.args[0]]
    assert [row.number for row in Recommendation.objects.all()] == ["1"]


@pytest.mark.parametrize("other", ["section page", "merge"])
def test_a_document_in_another_order_than_the_register(editor, forum, other):
    head, first, second = RESOLUTION.decode().rstrip().rsplit("\n", 2)
    draft = correction(forum, f"{head}\n1{second[1:]}\n2{first[1:]}\n".encode())
    body = AddresseeFactory(name="Совет дворов")  # the document names it nowhere
    Addressing.objects.update(addressee=body)
    section = saving(editor, forum.sections.get(), recommendations__0__text="Другими словами.")
    doing = {"section page": section, "merge": merging_into_another(body)}[other]

    with held(Recommendation.objects.get(number="2")):
        revising = Doing(revise, draft, [], None)
        until_waiting(1)
        third = Doing(doing)
        until_waiting(2)

    assert outcomes(revising, third) == [forum, 302 if other == "section page" else doing.args[0]]


def test_what_is_being_edited_meanwhile_is_not_written_over(forum):
    draft, row = correction(forum), Recommendation.objects.get(number="1")
    key = keys(draft)["changed"]

    with transaction.atomic():
        row.text = f"{row.text} Другими словами."
        save_version(None, row)
        revising = Doing(revise, draft, [key], None)
        until_waiting(1)

    assert [type(outcome) for outcome in outcomes(revising)] == [StaleDifferences]
    kept = Recommendation.objects.get(pk=row.pk)
    assert (kept.text, kept.version) == (row.text, 2)
