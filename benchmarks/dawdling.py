"""Clients that send or read a byte now and then."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress

PAUSE = 0.5
# A beginning, to which a byte is added now and then; the last asks properly and hardly reads what it is sent.
HEADERS = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "
BODY = b"POST /login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\n"
READING = b"GET /recommendations/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


@contextmanager
def slow_clients(port: int, count: int) -> Iterator[None]:
    with ExitStack() as connections:
        clients = []
        for number in range(count):
            # From addresses of their own: of one nginx takes no more than a hundred at a time.
            own = (f"127.0.{1 + number // 250}.{1 + number % 250}", 0)
            client = connections.enter_context(socket.create_connection(("127.0.0.1", port), source_address=own))
            begin = (HEADERS, BODY, READING)[number % 3]
            client.sendall(begin)
            clients.append((client, begin is READING))
        finished = threading.Event()
        trickle = threading.Thread(target=trickle_until, args=(finished, clients))
        trickle.start()
        try:
            yield
        finally:
            finished.set()
            trickle.join()


def trickle_until(finished: threading.Event, clients: list[tuple[socket.socket, bool]]) -> None:
    while not finished.wait(PAUSE):
        for client, reads in clients:
            with suppress(OSError):  # the server has had enough of it
                if reads:
                    client.recv(1)
                else:
                    client.sendall(b"a")
