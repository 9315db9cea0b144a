"""Pages as a visitor gets them, without a server; a task of inside.py."""

from hashlib import sha256

from django.conf import settings
from django.test import Client


def render(addresses: list[str]) -> dict[str, tuple[int, str]]:
    """Address -> status, and the hash of the page."""
    settings.WRITES_TALLIES = False  # nobody has visited
    host = settings.ALLOWED_HOSTS[0].strip(".*") or "localhost"
    visitor = Client(raise_request_exception=False, SERVER_NAME=host)
    answers = {address: visitor.get(address, secure=settings.PRODUCTION) for address in addresses}
    return {address: (answer.status_code, sha256(answer.getvalue()).hexdigest()) for address, answer in answers.items()}
