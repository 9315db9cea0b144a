"""nginx with the shipped addresses of a portal in it, before a portal that says only what it was asked."""

import http.client
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.commands.test_serve import free_port
from tests.deploy.filling import filled

NAME = "portal"
NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
USER = "user root;" if os.getuid() == 0 else ""  # as somebody else it could not reach the folder of a test
WHOLE = """
{user}
pid {where}/pid;
error_log {where}/error.log;
events {{ worker_connections 512; }}
http {{
    client_body_temp_path {where}/body;
    proxy_temp_path {where}/proxy;
    fastcgi_temp_path {where}/fastcgi;
    uwsgi_temp_path {where}/uwsgi;
    scgi_temp_path {where}/scgi;
    include {where}/zones.conf;
    {servers}
}}
"""


@dataclass
class Asked:
    """A request as it came to the portal."""

    path: str
    headers: dict[str, str]
    protocol: str
    body: int


@dataclass
class Behind:
    """The portal: each answer is another one, so that a kept one is known. `says`: path -> its headers and status."""

    port: int = 0
    says: dict[str, dict[str, str]] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    held: threading.Event = field(default_factory=threading.Event)  # what answers /slow/

    def answer_of(self, path: str) -> bytes:
        return f"answer {len(self.asked)} to {path}".encode()


@contextmanager
def running(behind: Behind) -> Iterator[None]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            behind.asked.append(Asked(self.path, dict(self.headers), self.request_version, len(body)))
            if path == "/slow/":
                behind.held.wait(30)
            content = behind.answer_of(path)
            self.send_response(behind.statuses.get(path, 200))
            for name, value in behind.says.get(path, {}).items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_POST = do_GET

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 200

    server = Server(("127.0.0.1", behind.port), Handler)
    behind.port = server.server_port
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        behind.held.set()
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Answer:
    status: int
    text: str
    headers: http.client.HTTPMessage


@dataclass
class Proxy:
    port: int
    where: Path

    def get(self, path: str, body: bytes | None = None, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {name.replace("_", "-"): value for name, value in headers.items()} | {"Host": "portal.example.ru"}
        connection.request("GET" if body is None else "POST", path, body, sent)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return Answer(answer.status, text, answer.headers)

    def log(self) -> str:
        time.sleep(0.1)
        return (self.where / f"{NAME}.log").read_text()


@contextmanager
def proxy(where: Path, behind: Behind, folder: str = "", **instead: str) -> Iterator[Proxy]:
    """`instead`: what stands there otherwise for this test, as how long ten seconds are."""
    if NGINX is None:
        pytest.skip("nginx is not installed: nobody says what it makes of its file")
    port = free_port()
    server = f"server {{ listen 127.0.0.1:{port}; include {where}/portal.conf; }}"
    write(where, behind.port, server, folder, instead)
    process = subprocess.Popen([NGINX, "-p", str(where), "-c", f"{where}/nginx.conf", "-g", "daemon off;"])
    try:
        found = Proxy(port, where)
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                found.get("/is-it-there")
                break
            except OSError:
                time.sleep(0.05)
        behind.asked.clear()
        yield found
    finally:
        process.terminate()
        process.wait(20)


def write(where: Path, behind: int, servers: str, folder: str = "", instead: dict[str, str] | None = None) -> None:
    """The files as they are installed, but for where they lie."""
    texts = {
        "zones.conf": filled("nginx/zones.conf", NAME=NAME, UPSTREAM=f"127.0.0.1:{behind}"),
        "portal.conf": filled("nginx/portal.conf", NAME=NAME, FOLDER=folder),
        "nginx.conf": WHOLE.format(user=USER, where=where, servers=servers),
    }
    places = {"/var/lib/nginx/": f"{where}/", "/var/log/nginx/": f"{where}/", "/etc/nginx/snippets/": f"{where}/"}
    for name, text in texts.items():
        for before, now in {**places, **(instead or {})}.items():
            text = text.replace(before, now)
        (where / name).write_text(text)
