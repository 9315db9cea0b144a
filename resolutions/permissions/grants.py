"""What each role may do, and to whose rows. Administrators may everything.

A verb called like `change_forum` is also a permission of Django's, and so what the admin asks.
tests/permissions/matrix.csv says the same, person by person.
"""

from enum import Enum

from resolutions.vocabulary import Role


class Whose(Enum):
    """Rows that one may do something to: of one's own organizer, or all."""

    OWN = "own"
    ALL = "all"


OWN, ALL = Whose.OWN, Whose.ALL
Grants = dict[str, dict[Role, Whose]]


def granted(verbs: str, **roles: Whose) -> Grants:
    """Each of the verbs, to people of these roles."""
    return {verb: {Role(role): whose for role, whose in roles.items()} for verb in verbs.split()}


def kept(*models: str, actions: str = "view add change delete") -> str:
    """What Django calls that: «view_forum add_forum …»."""
    return " ".join(f"{action}_{model}" for model in models for action in actions.split())


CONTENTS = ("forum", "section", "line", "recommendation", "part", "addressing")
CHECKED = ("addressee", "locality")  # editors add one that is missing, a moderator checks it
SHARED = ("region", "theme")

GRANTS: Grants = (
    granted("enter_admin", editor=ALL, moderator=ALL)
    | granted(kept(*CONTENTS, actions="view"), editor=OWN, moderator=ALL)
    | granted(kept(*CONTENTS, actions="add change delete"), editor=OWN)
    | granted("publish unpublish restore_forum correct", editor=OWN)
    # A complaint about private data reaches whoever is there first.
    | granted("hide settle", editor=OWN, moderator=ALL)
    | granted("assign_themes", editor=OWN, moderator=ALL)
    | granted("settle_offer", moderator=ALL)
    | granted("receive", editor=OWN)
    | granted("view_draft edit accept revise discard restore_draft share", editor=OWN)
    | granted(kept(*CHECKED, *SHARED, actions="view") + " view_organizer", editor=ALL, moderator=ALL)
    | granted(kept(*CHECKED, actions="add"), editor=ALL, moderator=ALL)
    | granted(kept(*CHECKED, actions="change delete"), moderator=ALL)
    | granted(kept(*SHARED, actions="add change delete") + " " + kept("addresseealias"), moderator=ALL)
    | granted("mark_reviewed merge strike_out merge_themes", moderator=ALL)
    | granted(kept("organizer", actions="add change delete") + " change_look monitor")
    | granted(kept("user", actions="view add change") + " invite forget reset_second_factor")
    | granted(kept("subscription", "mail", actions="view delete"))
)
