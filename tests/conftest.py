"""What every test stands on. Everything is real; only the clock of pages and the place of files are ours."""

import os
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import caches
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection
from django.test import Client, override_settings
from django.utils.module_loading import import_string
from simple_history.manager import HistoryManager

from resolution_reader import cage
from resolutions import last_seen
from resolutions.models import ForumChange, Look, RecommendationChange, Theme
from resolutions.pages.updated import published_last
from resolutions.search.index import opened
from resolutions.tracking import ROWS, TRACKED
from resolutions.web import look
from tests import asked_again
from tests.factories import UserFactory

# Playwright's loop runs in the main thread, and Django would refuse the ORM beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# Or the class of a manager would be made anew with every row that is saved: an eighth of the whole suite.
HistoryManager.from_queryset = cache(HistoryManager.from_queryset)

CHROMIUM = "/usr/bin/chromium-headless-shell"  # the whole browser takes half as long again: it draws its own window
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COMMIT = {"transactional_db", "live_server"}  # the fixtures with which a test commits what it writes
PURE = ("tests/resolution_reader/",)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What touches no database is marked, so that it runs once and not once per engine. What needs PostgreSQL does not
    begin on SQLite, which would take a database beside its own for a file to be made here."""
    if connection.vendor == "sqlite":
        left_out = [item for item in items if item.get_closest_marker("several_connections")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not item.get_closest_marker("several_connections")]
    for item in items:
        if item.nodeid.startswith(PURE):
            item.add_marker(pytest.mark.pure)
        if drives_a_browser(item):
            item.add_marker(pytest.mark.browser)


def drives_a_browser(item: pytest.Item) -> bool:
    """By a fixture of Playwright's: a parameter or a fixture of our own that is called so makes no browser test."""
    known = item._fixtureinfo.name2fixturedefs if isinstance(item, pytest.Function) else {}
    given = [known[name][-1] for name in ("page", "context", "new_context") if known.get(name)]
    return any(one.func.__module__.startswith("pytest_playwright") for one in given)


@pytest.fixture(scope="session", autouse=True)
def static_files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files are served as they lie, without collecting them: to a browser by the server of its tests. Every
    client of a test would look at all of them before its first request."""
    storage = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STATIC_ROOT=tmp_path_factory.mktemp("static"),
        STORAGES=settings.STORAGES | {"staticfiles": storage},
        WHITENOISE_USE_FINDERS=False,
    ):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """Every test begins with an empty register: a test that commits is followed by one without the themes that a
    register has from the beginning, so that none has them. tests/register/test_themes.py brings them in."""
    with django_db_blocker.unblock():
        Theme.objects.all().delete()
        Theme.history.all().delete()  # or their addresses would be kept


@pytest.fixture(scope="session", autouse=True)
def nothing_is_asked_again_and_again() -> None:
    asked_again.watch()


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """A test that is rolled back takes the content version with it; its pages must go as well."""
    for name in ("default", "answers", "counters", "pieces"):
        caches[name].clear()
    last_seen.forget()
    published_last.cache_clear()
    look.Known.last = last_seen.state(), look.shown(Look())  # as in a process that somebody has asked before


@pytest.fixture(autouse=True)
def nothing_noted(request: pytest.FixtureRequest) -> None:
    """After a test that commits Django empties SQLite's tables by DELETE, in an order that each process draws by lot,
    and the triggers note the forums that go. Such a note may stay, under a number above that at which the next test
    begins, and would be the newest that is seen of the register all along."""
    if has_database(request):
        request.getfixturevalue("db" if is_rolled_back(request) else "transactional_db")
        ForumChange.objects.all().delete()
        RecommendationChange.objects.all().delete()


@pytest.fixture(autouse=True)
def letters_wait(settings: Any) -> None:
    """Until a test sends them: a thread of its own would write to the database while a test ends."""
    settings.WEB_SENDS_LETTERS = False
    settings.WRITES_TALLIES = False


@pytest.fixture(autouse=True)
def uploads(settings: Any, tmp_path: Path) -> None:
    """Each test has folders of its own for what people send, for pages, for pictures and for dumps."""
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.OPEN_DATA_ROOT = tmp_path / "open_data"
    kept = {name: settings.CACHES[name] | {"LOCATION": tmp_path / name} for name in ("pages", "pictures")}
    settings.CACHES = settings.CACHES | kept
    settings.READERS_APART = True  # a reader in a process of its own would look into another database


@pytest.fixture(scope="session", autouse=True)
def places_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every process of the suite is the same visitor, who may take away two files at a time, and would be the same
    machine, on which one sends letters at a time."""
    of_all, settings.DATA_DIR = settings.DATA_DIR, tmp_path_factory.mktemp("data")
    before = cage.keep_places_in(tmp_path_factory.mktemp("places"))
    yield
    cage.keep_places_in(before)
    settings.DATA_DIR = of_all


@pytest.fixture(autouse=True)
def index_in_memory(settings: Any) -> Iterator[None]:
    """An index of its own for each test; not on a disk, which would be asked to keep every commit for good."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None, ignore_cleanup_errors=True) as folder:
        settings.INDEX_ROOT = Path(folder) / "index"
        yield
        opened.cache_clear()  # or every index of the run would be kept open


@pytest.fixture(autouse=True)
def counted_at_once(request: pytest.FixtureRequest) -> Iterator[None]:
    """On PostgreSQL a change counts when its transaction is committed, and most tests commit nothing: for them it
    counts at once, and anew after each request, so that the next one sees all that was written before it."""
    if connection.vendor != "postgresql" or not is_rolled_back(request):
        yield
        return
    request.getfixturevalue("db")
    tables = [apps.get_model("resolutions", model)._meta.db_table for model in TRACKED]
    triggers = [f"{table}_counts_{event}" for table in tables for event in ROWS]
    with connection.cursor() as cursor:
        cursor.execute(f"SET CONSTRAINTS {', '.join(triggers)} IMMEDIATE")
    for moment in (request_started, request_finished):
        moment.connect(count_what_follows)
    yield
    for moment in (request_started, request_finished):
        moment.disconnect(count_what_follows)


def is_rolled_back(request: pytest.FixtureRequest) -> bool:
    """Whether the test has the database in a transaction that is never committed."""
    marker = request.node.get_closest_marker("django_db")
    commits = bool(marker and marker.kwargs.get("transaction")) or bool(COMMIT & set(request.fixturenames))
    return has_database(request) and not commits


def has_database(request: pytest.FixtureRequest) -> bool:
    asked_for = {"db", *COMMIT} & set(request.fixturenames)
    return bool(asked_for) or request.node.get_closest_marker("django_db") is not None


def count_what_follows(**_: Any) -> None:
    """As if a transaction ended here. Not through Django's cursor, as tests count its queries."""
    with connection.connection.cursor() as cursor:
        cursor.execute("SELECT set_config('resolutions.counted', '', true)")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    return {"executable_path": CHROMIUM, "args": CHROMIUM_FLAGS, "headless": True}


@pytest.fixture
def web_server() -> Iterator[Any]:
    """What a web server calls, within the test's transaction: like Django's client, it leaves the connection open."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    # Made when it is asked for: it looks for static files at once, and they are where a fixture above puts them.
    yield import_string("forum_portal.wsgi.application")
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


@pytest.fixture
def signed_in():
    """signed_in(role=..., organizer=...) -> a client of such a person, as `client.user`."""

    def sign_in(**fields: object) -> Client:
        client = Client()
        client.user = UserFactory(**fields)
        client.force_login(client.user)
        return client

    return sign_in
