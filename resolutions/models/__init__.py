"""The nouns of the register, a file each: fields, constraints, names, and the questions one can ask of them.

`.public()` says what everyone may see in lists, `.readable()` what at its own address, `.visible_to(user)` what this
person may see besides; every door goes through one of them. Nothing here sends or parses.
"""

from resolutions.models.addressee import Addressee, AddresseeAlias
from resolutions.models.addressing import Addressing
from resolutions.models.complaint import Complaint
from resolutions.models.content_version import ContentVersion
from resolutions.models.contents import Recommendation, Section
from resolutions.models.draft import Draft, DraftEdit, SourceDocument
from resolutions.models.errand import Errand
from resolutions.models.forum import Forum
from resolutions.models.forum_change import ForumChange, RecommendationChange
from resolutions.models.hidden_words import HiddenWords
from resolutions.models.line import Line
from resolutions.models.look import Look
from resolutions.models.mail import Mail
from resolutions.models.offer import Offer
from resolutions.models.organizer import Organizer
from resolutions.models.part import Part
from resolutions.models.people import User
from resolutions.models.places import Locality, Region
from resolutions.models.second_factor import AuthenticatorApp, RecoveryCodes
from resolutions.models.subscription import Digest, Subscription
from resolutions.models.tally import ForumReads, SoughtInVain
from resolutions.models.theme import Theme
from resolutions.models.told_apart import ToldApart

__all__ = [
    "Addressee",
    "AddresseeAlias",
    "Addressing",
    "AuthenticatorApp",
    "Complaint",
    "ContentVersion",
    "Digest",
    "Draft",
    "DraftEdit",
    "Errand",
    "Forum",
    "ForumChange",
    "ForumReads",
    "HiddenWords",
    "Line",
    "Locality",
    "Look",
    "Mail",
    "Offer",
    "Organizer",
    "Part",
    "Recommendation",
    "RecommendationChange",
    "RecoveryCodes",
    "Region",
    "Section",
    "SoughtInVain",
    "SourceDocument",
    "Subscription",
    "Theme",
    "ToldApart",
    "User",
]
