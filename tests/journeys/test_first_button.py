"""A hurried secretary presses the first button everywhere: what does the public then find in the directory?

Twenty documents of the corpora, of more than twelve towns, several of one town. Nobody has looked at the directory yet.
"""

import json
from collections import defaultdict

import pytest
from django.urls import reverse
from lxml import html

from resolution_reader import fault_of_name
from resolution_reader.language import fold
from resolutions.models import Addressee, Addressing, Draft, Forum
from resolutions.review.receive import receive
from resolutions.vocabulary import DraftState
from tests.documents.scored import HERE

pytestmark = pytest.mark.django_db
# Where the review asks, and offers buttons: of each the first that stands there.
ASKS = "//*[contains(@class, 'who__choice') or contains(@class, 'looks')][.//button[@name='op']]"
CORPUS = HERE / "corpus"
OF_CORPUS = [
    *("tomsk-2023", "kazan-2021", "tver-2020", "omsk-2019", "perm-2022", "samara-2022", "tula-2022", "ufa-2020"),
    *("penza-2023", "orel-2018", "sochi-2020", "kirov-2024", "pskov-2019", "kaluga-2022"),
]
OF_FILES = [
    *("kazan-gardeners.docx", "komsomolsk-forum.docx", "otradny-forum.docx", "miass-veterans.rtf"),
    *("kyakhta-parents.docx", "yurya-parents.txt"),
]
MOST_DOUBLES = 0.05
MOST_PRESSES = 400


def documents() -> dict[str, tuple[bytes, list[dict]]]:
    """By name of file: the bytes, and whom each of its items is addressed to by the set's own list."""
    known = [json.loads(line) for corpus in CORPUS.glob("*.jsonl") for line in corpus.read_text("utf-8").splitlines()]
    rows = {row["id"]: (CORPUS / row["file"], f"{row['id']}.txt", row) for row in known if row["id"] in OF_CORPUS}
    for line in (HERE / "files" / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["file"] in OF_FILES:
            rows[row["id"]] = (HERE / "files" / row["file"], row["file"], row)
    return {
        name: (
            path.read_bytes(),
            [body for section in row["sections"] for item in section["recommendations"] for body in item["addressees"]],
        )
        for path, name, row in rows.values()
    }


def press_on(client, draft: Draft) -> int:
    """The first button wherever the page asks something, until nothing is asked; how many presses."""
    for presses in range(MOST_PRESSES):
        page = html.fromstring(client.get(draft.get_absolute_url()).content.decode())
        asked = page.xpath(ASKS)
        if not asked:
            return presses
        draft.refresh_from_db()
        button = asked[0].xpath(".//button[@name='op']")[0]
        fields = dict(button.xpath("ancestor::form")[0].form_values()) | {"op": button.get("value")}
        client.post(draft.get_absolute_url(), fields)
    raise AssertionError(f"still asked after {MOST_PRESSES} presses: {draft}")


def published(client, name: str, data: bytes) -> Forum:
    draft = receive(data, name, client.user.organizer, client.user)
    assert (name, draft.state) == (name, DraftState.OPEN)
    press_on(client, draft)
    draft.refresh_from_db()
    client.post(reverse("draft-publish", args=[draft.pk]), {"revision": draft.revision})
    draft.refresh_from_db()
    assert (name, draft.forum is not None) == (name, True)
    return draft.forum


@pytest.fixture
def forums(signed_in) -> dict[str, Forum]:
    client = signed_in()
    return {name: published(client, name, data) for name, (data, _) in documents().items()}


def doubles(forums: dict[str, Forum]) -> list[tuple[str, list[str]]]:
    """Bodies that the set's list calls by one name, and that stand in the public directory as several of one place."""
    public = set(Addressee.objects.public())
    called: dict[tuple[str, int | None], set[Addressee]] = defaultdict(set)
    for name, (_, listed) in documents().items():
        as_written = {fold(body["as_written"]): fold(body["name"]) for body in listed}
        rows = Addressing.objects.filter(recommendation__section__forum=forums[name]).select_related("addressee")
        for row in rows:
            if row.addressee in public and fold(row.as_written) in as_written:
                called[as_written[fold(row.as_written)], row.addressee.locality_id].add(row.addressee)
    return [(name, sorted(map(str, bodies))) for (name, _), bodies in called.items() if len(bodies) > 1]


def test_what_the_public_finds_in_the_directory_holds_no_fragment_and_hardly_a_double(client, forums):
    public = list(Addressee.objects.public())
    twice = doubles(forums)

    assert (len(forums), len({forum.locality_id for forum in forums.values()}) >= 12) == (20, True)
    assert [body.name for body in public if fault_of_name(body.name)] == []
    assert sum(len(bodies) - 1 for _, bodies in twice) <= MOST_DOUBLES * len(public), twice
    # As a visitor finds it, and nothing else.
    listed = client.get(reverse("addressee-list")).context["page"].paginator.object_list
    assert {body.key for body in listed} == {body.pk for body in public}
