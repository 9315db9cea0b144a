"""What the portal answers, in the words of the reference: codes in order, and counts of a facet."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from lxml import etree

from resolutions.asking.filters import RecommendationFilter
from resolutions.models import Recommendation
from resolutions.search.schema import ACTS, KINDS
from tests.exports.taking import address_of, csv_rows
from tests.exports.taking import taken as taken_away
from tests.search.reference import FACETS, LISTS

CODE, TOTAL = re.compile(r'href="/r/(\w+)/"'), re.compile(r"Рекомендации: найдено (\d+)</span>")

SOME_WORDS = "По всем словам ничего не нашлось"


def listed(client: Client, address: str) -> tuple[list[str], int]:
    """(codes on all pages of the list, in order; the number it tells); of what has all the words alone."""
    codes: list[str] = []
    number, answer = 0, 'rel="next"'
    while 'rel="next"' in answer:
        number += 1
        answer = client.get(f"{reverse('recommendation-list')}?{address}&page={number}").content.decode()
        if SOME_WORDS in answer:
            return [], 0
        codes += dict.fromkeys(CODE.findall(answer))
    total = TOTAL.search(answer)
    assert total, (
        f"{address}: {answer[answer.find('<h1') : answer.find('</h1>')]} {answer[answer.find('error') :][:300]}"
    )
    return codes, int(total[1])


def programmed(client: Client, address: str) -> tuple[list[str], int, dict[str, dict[str, int]]]:
    """(codes on all pages of the API, in order; the number it tells; how many have each value of each facet)."""
    codes: list[str] = []
    query, facets = f"?{address}&facets={','.join(FACETS)}&page_size=100", {}
    while query:
        answer = client.get(f"/api/v1/recommendations/{query}").json()
        codes += [row["code"] for row in answer["results"]]
        facets = {name: {row["value"]: row["count"] for row in rows} for name, rows in answer["facets"].items()}
        query = f"?{urlsplit(answer['next']).query}" if answer["next"] else ""
    return codes, answer["count"], facets


def taken(client: Client, address: str) -> list[str]:
    """Codes in the CSV file, in order."""
    return [row[0] for row in csv_rows(taken_away(client, address_of("csv", address)))[1:]]


def fed(client: Client, address: str) -> list[str]:
    """Codes in the Atom feed."""
    root = etree.fromstring(client.get(f"{reverse('recommendation-feed')}?{address}").content)
    return [
        entry.rstrip("/").rpartition("/")[2]
        for entry in root.xpath("//*[local-name()='entry']/*[local-name()='id']/text()")
    ]


def filtered(address: str) -> RecommendationFilter:
    return RecommendationFilter(QueryDict(address), Recommendation.objects.public())


def chunked(asked: RecommendationFilter) -> list[str]:
    return [row.code for chunk in asked.found.in_chunks(40) for row in chunk]


def counted(asked: RecommendationFilter, facet: str) -> dict[Any, int]:
    numbers = {"kind": KINDS, "act": ACTS}.get(facet, {})
    names = {number: name for name, number in numbers.items()}
    return {names.get(key, key): count for key, count in asked.found.counts(facet)}


def answers(client: Client) -> dict[str, Any]:
    """Some lists, and the counts of all facets, as visitors get them now."""
    lists = {name: listed(client, address)[0] for name, address in LISTS.items()}
    return lists | {facet: counted(filtered(""), facet) for facet in FACETS}
