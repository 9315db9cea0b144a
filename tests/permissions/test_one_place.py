"""Roles are known to one room: nobody else compares them, in code, templates or options of the admin."""

import ast
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from resolutions.permissions import require
from resolutions.permissions.grants import GRANTS
from resolutions.vocabulary import Role

pytestmark = pytest.mark.pure
ROOT = Path(__file__).parents[2]
MAY_NAME_ROLES = {
    "resolutions/vocabulary.py": "the list itself",
    "resolutions/models/people.py": "the column, its constraint, and the first administrator of `createsuperuser`",
    "resolutions/admin/people.py": "the form in which a role is chosen: what must be filled in with it",
    "resolutions/permissions/grants.py": "this is the room",
    "resolutions/permissions/asking.py": "this is the room",
    "resolutions/permissions/second_factor.py": "this is the room",
}
MAY_SHOW_A_ROLE = {"resolutions/following/personal.py": "a person is shown everything that is kept of her"}
PEOPLE = re.compile(r"\b(user|by|person|editor|signed_in)\b")  # how an account is called in code
ASKING = {"may": 1, "require": 1, "rows": 1, "only_own": 1, "people_who": 0}  # {function: which argument the verb is}
FOR_VERBS = (
    "save_as",
    "save_all_as",
    "save_version",
    "mark_settled",
    "delete_as",
    "take_back",
    "make_one",
    "write",
    "log",
)  # rows written for verbs that have asked
DJANGOS = re.compile(r"(view|add|change|delete)_[a-z]+")


@cache
def sources(folder: str) -> list[tuple[str, ast.Module]]:
    """(name of the file, what stands in it)."""
    files = [path for path in sorted((ROOT / folder).rglob("*.py")) if "migrations" not in path.parts]
    return [(path.relative_to(ROOT).as_posix(), ast.parse(path.read_text(encoding="utf-8"))) for path in files]


def names_a_role(node: ast.AST) -> bool:
    match node:
        case ast.ImportFrom(module="resolutions.vocabulary"):
            return any(alias.name == Role.__name__ for alias in node.names)
        case ast.Attribute(attr="Role" | "is_superuser"):
            return True
        case ast.Constant(value=str(text)):
            return text in Role.values or bool(re.search(r"(editor|official|user|by)s?__role\b", text))
        case ast.Call(func=ast.Name(id="getattr"), args=[_, ast.Constant(value="role"), *_]):
            return True
    return False


def reads_a_role(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "role" and bool(PEOPLE.search(ast.unparse(node.value)))


def found_by(says: Callable[[ast.AST], bool], *folders: str) -> set[str]:
    return {name for folder in folders for name, tree in sources(folder) if any(map(says, ast.walk(tree)))}


def test_no_other_file_names_a_role():
    assert found_by(names_a_role, "resolutions", "forum_portal") == set(MAY_NAME_ROLES)


def test_no_other_file_reads_a_persons_role():
    found = found_by(reads_a_role, "resolutions", "forum_portal")

    assert found - set(MAY_NAME_ROLES) == set(MAY_SHOW_A_ROLE)


@pytest.mark.parametrize(
    "code",
    [
        "from resolutions.vocabulary import DraftState, Role",
        "vocabulary.Role.EDITOR",
        "user.role == 'editor'",
        "getattr(user, 'role', None)",
        "User.objects.filter(role='moderator')",
        "list_filter = ('history_user__role',)",
        "user.is_superuser",
    ],
)
def test_a_role_is_noticed_however_it_is_named(code):
    assert any(names_a_role(node) for node in ast.walk(ast.parse(code)))


@pytest.mark.parametrize("code", ["request.user.role", "by.role", "signed_in(request).role", "audit.user.role"])
def test_a_role_that_is_read_is_noticed(code):
    assert any(reads_a_role(node) for node in ast.walk(ast.parse(code)))


def test_no_template_asks_what_somebody_is():
    asks = re.compile(r"\b(user|request\.user|by)\.(role|is_staff|is_superuser)\b|\bperms\.|KEEPERS")
    pages = sorted((ROOT / "templates").rglob("*.*"))

    assert len(pages) > 100
    assert [page.name for page in pages if asks.search(page.read_text(encoding="utf-8"))] == []


# Verbs


def verbs_asked() -> dict[str, set[str]]:
    """{verb: files that ask for it by its name}."""
    asked: dict[str, set[str]] = {}
    for name, tree in sources("resolutions"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ASKING:
                place = ASKING[node.func.id]
                if len(node.args) > place and isinstance(node.args[place], ast.Constant):
                    asked.setdefault(node.args[place].value, set()).add(name)
    return asked


def test_every_verb_that_is_asked_for_is_granted_to_somebody_and_none_is_granted_in_vain():
    asked = set(verbs_asked())

    assert asked - set(GRANTS) == set()
    assert {verb for verb in set(GRANTS) - asked if not DJANGOS.fullmatch(verb)} == set()


def taken_elsewhere() -> set[tuple[str, str]]:
    """(module, name) of whatever one module imports from another."""
    return {
        (node.module or "", alias.name)
        for _, tree in sources("resolutions")
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }


def asks_first(function: ast.FunctionDef) -> bool:
    """Its first statement after the docstring is `require(by, …)`, or what does nothing else than that."""
    first = next(node for node in function.body if not isinstance(getattr(node, "value", None), ast.Constant))
    return ast.unparse(first).startswith(("require(by, ", "refuse_strangers(by, "))


def test_every_verb_asks_before_it_does_anything():
    """A verb is what another module, of its own room too, calls with the one who does it."""
    verbs = {
        (name.removesuffix(".py").replace("/", "."), node.name): asks_first(node)
        for name, tree in sources("resolutions")
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and "by" in {one.arg for one in node.args.args + node.args.kwonlyargs}
    }
    taken = taken_elsewhere()
    called = {key: asks for key, asks in verbs.items() if key in taken and key[1] not in (*FOR_VERBS, require.__name__)}

    assert len(called) > 20
    assert {key for key, asks in called.items() if not asks} == set()


def test_what_published_means_is_said_once():
    """Beside the constraint that the database holds."""

    def says(node: ast.AST) -> bool:
        literal = isinstance(node, ast.Constant) and isinstance(node.value, str) and "published_at__" in node.value
        return literal or (isinstance(node, ast.keyword) and "published_at__isnull" in (node.arg or ""))

    assert found_by(says, "resolutions") == {"resolutions/models/gate.py", "resolutions/models/forum.py"}
