"""What is made every night: the backup and the open data."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from resolutions.doctor.finding import Finding, command, instance, setting_to_fill
from resolutions.monitoring import machine
from resolutions.wording import ago

LATE = timedelta(hours=50)  # two nights were missed


def backup() -> Finding:
    if not settings.BACKUP_DIR:
        return Finding("копий портал не делает", setting_to_fill("BACKUP_DIR") if settings.PRODUCTION else "")
    return of_every_night(
        machine.backup_made_at(), f"systemctl start {instance()}-backup; journalctl -u {instance()}-backup"
    )


def open_data() -> Finding:
    return of_every_night(machine.dump_made_at(), f"{command('dump_open_data')} скажет, что мешает.")


def of_every_night(made_at: datetime | None, to_do: str) -> Finding:
    if made_at is None:
        return Finding("ещё ни разу", to_do)
    age = timezone.now() - made_at
    return Finding(ago(age), to_do if age > LATE else "")
