"""Who may read what the portal writes: its own user, whatever the umask it is started with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.pure


def manage(*command: str, where: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(where)}
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment,
        umask=0o022,
        check=True,
        capture_output=True,
        text=True,
    )


def open_to_others(where: Path) -> list[str]:
    return [str(path) for path in (where, *where.rglob("*")) if path.lstat().st_mode & 0o077 and not path.is_symlink()]


def test_a_folder_that_is_made_and_what_is_written_into_it_are_its_owners_alone(tmp_path):
    where = tmp_path / "data"

    manage("sendtestemail", "a@example.org", where=where)
    manage("shell", "--no-imports", "-c", "from django.conf import settings; str(settings.SECRET_KEY)", where=where)

    assert (where / "kept" / "development_key").exists()
    assert len(list((where / "derived" / "mail").iterdir())) == 1
    assert open_to_others(where) == []


@pytest.mark.parametrize(("before", "after"), [(0o755, 0o700), (0o750, 0o700), (0o700, 0o700), (0o1777, 0o1777)])
def test_a_folder_that_was_open_is_closed_by_any_command_unless_everybody_shares_it(tmp_path, before, after):
    where = tmp_path / "data"
    where.mkdir()
    where.chmod(before)

    manage("version", where=where)

    assert where.stat().st_mode & 0o7777 == after


def test_locks_lie_in_it_where_no_other_user_can_put_them_first(tmp_path):
    code = "from resolution_reader import cage; print(cage.keep_places_in(None))"

    told = manage("shell", "--no-imports", "-c", code, where=tmp_path).stdout

    assert told == f"{tmp_path / 'derived' / 'places'}\n"


def test_static_files_are_collected_for_their_owner_alone(tmp_path):
    """Django's storages open what they write, whatever the umask."""
    manage("collectstatic", "--no-input", where=tmp_path)

    assert (tmp_path / "derived" / "static" / "css" / "pages.css").exists()
    assert open_to_others(tmp_path) == []
