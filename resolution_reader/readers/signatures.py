"""What a file is by its first bytes, against what its extension says: told apart before any reader looks inside."""

from resolution_reader.readers.limits import UnreadableDocument

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PDF = b"%PDF-"
PDF_WITHIN = 1024  # programs put a mail header or an empty line before it, and every viewer forgives them

OLD_OR_LOCKED = "Файл защищён паролем или это старый формат: сохраните его без пароля как .docx и загрузите снова."
PROGRAM = "Это программа, а не документ: выберите файл с текстом резолюции."
PICTURE = "Это картинка, а не документ: загрузите файл с текстом резолюции."
PROGRAMS = (b"MZ", b"\x7fELF", b"#!")
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")

# How a file of each format begins; text and HTML begin as they like and are looked at by their own readers.
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "docx": ZIP,
    "odt": ZIP,
    "rtf": (b"{\\rtf",),
    "pdf": (PDF,),
    "doc": (OLE, b"{\\rtf", *ZIP),
}


def check_signature(data: bytes, format: str) -> None:
    """Refuse a file whose first bytes are not those of its extension."""
    beginnings = BEGINNINGS.get(format)
    if beginnings is None or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(beginnings):
        return
    if format == "pdf" and PDF in data[:PDF_WITHIN]:
        return
    if data.startswith(OLE[:4]):
        raise UnreadableDocument(OLD_OR_LOCKED)
    if data.startswith(PROGRAMS):
        raise UnreadableDocument(PROGRAM)
    if data.startswith(PICTURES):
        raise UnreadableDocument(PICTURE)
    raise UnreadableDocument(
        f"Внутри файла не то, что обещает расширение .{format}: откройте его в своей программе, "
        f"сохраните как .docx и загрузите снова."
    )
