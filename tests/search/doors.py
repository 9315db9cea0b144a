"""What the portal answers, in the words of the reference: codes in order, and counts of a facet."""

import re
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from resolutions.filters import RecommendationFilter
from resolutions.models import Recommendation
from resolutions.search.schema import KINDS
from tests.search.reference import FACETS, LISTS

CODE, TOTAL = re.compile(r'href="/r/(\w+)/"'), re.compile(r"Рекомендации: найдено (\d+)</span>")


def listed(client: Client, address: str) -> tuple[list[str], int]:
    """(codes on all pages of the list, in order; the number it tells)."""
    codes: list[str] = []
    number, answer = 0, 'rel="next"'
    while 'rel="next"' in answer:
        number += 1
        answer = client.get(f"{reverse('recommendation-list')}?{address}&page={number}").content.decode()
        codes += dict.fromkeys(CODE.findall(answer))
    return codes, int(TOTAL.search(answer)[1])


def filtered(address: str) -> RecommendationFilter:
    return RecommendationFilter(QueryDict(address), Recommendation.objects.public())


def chunked(asked: RecommendationFilter) -> list[str]:
    return [row.code for chunk in asked.found.in_chunks(40) for row in chunk]


def counted(asked: RecommendationFilter, facet: str) -> dict[Any, int]:
    kinds = {number: kind for kind, number in KINDS.items()}
    return {kinds[key] if facet == "kind" else key: count for key, count in asked.found.counts(facet)}


def answers(client: Client) -> dict[str, Any]:
    """Some lists, and the counts of all facets, as visitors get them now."""
    lists = {name: listed(client, address)[0] for name, address in LISTS.items()}
    return lists | {facet: counted(filtered(""), facet) for facet in FACETS}
