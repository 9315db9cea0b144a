"""The search of an archive in Firefox, from the folder and without a network."""

import json

import pytest

from tests.archive.conftest import folder
from tests.archive.searching import ALL, MOST, address_of, archive_of_pairs, codes_found, wrong
from tests.firefox.marionette import firefox

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("firefox")]
__all__ = ["folder"]
# Every request to a network goes to a port on which nobody listens.
NOWHERE = {"network.proxy.type": 1, "network.proxy.http": "127.0.0.1", "network.proxy.http_port": 9}
FIND = """
const [queries] = arguments;
const one = async query => JSON.stringify((await window.wrappedJSObject.archiveFinds(query)).items);
return queries.reduce(async (before, query) => [...await before, await one(query)], Promise.resolve([]));
"""
ANSWERED = "return document.getElementById('found-count').textContent !== 'Поиск'"


@pytest.fixture(scope="module")
def driven(tmp_path_factory):
    with firefox(tmp_path_factory.mktemp("firefox") / "profile", **NOWHERE) as one:
        yield one


def test_words_are_found_as_the_portal_finds_them(driven, folder):
    codes = archive_of_pairs(folder)
    driven.open(address_of(folder))

    answers = [json.loads(answer) for answer in driven.run(FIND, [query for query, _, _ in ALL])]

    assert wrong(codes, codes_found(folder, answers)) == []


def test_what_is_found_is_shown_and_in_time(driven, folder):
    archive_of_pairs(folder)
    driven.complaints(folder.as_uri())
    took = {}
    for query in ("мэрия", '"мэрия города"', "дети -школа", "и"):
        driven.open(address_of(folder, query))
        driven.wait_for(ANSWERED)
        took[query] = driven.run("return performance.getEntriesByName('answered')[0].startTime")

    assert {query: moment for query, moment in took.items() if moment > MOST} == {}
    assert driven.run("return document.querySelectorAll('.recommendation-card mark').length") > 0
    assert driven.complaints(folder.as_uri()) == []
