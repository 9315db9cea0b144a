"""A document comes in: it is read, kept as it came, and becomes a draft. Nothing public yet."""

import hashlib
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.db import transaction

from resolutions.intake.directory import Directory, KnownBody, general_directory
from resolutions.intake.pipeline import read_outline
from resolutions.intake.readers import FORMATS
from resolutions.models import Addressee, Draft, Organizer, SourceDocument, User
from resolutions.review.authorship import save_as
from resolutions.review.doubts import left_to_check
from resolutions.review.sheet import blocks_json, sheet_json, sheet_of


class AlreadyReceived(Exception):
    """The same bytes were received before; `draft` is what became of them."""

    def __init__(self, draft: Draft) -> None:
        super().__init__("Этот файл уже загружен.")
        self.draft = draft


def receive(data: bytes, name: str, organizer: Organizer, by: User | None = None) -> Draft:
    """A draft of the document `data`, whose file name is `name`.

    Raises AlreadyReceived for bytes this organizer has sent before, and UnreadableDocument, with one Russian
    sentence, for what cannot be read; then nothing is stored.
    """
    sha256 = hashlib.sha256(data).hexdigest()
    refuse_known(sha256, organizer)
    format = PurePath(name).suffix.lower().removeprefix(".")
    blocks, outline = read_outline(data, format, register_directory())
    sheet = sheet_of(outline)
    with transaction.atomic():
        # The organizer's row is the queue: two uploads of one file at once find each other here.
        organizer = Organizer.objects.select_for_update(no_key=True).get(pk=organizer.pk)
        refuse_known(sha256, organizer)
        source = SourceDocument(
            organizer=organizer, sha256=sha256, media_type=FORMATS[format].media_type, original_name=name[-255:]
        )
        source.file.save(name, ContentFile(data), save=False)
        try:
            source.save()
            return save_as(
                by,
                Draft(
                    source=source,
                    organizer=organizer,
                    blocks=blocks_json(blocks),
                    outline=sheet_json(sheet),
                    doubts_left=left_to_check(sheet),
                    created_by=by,
                ),
            )
        except BaseException:
            source.file.delete(save=False)
            raise


def refuse_known(sha256: str, organizer: Organizer) -> None:
    draft = Draft.objects.filter(source__sha256=sha256, source__organizer=organizer).first()
    if draft:
        raise AlreadyReceived(draft)


def register_directory() -> Directory:
    """The general directory and every body of the register, by all its names."""
    bodies = Addressee.objects.current().prefetch_related("aliases")
    return general_directory().extended(
        KnownBody(
            name=body.name,
            kind=body.kind,
            aliases=tuple(filter(None, [body.short_name, *(alias.name for alias in body.aliases.all())])),
        )
        for body in bodies
    )
