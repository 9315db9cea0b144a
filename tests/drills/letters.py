"""The mail server of the drill."""

import mailbox
import subprocess
import sys
from pathlib import Path

from benchmarks.servers import wait_for


class Letters:
    """A mail server that keeps what it takes, in the form of Maildir, however often it dies."""

    def __init__(self, folder: Path, port: int) -> None:
        self.box = mailbox.Maildir(folder)
        self.command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{port}"]
        self.command += ["-c", "aiosmtpd.handlers.Mailbox", str(folder)]
        self.port = port
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.process = subprocess.Popen(self.command)
        wait_for(self.port, self.process)

    def kill(self) -> None:
        assert self.process
        self.process.kill()
        self.process.wait()

    close = kill

    def recipients(self) -> list[str]:
        """One for each letter."""
        return [str(letter["To"]) for letter in self.box]
