"""The two real resolutions, from the bytes of the file to the published page, held against their annotation."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from lxml import html

from resolutions.models import Draft

pytestmark = pytest.mark.django_db

GOLD = Path(__file__).parents[1] / "documents" / "gold"
SAMPLES = Path(__file__).parents[2] / "resolutions" / "samples"
SEEDS = [json.loads(line) for line in (GOLD / "seeds.jsonl").read_text(encoding="utf-8").splitlines()]


def scorer() -> Any:
    """The scorer as it was given: a script, not a module of ours."""
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words(element: Any) -> str:
    return " ".join(element.text_content().split())


def read_page(page: bytes) -> list[dict[str, Any]]:
    """The sections of a published page in the shape that the scorer reads."""
    document = html.fromstring(page.decode())
    return [
        {
            "title": words(section.find(".//h2")),
            "recommendations": [
                {
                    "number": "".join(words(number) for number in item.find_class("resolution__number")),
                    "text": " ".join(words(line) for line in item.xpath("./p")),
                    "addressees": [
                        {
                            "name": words(chip),
                            "role": "co-executor" if "chip--with" in chip.get("class") else "lead",
                        }
                        for chip in item.xpath(".//*[contains(@class, 'chip') and not(contains(@class, 'chip--none'))]")
                    ],
                }
                for item in section.xpath(".//ol[contains(@class, 'resolution')]/li")
            ],
        }
        for section in document.xpath("//article//section[starts-with(@id, 's-')]")
    ]


def published(seed: dict[str, Any], client: Any) -> tuple[str, list[dict[str, Any]]]:
    """The source's text and what its public page shows."""
    call_command("import_resolution", SAMPLES, publish=True, verbosity=0)
    draft = Draft.objects.get(source__sha256=seed["sha256"])
    source = Path(draft.source.file.path).read_text(encoding="utf-8")
    return source, read_page(client.get(draft.forum.get_absolute_url()).content)


@pytest.mark.parametrize("seed", SEEDS, ids=[seed["id"] for seed in SEEDS])
def test_a_real_resolution_is_published_exactly_as_it_was_annotated(seed, client):
    _, sections = published(seed, client)

    counts = scorer().score_doc(seed, {"sections": sections}, show=True)

    found = {name: counts[name] for name in ("sgm", "sp", "rgm", "rp", "numok", "agf", "apr", "ap")}
    assert found == {
        "sgm": counts["sg"],  # sections found of those annotated, and no other
        "sp": counts["sg"],
        "rgm": counts["rg"],  # recommendations with both ends right, and no other
        "rp": counts["rg"],
        "numok": counts["num"],
        "agf": counts["ag"],  # firm addressees, and no false one
        "apr": counts["ap"],
        "ap": counts["apr"],
    }


@pytest.mark.parametrize("seed", SEEDS, ids=[seed["id"] for seed in SEEDS])
def test_every_recommendation_of_a_page_is_the_text_of_its_source(seed, client):
    source, sections = published(seed, client)

    texts = [item["text"] for section in sections for item in section["recommendations"]]

    assert len(texts) > 10
    assert [text for text in texts if text not in " ".join(source.split())] == []
