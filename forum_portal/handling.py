"""The request that a thread is at, for whoever writes about it."""

from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(slots=True)
class Handling:
    """Its number, and the name of its route once that is known."""

    request_id: str
    route: str | None = None


# Not taken back when the answer is made: its last part is read after that, and Django logs its status then.
handling: ContextVar[Handling | None] = ContextVar("handling", default=None)
