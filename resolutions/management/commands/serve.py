"""From nothing to a portal that answers: what `make run` runs."""

import hashlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from forum_portal.data_dir import close_all_to_others
from resolution_reader import documents_in
from resolutions.models import Addressee, Recommendation, Section, SourceDocument
from resolutions.open_data.dump import dump_open_data
from resolutions.open_data.dumps import current_dump
from resolutions.people.first_accounts import create_first_accounts
from resolutions.register.directory import mark_reviewed
from resolutions.register.organizers import default_organizer
from resolutions.review.demonstration import enter_demonstration
from resolutions.review.importing import Outcome, import_document
from resolutions.review.themes_of_register import apply, found_in
from resolutions.work.after_response import is_apart
from resolutions.works import WORKS

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
WORKERS = 2
# Threads that share memory give back more of it than those with a part each.
AROUND = {"WEB": "1", "MALLOC_ARENA_MAX": "2"}
QUICKLY_DUMPED = 10_000  # recommendations: a few seconds


class Command(BaseCommand):
    help = "Готовит базу, вносит образцы резолюций и запускает портал."
    requires_system_checks: list[str] = []
    exits = (0, 1)  # stopped; a step that did not work

    def handle(self, *args: Any, **options: Any) -> None:
        port = os.environ.get("PORT", "8000")
        self.step("порт", lambda: require_free_port(port), "Запустите на другом: PORT=8001 make run")
        self.step("база данных", self.migrate, "Проверьте DATABASE_URL и права на папку DATA_DIR.")
        self.step("образцы резолюций", self.import_samples, "Проверьте папку resolutions/samples.")
        if settings.DEMO and not settings.PRODUCTION:
            self.step("демонстрация", enter_demonstration, "Запустите без неё: DEMO=0 make run")
        self.step("поисковый индекс", self.build_index, "Проверьте права на папку DATA_DIR и место на диске.")
        self.step("открытые данные", self.first_dump, "Проверьте права на папку DATA_DIR.")
        self.step("учётные записи", self.accounts, "Проверьте базу данных.")
        self.step("оформление", self.collect_static, "Проверьте права на папку DATA_DIR.")
        self.step("права на файлы", self.close_to_others, "Проверьте, чья папка DATA_DIR.")
        self.stdout.write(f"Портал: http://127.0.0.1:{port}/  (остановить: Ctrl+C)")
        self.stdout.write(f"Вход:   http://127.0.0.1:{port}{reverse('login')}")
        self.stdout.flush()
        side_by_side = [sys.executable, "-m", "forum_portal.side_by_side", *gunicorn(port), "--", *work()]
        os.execve(sys.executable, side_by_side, os.environ | AROUND)

    def step(self, name: str, action: Callable[[], object], remedy: str) -> None:
        started = time.monotonic()
        self.stdout.write(f"{name} … ", ending="")
        self.stdout.flush()
        try:
            action()
        except Exception as error:
            self.stdout.write("не вышло")
            raise CommandError(f"Шаг «{name}»: {error}\n{remedy}") from error
        self.stdout.write(f"готово за {time.monotonic() - started:.1f} с")

    def migrate(self) -> None:
        call_command("migrate", interactive=False, verbosity=0)

    def import_samples(self) -> None:
        for path in documents_in([SAMPLES]):
            if SourceDocument.objects.filter(sha256=hashlib.sha256(path.read_bytes()).hexdigest()).exists():
                continue  # whoever has it by now
            imported = import_document(path, default_organizer(), publish_it=True)
            if imported.outcome is not Outcome.IN or imported.draft is None:
                raise CommandError(f"{path.name}: {imported.sentence}")
            # Whoever ships them has read them: a first visitor is to find whom they ask.
            mark_reviewed(
                Addressee.objects.filter(addressings__recommendation__section__forum__draft=imported.draft), None
            )
            for found in found_in(Section.objects.filter(forum__draft=imported.draft)):
                apply(found)  # and what it speaks of

    def build_index(self) -> None:
        call_command("rebuild_index", "--if-needed", stdout=StringIO())

    def first_dump(self) -> None:
        """Those after it are made at night, and so is the first of a register that takes long."""
        if current_dump() is None and Recommendation.objects.public().count() <= QUICKLY_DUMPED:
            dump_open_data(timezone.now())

    def accounts(self) -> None:
        accounts = create_first_accounts()
        if accounts:
            self.stdout.write("\n\n  Пароли показаны один раз, запишите их:")
        for email, password in accounts:
            self.stdout.write(f"    {email}   {password}")
        if accounts:
            self.stdout.write("")

    def collect_static(self) -> None:
        """Only when a file has changed since: collecting and compressing takes seconds."""
        manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
        own = [path for folder in settings.STATICFILES_DIRS for path in Path(folder).rglob("*")]
        sources = [*own, settings.BASE_DIR / "requirements.txt"]
        if manifest.exists() and manifest.stat().st_mtime > max(path.stat().st_mtime for path in sources):
            return
        command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0", "--clear"]
        subprocess.run(command, cwd=settings.BASE_DIR, env=os.environ | AROUND, check=True)  # as the server will look

    def close_to_others(self) -> None:
        """What an earlier version left open; `tidy` does the same where nobody runs this."""
        close_all_to_others(Path(settings.DATA_DIR))


def require_free_port(port: str) -> None:
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise CommandError(f"PORT={port} не номер порта: нужно число от 1 до 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", int(port)))


def work() -> list[str]:
    """Nothing where an operator wants it done by a service of his own alone."""
    kinds = [name for name in WORKS if not is_apart(name)]
    command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "work", "--kinds", *kinds]
    return command if kinds else []


def gunicorn(port: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "gunicorn",
        "forum_portal.wsgi",
        "--config=python:forum_portal.web_server",
        f"--bind=127.0.0.1:{port}",
        f"--workers={WORKERS}",
    ]
