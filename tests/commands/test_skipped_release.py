"""A register too old to be taken over in one step is left alone, and the operator reads what comes first."""

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

pytestmark = pytest.mark.django_db


def test_a_register_of_too_old_a_release_is_not_migrated(capsys):
    recorder = MigrationRecorder(connection)
    applied = sorted(name for app, name in recorder.applied_migrations() if app == "resolutions")
    for name in applied[applied.index("0009_forum_versions") :]:
        recorder.record_unapplied("resolutions", name)

    with pytest.raises(SystemCheckError) as refused:
        call_command("migrate", skip_checks=False, verbosity=0)

    assert "(resolutions.E002) The register is of a release before 0.4.0" in str(refused.value)
    assert "Install 0.4.0 first" in str(refused.value)
    left = {name for app, name in recorder.applied_migrations() if app == "resolutions"}
    assert left == set(applied[: applied.index("0009_forum_versions")])


def test_an_empty_database_and_one_of_the_oldest_release_are_migrated():
    call_command("migrate", skip_checks=False, verbosity=0)

    recorder = MigrationRecorder(connection)
    for app, name in recorder.applied_migrations():
        if app == "resolutions":
            recorder.record_unapplied(app, name)
    call_command("check", databases=["default"])
