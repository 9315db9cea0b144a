"""Questions about drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from resolutions.querysets.forum import owned_by

if TYPE_CHECKING:
    from resolutions.models import User


class DraftQuerySet(QuerySet[Any]):
    def owned_by(self, user: User | AnonymousUser) -> DraftQuerySet:
        return self.filter(owned_by(user))
