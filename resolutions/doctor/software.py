"""What runs: releases of everything, migrations, the walls around documents."""

import platform

import django
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from forum_portal.release import release
from resolution_reader.cage import lacking
from resolutions.doctor.finding import Finding, command, instance
from resolutions.wording import plural

OLDEST_POSTGRESQL = 140_000
WALLS = {"network": "сети", "files": "файлов портала", "calls": "сокетов базы", "processes": "числа процессов"}


def versions() -> Finding:
    said = f"портал {release()}, Python {platform.python_version()}, Django {django.get_version()}, {platform.system()}"
    if settings.PRODUCTION:
        return Finding(said)
    return Finding(f"{said}; PRODUCTION не включён, это портал для разработки")


def database() -> Finding:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sqlite_version()")
            return Finding(f"отвечает, SQLite {cursor.fetchone()[0]}")
        cursor.execute("SHOW server_version_num")
        number = int(cursor.fetchone()[0])
    said = f"отвечает, PostgreSQL {number // 10_000}.{number % 10_000}"
    return Finding(said, "" if number >= OLDEST_POSTGRESQL else "Нужен PostgreSQL 14 или новее: обновите его.")


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    missing = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not missing:
        unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
        newer = [name for app, name in unknown if app == "resolutions"]
        return Finding("база новее программы: так бывает после отката выпуска" if newer else "все применены")
    do = f"{command('migrate')}, затем systemctl restart {instance()}-web {instance()}-work"
    return Finding(f"не применено: {plural(len(missing), 'миграция,миграции,миграций')}", do)


def walls() -> Finding:
    missing = [WALLS[wall] for wall in lacking()]
    if not missing:
        return Finding("документы читаются за всеми стенами")
    return Finding(
        f"документы читаются без стены вокруг {', '.join(missing)}",
        f"{command('check --deploy')} говорит, что нужно от ядра; без этого всё работает, но хуже защищено.",
    )
