"""The machine: memory, room on the disk, the clock."""

import shutil
import subprocess
from datetime import datetime

from django.db import connection
from django.utils import timezone

from resolutions.doctor.finding import Finding
from resolutions.monitoring import machine
from resolutions.wording import gigabytes

GIGABYTE = 1024**3
LEAST_MEMORY, LEAST_DISK = (
    GIGABYTE // 2,
    GIGABYTE,
)  # a document may take 2 GB while it is read, an index its own size twice
LEAST_SHARE = 0.1
APART = 2.0  # seconds
FREE_SPACE = "Освободите место или увеличьте диск: без места не сохранится ни документ, ни правка."


def memory() -> Finding:
    room = machine.memory()
    said = f"свободно {gigabytes(room.free)} из {gigabytes(room.whole)}"
    return Finding(said, "" if room.free >= LEAST_MEMORY else "Добавьте памяти или уменьшите WEB_CONCURRENCY.")


def disk() -> Finding:
    room, files = machine.disk(), machine.files()
    said = f"свободно {gigabytes(room.free)} из {gigabytes(room.whole)}"
    if files.whole and files.share < LEAST_SHARE:
        return Finding(f"{said}, но почти не осталось места для новых файлов (inode)", FREE_SPACE)
    return Finding(said, "" if room.free >= LEAST_DISK and room.share >= LEAST_SHARE else FREE_SPACE)


def clock() -> Finding:
    """Beside the database's, which may be another machine's, and as systemd sees it. What our own site tells of the
    time is this machine's again."""
    if (apart := apart_from_the_database()) > APART:
        return Finding(f"расходятся с часами базы на {apart:.0f} с", "Включите сверку времени на обеих машинах (NTP).")
    if synchronized() is False:
        return Finding("не сверяются ни с чем", "Включите сверку времени: timedatectl set-ntp true")
    return Finding("идут верно" if synchronized() else "совпадают с часами базы; сверяются ли они, неизвестно")


def apart_from_the_database() -> float:
    """In seconds; SQLite has no clock of its own."""
    if connection.vendor == "sqlite":
        return 0.0
    with connection.cursor() as cursor:
        before = timezone.now()
        cursor.execute("SELECT clock_timestamp()")
        told: datetime = cursor.fetchone()[0]
        after = timezone.now()
    return max(0.0, (before - told).total_seconds(), (told - after).total_seconds())


def synchronized() -> bool | None:
    """None: nobody here knows."""
    if shutil.which("timedatectl") is None:
        return None
    ask = ["timedatectl", "show", "--property=NTPSynchronized", "--value"]
    said = subprocess.run(ask, capture_output=True, text=True, timeout=5, check=False).stdout.strip()
    return {"yes": True, "no": False}.get(said)
