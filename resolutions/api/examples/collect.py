"""Все рекомендации, обращённые к мэриям, в один файл. Нужен Python 3.9 или новее и больше ничего."""

import json
from time import sleep
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

PORTAL = "https://portal.example"
FILTER = {"kind": "city-hall", "sort": "document", "page_size": 100, "facets": "none"}


def page_at(address):
    while True:
        try:
            with urlopen(address) as answer:
                return json.load(answer)
        except HTTPError as error:
            if error.code != 429:  # слишком часто: подождать, сколько просят
                raise
            sleep(int(error.headers["Retry-After"]))


def recommendations():
    address = f"{PORTAL}/api/v1/recommendations/?{urlencode(FILTER)}"
    while address:
        page = page_at(address)
        yield from page["results"]
        address = page["next"]


with open("recommendations.json", "w", encoding="utf-8") as file:
    json.dump(list(recommendations()), file, ensure_ascii=False, indent=1)
