"""Warm pages of one gunicorn worker on one core, beside a hello-world view of the same server."""

import http.client
import os
import statistics
import subprocess
import sys
import time

from benchmarks.mix import Mix
from benchmarks.report import Row
from benchmarks.servers import free_port, wait_for

REQUESTS, ROUNDS, FIRST_SIGHTS = 60, 3, 9
SERVER_CORE, CLIENT_CORE = 0, 1


def addresses_of(mix: Mix) -> dict[str, str]:
    return {
        "warm recommendation": mix.recommendations[0],
        "warm home": "/",
        "warm forum": mix.forums[0],
        "warm filtered list of 25 rows": mix.filtered[0],
    }


def measure_warm_pages(mix: Mix) -> list[Row]:
    """Rows in milliseconds; each page warm, and as it is when nobody has asked for it since the last change."""
    port = free_port()
    cores = os.sched_getaffinity(0)
    server = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "gunicorn",
            "forum_portal.wsgi",
            f"--bind=127.0.0.1:{port}",
            "--workers=1",
            "--threads=2",
            "--keep-alive=60",
            "--no-control-socket",
            "--log-level=warning",
        ],
        env=os.environ | {"WEB": "1"},
        preexec_fn=lambda: os.sched_setaffinity(0, {SERVER_CORE}),
    )
    try:
        os.sched_setaffinity(0, {CLIENT_CORE})
        wait_for(port, server)
        return measure(http.client.HTTPConnection("127.0.0.1", port), addresses_of(mix))
    finally:
        os.sched_setaffinity(0, cores)
        server.terminate()
        server.wait(timeout=30)


def measure(connection: http.client.HTTPConnection, addresses: dict[str, str]) -> list[Row]:
    hello = median_of_rounds(connection, "/hello/")
    rows = [Row("warm hello-world", hello, "ms")]
    for name, address in addresses.items():
        warm = median_of_rounds(connection, address)
        first = statistics.median(first_sights(connection, address)) * 1000
        rows.append(Row(name, warm, "ms", warm / hello, "hello-world"))
        rows.append(Row(f"{name}, not remembered", first, "ms", first / hello, "hello-world"))
    return rows


def median_of_rounds(connection: http.client.HTTPConnection, address: str) -> float:
    """Milliseconds: the median of the rounds' medians, after a warm-up."""
    rounds = [[request(connection, address) for _ in range(REQUESTS)] for _ in range(ROUNDS + 1)]
    return statistics.median(statistics.median(times) for times in rounds[1:]) * 1000


def first_sights(connection: http.client.HTTPConnection, address: str) -> list[float]:
    """Seconds for addresses never asked before: an unknown parameter is ignored, but makes another page."""
    mark = "&" if "?" in address else "?"
    return [request(connection, f"{address}{mark}unseen={n}") for n in range(FIRST_SIGHTS)]


def request(connection: http.client.HTTPConnection, address: str) -> float:
    started = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    answer.read()
    took = time.perf_counter() - started
    if answer.status != 200:
        raise SystemExit(f"{address} answered {answer.status}")
    return took
