"""Stock Django admin: directories, corrections, and a whole resolution entered by hand.

`site.py` is the site, `base.py` what all its pages do alike; one file per noun registers the pages.
"""

from resolutions.admin import (
    addressees,
    directories,
    drafts,
    forums,
    people,
    recommendations,
    sections,
    subscriptions,
    themes,
)

__all__ = [
    "addressees",
    "directories",
    "drafts",
    "forums",
    "people",
    "recommendations",
    "sections",
    "subscriptions",
    "themes",
]
