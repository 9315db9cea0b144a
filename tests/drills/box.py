"""A Debian of its own in a folder: made by debootstrap, entered by chroot, started as a machine by systemd-nspawn."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MIRROR = "http://deb.debian.org/debian"
PROGRAMS = ("debootstrap", "systemd-nspawn", "chroot", "nsenter")
# So that the Debian inside comes by packages as the one outside does.
PASSED_ON = ("http_proxy", "https_proxy", "no_proxy", "PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_CERT")
CERTIFICATES = "etc/ssl/certs/ca-certificates.crt"
INSIDE = {"PATH": "/usr/local/sbin:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": "/root", "LANG": "C.UTF-8"}
# nspawn's own list of calls is older than the walls around documents; a machine has no such list.
LANDLOCK = "landlock_create_ruleset landlock_add_rule landlock_restrict_self"
START = 90.0  # seconds


class Failed(Exception):
    """A command inside ended otherwise than it should; with what it said."""


class Box:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.machine: subprocess.Popen[bytes] | None = None

    def run(self, command: str, *, ends_with: int = 0) -> str:
        """What a shell inside says, standard error included. Raises Failed."""
        enter = (
            ["nsenter", f"--target={self.leader()}", "-m", "-u", "-i", "-n", "-p"]
            if self.machine
            else ["chroot", str(self.root)]
        )
        passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        around = [f"{name}={value}" for name, value in (INSIDE | passed).items()]
        done = subprocess.run(
            [*enter, "env", "-i", *around, "bash", "-c", command],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if done.returncode != ends_with:
            raise Failed(f"{command}\n  ended with {done.returncode} instead of {ends_with}:\n{done.stdout}")
        return done.stdout

    def leader(self) -> str:
        """The number outside of the first process inside."""
        assert self.machine is not None
        return Path(f"/proc/{self.machine.pid}/task/{self.machine.pid}/children").read_text().split()[0]

    @contextmanager
    def started(self) -> Iterator[None]:
        """As a machine with systemd, on a network of its own."""
        options = ["--register=no", "--keep-unit", "--machine=drill", "--private-network", "--console=pipe", "--boot"]
        command = ["systemd-nspawn", "-D", str(self.root), *options, f"--system-call-filter={LANDLOCK}"]
        quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.machine = subprocess.Popen(command, **quiet)  # type: ignore[call-overload]  # the three are ints
        try:
            self.wait_until_it_runs()
            yield
        finally:
            self.machine.terminate()
            self.machine.wait(60)
            self.machine = None

    def wait_until_it_runs(self) -> None:
        until = time.monotonic() + START
        while True:
            try:
                state = self.run("systemctl is-system-running || true").strip()
            except (Failed, OSError, IndexError):
                state = ""
            if state in ("running", "degraded"):
                return
            if time.monotonic() > until:
                raise Failed(f"The machine does not come up: {state or 'no answer'}.")
            time.sleep(1)


@contextmanager
def fresh(suite: str, code: Path) -> Iterator[Box]:
    """With nothing but what a checkout needs, which lies in /srv/portal; gone afterwards. Nothing runs in it yet."""
    root = Path(tempfile.mkdtemp(prefix="drill-", dir="/var/tmp"))
    try:
        root.chmod(0o755)
        packages = "--include=ca-certificates,make,systemd-sysv"
        subprocess.run(
            ["debootstrap", "--variant=minbase", packages, suite, str(root), MIRROR],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        for name in (CERTIFICATES, "etc/resolv.conf"):
            (root / name).write_bytes((Path("/") / name).read_bytes())
        # No package starts anything of its own in a chroot.
        (root / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")
        (root / "usr/sbin/policy-rc.d").chmod(0o755)
        files = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=code,
            capture_output=True,
            check=True,
        ).stdout.split(b"\0")
        for name in filter(None, files):
            there = root / "srv/portal" / name.decode()
            there.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(code / name.decode(), there, follow_symlinks=False)
        yield Box(root)
    finally:
        shutil.rmtree(root, ignore_errors=True)


@contextmanager
def mounted(root: Path) -> Iterator[None]:
    """What programs expect below /proc and /dev."""
    for what in ("proc", "dev"):
        subprocess.run(["mount", "--bind", f"/{what}", str(root / what)], check=True)
    try:
        yield
    finally:
        for what in ("dev", "proc"):
            subprocess.run(["umount", "--lazy", str(root / what)], check=False)
