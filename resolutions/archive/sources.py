"""The document that a forum stands on, as everybody may have it.

Where words of it are hidden, or the file is lost, its paragraphs stand in its place: what the portal shows of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from resolutions.models import Draft, Forum, SourceDocument
from resolutions.pages.sources import paragraphs

# A browser shows none of these as a page of the archive's own; a document that it would gets a name for plain text.
HARMLESS = frozenset({"docx", "odt", "rtf", "pdf", "doc", "xlsx", "ods", "csv", "txt"})
BETWEEN = "\n\n"


@dataclass(frozen=True)
class Source:
    name: str  # as whoever sent it calls it
    media_type: str
    file: str  # below data/sources
    paragraphs: list[str]
    document: SourceDocument | None  # none where its paragraphs stand for it


def source_of(forum: Forum) -> Source | None:
    draft = Draft.objects.source_of(forum)
    if draft is None:
        return None
    document, printed = draft.source, paragraphs(forum, draft)
    assert document is not None  # source_of() asks for drafts with a document
    if forum.hidden_words or not is_kept(document):
        file = f"{forum.slug}.txt"
        return Source(file, "text/plain", file, printed, None)
    name = document.original_name
    return Source(name, document.media_type, f"{forum.slug}.{ending(name)}", printed, document)


def ending(name: str) -> str:
    """«docx», «html.txt»; letters that every disk takes."""
    suffix = PurePosixPath(name).suffix.lower().removeprefix(".")
    known = suffix if suffix.isascii() and suffix.isalnum() and len(suffix) <= 5 else ""
    return known if known in HARMLESS else f"{known}.txt".removeprefix(".")


def pieces(source: Source) -> Iterator[bytes]:
    """Of its bytes."""
    if source.document is None:
        yield BETWEEN.join(source.paragraphs).encode()
    else:
        with source.document.file.open() as file:
            yield from file.chunks()


def is_kept(document: SourceDocument) -> bool:
    name = document.file.name or ""
    return name != "" and document.file.storage.exists(name)
