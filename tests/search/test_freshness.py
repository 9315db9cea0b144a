"""A change shows at the next request, by whatever path it came; what is rolled back never does.

Committed for real: on PostgreSQL a change counts at commit.
"""

from datetime import date
from random import Random
from threading import Event

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from resolutions.models import Addressee, Addressing, Forum, Locality, Recommendation, Region, Section, Theme
from resolutions.register.addressing import withdraw_addressing
from resolutions.register.merge import merge_addressees
from resolutions.register.publish import publish, withdraw
from resolutions.review.importing import accept
from resolutions.review.receive import receive
from resolutions.review.revise import comparison, revise
from resolutions.search import index, store
from resolutions.search.index import up_to_date
from resolutions.vocabulary import Act, AddresseeKind, Role
from tests.admin.forms import filled
from tests.admin.test_at_once import PATIENCE, Doing, outcomes
from tests.factories import (
    AddresseeFactory,
    AddressingFactory,
    ForumFactory,
    LocalityFactory,
    OrganizerFactory,
    RecommendationFactory,
    RegionFactory,
    SectionFactory,
    ThemeFactory,
    UserFactory,
)
from tests.review.test_receive import RESOLUTION
from tests.review.test_revise import CORRECTED
from tests.search.doors import answers, counted, filtered
from tests.search.reference import FACETS, Reference, truth

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def register():
    """«Первый» and «Второй» are public, «Черновик» is not; whatever may be changed is there twice."""
    north, south = RegionFactory(name="Север"), RegionFactory(name="Юг")
    city, village = LocalityFactory(name="Город", region=north), LocalityFactory(name="Село", region=south)
    hall = AddresseeFactory(name="мэрия", kind=AddresseeKind.CITY_HALL)
    council = AddresseeFactory(name="дума", kind=AddresseeKind.COUNCIL)
    themes = [ThemeFactory(name="молодёжь"), ThemeFactory(name="возраст")]
    first = ForumFactory(title="Первый", locality=city, starts_on=date(2021, 4, 21))
    second = ForumFactory(title="Второй", locality=village)
    draft = ForumFactory(title="Черновик", locality=city, published_at=None)
    for forum in (first, second, draft):
        for number in (1, 2):
            section = SectionFactory(forum=forum, order=number, title=f"{forum.title} {number}")
            section.themes.add(themes[number - 1])
            for order in (1, 2):
                row = RecommendationFactory(section=section, order=order, text=f"{forum.title}: двор {order}")
                AddressingFactory(recommendation=row, addressee=hall if order == 1 else council)


def first():
    return Forum.objects.get(title="Первый")


def section():
    return Section.objects.get(title="Первый 1")


def recommendation():
    return Recommendation.objects.get(text="Первый: двор 1", section__order=1)


def run(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def administrator():
    person = Client()
    person.force_login(UserFactory(role=Role.ADMINISTRATOR))
    return person


def save_in_admin(row, **changes):
    person, path = administrator(), reverse(f"admin:resolutions_{row._meta.model_name}_change", args=[row.pk])
    assert person.post(path, filled(person.get(path), **changes)).status_code == 302


def delete_in_admin(row):
    path = reverse(f"admin:resolutions_{row._meta.model_name}_delete", args=[row.pk])
    assert administrator().post(path, {"post": "yes"}).status_code == 302


def correct():
    accept(receive(RESOLUTION, "итог.txt", OrganizerFactory()))
    forum = Forum.objects.latest("pk")
    draft = receive(CORRECTED, "итог, исправлено.txt", forum.organizer, revises=forum)
    revise(draft, [difference.key for difference in comparison(draft).differences()], by=None)


def merge():
    keep, absorb = (Addressee.objects.get(name=name) for name in ("мэрия", "дума"))
    merge_addressees(keep, absorb, by=UserFactory(role=Role.MODERATOR))


PATHS = {
    "publish": lambda: publish(Forum.objects.get(title="Черновик"), None),
    "unpublish": lambda: withdraw(first(), None),
    "enter": lambda: accept(receive(RESOLUTION, "итог.txt", OrganizerFactory())),
    "revise": correct,
    "merge": merge,
    "a recommendation saved in the admin": lambda: save_in_admin(recommendation(), text="Без того слова"),
    "a section saved in the admin": lambda: save_in_admin(section(), order="9"),
    "a forum saved in the admin": lambda: save_in_admin(first(), starts_on="01.02.2017", ends_on=""),
    "an addressee saved in the admin": lambda: save_in_admin(Addressee.objects.get(name="дума"), kind="media"),
    "a place saved in the admin": lambda: save_in_admin(
        Locality.objects.get(name="Город"), region=str(Region.objects.get(name="Юг").pk)
    ),
    "a forum deleted in the admin": lambda: delete_in_admin(first()),
    "a recommendation deleted in the admin": lambda: delete_in_admin(recommendation()),
    "bulk update of texts": lambda: Recommendation.objects.filter(section=section()).update(text="Без того слова"),
    "bulk update of kinds": lambda: Addressee.objects.update(kind=AddresseeKind.MEDIA),
    "bulk update of days": lambda: Forum.objects.update(starts_on=None),
    "bulk_create": lambda: Recommendation.objects.bulk_create([Recommendation(section=section(), text="Ещё двор")]),
    "forums deleted": lambda: Forum.objects.filter(title="Первый").delete(),
    "sections deleted": lambda: Section.objects.filter(forum=first()).delete(),
    "recommendations deleted": lambda: Recommendation.objects.filter(section=section()).delete(),
    "addressings deleted": lambda: Addressing.objects.filter(recommendation__section=section()).delete(),
    "an addressing withdrawn": lambda: withdraw_addressing(recommendation().addressings.get(), None),
    "a section moved to another forum": lambda: Section.objects.filter(pk=section().pk).update(
        forum=Forum.objects.get(title="Второй")
    ),
    "a section moved to a draft": lambda: Section.objects.filter(pk=section().pk).update(
        forum=Forum.objects.get(title="Черновик")
    ),
    "a recommendation moved": lambda: Recommendation.objects.filter(pk=recommendation().pk).update(
        section=Section.objects.get(title="Второй 2")
    ),
    "an addressing moved": lambda: Addressing.objects.filter(recommendation=recommendation()).update(
        recommendation=Recommendation.objects.get(section__title="Второй 2", order=2)
    ),
    "a forum moved to another place": lambda: Forum.objects.filter(title="Первый").update(locality=None),
    "a place moved to another region": lambda: Locality.objects.filter(name="Город").update(region=None),
    "a theme added": lambda: section().themes.add(Theme.objects.get(name="возраст")),
    "a theme set": lambda: section().themes.set([]),
    "a theme deleted": lambda: Theme.objects.get(name="возраст").delete(),
    "order within a section": lambda: Recommendation.objects.filter(pk=recommendation().pk).update(order=7),
    "raw insert": lambda: run(
        'INSERT INTO resolutions_addressing (recommendation_id, addressee_id, "order", role, as_written, code, version)'
        " SELECT %s, id, 5, 'lead', '', 'new', 1 FROM resolutions_addressee WHERE name = 'дума'",
        recommendation().pk,
    ),
    "raw update": lambda: run("UPDATE resolutions_forum SET published_at = NULL WHERE title = 'Второй'"),
    "raw delete": lambda: run("DELETE FROM resolutions_addressing"),
    "several in one transaction": lambda: several(),
}


def several():
    """Moved twice, and what it hung on is gone before the commit."""
    with transaction.atomic():
        section().themes.clear()
        Recommendation.objects.filter(section=section()).update(section=Section.objects.get(title="Второй 1"))
        Section.objects.filter(title="Первый 1").delete()
        Section.objects.filter(title="Второй 1").update(forum=Forum.objects.get(title="Черновик"))
        Forum.objects.filter(title="Второй").update(locality=None)
        Locality.objects.filter(name="Село").delete()


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("path", PATHS)
def test_a_change_shows_at_the_next_request(client, path):
    before = answers(client)

    PATHS[path]()

    after = answers(client)
    assert (after, after != before) == (truth(), True)


@pytest.mark.usefixtures("register")
def test_what_is_rolled_back_never_shows_even_to_those_who_asked_meanwhile(client):
    before = answers(client)

    with transaction.atomic():
        Recommendation.objects.update(text="Без того слова")
        Forum.objects.filter(title="Первый").update(published_at=None)
        answers(client)
        transaction.set_rollback(True)
    after_it = answers(client)
    ThemeFactory()  # the next number, which the one that was rolled back had had

    assert (before, after_it, answers(client)) == (truth(), truth(), truth())


@pytest.mark.usefixtures("register")
def test_the_index_of_another_machine_catches_up_from_long_ago(client, settings, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    settings.INDEX_ROOT = there
    answers(client)
    built = store.read_pointer().folder
    settings.INDEX_ROOT = here

    for path in ("merge", "a section moved to another forum", "a theme deleted", "raw update", "enter", "publish"):
        PATHS[path]()
        answers(client)
    settings.INDEX_ROOT = there

    assert (answers(client), store.read_pointer().folder) == (truth(), built)


@pytest.mark.usefixtures("register")
def test_many_changes_in_any_order_leave_nothing_stale(client, monkeypatch):
    monkeypatch.setattr(index, "TOGETHER", 0.0)  # each shows at once, however soon after the one before
    random = Random(4)
    steps = [
        lambda: Recommendation.objects.filter(pk=one(Recommendation)).update(section=one(Section)),
        lambda: Section.objects.filter(pk=one(Section)).update(forum=one(Forum), order=random.randint(1, 3)),
        lambda: Forum.objects.filter(pk=one(Forum)).update(published_at=random.choice([None, "2024-01-01T00:00Z"])),
        lambda: Forum.objects.filter(pk=one(Forum)).update(starts_on=random.choice([None, date(2020, 5, 5)])),
        lambda: Forum.objects.filter(pk=one(Forum)).update(locality=one(Locality)),
        lambda: Locality.objects.filter(pk=one(Locality)).update(region=one(Region)),
        lambda: Addressee.objects.filter(pk=one(Addressee)).update(kind=random.choice(AddresseeKind.values)),
        lambda: Addressing.objects.filter(recommendation=one(Recommendation)).delete(),
        lambda: Section.objects.get(pk=one(Section)).themes.set([one(Theme)]),
        lambda: RecommendationFactory(section_id=one(Section), text="Новый двор"),
        lambda: Recommendation.objects.filter(pk=one(Recommendation)).update(act=random.choice(Act.values)),
        lambda: Recommendation.objects.filter(pk=one(Recommendation)).delete(),
    ]

    def one(model):
        return random.choice(list(model.objects.values_list("pk", flat=True)))

    for _ in range(40):
        for step in random.sample(steps, random.choice([1, 1, 3])):
            step()
        assert answers(client) == truth()


QUESTIONS = ["", "q=двор", "to=meriya", "place=gorod&kind=council", "year=2021", "q=двор&region=sever&year=2021"]


@pytest.mark.usefixtures("register")
def test_forums_that_come_one_after_another_are_counted_on_top_of_what_was_counted(client):
    """Each question is asked now and then, so that it has missed one forum, several, or none."""
    random = Random(7)
    bodies, places = list(Addressee.objects.all()), [None, *Locality.objects.all()]
    answers(client)

    for number in range(30):
        forum = ForumFactory(title=f"Ещё {number}", locality=random.choice(places), starts_on=date(2021, 1, 1))
        section = SectionFactory(forum=forum)
        for order in range(random.randint(1, 3)):
            row = RecommendationFactory(section=section, order=order, text=random.choice(["Новый двор", "Другое"]))
            AddressingFactory(recommendation=row, addressee=random.choice(bodies))
        for question in random.sample(QUESTIONS, 2):
            assert as_counted(question) == as_they_are(question)

    assert len(up_to_date().steps) >= 30
    assert [as_counted(question) for question in QUESTIONS] == [as_they_are(question) for question in QUESTIONS]


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("path", ["unpublish", "merge", "a recommendation moved", "bulk update of texts"])
def test_any_other_change_corrects_what_was_counted(client, path):
    PATHS["publish"]()
    answers(client)

    PATHS[path]()

    assert [as_counted(question) for question in QUESTIONS] == [as_they_are(question) for question in QUESTIONS]
    assert up_to_date().state > 0


def as_counted(question):
    asked = filtered(question)
    return asked.found.count(), {facet: counted(asked, facet) for facet in FACETS}


def as_they_are(question):
    reference = Reference()
    return len(reference.answer(question)), {facet: reference.counts(question, facet) for facet in FACETS}


@pytest.mark.several_connections
@pytest.mark.usefixtures("register")
def test_who_wrote_first_and_commits_last_is_not_passed_over(client):
    written, commit = Event(), Event()

    def slowly():
        with transaction.atomic():
            Recommendation.objects.filter(section__forum__title="Первый").update(text="Без того слова")
            written.set()
            commit.wait(PATIENCE)

    slow = Doing(slowly)
    written.wait(PATIENCE)
    Recommendation.objects.filter(section__forum__title="Второй").update(text="Тоже без слова")
    meanwhile, known_meanwhile = answers(client), truth()
    commit.set()
    slow.join()

    after = answers(client)
    assert (meanwhile, after, after["words"]) == (known_meanwhile, truth(), [])


@pytest.mark.several_connections
@pytest.mark.usefixtures("register")
def test_a_forum_and_its_place_changed_by_two_at_once_are_both_seen(client):
    """Neither sees what the other has not committed; whoever commits last must see both."""
    written, commit = Event(), Event()

    def move_the_place():
        with transaction.atomic():
            Locality.objects.filter(name="Село").update(region=None)
            written.set()
            commit.wait(PATIENCE)

    def move_the_forum():
        Forum.objects.filter(title="Первый").update(locality=Locality.objects.get(name="Село"))

    first_of_both = Doing(move_the_place)
    written.wait(PATIENCE)
    second = Doing(move_the_forum)
    answers(client)
    commit.set()

    assert (outcomes(first_of_both, second), answers(client)) == ([None, None], truth())


@pytest.mark.usefixtures("register")
def test_a_demonstration_that_goes_takes_nothing_off_the_counts():
    invented = AddressingFactory(
        recommendation__text="Новый двор", recommendation__section__forum__is_demonstration=True
    ).recommendation.section.forum
    before = [as_counted(question) for question in QUESTIONS]

    Forum.objects.filter(pk=invented.pk).update(published_at=None)

    assert [as_counted(question) for question in QUESTIONS] == before == [as_they_are(each) for each in QUESTIONS]
