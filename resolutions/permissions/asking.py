"""May she? The answer as a truth, as a condition and as a refusal. A verb that is not in grants.py is a KeyError."""

from __future__ import annotations

from typing import Literal, Protocol, TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q

from resolutions.permissions.grants import GRANTS, Whose
from resolutions.permissions.whose import organizer_of
from resolutions.vocabulary import Role

NOT_HERS = "На это у вашей учётной записи нет права. Если оно нужно, попросите администратора."


class Person(Protocol):
    """What is asked of an account; no model can be named here."""

    @property
    def is_authenticated(self) -> Literal[True]: ...
    @property
    def is_active(self) -> bool: ...
    @property
    def role(self) -> str: ...
    @property
    def organizer_id(self) -> int | None: ...


Visitor: TypeAlias = Person | AnonymousUser


class NotAllowed(PermissionDenied):
    """The message is a Russian sentence for whoever tried. A door that lets it through answers 403."""

    def __init__(self) -> None:
        super().__init__(NOT_HERS)


def may(user: Visitor, verb: str, row: Model | None = None) -> bool:
    """Whether this person may do it to this row; without one, whether there is any such row for her at all.

    Of a row that no organizer keeps (an addressee, a theme, a person) ask without it.
    """
    whose = whose_rows(user, verb)
    if row is None or whose is not Whose.OWN:
        return whose is not None
    return organizer_of(row) is not None and organizer_of(row) == own_organizer(user)


def only_own(user: Visitor, verb: str) -> bool:
    """Whether she may do it, but only to what her organizer keeps."""
    return whose_rows(user, verb) is Whose.OWN


def rows(user: Visitor, verb: str, organizer: str = "organizer") -> Q:
    """Of a model, those rows that this person may do it to; `organizer` is the path to the one that keeps them."""
    whose = whose_rows(user, verb)
    if whose is Whose.ALL:
        return ~Q(pk=None)
    own = own_organizer(user)
    return Q(pk__in=[]) if whose is None or own is None else Q(**{organizer: own})


def require(by: Person | None, verb: str, row: Model | None = None) -> None:
    """Raises NotAllowed. None is the operator at the command line, or the program itself, who may everything."""
    if by is not None and not may(by, verb, row):
        raise NotAllowed


def people_who(verb: str) -> Q:
    """The accounts whose role lets them do it to anything at all, closed ones as well."""
    return Q(role__in=[Role.ADMINISTRATOR, *GRANTS[verb]])


def may_everything(user: Visitor) -> bool:
    return role_of(user) == Role.ADMINISTRATOR


def whose_rows(user: Visitor, verb: str) -> Whose | None:
    """None: she may not at all."""
    grants, role = GRANTS[verb], role_of(user)
    if role is None:
        return None
    return Whose.ALL if role == Role.ADMINISTRATOR else grants.get(role)


def role_of(user: Visitor) -> Role | None:
    """None for a visitor, and for somebody who may not sign in any more."""
    return Role(user.role) if user.is_authenticated and user.is_active else None


def own_organizer(user: Visitor) -> int | None:
    """The key of the organizer whose rows are hers."""
    return user.organizer_id if user.is_authenticated else None
