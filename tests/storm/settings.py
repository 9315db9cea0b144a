"""The portal's own settings, but that a line of the log which names an error also says where it came from."""

import logging

from forum_portal.settings import *  # noqa: F403 -- the same portal
from forum_portal.settings import LOGGING as USUAL


class WithTraceback(logging.Filter):
    """An error that became an answer of 503 is logged by its words alone."""

    def filter(self, record: logging.LogRecord) -> bool:
        named = [value for value in record.args or () if isinstance(value, Exception)]
        if named and not record.exc_info:
            record.exc_info = (type(named[0]), named[0], named[0].__traceback__)
        return True


CONSOLE = {"class": "logging.StreamHandler", "formatter": "line", "filters": ["with_traceback"]}
LOGGING = USUAL | {
    "filters": USUAL["filters"] | {"with_traceback": {"()": WithTraceback}},
    "handlers": {"console": CONSOLE},
}
