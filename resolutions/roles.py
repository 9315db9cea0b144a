"""What each role may do, as Django's permission names. Administrators may do everything.

A permission says which kind of row; whose rows (an editor's own organizer's) is said by `.visible_to(user)`.
"""

from resolutions.vocabulary import Role


def permissions(*models: str, actions: str = "view add change delete") -> frozenset[str]:
    return frozenset(f"resolutions.{action}_{model}" for model in models for action in actions.split())


PERMISSIONS: dict[Role, frozenset[str]] = {
    Role.EDITOR: permissions("forum", "section", "recommendation", "addressing")
    | permissions("organizer", "draft", "addressee", "locality", "region", "theme", actions="view")
    | permissions("addressee", "locality", actions="add"),
    Role.OFFICIAL: frozenset(),
    Role.MODERATOR: permissions("addressee", "addresseealias", "locality", "region", "theme")
    | permissions("forum", "section", "recommendation", "addressing", "organizer", actions="view"),
    Role.ADMINISTRATOR: frozenset(),
}
