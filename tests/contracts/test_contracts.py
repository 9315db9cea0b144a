"""What others rely on stays, or the change has a reason written down: addresses, shapes, commands, files, links."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command, load_command_class

from resolutions.contracts.commands import APP, commands
from tests.contracts.comparing import broken, idle, reasons, without_reason

pytestmark = pytest.mark.pure
HERE = Path(__file__).parent
HOW_TO_GO_ON = "Others rely on it. If it must change, say why in tests/contracts/changed.md, a line each:\n"


@pytest.fixture(scope="module")
def now() -> dict:
    """As an operator gets it, without a database."""
    printed = StringIO()
    call_command("contracts", stdout=printed)
    return json.loads(printed.getvalue())


@pytest.fixture(scope="module")
def before() -> dict:
    return json.loads((HERE / "today.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def given() -> dict[str, str]:
    return reasons((HERE / "changed.md").read_text(encoding="utf-8"))


def test_nothing_that_others_rely_on_is_gone_or_other_without_a_reason(before, now, given):
    unexplained = without_reason(broken(before, now), given)

    if unexplained:
        pytest.fail(HOW_TO_GO_ON + "\n".join(f"- `{path}`: " for path in unexplained), pytrace=False)


def test_every_reason_is_about_something_that_has_changed(before, now, given):
    assert idle(list(broken(before, now)), given) == []


def test_the_contracts_are_printed_the_same_each_time_and_sorted(now):
    printed = StringIO()
    call_command("contracts", stdout=printed)

    assert printed.getvalue() == json.dumps(now, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def test_every_command_says_with_which_codes_it_ends():
    assert [name for name in commands() if not hasattr(load_command_class(APP, name), "exits")] == []


BEFORE = {
    "routes": {"home": ["", "start/"], "about": ["about/"]},
    "columns": ["Код", "Номер", "Текст"],
    "link": {"salt": "subscription"},
}
AS_BEFORE = BEFORE | {"columns": ["Код", "Новая", "Номер", "Текст"], "more": 1}


@pytest.mark.parametrize(
    ("now", "paths"),
    [
        (BEFORE, []),
        (AS_BEFORE, []),
        (AS_BEFORE | {"routes": {"home": ["", "start/"]}}, ["routes.about"]),
        (AS_BEFORE | {"routes": {"home": ["start/"], "about": ["about/"]}}, ["routes.home[]"]),
        (AS_BEFORE | {"columns": ["Код", "Номер", "Слова"]}, ["columns[Текст]"]),
        (AS_BEFORE | {"columns": ["Номер", "Код", "Текст"]}, ["columns"]),
        (AS_BEFORE | {"link": {"salt": "another"}}, ["link.salt"]),
        (AS_BEFORE | {"link": "another"}, ["link"]),
    ],
)
def test_what_is_new_is_free_and_what_is_gone_or_other_is_named(now, paths):
    assert list(broken(BEFORE, now)) == paths


def test_a_reason_stands_for_all_below_it_and_for_nothing_beside_it():
    given = reasons("Words.\n- `routes.home`: moved\n- `columns`: \n- `link.salt`: leaked\n")

    assert given == {"routes.home": "moved", "link.salt": "leaked"}
    assert without_reason(["routes.home[]", "routes.home-page", "routes.homes", "link.salt"], given) == [
        "routes.home-page",
        "routes.homes",
    ]
    assert idle(["routes.home[start/]", "routes.homes"], given) == ["link.salt"]
