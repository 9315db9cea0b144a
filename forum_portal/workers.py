"""gunicorn's workers: how they share what comes in, and what their threads stand on.

Workers race for each new connection, and one that has just been awake wins the race again and again: connections
that stay open may then all lie with one worker, on one core, while the other has nothing to do.
"""

import socket
import time
from concurrent.futures import Executor
from threading import Thread

from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]  # gunicorn has no types

from forum_portal.stack import give_room_to

COURTESY, MOST = 0.0002, 0.002  # seconds: for each connection it has, and in all


class FairWorker(ThreadWorker):
    """Waits a moment before it takes a connection, the longer the more it has."""

    def accept(self, listener: socket.socket) -> None:
        if self.nr_conns:
            time.sleep(min(self.nr_conns * COURTESY, MOST))
        super().accept(listener)

    def get_thread_pool(self) -> Executor:
        give_room_to(Thread.run)  # the first call of each thread of this process, which lasts as long as the thread
        return super().get_thread_pool()
