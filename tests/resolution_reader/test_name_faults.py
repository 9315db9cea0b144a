"""What cannot be the name of a body, and what only looks odd."""

import pytest

from resolution_reader import FAULTS, name_faults


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("д", "short"),
        ("УК", "short"),
        ("отдел кульtуры", "alphabets"),
        ("они", "pronoun"),
        ("данные органы", "pronoun"),
        ("Эти организации", "pronoun"),
        ("соответствующие службы", "pronoun"),
        ("соисполнитель", "role"),
        ("Ответственные исполнители", "role"),
        ("участники", "role"),
        ("ответственные лица", "role"),
        ("Отдел культуры 3.", "label"),
        ("б) отдел культуры", "label"),
        ("отдел культуры –", "label"),
        ("комитет по", "fragment"),
        ("в администрацию", "fragment"),
        ("«Водоканал", "fragment"),
    ],
)
def test_what_cannot_be_a_name_is_told_with_why(name, fault):
    assert name_faults(name)[0] == fault
    assert fault in FAULTS


@pytest.mark.parametrize(
    "name",
    [
        *(
            "МВД",
            "НКО",
            "жюри",
            "школа № 3",
            "МБОУ СОШ 12",
            "ООО «Ромашка»",
            "Web-студия",
            "участники форума",
            "члены ТОС",
        ),
        *(
            "Администрация г. Томска",
            "органы власти",
            "руководители предприятий",
            "общество с ограниченной ответственностью",
        ),
    ],
)
def test_what_may_be_a_name_is_left_alone(name):
    assert name_faults(name) == []
