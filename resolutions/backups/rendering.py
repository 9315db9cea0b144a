"""Pages as a visitor gets them, without a server; a task of inside.py."""

from hashlib import sha256

from django.conf import settings
from django.test import Client

from resolutions.search.index import Lack, lacked


def render(addresses: list[str]) -> dict[str, tuple[int, str]]:
    """Address -> status, and the hash of the page; empty where the index lacked any of it, as while it is built."""
    settings.WRITES_TALLIES = False  # nobody has visited
    host = settings.ALLOWED_HOSTS[0].strip(".*") or "localhost"
    visitor = Client(raise_request_exception=False, SERVER_NAME=host)
    return {address: rendered(visitor, address) for address in addresses}


def rendered(visitor: Client, address: str) -> tuple[int, str]:
    lacked.set(Lack.NOTHING)
    answer = visitor.get(address, secure=settings.PRODUCTION)
    page = answer.getvalue()
    return answer.status_code, "" if lacked.get() else sha256(page).hexdigest()
