"""A web server that says that it is ready, where the doctor looks for it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest


class Ready(BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/readyz" else 404)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def web_server_that_answers(monkeypatch) -> Iterator[type[Ready]]:
    handler = type("Handler", (Ready,), {})
    server = HTTPServer(("127.0.0.1", 0), handler)
    monkeypatch.setenv("PORT", str(server.server_port))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield handler
    server.shutdown()
    thread.join()
    server.server_close()
