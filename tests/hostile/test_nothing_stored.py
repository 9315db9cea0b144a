"""What a bad upload leaves behind: nothing. What a good one leaves: its file, with the media type of its format."""

import pytest

from resolution_reader import UnreadableDocument
from resolutions.models import Draft, SourceDocument
from resolutions.review.receive import AlreadyReceived, receive
from tests.factories import OrganizerFactory
from tests.hostile.files import OLE, bomb
from tests.resolution_reader.readers.seed_files import FORMATS, seed_file

pytestmark = pytest.mark.django_db


def files_in(folder) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("make", [bomb, lambda: OLE, lambda: b"PK\x03\x04 cut", bytes])
def test_a_refused_file_leaves_neither_rows_nor_files(make, settings):
    with pytest.raises(UnreadableDocument):
        receive(make(), "резолюция.docx", OrganizerFactory())

    assert (SourceDocument.objects.count(), Draft.objects.count()) == (0, 0)
    assert files_in(settings.MEDIA_ROOT) == []


@pytest.mark.parametrize("format", FORMATS)
def test_a_read_file_is_kept_as_it_came_with_its_media_type(format):
    data = seed_file("s1", format)

    draft = receive(data, f"Резолюция.{format.upper()}", OrganizerFactory())

    with draft.source.file.open() as kept:
        assert kept.read() == data
    assert draft.source.media_type.startswith(("application/", "text/html"))
    with pytest.raises(AlreadyReceived):
        receive(data, f"снова.{format}", draft.organizer)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.docx", "C:\\windows\\x.docx", "а" * 400 + ".docx", "\u202excod.exe.docx", "a\r\nb.docx"]
)
def test_a_hostile_file_name_is_only_metadata(name, settings):
    draft = receive(seed_file("s1", "docx"), name, OrganizerFactory())

    (kept,) = files_in(settings.MEDIA_ROOT)
    assert kept.isascii()
    assert "passwd" not in kept
    assert draft.source.original_name == name[-255:]
