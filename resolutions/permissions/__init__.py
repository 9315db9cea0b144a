"""Who may do what: the only room that knows what a role is good for; `grants.py` is the whole of it on one page.

    may(user, verb, row=None) -> bool    for doors: this row, or any row at all
    rows(user, verb, organizer) -> Q     the same as a condition, for lists
    only_own(user, verb) -> bool         she may, and only what her organizer keeps
    require(by, verb, row=None)          for verbs, as their first line; raises NotAllowed
    people_who(verb) -> Q                the accounts that may, for anything at all
    must_have_second_factor(user)        whom a password alone does not let in

It imports no model, so that models can ask it. What everybody sees is no permission: models/gate.py.
"""

from resolutions.permissions.asking import NotAllowed, Visitor, may, may_everything, only_own, people_who, require, rows
from resolutions.permissions.second_factor import UnknownRole, must_have_second_factor, roles_that_must

__all__ = [
    "NotAllowed",
    "UnknownRole",
    "Visitor",
    "may",
    "may_everything",
    "must_have_second_factor",
    "only_own",
    "people_who",
    "require",
    "roles_that_must",
    "rows",
]
