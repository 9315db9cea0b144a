from forum_portal.settings import *  # noqa: F403 -- all of them, and one application more
from forum_portal.settings import INSTALLED_APPS as OURS

INSTALLED_APPS = [*OURS, "tests.drills.next_release"]
