"""Which names a moderator is asked about, and which only look alike."""

import pytest

from resolutions.register.likeness import Name, alike

pytestmark = pytest.mark.pure
TOMSK, OMSK = (1, "Томск"), (2, "Омск")
NOWHERE = (None, "")


def pair(one, other):
    first, second = Name(1, one[0], *one[1]), Name(2, other[0], *other[1])
    return alike([first], [first, second]) == {1: [2]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("администрация города Томска", TOMSK), ("Администрация г. Томска", TOMSK)),
        (("администрация города", TOMSK), ("администрация города Томска", TOMSK)),
        (("администpация города", TOMSK), ("администрация города", TOMSK)),
        (("городская дума", TOMSK), ("Дума города Томска", TOMSK)),
        (("комитет культуры", TOMSK), ("комитет по культуре", TOMSK)),
        (("управление образования", TOMSK), ("Управление образования администрации города Томска", TOMSK)),
        (("управляющая компания", NOWHERE), ("управляющие компании", TOMSK)),
    ],
)
def test_one_body_under_two_names_is_asked_about(one, other):
    assert pair(one, other)
    assert pair(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("администрация города", TOMSK), ("администрация города", OMSK)),
        (("администрация города Томска", NOWHERE), ("администрация города Омска", NOWHERE)),
        (("администрация города", TOMSK), ("администрация района", TOMSK)),
        (("комитет культуры", TOMSK), ("отдел культуры", TOMSK)),
        (("школа № 3", TOMSK), ("школа № 5", TOMSK)),
        (("ТОС «Весна»", TOMSK), ("ТОС «Осень»", TOMSK)),
        (("департамент образования", TOMSK), ("департамент здравоохранения", TOMSK)),
    ],
)
def test_what_only_looks_alike_is_not(one, other):
    assert not pair(one, other)
    assert not pair(other, one)


def test_the_most_alike_come_first_and_a_few_are_enough():
    forms = ("управляющая компания", "управляющие компании", "управляющей компании", "управляющих компаний", "компания")
    names = [
        Name(key, form, None) for key, form in enumerate([*forms, "управляющею компанией", "управляющую компанию"])
    ]

    found = alike(names[:1], names)

    assert (len(found[0]), 4 in found[0]) == (3, False)
