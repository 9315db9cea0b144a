"""How a visitor fares while a hundred clients send or read a byte now and then: behind nginx, as the portal is run.

gunicorn alone is not meant to stand this (docs/operations.md). Where nginx is not installed nothing is measured.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.dawdling import slow_clients
from benchmarks.progress import say
from benchmarks.report import Row
from benchmarks.servers import environment, free_port, portal, started
from benchmarks.under_attack import visits

SECONDS = 8.0
CONFIGURATION = """
worker_processes 2;
pid {folder}/nginx.pid;
error_log stderr crit;
events {{ worker_connections 1024; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    client_max_body_size 25m;
    server {{
        listen 127.0.0.1:{port};
        location / {{ proxy_pass http://127.0.0.1:{behind}; proxy_set_header Host 127.0.0.1; }}
    }}
}}
"""


def measure_slow_clients(page: str) -> list[Row]:
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if nginx is None:
        say("nginx is not installed: slow clients are not measured")
        return []
    with (
        portal(environment(DATA_DIR=os.environ["DATA_DIR"])) as server,
        proxy(nginx, server.port) as port,
    ):
        visits(port, page, 2)
        quiet = visits(port, page, 3)
        with slow_clients(port, 100):
            beset = visits(port, page, SECONDS)
    return [
        Row("a page behind nginx, p95", quiet, "ms"),
        Row("a page while 100 clients are slow, p95", beset, "ms", beset / quiet, "with none"),
    ]


@contextmanager
def proxy(nginx: str, behind: int) -> Iterator[int]:
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        configuration = Path(folder) / "nginx.conf"
        configuration.write_text(CONFIGURATION.format(folder=folder, port=port, behind=behind))
        command = [nginx, "-p", folder, "-c", str(configuration), "-g", "daemon off;"]
        with started(command, port, environment()):
            yield port
