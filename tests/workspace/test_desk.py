"""The moderator's desk: what stands on it, what each press does, and one sentence for each that cannot be done."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from resolutions.models import Addressee, Addressing, ToldApart
from resolutions.register.deleting import delete_forum
from resolutions.register.merge import merge_addressees
from resolutions.vocabulary import AddresseeKind, Role
from tests.factories import AddresseeFactory, AddressingFactory, LocalityFactory, RecommendationFactory

pytestmark = pytest.mark.django_db
DESK = reverse("desk")


@pytest.fixture
def moderator(signed_in):
    return signed_in(role=Role.MODERATOR)


def unchecked(name, **fields):
    body = AddresseeFactory(name=name, is_reviewed=False, **fields)
    AddressingFactory(addressee=body)
    return body


def names(answer):
    return [shown.body.name for shown in answer.context["bodies"]]


def press(client, op, address=DESK, **data):
    return client.post(address, {"op": op, **data}, follow=True)


def told(answer):
    return [str(message) for message in answer.context["messages"]]


def refused(answer):
    assert answer.status_code == 409
    return answer.context["refusal"]


def test_what_cannot_be_a_name_stands_on_top_and_what_is_checked_or_struck_out_does_not_stand_there(moderator):
    for name in ("штаб", "участники", "комитет", "д"):
        unchecked(name)
    AddressingFactory(addressee__name="проверенный")
    gone = AddressingFactory(addressee=AddresseeFactory(name="убранный", is_reviewed=False))
    Addressing.objects.filter(pk=gone.pk).update(withdrawn_at=gone.recommendation.section.forum.published_at)
    AddresseeFactory(name="ничей", is_reviewed=False)

    answer = moderator.get(DESK)

    assert names(answer) == ["д", "ничей", "участники", "комитет", "штаб"]
    assert (answer.context["total"], answer.context["faulty"]) == (5, 3)


def test_each_says_how_often_and_where_it_is_named_by_forums_that_are_there(moderator):
    body = unchecked("штаб")
    first = body.addressings.get().recommendation.section.forum
    AddressingFactory(addressee=body, recommendation=RecommendationFactory(section__forum=first))
    hidden = AddressingFactory(addressee=body, recommendation__section__forum__published_at=None).recommendation
    delete_forum(AddressingFactory(addressee=body).recommendation.section.forum, by=None)

    (shown,) = moderator.get(DESK).context["bodies"]

    forums = [(forum.url, forum.count) for forum in shown.forums]
    assert forums == [(first.get_absolute_url(), 2), (hidden.section.forum.get_absolute_url(), 1)]
    assert shown.count == 3


def test_the_list_is_chosen_from_by_name_place_and_kind_and_says_what_is_no_choice(moderator):
    tomsk = LocalityFactory(name="Томск")
    unchecked("Штаб озеленения", locality=tomsk, kind=AddresseeKind.ADVISORY)
    unchecked("комитет", kind=AddresseeKind.DEPARTMENT)

    found = {
        query: names(moderator.get(f"{DESK}?{query}"))
        for query in ("q=ШТАБ", f"place={tomsk.slug}", "place=none", "kind=department", "q=нет")
    }
    wrong = moderator.get(f"{DESK}?place=нигде")

    assert found == {
        "q=ШТАБ": ["Штаб озеленения"],
        f"place={tomsk.slug}": ["Штаб озеленения"],
        "place=none": ["комитет"],
        "kind=department": ["комитет"],
        "q=нет": [],
    }
    assert (wrong.status_code, "Такого здесь нет" in wrong.content.decode()) == (400, True)


def test_many_are_accepted_at_once_but_nothing_that_cannot_be_a_name(moderator):
    good = [unchecked("штаб"), unchecked("комитет")]
    bad = unchecked("данные органы")

    answer = press(moderator, "accept-many", body=[body.pk for body in (*good, bad)])

    assert list(Addressee.objects.unchecked()) == [bad]
    assert told(answer) == [
        "Не отмечены «данные органы»: такие названия принимают по одному, переименовывают или убирают.",
        "Проверено: 2 адресата.",
    ]


def test_one_that_looks_wrong_is_accepted_by_itself(moderator):
    body = unchecked("УК")

    assert told(press(moderator, f"accept:{body.pk}")) == ["«УК» проверен."]
    assert told(press(moderator, f"accept:{body.pk}")) == ["«УК» уже проверен."]


def test_nothing_ticked_and_no_such_target_are_one_sentence_and_what_was_typed_stays(moderator):
    body = unchecked("отдел")
    for town in ("Томск", "Омск"):
        AddresseeFactory(name="мэрия", locality=LocalityFactory(name=town))

    answers = {
        "none": press(moderator, "accept-many"),
        "empty": press(moderator, "below", body=[body.pk]),
        "unknown": press(moderator, "below", body=[body.pk], target="префектура"),
        "several": press(moderator, "merge-many", body=[body.pk], target="мэрия"),
    }

    assert {name: refused(answer) for name, answer in answers.items()} == {
        "none": "Отметьте адресатов, с которыми это сделать.",
        "empty": "Впишите адресата, в которого они входят или с которым объединить.",
        "unknown": "Адресата «префектура» в справочнике нет: впишите название, как оно там стоит.",
        "several": "Таких адресатов несколько: «мэрия (Томск)», «мэрия (Омск)». Впишите одного с местом в скобках.",
    }
    page = answers["unknown"].content.decode()
    assert 'value="префектура"' in page
    assert re.search(rf'value="{body.pk}" id="tick-{body.pk}" checked', page)


def test_many_are_put_below_one_and_the_rest_is_said(moderator):
    hall = AddresseeFactory(name="мэрия", locality=LocalityFactory(name="Томск"))
    above = AddresseeFactory(name="область", is_reviewed=False)
    Addressee.objects.filter(pk=hall.pk).update(parent=above)
    rows = [unchecked("отдел"), unchecked("комитет")]

    answer = press(moderator, "below", body=[*(row.pk for row in rows), above.pk], target="Мэрия (Томск)")

    assert {row.parent for row in Addressee.objects.filter(pk__in=[row.pk for row in rows])} == {hall}
    assert told(answer) == ["«мэрия» сам входит в «область».", "2 адресата: теперь в «мэрия»."]


def test_many_become_one_but_not_a_body_its_own_department(moderator):
    keep = AddresseeFactory(name="мэрия")
    above = AddresseeFactory(name="область", is_reviewed=False)
    Addressee.objects.filter(pk=keep.pk).update(parent=above)
    rows = [unchecked("горадминистрация"), unchecked("администрация")]

    answer = press(moderator, "merge-many", body=[*(row.pk for row in rows), above.pk], target="мэрия")

    assert [row.addressee for row in Addressing.objects.all()] == [keep, keep]
    assert sorted(alias.name for alias in keep.aliases.all()) == ["администрация", "горадминистрация"]
    assert told(answer) == [
        "«мэрия» входит в «область»: оставьте «область» или сначала уберите подчинение.",
        "2 адресата: теперь «мэрия», прежние названия сохранены.",
    ]


def test_a_pair_alike_is_asked_about_once_and_decided_by_one_press(moderator):
    place = LocalityFactory(name="Томск")
    known = AddresseeFactory(name="администрация города Томска", locality=place)
    body = unchecked("Администрация г. Томска", locality=place)
    (shown,) = moderator.get(DESK).context["bodies"]
    assert shown.alike == [known]

    apart = press(moderator, f"apart:{body.pk}-{known.pk}")
    (after,) = apart.context["bodies"]

    assert told(apart) == ["«Администрация г. Томска» и «администрация города Томска» разные: больше не спросим."]
    assert after.alike == []
    assert [(pair.first, pair.second, pair.said_by) for pair in ToldApart.objects.all()] == [
        (known, body, moderator.user)
    ]


def test_of_a_pair_the_one_that_is_pressed_stays(moderator):
    known, body = AddresseeFactory(name="Дума города"), unchecked("городская Дума")

    answer = press(moderator, f"same:{body.pk}-{known.pk}")

    known.refresh_from_db()
    assert known.merged_into == body
    assert told(answer) == ["«Дума города» объединён с «городская Дума»: прежнее название сохранено."]


def test_two_moderators_on_one_pair_and_a_body_merged_meanwhile_are_one_sentence_each(moderator):
    keep, body, other = (
        AddresseeFactory(name="Дума города"),
        unchecked("городская Дума"),
        AddresseeFactory(name="совет"),
    )
    merge_addressees(keep, body, by=moderator.user)
    waits = unchecked("отдел")

    said = {
        op: refused(press(moderator, op, **data))
        for op, data in {
            f"same:{keep.pk}-{body.pk}": {},
            f"apart:{body.pk}-{other.pk}": {},
            f"accept:{body.pk}": {},
            f"rename:{body.pk}": {"name": "городской совет"},
            f"strike:{body.pk}": {},
            "accept:999999": {},
            "same:1": {},
            f"apart:{other.pk}-{other.pk}": {},
            "what": {},
        }.items()
    }
    many = press(moderator, "below", body=[body.pk, waits.pk], target="совет")

    meanwhile = "«городская Дума» тем временем объединён с адресатом «Дума города»."
    nobody = "Такого адресата больше нет: список обновлён."
    assert list(said.values()) == [
        "«городская Дума» уже объединён с адресатом «Дума города».",
        *[meanwhile] * 4,
        *[nobody] * 4,
    ]
    assert told(many) == [meanwhile, "1 адресат: теперь в «совет»."]


def test_a_name_is_mended_in_place_and_the_old_one_still_finds_it(moderator):
    body = unchecked("Отдел культуры и")
    named = unchecked("Отдел спорта города")

    press(moderator, f"rename:{body.pk}", name="  Отдел   культуры ")
    answer = press(moderator, f"rename:{named.pk}", name="Отдел спорта")

    rows = Addressee.objects.filter(pk__in=[body.pk, named.pk]).order_by("pk")
    assert [(row.name, row.name_key, row.is_reviewed) for row in rows] == [
        ("Отдел культуры", "отдел культуры", True),
        ("Отдел спорта", "отдел спорта", True),
    ]
    # What was no name must not find it in the next document.
    assert [[alias.name for alias in row.aliases.all()] for row in rows] == [[], ["Отдел спорта города"]]
    assert told(answer) == ["«Отдел спорта города» теперь «Отдел спорта», проверен."]
    assert body.history.first().history_user == moderator.user


def test_a_name_that_is_taken_or_none_is_one_sentence_and_stays_in_its_field(moderator):
    AddresseeFactory(name="комитет")
    body = unchecked("кометет")

    answers = [press(moderator, f"rename:{body.pk}", name=name) for name in ("Комитет", "они", " ", "а" * 501)]

    assert [refused(answer) for answer in answers] == [
        "Адресат «комитет» здесь уже есть: объедините «кометет» с ним.",
        "«они» не подойдёт: местоимение или роль, а не название: впишите, кто имеется в виду, или уберите.",
        "Впишите название.",
        "Название слишком длинное: больше 500 знаков.",
    ]
    assert 'name="name" value="Комитет"' in answers[0].content.decode()


def test_what_is_no_body_is_taken_from_its_recommendations_and_nothing_is_deleted(moderator):
    body = unchecked("соисполнитель")
    AddressingFactory(addressee=body)

    answer = press(moderator, f"strike:{body.pk}")

    assert told(answer) == ["«соисполнитель» убран: 2 рекомендации к нему больше не обращены."]
    assert (Addressing.objects.count(), Addressing.everything.count()) == (0, 2)
    assert names(answer) == []
    assert [row.history.first().history_user for row in Addressing.everything.all()] == [moderator.user] * 2


def test_one_that_a_colleague_has_accepted_meanwhile_is_not_taken_away(moderator):
    body = unchecked("УК")
    press(moderator, f"accept:{body.pk}")

    assert refused(press(moderator, f"strike:{body.pk}")) == "«УК» тем временем проверен: рекомендации к нему остались."
    assert Addressing.objects.count() == 1


def test_after_a_press_she_is_where_she_was_and_nothing_is_ticked_by_itself(moderator):
    rows = [unchecked(f"комитет {number:02}") for number in range(26)]

    page = moderator.get(f"{DESK}?q=комитет&page=2&all=1")
    answer = moderator.post(f"{DESK}?q=комитет&page=2&all=1", {"op": f"accept:{rows[25].pk}"})

    assert page.context["ticked"] == [rows[25].pk]
    assert answer["Location"] == f"{DESK}?q=%D0%BA%D0%BE%D0%BC%D0%B8%D1%82%D0%B5%D1%82&page=2"
    left = moderator.get(answer["Location"])
    assert (left.context["page"].number, left.context["ticked"]) == (1, [])
    assert moderator.get(f"{DESK}?page=x").status_code == 404


def test_the_desk_costs_the_same_for_a_few_bodies_and_for_many(moderator):
    asked = []
    for number in range(2):
        for place in range(3 + 20 * number):
            town = LocalityFactory()
            AddresseeFactory(name=f"администрация города {place}", locality=town)
            unchecked(f"Администрация г. {place}", locality=town, parent=AddresseeFactory())
        with CaptureQueriesContext(connection) as queries:
            assert moderator.get(DESK).status_code == 200
        asked.append(len(queries))

    assert asked[0] == asked[1]


@pytest.mark.parametrize("role", [Role.EDITOR, Role.OFFICIAL])
def test_nobody_else_finds_it(signed_in, role):
    client = signed_in(role=role)

    assert (client.get(DESK).status_code, client.post(DESK, {"op": "accept:1"}).status_code) == (404, 404)


def test_a_moderator_lands_on_it(moderator):
    assert moderator.get(reverse("account"))["Location"] == DESK
