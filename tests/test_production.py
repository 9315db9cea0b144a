"""Production settings, seen from outside: another process with another environment."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from forum_portal.made_once import development_key

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.pure
SECRETS = {"SECRET_KEY": "k" * 30 + "0123456789abcdefghijklmnopqrst", "ALLOWED_HOSTS": "portal.example"}


def manage(*command: str, tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **environment}
    return subprocess.run(
        [sys.executable, "manage.py", *command], cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )


def setting(name: str, tmp_path: Path, **environment: str) -> str:
    code = f"from django.conf import settings; print(repr(settings.{name}))"
    return manage("shell", "--no-imports", "-c", code, tmp_path=tmp_path, **environment).stdout.strip()


@pytest.mark.parametrize("missing", SECRETS)
def test_production_without_its_secrets_fails_loudly(missing, tmp_path):
    rest = {name: value for name, value in SECRETS.items() if name != missing}

    result = manage("check", tmp_path=tmp_path, PRODUCTION="1", **rest)

    assert result.returncode != 0
    assert f"PRODUCTION=1 needs {missing} in the environment" in result.stderr


def test_production_never_debugs_and_guards_its_cookies(tmp_path):
    environment = {"PRODUCTION": "1", "DEBUG": "1", **SECRETS}
    names = ["DEBUG", "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SECURE_HSTS_SECONDS", "SESSION_COOKIE_AGE"]
    code = f"from django.conf import settings; print([getattr(settings, name) for name in {names}])"

    result = manage("shell", "--no-imports", "-c", code, tmp_path=tmp_path, **environment)

    assert result.stdout.strip() == "[False, '__Host-sessionid', '__Host-csrftoken', 63072000, 43200]"


def test_passwords_are_hashed_by_argon2(tmp_path):
    assert "Argon2" in setting("PASSWORD_HASHERS[0]", tmp_path)


def test_without_any_environment_a_development_key_is_made_once_and_kept_to_oneself(tmp_path):
    keys = [setting("SECRET_KEY", tmp_path) for _ in range(2)]

    assert keys[0] == keys[1] != ""
    assert (tmp_path / "kept" / "development_key").stat().st_mode & 0o777 == 0o600


def test_postgresql_is_asked_to_give_up_early_by_the_web_only(tmp_path):
    url = "postgresql://someone:word@db.example/portal"

    options = [
        setting("DATABASES['default']['OPTIONS']", tmp_path, DATABASE_URL=url, **web) for web in ({}, {"WEB": "1"})
    ]

    assert options == [
        "{'connect_timeout': 3}",
        "{'connect_timeout': 3, 'options': '-c statement_timeout=5000 -c lock_timeout=2000'}",
    ]


def test_logs_are_for_programs_in_production_and_for_people_elsewhere(tmp_path):
    told = [setting("LOG_FORMAT", tmp_path, **more) for more in ({}, {"PRODUCTION": "1", **SECRETS})]

    assert told == ["'line'", "'json'"]


def test_behind_pgbouncer_nothing_is_asked_for_that_it_refuses(tmp_path):
    database = setting(
        "DATABASES['default']",
        tmp_path,
        DATABASE_URL="postgresql://someone:word@db.example/portal",
        WEB="1",
        PGBOUNCER="1",
    )

    assert "'OPTIONS': {'connect_timeout': 3}" in database
    assert "'DISABLE_SERVER_SIDE_CURSORS': True" in database


def test_static_files_are_complete(tmp_path):
    """collectstatic reads every style sheet and fails on an address that leads nowhere."""
    result = manage("collectstatic", "--no-input", tmp_path=tmp_path, PRODUCTION="1", **SECRETS)

    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"PRODUCTION": "true"}, "PRODUCTION=true is neither 1 nor 0"),
        ({"PRODUCTION": "1", **SECRETS, "ALLOWED_HOSTS": ","}, "ALLOWED_HOSTS names no host"),
        ({"DATABASE_URL": "sqlite:///x"}, "DATABASE_URL must be postgresql://"),
        ({"LOG_FORMAT": "xml"}, "LOG_FORMAT=xml is neither json nor line"),
    ],
)
def test_a_mistake_in_the_environment_is_named(environment, sentence, tmp_path):
    result = manage("check", tmp_path=tmp_path, **environment)

    assert result.returncode != 0
    assert sentence in result.stderr


def test_a_worker_that_finds_the_development_key_made_but_not_written_yet_does_not_go_without(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "development_key").touch()

    with ThreadPoolExecutor(20) as workers:
        keys = list(workers.map(development_key, [tmp_path] * 20))

    assert set(keys) == {(tmp_path / "kept" / "development_key").read_text()} != {""}
