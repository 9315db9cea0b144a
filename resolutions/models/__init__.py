"""The nouns of the register: fields, constraints and names; nothing that sends, parses or counts."""

from resolutions.models.addressee import Addressee, AddresseeAlias
from resolutions.models.addressing import Addressing
from resolutions.models.content_version import ContentVersion
from resolutions.models.draft import Draft, DraftEdit, SourceDocument
from resolutions.models.errand import Errand
from resolutions.models.forum import Forum, Section
from resolutions.models.forum_change import ForumChange
from resolutions.models.letter import Letter
from resolutions.models.organizer import Organizer
from resolutions.models.people import User
from resolutions.models.places import Locality, Region
from resolutions.models.recommendation import Recommendation
from resolutions.models.subscription import Digest, Subscription
from resolutions.models.theme import Theme

__all__ = [
    "Addressee",
    "AddresseeAlias",
    "Addressing",
    "ContentVersion",
    "Digest",
    "Draft",
    "DraftEdit",
    "Errand",
    "Forum",
    "ForumChange",
    "Letter",
    "Locality",
    "Organizer",
    "Recommendation",
    "Region",
    "Section",
    "SourceDocument",
    "Subscription",
    "Theme",
    "User",
]
