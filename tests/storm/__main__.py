"""`make storm`: six writers, three readers, three kill -9; twice on each database, and then every door is counted."""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.registers import DATABASES, running
from benchmarks.servers import Server, free_port, started
from tests.storm.explaining import explained, kept_logs
from tests.storm.readers import Readers
from tests.storm.writers import AT_ONCE, EACH, ROOT, Writers

ROUNDS = 2
ALL = AT_ONCE * EACH
SHOWN = 5
# Readers ask more than a visitor may.
SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.storm.settings", "API_REQUESTS_PER_MINUTE": "1000000"}


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", choices=DATABASES, action="append")
    options = parser.parse_args()
    differences = 0
    for database in options.database or DATABASES:
        for number in range(ROUNDS):
            differences += storm(database, options.seed + number)
    sys.stdout.write(f"{differences} differences.\n" if differences else "Nothing differs.\n")
    raise SystemExit(bool(differences))


def storm(database: str, seed: int) -> int:
    """One storm on a register of its own; how many differences it left."""
    with tempfile.TemporaryDirectory() as name, running(Path(name), database) as variables:
        folder, port = Path(name), free_port()
        environment = variables | SETTINGS | {"PORT": str(port)}
        log = folder / "log"
        with log.open("a") as output:
            command = [sys.executable, "manage.py", "serve"]
            with started(command, port, environment, output.fileno(), ROOT) as server:
                begun = time.monotonic()
                writers, readers = during(server, seed, environment, log)
                seconds = time.monotonic() - begun
                found = checked(server, environment)
        faults = [*writers.told("fault"), *readers.faults, *found["differences"]]
        report(f"{DATABASES[database]}, seed {seed}", writers, readers, seconds, found["figures"], faults)
        if faults:
            sys.stdout.writelines(f"    | {line}\n" for line in explained(faults, folder))
            kept = kept_logs(folder, f"{database}-{seed}")
            sys.stdout.write(f"    Logs: {kept}. The same operations: --seed={seed} --database={database}\n")
        return len(faults)


def during(server: Server, seed: int, environment: dict[str, str], log: Path) -> tuple[Writers, Readers]:
    readers = Readers(server.port)
    writers = Writers(seed, environment, log)
    try:
        chance = random.Random(seed)
        for share, kill in ((0.2, kill_web_worker), (0.4, kill_writer), (0.6, kill_web_worker)):
            writers.wait_for(int(ALL * share))
            time.sleep(chance.random() / 5)
            kill(server, writers, chance)
        writers.wait_for(ALL)
    except BaseException:
        writers.give_up()
        raise
    finally:
        writers.join()
        readers.end()
    return writers, readers


def kill_web_worker(server: Server, writers: Writers, chance: random.Random) -> None:
    """It may be answering a reader, or writing the index. Beside the web server lives the work, under one parent."""
    web = next(pid for pid in server.workers if is_web_server(pid))
    os.kill(chance.choice(Server(server.port, web).workers), signal.SIGKILL)


def is_web_server(pid: int) -> bool:
    return b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes()


def kill_writer(server: Server, writers: Writers, chance: random.Random) -> None:
    writers.kill_one_that_brings()


def checked(server: Server, environment: dict[str, str]) -> Any:
    command = [sys.executable, "-m", "tests.storm.inside", "checking", str(server.port)]
    return json.loads(subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE).stdout)


def report(name: str, writers: Writers, readers: Readers, seconds: float, figures: Any, faults: list[str]) -> None:
    """A line for the storm, and one for each of the first things that differ."""
    counted = ", ".join(f"{kind} {count}" for kind, count in sorted(writers.counted().items()))
    refused = len(writers.told("refused"))
    slowest, where = max(readers.took)
    sys.stdout.write(
        f"{name}: {writers.done} operations in {seconds:.0f} s ({counted}; {refused} refused in words), two web "
        f"workers and a writer killed, {len(readers.took)} pages read, the slowest in {slowest:.1f} s ({where}); "
        f"{', '.join(f'{count} {what}' for what, count in figures.items())}: {len(faults)} differences\n"
    )
    sys.stdout.writelines(f"    {fault}\n" for fault in list(dict.fromkeys(faults))[:SHOWN])
    sys.stdout.flush()


if __name__ == "__main__":
    main()
