"""Several people save in the same moment; only a database with several connections can show that.

Where two could wait for each other for ever, a third one holds a row until both wait, so that the bad order of events
happens every time.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Barrier, Event, Thread

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from resolutions.models import Addressee, Addressing, Forum, Recommendation, Section
from resolutions.register.merge import merge_addressees
from resolutions.register.publish import publish
from resolutions.vocabulary import Role
from tests.admin.forms import filled
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    RecommendationFactory,
    SectionFactory,
    UserFactory,
)

pytestmark = [pytest.mark.several_connections, pytest.mark.django_db(transaction=True)]
PATIENCE = 10


class Doing(Thread):
    """Does it on a connection of its own; `.outcome` is what came of it, an error too."""

    def __init__(self, do, *args):
        super().__init__()
        self.do, self.args, self.outcome = do, args, None
        self.start()

    def run(self):
        try:
            self.outcome = self.do(*self.args)
        except Exception as error:
            self.outcome = error
        finally:
            connection.close()


def outcomes(*doings):
    for doing in doings:
        doing.join(PATIENCE)
    return [doing.outcome for doing in doings]


def until_waiting(count):
    """Returns when so many connections wait for a lock."""
    for _ in range(PATIENCE * 50):
        if waiting() >= count:
            return
        time.sleep(0.02)
    raise AssertionError("nobody waits")


def waiting():
    """How many connections wait for a lock; in other databases of the same server other processes test."""
    here = "SELECT pid FROM pg_locks JOIN pg_database ON oid = database WHERE datname = current_database()"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT pid) FROM pg_locks WHERE NOT granted AND pid IN ({here})")
        return cursor.fetchone()[0]


@contextmanager
def held(row) -> Iterator[None]:
    """The row is locked by somebody else meanwhile."""
    locked, release = Event(), Event()

    def hold():
        with transaction.atomic():
            type(row).objects.select_for_update(no_key=True).get(pk=row.pk)
            locked.set()
            release.wait(PATIENCE)

    holder = Doing(hold)
    assert locked.wait(PATIENCE)
    try:
        yield
    finally:
        release.set()
        holder.join()


@pytest.fixture
def editor(signed_in):
    return signed_in(role=Role.EDITOR)


@pytest.fixture
def section(editor):
    return SectionFactory(forum=ForumFactory(organizer=editor.user.organizer))


@pytest.fixture
def moderator():
    return UserFactory(role=Role.MODERATOR)


def page_of(row):
    return reverse(f"admin:resolutions_{row._meta.model_name}_change", args=[row.pk])


def saving(person, row, **changes):
    """Fills the form now and returns what sends it later, in a browser of its own."""
    data = filled(person.get(page_of(row)), **changes)
    return lambda: send(person.user, page_of(row), data)


def send(user, path, data):
    client = Client()
    client.force_login(user)
    return client.post(path, data).status_code


def test_of_ten_who_save_at_once_one_saves_and_nine_see_both_texts(editor):
    forum = ForumFactory(organizer=editor.user.organizer)
    start = Barrier(10)
    saves = [saving(editor, forum, title=f"Текст {number}") for number in range(10)]

    def save(number):
        start.wait()
        return saves[number]()

    statuses = outcomes(*[Doing(save, number) for number in range(10)])

    assert sorted(statuses) == [200] * 9 + [302]
    assert (Forum.objects.get().version, Forum.history.count()) == (2, 2)


@pytest.mark.parametrize(
    ("page", "field"), [("recommendation", "addressings-0-addressee"), ("section", "recommendations-0-leads")]
)
def test_one_chosen_while_it_is_being_merged_gives_way_to_the_one_that_stays(editor, section, moderator, page, field):
    recommendation = RecommendationFactory(section=section)
    keep, chosen = AddresseeFactory(name="мэрия"), AddresseeFactory(name="горадминистрация")
    row = {"recommendation": recommendation, "section": section}[page]
    data = filled(editor.get(page_of(row))) | {field: chosen.pk}

    with transaction.atomic():
        merge_addressees(keep, chosen, by=moderator)
        save = Doing(send, editor.user, page_of(row), data)
        until_waiting(1)

    assert outcomes(save) == [302]
    assert [addressing.addressee for addressing in Addressing.objects.all()] == [keep]


@pytest.mark.parametrize("page", ["recommendation", "section"])
def test_a_merge_and_a_page_that_names_both_do_not_wait_for_each_other_for_ever(editor, section, moderator, page):
    keep, absorb = AddresseeFactory.create_batch(2)
    first = AddressingFactory(recommendation__section=section, addressee=absorb).recommendation
    second = RecommendationFactory(section=section)
    row = {"recommendation": first, "section": section}[page]
    field = {"recommendation": "addressings-1-addressee", "section": "recommendations-0-co_executors"}[page]
    data = filled(editor.get(page_of(row))) | {field: keep.pk}
    stopper = {"recommendation": Addressing.objects.get(), "section": second}[page]

    with held(stopper):
        save = Doing(send, editor.user, page_of(row), data)
        until_waiting(1)
        merge = Doing(merge_addressees, keep, absorb, moderator)
        until_waiting(2)

    assert outcomes(save, merge) == [302, keep]
    assert [addressing.addressee for addressing in Addressing.objects.all()] == [keep]
    assert Addressee.objects.get(pk=absorb.pk).merged_into == keep


def test_a_section_that_goes_last_and_its_forums_page_do_not_wait_for_each_other_for_ever(editor, section):
    last = SectionFactory(forum=section.forum)
    save_forum = saving(editor, section.forum, sections__1__title="Со страницы форума")
    save_section = saving(editor, last, order="", preamble="Говорили.")

    with held(section):
        forum = Doing(save_forum)
        until_waiting(1)
        moved = Doing(save_section)
        until_waiting(2)

    # Whoever comes second sees both texts: the section had been changed meanwhile.
    assert outcomes(forum, moved) == [302, 200]


def test_a_recommendation_that_goes_last_and_its_sections_page_do_not_wait_for_each_other_for_ever(editor, section):
    first, last = RecommendationFactory.create_batch(2, section=section)
    save_section = saving(editor, section, recommendations__0__text="Со страницы секции")
    save_last = saving(editor, last, order="", text="Со своей страницы")

    with held(first):
        of_section = Doing(save_section)
        until_waiting(1)
        moved = Doing(save_last)
        until_waiting(2)

    assert outcomes(of_section, moved) == [302, 302]
    assert [row.text for row in section.recommendations.all()] == ["Со страницы секции", "Со своей страницы"]


@pytest.mark.parametrize("page", ["recommendation", "section"])
def test_what_stands_in_a_forum_is_saved_while_somebody_is_at_the_forum_itself(editor, section, page):
    row = {"recommendation": RecommendationFactory(section=section), "section": section}[page]
    save = saving(editor, row, **{"recommendation": {"text": "Иначе."}, "section": {"title": "Иначе"}}[page])

    with held(section.forum):
        assert outcomes(Doing(save)) == [302]


def test_a_section_is_added_while_its_forum_is_being_published(editor, section):
    forum = section.forum
    Forum.objects.filter(pk=forum.pk).update(published_at=None)
    RecommendationFactory(section=section)
    path = reverse("admin:resolutions_section_add")
    data = filled(editor.get(path), title="Новая", order="7") | {"forum": forum.pk}

    with transaction.atomic():
        publish(forum, by=editor.user)
        add = Doing(send, editor.user, path, data)
        time.sleep(0.3)  # it may get as far as its commit

    assert outcomes(add) == [302]
    assert (Forum.objects.get().published_at is not None, Section.objects.count()) == (True, 2)


def test_publishing_and_adding_sections_at_once_end_well(editor, section):
    Forum.objects.update(published_at=None)
    RecommendationFactory(section=section)
    publishing = saving(editor, section.forum, _publish="1")
    path = reverse("admin:resolutions_section_add")
    data = filled(editor.get(path), title="Новая") | {"forum": section.forum.pk}
    start = Barrier(5)

    def together(do, *args):
        start.wait()
        return do(*args)

    adding = [Doing(together, send, editor.user, path, data) for _ in range(4)]

    assert outcomes(Doing(together, publishing), *adding) == [302] * 5
    assert Forum.objects.get().published_at is not None
    orders = list(Section.objects.order_by("order").values_list("order", flat=True))
    assert orders == list(range(section.order, section.order + 5))


@pytest.mark.parametrize("deleted", ["section", "recommendation"])
def test_a_deletion_and_a_merge_do_not_wait_for_each_other_for_ever(editor, section, moderator, deleted):
    keep, absorb = AddresseeFactory.create_batch(2)
    first, second = (AddressingFactory(recommendation__section=section, addressee=absorb) for _ in range(2))
    rows = {"section": section, "recommendation": first.recommendation}
    path = reverse(f"admin:resolutions_{deleted}_delete", args=[rows[deleted].pk])

    with held(second if deleted != "recommendation" else first):
        delete = Doing(send, editor.user, path, {"post": "yes"})
        until_waiting(1)
        merge = Doing(merge_addressees, keep, absorb, moderator)
        until_waiting(2)

    assert outcomes(delete, merge) == [302, keep]
    assert Recommendation.objects.count() == (1 if deleted == "recommendation" else 0)


def test_a_forum_is_deleted_while_what_hangs_on_it_is_held_and_a_merge_still_reaches_that(editor, section, moderator):
    keep, absorb = AddresseeFactory.create_batch(2)
    addressing = AddressingFactory(recommendation__section=section, addressee=absorb)
    path = reverse("admin:resolutions_forum_delete", args=[section.forum.pk])

    with held(addressing.recommendation):
        deleted = outcomes(Doing(send, editor.user, path, {"post": "yes"}))
        merge = Doing(merge_addressees, keep, absorb, moderator)
        until_waiting(1)

    assert (deleted, outcomes(merge)) == ([302], [keep])
    assert (Forum.objects.count(), Addressing.objects.get().addressee) == (0, keep)
