"""What every test stands on. Everything is real; only the clock of pages and the place of files are ours."""

import os
from pathlib import Path

import pytest
from django.test import Client

from tests.factories import UserFactory

# Playwright's loop runs in the main thread, and Django would refuse the ORM beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = "/usr/bin/chromium"
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PURE = ("tests/intake/", "tests/language/")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What touches no database is marked, so that it runs once and not once per engine."""
    for item in items:
        if item.nodeid.startswith(PURE):
            item.add_marker(pytest.mark.pure)
        if "page" in getattr(item, "fixturenames", ()) or "context" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(autouse=True)
def places_of_files(settings, tmp_path: Path) -> None:
    """Uploads go to the test's own folder; static files are served as they lie, without collecting them."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": CHROMIUM, "args": CHROMIUM_FLAGS, "headless": True}


@pytest.fixture
def signed_in():
    """signed_in(role=..., organizer=...) -> a client of such a person, as `client.user`."""

    def sign_in(**fields: object) -> Client:
        client = Client()
        client.user = UserFactory(**fields)
        client.force_login(client.user)
        return client

    return sign_in
