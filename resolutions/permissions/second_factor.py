"""Whom a password alone does not let in. REQUIRE_SECOND_FACTOR names roles, or «nobody»; unset, it is administrators
and moderators in production, and nobody elsewhere."""

from __future__ import annotations

from django.conf import settings

from resolutions.permissions.asking import Visitor, role_of
from resolutions.vocabulary import Role

USUAL = frozenset({Role.ADMINISTRATOR, Role.MODERATOR})
NOBODY = ["nobody"]


class UnknownRole(Exception):
    """REQUIRE_SECOND_FACTOR names what is no role; the message is for the operator."""


def must_have_second_factor(user: Visitor) -> bool:
    """Raises UnknownRole: a misspelt setting lets nobody in rather than everybody."""
    return role_of(user) in roles_that_must()


def roles_that_must() -> frozenset[Role]:
    """Raises UnknownRole."""
    names = settings.REQUIRE_SECOND_FACTOR
    if not names:
        return USUAL if settings.PRODUCTION else frozenset()
    if names == NOBODY:
        return frozenset()
    if unknown := sorted(set(names) - set(Role.values)):
        known = ", ".join([*Role.values, *NOBODY])
        raise UnknownRole(f"REQUIRE_SECOND_FACTOR names {', '.join(unknown)}; known: {known}.")
    return frozenset(map(Role, names))
