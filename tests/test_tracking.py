"""The content version: every change of what a page shows makes the next number, by whatever path."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from resolutions.models import (
    ContentVersion,
    Draft,
    Forum,
    ForumChange,
    HiddenWords,
    Look,
    Recommendation,
    RecommendationChange,
    SourceDocument,
)
from resolutions.review.editing import discard, restore
from resolutions.review.queue import read_waiting
from resolutions.review.receive import take_in
from resolutions.tracking import TRACKED, changed_since, content_version
from resolutions.vocabulary import DraftState
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    DraftFactory,
    ForumFactory,
    LineFactory,
    LocalityFactory,
    OrganizerFactory,
    PartFactory,
    RecommendationFactory,
    RegionFactory,
    SectionFactory,
    SourceDocumentFactory,
    ThemeFactory,
)
from tests.review.test_receive import RESOLUTION

# Committed for real: on PostgreSQL the number is raised at commit.
pytestmark = pytest.mark.django_db(transaction=True)


ROWS = {
    "Organizer": OrganizerFactory,
    "Region": RegionFactory,
    "Locality": LocalityFactory,
    "Theme": ThemeFactory,
    "Forum": ForumFactory,
    "Section": SectionFactory,
    "Section_themes": lambda: SectionFactory().themes.through.objects.create(
        section=SectionFactory(), theme=ThemeFactory()
    ),
    "Line": LineFactory,
    "Recommendation": RecommendationFactory,
    "Part": PartFactory,
    "Addressing": AddressingFactory,
    "Addressee": AddresseeFactory,
    "AddresseeAlias": lambda: AddresseeFactory().aliases.create(name="Другое имя"),
    "Draft": lambda: DraftFactory(state=DraftState.ENTERED),
    "SourceDocument": SourceDocumentFactory,
    "HiddenWords": lambda: HiddenWords.objects.create(forum=ForumFactory(), words="слово"),
    "Look": Look.objects.create,
}


def test_every_tracked_table_is_tried_here():
    assert set(ROWS) == set(TRACKED)


# What an update of a row is tried with; for the others any column will do.
CHANGES = {"Draft": {"state": DraftState.ENTERED}}


@pytest.mark.parametrize("name", TRACKED)
def test_a_new_row_a_bulk_update_and_a_deletion_each_make_a_new_number(name):
    numbers = [content_version()]
    row = ROWS[name]()
    numbers.append(content_version())

    type(row)._base_manager.filter(pk=row.pk).update(**CHANGES.get(name, {"id": row.pk}))
    numbers.append(content_version())
    if name in ("Addressing", "AddresseeAlias", "Section_themes", "Draft"):
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])
        numbers.append(content_version())

    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("mark", ["withdrawn_at", "deleted_at"])
def test_a_mark_on_a_forum_is_a_change_of_that_forum(mark):
    forum, _ = ForumFactory(published_at=None), ForumFactory()
    before = content_version()

    Forum.objects.filter(pk=forum.pk).update(**{mark: timezone.now()})

    assert changed_since(before).forums == [forum.pk]


def test_an_editor_at_work_on_a_draft_makes_no_page_stale():
    draft = DraftFactory()
    before = content_version()

    Draft.objects.filter(pk=draft.pk).update(outline={"title": "Другое"}, revision=2)

    assert content_version() == before


def test_what_comes_in_and_is_read_makes_no_page_stale_until_it_is_entered():
    organizer = OrganizerFactory()
    before = content_version()

    take_in(RESOLUTION, "итог.txt", organizer, by=None)
    (draft,) = read_waiting("читатель")
    discard(draft, by=None)
    draft = restore(draft, by=None)
    assert content_version() == before

    Draft.objects.filter(pk=draft.pk).update(state=DraftState.ENTERED)
    entered = content_version()
    SourceDocument.objects.update(original_name="иначе.txt")
    renamed = content_version()
    Draft.objects.filter(pk=draft.pk).update(state=DraftState.DISCARDED)
    assert before < entered < renamed < content_version()


def test_a_transaction_counts_once_it_is_committed_and_not_if_it_is_rolled_back():
    before = content_version()

    with transaction.atomic():
        ThemeFactory()
        transaction.set_rollback(True)

    assert content_version() == before


def test_migrating_again_changes_nothing():
    ForumFactory()
    before = content_version()

    call_command("migrate", verbosity=0)
    ForumFactory(organizer=Forum.objects.get().organizer, locality=None)

    assert content_version() > before
    assert ContentVersion.objects.count() == 1


def test_what_has_changed_before_the_triggers_of_this_release_stood_is_read_as_a_whole():
    forum, before = ForumFactory(), content_version()
    Recommendation.objects.filter(pk=RecommendationFactory(section__forum=forum).pk).update(text="Иначе")
    ForumChange.objects.update(shape=0)
    RecommendationChange.objects.all().delete()

    call_command("migrate", verbosity=0)

    assert changed_since(before).forums == [forum.pk]


def test_a_page_is_made_once_and_made_anew_after_a_change(client, django_assert_num_queries):
    recommendation = RecommendationFactory(text="Было")
    address = recommendation.get_absolute_url()
    client.get(address)

    with django_assert_num_queries(1):  # the content version
        assert "Было" in client.get(address).content.decode()
    Recommendation.objects.update(text="Стало")

    page = client.get(address).content.decode()
    assert ("Было" in page, "Стало" in page) == (False, True)


def test_made_up_parameters_and_cookies_do_not_make_another_page(client, django_assert_num_queries):
    AddressingFactory()
    page = client.get("/").content
    client.get("/?zz=1")

    with django_assert_num_queries(2):  # the content version, twice
        answers = [client.get(f"/?zz={number}&q=двор").content for number in (1, 2)]
    client.cookies["sessionid"] = "made-up-" * 4
    with django_assert_num_queries(2):  # the session, the content version
        answers.append(client.get("/").content)

    assert answers == [page] * 3


def test_what_is_unpublished_is_gone_at_once(client):
    forum = RecommendationFactory().section.forum
    client.get(forum.get_absolute_url())

    Forum.objects.update(published_at=None)

    assert client.get(forum.get_absolute_url()).status_code == 404


def test_what_an_editor_sees_is_never_remembered_for_others(client, signed_in):
    forum = RecommendationFactory(section__forum__published_at=None).section.forum
    editor = signed_in(organizer=forum.organizer)

    statuses = [door.get(forum.get_absolute_url()).status_code for door in (editor, client, editor)]

    assert statuses == [200, 404, 200]


def test_each_view_setting_has_its_own_page(client):
    usual = client.get("/about/").content
    client.cookies["view"] = "200.."
    large = client.get("/about/").content
    del client.cookies["view"]

    assert (b'class="text-200"' in usual, b'class="text-200"' in large) == (False, True)
    assert client.get("/about/").content == usual


@pytest.mark.several_connections
@pytest.mark.parametrize("is_checked", [False, True])
def test_a_connection_that_the_database_has_dropped_is_made_anew(is_checked):
    """Kept from the request before, as in production; checked: something else has been asked first."""
    RecommendationFactory()
    number = content_version()
    connection.health_check_enabled = True
    drop(connection)

    connection.close_if_unusable_or_obsolete()  # as each request begins
    if is_checked:
        assert Recommendation.objects.count() == 1

    assert (content_version(), content_version()) == (number, number)


def drop(connection):
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    other.close()
