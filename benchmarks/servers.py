"""The portal as `manage.py serve` starts it, and Datasette, each on a free port of the loopback."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.checkouts import HERE, Checkout

PATIENCE, START = 60.0, 300.0  # seconds; `manage.py serve` does much before it answers
BECOME = Path(__file__).with_name("become_server.py")


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    @property
    def workers(self) -> list[int]:
        """Those that answer: the processes under the one that was started."""
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]


@contextmanager
def portal(environment: dict[str, str], checkout: Checkout = HERE) -> Iterator[Server]:
    port = free_port()
    command = [checkout.python, "-P", str(BECOME), str(port)]
    with started(command, port, environment | {"PYTHONPATH": str(checkout.root)}, folder=checkout.root) as server:
        yield server


@contextmanager
def started(
    command: list[str],
    port: int,
    environment: dict[str, str],
    output: int | None = None,
    folder: Path | None = None,
) -> Iterator[Server]:
    process = subprocess.Popen(command, env=environment, stdout=output, stderr=output, cwd=folder)
    try:
        wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The server did not start.")


def environment(**values: str) -> dict[str, str]:
    """This process's own, without what would lead the portal to other data."""
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "PRODUCTION", "DEBUG")}
    return kept | {"DJANGO_SETTINGS_MODULE": "benchmarks.settings"} | values
