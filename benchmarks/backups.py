"""What it takes to back a register up, to prove the backup, to restore it and to carry it over to the other engine.

python -m benchmarks.backups RECOMMENDATIONS [sqlite] [postgresql]

The generated register has no documents: files of random bytes stand for them, one for each forum.
"""

import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.checkouts import HERE
from benchmarks.progress import say
from benchmarks.registers import DATABASES, Registers, data_dir
from benchmarks.report import Row, show

FILES, BYTES = 30, 50_000  # for a thousand recommendations; of each


def main() -> None:
    size, wanted = int(sys.argv[1]), sys.argv[2:] or list(DATABASES)
    registers = Registers(Path(os.environ.get("DATA_DIR") or "var").resolve() / "bench")
    registers.prepare(size, wanted)
    rows = []
    for database in wanted:
        with registers.opened(size, database) as variables:
            place = registers.place(size, database) / "backups"
            shutil.rmtree(place, ignore_errors=True)
            try:
                rows += list(measured(variables, DATABASES[database], size, place))
            finally:
                shutil.rmtree(place, ignore_errors=True)
    show(rows)


def measured(variables: dict[str, str], database: str, size: int, place: Path) -> Iterator[Row]:
    kept = Path(variables["DATA_DIR"]) / "kept"
    write_documents(kept / "files" / "sources", size * FILES // 1000)
    backups = place / "all"
    yield timed(variables, database, "backup", "backup", backups)
    first = occupied(backups)
    yield Row("its size", first, "MB", database=database)
    yield timed(variables, database, "backup of the next night", "backup", backups)
    yield Row("what that one adds", occupied(backups) - first, "MB", database=database)
    yield timed(variables, database, "restore_check", "restore_check", backups)
    elsewhere = in_empty_place(variables, kept, place / "restored")
    yield timed(elsewhere, database, "restore", "restore", backups)
    if "DATABASE_URL" in variables:
        file = place / "copied" / "kept" / "portal.sqlite3"
        file.parent.mkdir(parents=True)
        yield timed(variables, database, "copy_register to SQLite", "copy_register", "--to", f"sqlite:///{file}")
        back = {name: value for name, value in variables.items() if name != "DATABASE_URL"}
        back["DATA_DIR"] = str(place / "copied")
        url = empty_database(variables["DATABASE_URL"], "copied_back")
        yield timed(back, "SQLite", "copy_register to PostgreSQL", "copy_register", "--to", url)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1000
    yield Row("most memory of a process so far", memory, "MB", database=database)


def timed(variables: dict[str, str], database: str, name: str, *command: object) -> Row:
    started = time.perf_counter()
    done = subprocess.run([HERE.python, "manage.py", *map(str, command)], env=variables, cwd=HERE.root, check=False)
    seconds = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"{name} ended with {done.returncode}.")
    say(f"{database}, {name}: {seconds:.1f} s")
    return Row(name, seconds, "s", database=database)


def write_documents(folder: Path, count: int) -> None:
    for number in range(count):
        path = folder / "1" / f"{number % 256:02x}" / f"{number:064x}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(os.urandom(BYTES))


def occupied(folder: Path) -> float:
    """On the disk; a file with several names counts once."""
    said = subprocess.run(
        ["du", "--summarize", "--block-size=1000", folder], check=True, capture_output=True, text=True
    )
    return int(said.stdout.split()[0]) / 1000


def in_empty_place(variables: dict[str, str], kept: Path, where: Path) -> dict[str, str]:
    """With the key of the register, and a database of its own beside that of PostgreSQL."""
    data = data_dir(where)
    (data / "kept").mkdir(parents=True)
    shutil.copy(kept / "development_key", data / "kept")
    place = variables | {"DATA_DIR": str(data)}
    if "DATABASE_URL" in variables:
        place["DATABASE_URL"] = empty_database(variables["DATABASE_URL"], "restored")
    return place


def empty_database(server: str, name: str) -> str:
    """Its address, on the server at that address."""
    import psycopg2  # noqa: PLC0415 -- SQLite needs none

    connection = psycopg2.connect(server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    return urlsplit(server)._replace(path=f"/{name}").geturl()


if __name__ == "__main__":
    main()
