"""matrix.csv says who may what; `may()` and `rows()` answer exactly that."""

import pytest

from resolutions.models import User
from resolutions.permissions import NotAllowed, may, only_own, people_who, require, rows
from resolutions.permissions.grants import GRANTS
from resolutions.vocabulary import Role
from tests.factories import UserFactory
from tests.permissions.scene import TO_ORGANIZER, Scene, kind_of, matrix

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene():
    return Scene()


def said(*answers):
    return tuple("yes" if answer else "no" for answer in answers)


def test_may_answers_what_the_matrix_says(scene):
    found = {}
    for verb in GRANTS:
        own, others = scene.pair(verb)
        for role, person in scene.people.items():
            found[verb, role] = said(may(person, verb, own), may(person, verb, others), may(person, verb))

    assert found == matrix()


def test_rows_are_those_that_may_allows(scene):
    by_condition, by_row = {}, {}
    for verb in GRANTS:
        kind = kind_of(verb)
        if kind is None:
            continue
        for role, person in scene.people.items():
            condition = rows(person, verb, TO_ORGANIZER[kind])
            by_condition[verb, role] = set(kind.objects.filter(condition))
            by_row[verb, role] = {row for row in kind.objects.all() if may(person, verb, row)}

    assert by_condition == by_row
    assert {len(found) for found in by_row.values()} == {0, 1, 2}


def test_only_ones_own_is_less_than_all(scene):
    bound = {key for key, answers in matrix().items() if answers == ("yes", "no", "yes")}

    assert {(verb, role) for verb in GRANTS for role, person in scene.people.items() if only_own(person, verb)} == bound


def test_accounts_are_found_by_what_they_may(scene):
    found = {verb: set(User.objects.filter(people_who(verb)).values_list("role", flat=True)) for verb in GRANTS}

    assert found == {
        verb: {role for (of, role), answers in matrix().items() if of == verb and answers[2] == "yes"}
        for verb in GRANTS
    }


@pytest.mark.parametrize("role", Role)
def test_whose_account_is_closed_may_nothing_more(scene, role):
    person = UserFactory(role=role, is_active=False)

    assert {verb for verb in GRANTS if may(person, verb)} == set()
    assert not person.has_perm("resolutions.view_forum")
    assert not person.has_module_perms("resolutions")


def test_who_has_no_organizer_has_no_rows_of_her_own(scene):
    """A constraint forbids such an account; a row without an organizer would be hers otherwise."""
    nobody = User(role=Role.EDITOR)

    assert not may(nobody, "receive", type(scene.own[next(iter(scene.own))])())
    assert not may(nobody, "publish", scene.own[kind_of("publish")])
    assert list(kind_of("publish").objects.filter(rows(nobody, "publish"))) == []


def test_the_operator_may_everything():
    for verb in GRANTS:
        require(None, verb)


def test_a_refusal_is_a_sentence(scene):
    with pytest.raises(NotAllowed) as refusal:
        require(scene.people["moderator"], "publish", scene.own[kind_of("publish")])

    assert str(refusal.value) == "На это у вашей учётной записи нет права. Если оно нужно, попросите администратора."


def test_a_verb_that_nobody_knows_is_a_mistake(scene):
    for ask in (may, only_own, rows, require):
        with pytest.raises(KeyError):
            ask(scene.people["administrator"], "publsh")


def test_django_asks_the_same(scene):
    found = {
        (verb, role): said(person.has_perm(f"resolutions.{verb}"))
        for verb in GRANTS
        for role, person in scene.people.items()
        if role != "visitor"
    }

    assert found == {key: answers[2:] for key, answers in matrix().items() if key[1] != "visitor"}


def test_what_is_no_verb_is_an_administrators(scene):
    perms = ("auth.view_group", "resolutions.nothing", "other.view_forum")
    people = {role: person for role, person in scene.people.items() if role != "visitor"}

    assert {role for role, person in people.items() for perm in perms if person.has_perm(perm)} == {"administrator"}
    assert {role for role, person in people.items() if person.has_module_perms("axes")} == {"administrator"}
    assert {role for role, person in people.items() if person.has_module_perms("resolutions")} == {
        "editor",
        "moderator",
        "administrator",
    }
