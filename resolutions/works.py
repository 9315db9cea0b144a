"""Every work there is without a visitor, those of outlets included, as `urls.py` has their addresses."""

from resolutions.open_data.nightly import DUMP
from resolutions.work import kinds

WORKS = kinds.WORKS | {DUMP.name: DUMP}
