"""The portal's own settings, and one more address: a view that says hello."""

from forum_portal.settings import *  # noqa: F403 -- the same server, nothing but the address added

ROOT_URLCONF = "benchmarks.urls"
