"""Those who make the load: every answer is timed, and whatever is not as expected is told."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from benchmarks.visitors import Load, get, visit, visit_together

pytestmark = pytest.mark.pure


class Answering(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path == "/closed":
            self.close_connection = True
        elif self.path == "/chunked":
            self.send_response(200)
            self.send_header("Transfer-Encoding", "chunked")
            self.end_headers()
            self.wfile.write(b"3\r\nabc\r\n0\r\n\r\n")
        elif self.headers.get("If-None-Match") == '"known"':
            self.send_response(304)
            self.end_headers()
        else:
            body = b"x" * 100_000
            self.send_response(404 if self.path == "/missing" else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def apart(visiting: Callable[..., Any], *args: Any, **options: Any) -> Any:
    """In a thread of its own: the browser's loop, which other tests leave running, would refuse a second one."""
    with ThreadPoolExecutor() as pool:
        return pool.submit(visiting, *args, **options).result()


def test_visitors_share_the_requests_out(port):
    answers = apart(visit, port, Load([get("/"), get("/chunked")] * 10, at_once=4))

    assert (len(answers.seconds), answers.unexpected) == (20, [])


def test_an_answer_that_was_not_expected_is_told(port):
    answers = apart(visit, port, Load([get("/"), get("/missing")], at_once=1))

    assert [what.split("\r\n")[0] for what in answers.unexpected] == ["/missing: HTTP/1.1 404 Not Found"]


def test_a_lost_connection_is_told(port):
    assert apart(visit, port, Load([get("/closed")], at_once=1)).unexpected == ["/closed: the connection was lost"]


def test_not_modified_can_be_what_is_expected(port):
    loads = {
        "known": Load([get("/", etag='"known"')] * 3, at_once=1, expected=304),
        "changed": Load([get("/", etag='"other"')], at_once=1, expected=304),
    }

    answers = apart(visit_together, port, loads)

    assert {kind: (len(one.seconds), len(one.unexpected)) for kind, one in answers.items()} == {
        "known": (3, 0),
        "changed": (1, 1),
    }


def test_no_request_begins_after_the_time(port):
    requests = iter(lambda: get("/"), b"")

    answers = apart(visit, port, Load(requests, at_once=2), seconds=0.2)

    assert answers.seconds
    assert answers.took < 2
