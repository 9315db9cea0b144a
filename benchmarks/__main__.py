"""Warm pages of one gunicorn worker on one core, beside a hello-world view of the same server."""

import argparse
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.json"
BOUNDS = {
    "recommendation": 10,
    "home": 15,
    "forum of 30 recommendations": 25,
    "filtered list of 25 rows": 30,
}
REQUESTS, ROUNDS, FIRST_SIGHTS = 60, 3, 9
SERVER_CORE, CLIENT_CORE = 0, 1


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--recommendations", type=int, default=10_000)
    count = parser.parse_args().recommendations
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "benchmarks.settings"}
        for name in ("DATABASE_URL", "PRODUCTION", "DEBUG"):
            os.environ.pop(name, None)
        addresses = prepare(count)
        results = with_server(addresses)
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    show(results, count)
    if not all(row["ok"] for row in results):
        raise SystemExit(1)


def prepare(count: int) -> dict[str, str]:
    import django  # noqa: PLC0415 -- the environment decides the settings, and is set above

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- as above

    from benchmarks.register import build  # noqa: PLC0415 -- as above

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    return build(count)


def with_server(addresses: dict[str, str]) -> list[dict[str, Any]]:
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "forum_portal.wsgi", f"--bind=127.0.0.1:{port}", "--workers=1"]
    server = subprocess.Popen(
        [*command, "--keep-alive=60", "--threads=2", "--no-control-socket", "--log-level=warning"],
        preexec_fn=lambda: os.sched_setaffinity(0, {SERVER_CORE}),
    )
    try:
        os.sched_setaffinity(0, {CLIENT_CORE})
        wait_for(port)
        return measure(port, addresses)
    finally:
        server.terminate()
        server.wait(timeout=30)


def measure(port: int, addresses: dict[str, str]) -> list[dict[str, Any]]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    hello = median_of_rounds(connection, "/hello/")
    rows: list[dict[str, Any]] = [
        {"name": "hello-world", "value": hello, "unit": "ms", "ratio": 1.0, "ratio_to": "hello-world"}
    ]
    for name, address in addresses.items():
        warm = median_of_rounds(connection, address)
        first = statistics.median(first_sights(connection, address)) * 1000
        for label, value in ((name, warm), (f"{name}, first sight", first)):
            rows.append(
                {"name": label, "value": value, "unit": "ms", "ratio": value / hello, "ratio_to": "hello-world"}
            )
    return [{**row, "value": round(row["value"], 2), "ratio": round(row["ratio"], 1), **verdict(row)} for row in rows]


def verdict(row: dict[str, Any]) -> dict[str, Any]:
    bound = BOUNDS.get(row["name"])
    return {"bound": bound, "ok": bound is None or row["ratio"] <= bound}


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


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("The server did not start.")


def show(results: list[dict[str, Any]], count: int) -> None:
    sys.stdout.write(f"{count} recommendations, one worker on one core, medians of {ROUNDS} rounds\n")
    sys.stdout.write(f"{'page':44}{'ms':>8}{'ratio':>8}{'bound':>8}\n")
    for row in results:
        bound = row["bound"] or ""
        mark = "" if row["ok"] else "  over the bound"
        sys.stdout.write(f"{row['name']:44}{row['value']:8.2f}{row['ratio']:8.1f}{bound:>8}{mark}\n")


if __name__ == "__main__":
    main()
