"""Rules and dashboard: each speaks of what /metrics tells, and each rule rings when it should and at no other time."""

import json
import re
import shutil
import subprocess

import pytest
from django.core.cache import cache
from django.test import Client
from prometheus_client.parser import text_string_to_metric_families

from resolutions.search.index import up_to_date
from tests.deploy.filling import DEPLOY
from tests.factories import RecommendationFactory

RULES = DEPLOY / "monitoring" / "alerts.yml"
NAMED = re.compile(r"\bportal_\w+")
# More than two days, five minutes by five, of a portal that is well.
WELL = {
    'up{job="portal"}': "1x640",
    "portal_database_up": "1x640",
    'portal_requests_total{route="home",status="200"}': "0+60x640",
    'portal_requests_total{route="home",status="500"}': "0x640",
    'portal_request_seconds_bucket{route="home",le="1.0"}': "0+60x640",
    'portal_request_seconds_count{route="home"}': "0+60x640",
    "portal_recommendations": "10x640",
    "portal_index_recommendations": "10x640",
    "portal_index_behind": "0x640",
    'portal_work_present{work="read"}': "1x640",
    'portal_errands_oldest_seconds{kind="read"}': "5x640",
    "portal_mail_given_up": "2x640",
    'portal_made_timestamp_seconds{what="backup"}': "86400x640",
    'portal_made_timestamp_seconds{what="dump"}': "86400x640",
    "portal_disk_free_bytes": "50e9x640",
    "portal_disk_bytes": "100e9x640",
}
GONE = ""
# What is otherwise where the rule should ring.
UNWELL = {
    "PortalAway": {'up{job="portal"}': "0x640"},
    "PortalWithoutDatabase": {"portal_database_up": "0x640", 'portal_work_present{work="read"}': GONE},
    "PortalFails": {'portal_requests_total{route="home",status="500"}': "0+6x640"},
    "PortalSlow": {'portal_request_seconds_bucket{route="home",le="1.0"}': "0+50x640"},
    "PortalIndexWrong": {"portal_index_recommendations": "9x640"},
    "PortalIndexMissing": {"portal_index_recommendations": GONE, "portal_index_behind": GONE},
    "PortalNobodyWorks": {'portal_work_present{work="read"}': GONE},
    "PortalWaits": {'portal_errands_oldest_seconds{kind="read"}': "4000x640"},
    "PortalMailLost": {"portal_mail_given_up": "0+0.05x640"},
    "PortalBackupOld": {'portal_made_timestamp_seconds{what="backup"}': "0x640"},
    "PortalOpenDataOld": {'portal_made_timestamp_seconds{what="dump"}': "0x640"},
    "PortalDiskFull": {"portal_disk_free_bytes": "9e9x640"},
}
# What is no fault though it looks like one.
NO_FAULT = {
    "an index that has not been asked since the register changed": {
        "portal_index_recommendations": "9x640",
        "portal_index_behind": "3x640",
    },
    "one error at night": {
        'portal_requests_total{route="home",status="200"}': "0+0.1x640",
        'portal_requests_total{route="home",status="500"}': "0x622 1x17",
    },
}


def rung(tmp_path, otherwise: dict[str, str], alerts: list[str]) -> str:
    """What promtool says where exactly these should ring, two days on."""
    if shutil.which("promtool") is None:
        pytest.skip("promtool (prometheus) is not installed: nobody says what the rules make of figures")
    series = [{"series": name, "values": values} for name, values in (WELL | otherwise).items() if values]
    known = re.findall(r"alert: (\w+)", RULES.read_text())
    case = {
        "interval": "5m",
        "input_series": series,
        "promql_expr_test": [
            {
                "expr": f'count(ALERTS{{alertname="{name}",alertstate="firing"}})',
                "eval_time": "52h",
                "exp_samples": samples,
            }
            for name in known
            for samples in [[{"labels": "{}", "value": 1}] if name in alerts else []]
        ],
    }
    file = tmp_path / "test.yml"
    file.write_text(json.dumps({"rule_files": [str(RULES)], "evaluation_interval": "5m", "tests": [case]}))
    done = subprocess.run(["promtool", "test", "rules", str(file)], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.pure
def test_nothing_rings_where_all_is_well(tmp_path):
    assert rung(tmp_path, {}, []) == ""


@pytest.mark.pure
@pytest.mark.parametrize("alert", UNWELL)
def test_each_rule_rings_where_it_should_and_no_other_does(tmp_path, alert):
    assert rung(tmp_path, UNWELL[alert], [alert]) == ""


@pytest.mark.pure
@pytest.mark.parametrize("what", NO_FAULT)
def test_what_is_no_fault_does_not_ring(tmp_path, what):
    assert rung(tmp_path, NO_FAULT[what], []) == ""


@pytest.mark.django_db
@pytest.mark.parametrize("file", ["alerts.yml", "dashboard.json"])
def test_rules_and_dashboard_speak_of_what_is_told(file):
    cache.clear()
    RecommendationFactory()
    up_to_date()
    visitor = Client(headers={"host": "127.0.0.1"})
    visitor.get("/about/")

    text = visitor.get("/metrics").content.decode()

    told = {sample.name for family in text_string_to_metric_families(text) for sample in family.samples}
    named = set(NAMED.findall((DEPLOY / "monitoring" / file).read_text())) | {"portal_info"}
    # Nobody works in this test.
    assert (named - told, len(named) > 10) == ({"portal_work_present"}, True)


@pytest.mark.pure
def test_each_rule_says_what_it_is_and_what_to_do():
    rules = RULES.read_text().split("- alert: ")[1:]

    assert [rule.split("\n")[0] for rule in rules] == list(UNWELL)
    assert [rule for rule in rules if "summary:" not in rule or "what_to_do:" not in rule] == []
