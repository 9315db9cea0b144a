"""receive(): a document becomes a draft, or nothing at all is stored."""

from pathlib import Path

import pytest

from resolution_reader import UnreadableDocument, from_json
from resolutions.models import Draft, SourceDocument
from resolutions.review.receive import AlreadyReceived, receive, register_directory
from tests.factories import AddresseeFactory, OrganizerFactory, UserFactory

pytestmark = pytest.mark.django_db

RESOLUTION = """Резолюция II Форума дворов города Томска

Форум состоялся 5 июня 2023 года.

Секция «Двор»
Участники рекомендуют:
1. Администрации города Томска разработать план благоустройства дворов.
2. Рекомендовать НКО проводить субботники.
""".encode()


def test_a_document_becomes_a_draft_and_is_kept_as_it_came():
    editor = UserFactory()
    organizer = editor.organizer

    draft = receive(RESOLUTION, "../../Итог форума.txt", organizer, by=editor)

    source = draft.source
    assert Path(source.file.path).read_bytes() == RESOLUTION
    assert Path(source.file.name).parts[0] == "sources"
    assert (source.original_name, source.media_type, source.sha256) == (
        "../../Итог форума.txt",
        "text/plain",
        source.sha256,
    )
    assert (draft.organizer, draft.created_by, draft.state) == (organizer, editor, "open")
    assert [len(section.recommendations) for section in from_json(draft.outline).sections] == [2]


def test_the_same_bytes_are_known_and_lead_to_their_draft():
    organizer = OrganizerFactory()
    draft = receive(RESOLUTION, "a.txt", organizer)

    with pytest.raises(AlreadyReceived) as known:
        receive(RESOLUTION, "b.txt", organizer)

    assert (known.value.draft, SourceDocument.objects.count()) == (draft, 1)


def test_another_organizer_learns_nothing_of_the_first_ones_copy():
    receive(RESOLUTION, "a.txt", OrganizerFactory())

    receive(RESOLUTION, "a.txt", OrganizerFactory())

    assert Draft.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"", "empty.txt"),
        (b"   \n ", "blank.txt"),
        (b"PK\x03\x04rest", "renamed.txt"),
        (b"MZ\x90\x00\x03", "program.txt"),
        (RESOLUTION, "resolution.exe"),
        (RESOLUTION, "resolution"),
        (b"a" * (25 * 1024 * 1024 + 1), "large.txt"),
    ],
)
def test_what_cannot_be_read_leaves_nothing_behind(data, name, settings):
    with pytest.raises(UnreadableDocument) as refusal:
        receive(data, name, OrganizerFactory())

    sentence = str(refusal.value)
    assert (Draft.objects.count(), SourceDocument.objects.count(), settings.MEDIA_ROOT.exists()) == (
        0,
        0,
        False,
    )
    assert "\n" not in sentence
    assert sentence.endswith((".", "!"))


def test_the_register_adds_its_own_bodies_to_the_directory():
    AddresseeFactory(name="Фонд «Родник»", short_name="Родник").aliases.create(name="фонд Родника")

    directory = register_directory()

    assert [directory.find(name).body.name for name in ("Фонд «Родник»", "фонд Родника")] == ["Фонд «Родник»"] * 2
