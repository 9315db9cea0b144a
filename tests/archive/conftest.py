"""What tests of archives stand on."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from resolutions.management.commands.serve import Command
from resolutions.models import Forum
from resolutions.review.demonstration import enter_demonstration
from tests.archive.full import Full, build


@pytest.fixture
def seeds(db: None) -> list[Forum]:
    """Both sample resolutions as `make run` brings them in, and the demonstration."""
    Command().import_samples()
    enter_demonstration()
    call_command("rebuild_index", stdout=StringIO())  # reading asked it, within the transaction of this test
    return list(Forum.objects.readable().order_by("slug"))


@pytest.fixture
def full(db: None) -> Full:
    return build()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "archive"
