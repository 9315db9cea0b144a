"""A private link to a draft's preview, for the chair who has no account: signed, expiring, taken back at will."""

import secrets
from datetime import datetime, timedelta

from django.core import signing

from resolutions.models import Draft, User
from resolutions.permissions import require
from resolutions.register.authorship import save_as

SHARED_FOR = timedelta(days=14)
SALT = "draft-preview"


def share(draft: Draft, at: datetime, by: User | None) -> Draft:
    """A link that works from now on; the one before it, if any, ends."""
    require(by, "share", draft)
    draft.share_key = secrets.token_urlsafe(16)
    draft.shared_until = at + SHARED_FOR
    return save_as(by, draft, update_fields=["share_key", "shared_until"])


def unshare(draft: Draft, by: User | None) -> Draft:
    require(by, "share", draft)
    draft.share_key = ""
    draft.shared_until = None
    return save_as(by, draft, update_fields=["share_key", "shared_until"])


def token_of(draft: Draft) -> str:
    """What stands in the link; empty when the draft is not shared."""
    return signing.dumps([draft.pk, draft.share_key], salt=SALT) if draft.share_key else ""


def shared_draft(token: str, at: datetime) -> Draft | None:
    """The draft of a link that holds; None when it was forged, taken back or has expired."""
    try:
        pk, key = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    draft = Draft.objects.select_related("source", "organizer").filter(pk=pk, share_key=key).first()
    if draft is None or not key or draft.shared_until is None or draft.shared_until < at:
        return None
    return draft
