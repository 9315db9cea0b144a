"""What the portal shows is what it showed before: any other word is a change that somebody has to look at."""

import os

import pytest
import time_machine

from tests.golden.everything import everything
from tests.golden.kept import differences, keep
from tests.golden.register import NOW
from tests.golden.renew import ASKED_FOR

pytestmark = pytest.mark.django_db
HOW_TO_RENEW = (
    "If all of this was meant: `make golden`, look through `git diff tests/golden/pages`, and commit it, too."
)


@time_machine.travel(NOW, tick=False)
def test_every_page_file_and_letter_is_what_it_was(world):
    now = everything(world)

    if ASKED_FOR in os.environ:
        keep(now)
    changed = differences(now)
    if changed:
        pytest.fail(f"{changed}\n\n{HOW_TO_RENEW}", pytrace=False)
