import pytest

from resolutions.following.digests import contents
from tests.golden.register import World, build


@pytest.fixture
def world(settings) -> World:
    """Nothing in it depends on the machine, the day or the tests before."""
    settings.SECRET_KEY = "the same in every run, so that signed links are"
    settings.SITE_ADDRESS = "http://portal.example"
    contents.cache_clear()  # what another test said at the same content version
    return build()
