"""A disk without room for an upload: one sentence, no part of a file, no row; reading goes on."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from resolutions.models import Draft, Forum, SourceDocument
from resolutions.review.importing import Outcome, accept, import_document
from resolutions.review.receive import receive
from tests.factories import OrganizerFactory
from tests.review.test_receive import RESOLUTION

pytestmark = pytest.mark.django_db
MEGABYTE = 1024**2
FULL = "На сервере кончилось место"


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """The system refuses to make any file larger; for whoever writes, that is a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def large(size: int) -> SimpleUploadedFile:
    return SimpleUploadedFile("большой.html", b"<p>" + b"a" * size)


@pytest.fixture
def incoming(settings, tmp_path) -> Path:
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "incoming"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    return settings.FILE_UPLOAD_TEMP_DIR


# What comes in over 2.5 MB is first kept in a temporary file, what is smaller in memory.
@pytest.mark.parametrize("size", [2 * MEGABYTE, 4 * MEGABYTE])
def test_an_upload_without_room_is_said_to_be_one_and_leaves_nothing(signed_in, settings, incoming, size):
    editor = signed_in()

    with room_for(MEGABYTE):
        answer = editor.post("/editor/upload/", {"documents": large(size), "text": ""})

    assert (answer.status_code, FULL in answer.content.decode()) == (507, True)
    assert (Draft.objects.count(), SourceDocument.objects.count()) == (0, 0)
    assert [path for folder in (settings.MEDIA_ROOT, incoming) for path in folder.rglob("*") if path.is_file()] == []
    assert editor.post("/editor/upload/", {"documents": large(size)}).status_code == 302


def test_pasted_text_stays_in_the_form(signed_in):
    text = RESOLUTION.decode()
    editor = signed_in()

    with room_for(16):
        answer = editor.post("/editor/upload/", {"text": text})

    assert (answer.status_code, FULL in answer.content.decode(), "план благоустройства" in answer.content.decode()) == (
        507,
        True,
        True,
    )


@pytest.mark.parametrize("size", [2 * MEGABYTE, 4 * MEGABYTE])
def test_a_correction_without_room_is_refused_alike(signed_in, incoming, size):
    editor = signed_in()
    accept(receive(RESOLUTION, "итог.txt", editor.user.organizer))
    address = reverse("draft-correct", args=[Forum.objects.get().slug])

    with room_for(MEGABYTE):
        answer = editor.post(address, {"file": large(size)})

    assert (answer.status_code, FULL in answer.content.decode(), Draft.objects.count()) == (507, True, 1)


def test_an_import_says_so_and_goes_on(tmp_path):
    (tmp_path / "итог.txt").write_bytes(RESOLUTION)

    with room_for(16):
        refused = import_document(tmp_path / "итог.txt", OrganizerFactory(), publish_it=True)

    assert (refused.outcome, FULL in refused.sentence, Draft.objects.count()) == (Outcome.REFUSED, True, 0)


def test_other_errors_of_the_disk_are_not_taken_for_a_full_one(signed_in, settings, tmp_path):
    settings.MEDIA_ROOT.write_text("not a folder")

    with pytest.raises(OSError, match="Not a directory"):
        signed_in().post("/editor/upload/", {"documents": SimpleUploadedFile("итог.txt", RESOLUTION)})
