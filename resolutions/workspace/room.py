"""A disk that fills up while a file comes in: the file is left out, and the page says so."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

from resolutions.review.receive import DISK_IS_FULL


class WhileThereIsRoom(TemporaryFileUploadHandler):
    """Large files on their way in. Django's own handler would end in an error page without a word why."""

    def new_file(
        self,
        field_name: str,
        file_name: str,
        content_type: str,
        content_length: int | None,
        charset: str | None = None,
        content_type_extra: dict[str, bytes] | None = None,
    ) -> None:
        with self.left_out_without_room():
            super().new_file(field_name, file_name, content_type, content_length, charset, content_type_extra)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        with self.left_out_without_room():
            self.file.write(raw_data)
            self.file.flush()

    @contextmanager
    def left_out_without_room(self) -> Iterator[None]:
        try:
            yield
        except OSError as reason:
            if reason.errno not in DISK_IS_FULL:
                raise
            with suppress(OSError):  # closing it writes, too; it is removed all the same
                self.upload_interrupted()
            self.request.disk_is_full = True  # type: ignore[union-attr]  # our own attribute, read below
            raise SkipFile from reason


def was_no_room(request: HttpRequest) -> bool:
    """Whether a file that was sent is not here because the disk is full."""
    request.FILES  # noqa: B018 -- the handlers run only when somebody asks
    return getattr(request, "disk_is_full", False)
