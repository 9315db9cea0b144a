"""/metrics: who may see it, what it tells, and what never becomes a label."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from resolutions.models import Errand, Mail
from resolutions.monitoring.requests import by_route
from resolutions.open_data.dump import dump_open_data
from resolutions.search.index import up_to_date
from resolutions.vocabulary import ErrandKind
from tests.doctor.test_doctor import backed_up
from tests.factories import RecommendationFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db
WORD = "a-word-that-nobody-else-knows"
HERE = {"host": "127.0.0.1:8000"}


@pytest.fixture
def told():
    """Sample -> value, as this machine is told: {("portal_errands_due", "read"): 2.0}."""

    def ask() -> dict[tuple[str, ...], float]:
        text = Client(headers=HERE).get("/metrics").content.decode()
        samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
        return {(sample.name, *sample.labels.values()): sample.value for sample in samples}

    cache.clear()
    return ask


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_this_machine_is_told_whatever_names_the_portal_goes_by(settings, host):
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["portal.example"], True

    answer = Client(headers={"host": host}).get("/metrics")

    assert (answer.status_code, answer["Content-Type"]) == (200, "text/plain; version=1.0.0; charset=utf-8")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        ("203.0.113.7", HERE),
        ("127.0.0.1", {"host": "testserver"}),
        ("127.0.0.1", HERE | {"x-forwarded-for": "127.0.0.1"}),
        ("127.0.0.1", HERE | {"x-real-ip": "127.0.0.1"}),
        ("127.0.0.1", HERE | {"forwarded": "for=127.0.0.1"}),
        ("127.0.0.1", HERE | {"via": "1.1 proxy"}),
        ("::ffff:203.0.113.7", HERE),
        ("", HERE),
        ("127.0.0.1.evil.example", HERE),
    ],
)
def test_everybody_else_is_told_that_there_is_no_such_page(settings, address, headers):
    settings.ALLOWED_HOSTS = ["*"]

    answer = Client(headers=headers, REMOTE_ADDR=address).get("/metrics")

    assert (answer.status_code, b"portal_" in answer.content) == (404, False)


def test_who_has_the_word_is_told_and_nobody_with_another_one(settings):
    visitor = Client(REMOTE_ADDR="203.0.113.7")
    without = visitor.get("/metrics", headers={"authorization": "Bearer "}).status_code
    settings.METRICS_TOKEN = WORD

    answers = [
        visitor.get("/metrics", headers={"authorization": given}).status_code
        for given in (f"Bearer {WORD}", f"bearer {WORD}", f"Bearer {WORD}x", "Bearer ", "Bearer слово", WORD)
    ]

    assert (without, answers) == (404, [200, 404, 404, 404, 404, 404])


def test_nothing_can_be_sent_to_it():
    assert Client(headers=HERE).post("/metrics").status_code == 405


def test_requests_are_counted_by_route_and_status(told):
    before = told()
    visitor = Client()
    visitor.get("/forums/")
    visitor.get("/forums/")
    visitor.get("/recommendations/", {"year": "x"})
    visitor.get("/nothing/")

    after = told()

    def more(*sample: str) -> float:
        return after[sample] - before.get(sample, 0)

    assert more("portal_requests_total", "forum-list", "200") == 2
    assert more("portal_requests_total", "recommendation-list", "400") == 1
    assert more("portal_requests_total", "none", "404") == 1
    assert more("portal_request_seconds_count", "forum-list") == 2
    assert 0 < more("portal_request_seconds_sum", "forum-list") < 60


def test_no_address_and_no_words_become_a_label(told):
    visitor = Client()
    for path in ("forums/secret-place/", "secret/", "recommendations/?q=secret", "subscriptions/secret/", "r/secret/"):
        visitor.get(f"/{path}")

    labels = {label for sample in told() for label in sample[1:]}

    assert "subscription" in labels
    assert [label for label in labels if "secret" in label or "/" in label] == []


def test_the_index_is_told_beside_the_register(told):
    RecommendationFactory.create_batch(2)
    up_to_date()

    found = told()

    names = ("portal_recommendations", "portal_index_recommendations", "portal_index_behind", "portal_database_up")
    assert [found[(name,)] for name in names] == [2, 2, 0, 1]


def test_a_million_rows_are_not_counted_at_each_question(told, django_assert_num_queries):
    RecommendationFactory()
    told()

    with django_assert_num_queries(3) as asked:  # errands by kind, who is present, letters
        told()

    assert [query["sql"] for query in asked.captured_queries if "resolutions_recommendation" in query["sql"]] == []


def test_without_an_index_nothing_is_told_of_it(told):
    RecommendationFactory()

    found = told()

    assert (found[("portal_recommendations",)], ("portal_index_recommendations",) in found) == (1, False)


def test_what_waits_is_told_by_kind_and_a_kind_that_does_not_wait_is_zero(told):
    Errand.objects.post(ErrandKind.READ, 1, due=timezone.now() - timedelta(minutes=10))
    Errand.objects.post(ErrandKind.READ, 2)
    Errand.objects.post(ErrandKind.DUMP, due=timezone.now() + timedelta(hours=1))
    Errand.objects.attend(["read"], "somebody")
    Mail.objects.post("already", subscription=SubscriptionFactory())
    Mail.objects.filter(pk=Mail.objects.post("already", subscription=SubscriptionFactory()).pk).update(given_up=True)

    found = told()

    assert [found["portal_errands_due", kind] for kind in ("read", "mail", "dump", "index")] == [2, 2, 0, 0]
    assert 600 <= found["portal_errands_oldest_seconds", "read"] < 700
    assert {sample[1] for sample in found if sample[0] == "portal_errands_due"} == set(ErrandKind) - {ErrandKind.HERE}
    assert (found["portal_work_present", "read"], ("portal_work_present", "mail") in found) == (1, False)
    assert [found[(f"portal_mail_{what}",)] for what in ("waiting", "given_up")] == [1, 1]


def test_when_the_dump_and_the_backup_were_made(told, settings, tmp_path):
    settings.BACKUP_DIR = str(tmp_path / "backups")
    never = told()
    backed_up(settings.BACKUP_DIR, timedelta(hours=3))
    dump_open_data(timezone.now())
    made = told()

    made_at = [[found["portal_made_timestamp_seconds", what] for what in ("dump", "backup")] for found in (never, made)]
    ages = [timezone.now().timestamp() - moment for moment in made_at[1]]
    assert made_at[0] == [0, 0]
    assert (0 <= ages[0] < 60, 3 * 3600 <= ages[1] < 3 * 3600 + 60) == (True, True)


def test_while_the_database_is_away_the_rest_is_told(told):
    def no_answer(*_):
        raise OperationalError

    with connection.execute_wrapper(no_answer):
        found = told()

    assert (found[("portal_database_up",)], ("portal_recommendations",) in found) == (0, False)
    assert 0 < found[("portal_disk_free_bytes",)] <= found[("portal_disk_bytes",)]
    assert re.fullmatch(r"\d+\.\d+\.\d+", next(sample[1] for sample in found if sample[0] == "portal_info"))


def test_the_same_for_people_the_slowest_route_first(told):
    Client().get("/forums/")

    found = by_route()

    of_forums = next(one for one in found if one.route == "forum-list")
    assert [one.seconds for one in found] == sorted((one.seconds for one in found), reverse=True)
    assert (of_forums.statuses[200] > 0, of_forums.failed) == (True, 0)
