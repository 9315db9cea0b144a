"""What a storm says of a failure that may not come again."""

import logging
import tempfile

import pytest
from django.db import OperationalError

from forum_portal.logs import Line
from resolutions.web.request_id import Handling, handling
from tests.storm.explaining import OF_DATABASE, explained, kept_logs
from tests.storm.readers import failure
from tests.storm.settings import WithTraceback

pytestmark = pytest.mark.pure
OF_POSTGRESQL = """\
2026-11-30 07:03:35 UTC [14040] ERROR:  duplicate key value violates unique constraint "addressee_unique_name"
2026-11-30 07:03:36 UTC [14045] ERROR:  deadlock detected
2026-11-30 07:03:36 UTC [14045] DETAIL:  Process 14045 waits for ShareLock on transaction 844; blocked by process 14040.
\tProcess 14045: SELECT 1 FOR UPDATE
\tProcess 14040: DELETE
2026-11-30 07:03:36 UTC [14045] HINT:  See server log for query details.
2026-11-30 07:03:36 UTC [14045] CONTEXT:  while locking tuple (0,2) in relation "resolutions_addressing"
2026-11-30 07:03:36 UTC [14045] STATEMENT:  SELECT 1 FOR UPDATE
2026-11-30 07:03:37 UTC [14051] LOG:  checkpoint starting: time
"""


@pytest.fixture
def folder(tmp_path):
    """Of a storm in which two requests were answered with 503 and one with 302."""
    lines = [*map(line_of, ("a" * 16, "b" * 16)), f"INFO request finished request_id={'c' * 16} status=302"]
    (tmp_path / "log").write_text("".join(f"{line}\n" for line in lines))
    (tmp_path / OF_DATABASE).parent.mkdir()
    (tmp_path / OF_DATABASE).write_text(OF_POSTGRESQL)
    return tmp_path


def line_of(request_id):
    """As resolutions/web/middleware.py has it logged."""
    token = handling.set(Handling(request_id, "home"))
    try:
        raise OperationalError("deadlock detected\nDETAIL:  Process 1 waits")
    except OperationalError as error:
        record = logging.LogRecord("web", logging.ERROR, __file__, 1, "No answer: %s", (error,), None)
        assert WithTraceback().filter(record)
        return Line().format(record)
    finally:
        handling.reset(token)


def test_a_failure_is_told_by_its_line_of_the_log_with_the_traceback_and_by_what_the_database_says(folder):
    told = list(explained([failure("/", 503, "b" * 16), "a file that is not there: x"], folder))

    of_portal, of_database = told[:-7], told[-7:]
    assert f"No answer: django.db.utils.OperationalError: deadlock detected request_id={'b' * 16}" in of_portal[0]
    assert of_portal[1].strip().startswith("raise OperationalError(")
    assert not [line for line in told if "a" * 16 in line or "c" * 16 in line]
    assert of_database == OF_POSTGRESQL.splitlines()[1:-1]


def test_the_logs_stay_when_the_folder_of_the_storm_goes(folder, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(folder))

    kept = kept_logs(folder, "postgresql-7")

    assert kept.name.startswith("storm-postgresql-7-")
    assert sorted(path.name for path in kept.iterdir()) == ["portal.log", "postgresql.log"]
    assert (kept / "postgresql.log").read_text() == OF_POSTGRESQL
