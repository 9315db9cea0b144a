"""«Состояние портала»: what /metrics tells programs, for administrators to read."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from resolutions.models import Errand, Mail
from resolutions.monitoring.requests import by_route
from resolutions.open_data.dump import dump_open_data
from resolutions.search.index import up_to_date
from resolutions.vocabulary import ErrandKind, Role
from tests.factories import RecommendationFactory, SubscriptionFactory

pytestmark = pytest.mark.django_db
PAGE = "/admin/monitoring/"


@pytest.fixture
def administrator(signed_in):
    cache.clear()
    return signed_in(role=Role.ADMINISTRATOR)


def rows(page: str) -> dict[str, list[str]]:
    """What stands at the head of a row -> its cells."""
    found = re.findall(r'<tr>\s*<th scope="row">(.*?)</th>(.*?)</tr>', page, re.DOTALL)
    return {head: re.findall(r"<td>(.*?)</td>", cells, re.DOTALL) for head, cells in found}


def test_it_tells_of_the_register_of_what_waits_and_of_requests(administrator):
    RecommendationFactory.create_batch(2)
    up_to_date()
    Errand.objects.post(ErrandKind.READ, 1, due=timezone.now() - timedelta(minutes=90))
    Errand.objects.attend(["read", "mail"], "somebody")
    Mail.objects.filter(pk=Mail.objects.post("already", subscription=SubscriptionFactory()).pk).update(given_up=True)
    dump_open_data(timezone.now())
    administrator.get("/forums/")
    slowest = by_route()[0]  # of this process, which may have answered for many tests

    found = rows(administrator.get(PAGE).content.decode())

    assert {name: found[name] for name in ("Рекомендаций в реестре", "В поисковом индексе", "письма")} == {
        "Рекомендаций в реестре": ["2"],
        "В поисковом индексе": ["2"],
        "письма": ["0", "0", "1"],
    }
    assert found["прочитать документ"] == ["1", "90", "0"]
    assert (found["Открытые данные"], found["Резервная копия"]) == (["меньше часа назад"], ["ещё ни разу"])
    assert found["Кто работает без посетителя"] == ["mail, read"]
    assert int(found[slowest.route][0]) == sum(slowest.statuses.values())
    assert re.fullmatch(r"\d+,\d ГБ из \d+,\d ГБ", found["Диск, свободно"][0])


def test_it_costs_the_same_for_any_number_of_rows(administrator, django_assert_num_queries):
    def ask(number: int) -> None:
        RecommendationFactory.create_batch(2)
        Errand.objects.bulk_create(Errand(kind=ErrandKind.READ, key=f"{number}-{key}") for key in range(number))
        cache.clear()
        with django_assert_num_queries(6):  # session, person; count; errands, who is present; letters
            administrator.get(PAGE)

    ask(1)
    ask(30)


def test_administrators_find_it_and_nobody_else_does(signed_in, administrator):
    link = f'href="{reverse("admin:monitoring")}"'

    assert (PAGE in reverse("admin:monitoring"), link in administrator.get("/admin/").content.decode()) == (True, True)
    assert link not in signed_in(role=Role.MODERATOR).get("/admin/").content.decode()


def test_nothing_is_done_by_it(administrator):
    assert administrator.post(PAGE).status_code == 405
