"""Is the index of this register at all? One COUNT tells, when a process first opens it.

An index that has followed every change holds as many recommendations as can be read. One of another past does not: a
backup was put back, and changed until its content version was as high as that of the index.
"""

import logging

import tantivy

from resolutions.models import Recommendation
from resolutions.search import store
from resolutions.search.store import Current
from resolutions.tracking import content_version

logger = logging.getLogger(__name__)


def is_of_another_past(current: Current) -> bool:
    """Told with certainty; False while the register is ahead of the index, or changes just now."""
    if content_version() != current.version:
        return False
    held = held_by(current)
    public = Recommendation.objects.readable().count()
    if held == public or content_version() != current.version:
        return False
    logger.warning("The index holds %s recommendations and the register %s: it is built anew.", held, public)
    return True


def held_by(current: Current) -> int:
    """How many recommendations the index holds."""
    with store.told_as_broken():
        count: int = tantivy.Index.open(str(store.root() / current.folder)).searcher().num_docs
    return count
