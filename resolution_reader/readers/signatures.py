"""What a file is by its first bytes, against what was promised: told apart before any reader looks inside."""

from resolution_reader.readers.limits import UnreadableDocument

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")  # with something in it, and empty
PDF = b"%PDF-"
PDF_WITHIN = 1024  # programs put a mail header or an empty line before it, and every viewer forgives them
RTF = b"{\\rtf"
DOS, ELF, SCRIPT = b"MZ", b"\x7fELF", b"#!"
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
SCANS = (b"II*\x00", b"MM\x00*")
ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!")

OLD_OR_LOCKED = "Файл защищён паролем или это старый формат: сохраните его без пароля как .docx и загрузите снова."
PROGRAM = "Это программа, а не документ: выберите файл с текстом резолюции."
PICTURE = "Это картинка, а не документ: загрузите файл с текстом резолюции."

# What stands where a text was promised, and what its owner should do.
SAVE_AS_TEXT = "откройте его в своей программе, сохраните как обычный текст (.txt) и загрузите снова."
NO_TEXT: tuple[tuple[tuple[bytes, ...], str], ...] = (
    (ZIP[:1], f"Это не текст, а архив или документ Word: {SAVE_AS_TEXT}"),
    (ZIP[1:], "Это пустой архив, а не текст: выберите файл с текстом резолюции."),
    ((OLE[:4],), f"Это документ старого Word или файл под паролем, а не текст: {SAVE_AS_TEXT}"),
    ((PDF[:4],), f"Это файл PDF, а не текст: {SAVE_AS_TEXT}"),
    ((RTF,), f"Это файл RTF, а не текст: {SAVE_AS_TEXT}"),
    ((DOS, ELF), "Это программа, а не текст: выберите файл с текстом резолюции."),
    (PICTURES, "Это картинка, а не текст: загрузите файл с текстом резолюции."),
    (ARCHIVES, "Это архив, а не текст: распакуйте его и загрузите файл с текстом резолюции."),
)

# How a file of each format begins; text and HTML begin as they like: `check_text` looks at them.
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    "docx": ZIP,
    "odt": ZIP,
    "rtf": (RTF,),
    "pdf": (PDF,),
    "doc": (OLE, RTF, *ZIP),
    "xlsx": ZIP,
    "ods": ZIP,
}


def check_signature(data: bytes, format: str) -> None:
    """Refuse a file whose first bytes are not those of its extension."""
    beginnings = BEGINNINGS.get(format)
    if beginnings is None or data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(beginnings):
        return
    if format == "pdf" and PDF in data[:PDF_WITHIN]:
        return
    newer = "xlsx" if format in ("xlsx", "ods") else "docx"
    if data.startswith(OLE[:4]):
        raise UnreadableDocument(OLD_OR_LOCKED.replace("docx", newer))
    if data.startswith((DOS, ELF, SCRIPT)):
        raise UnreadableDocument(PROGRAM)
    if data.startswith((*PICTURES, *SCANS)):
        raise UnreadableDocument(PICTURE)
    raise UnreadableDocument(
        f"Внутри файла не то, что обещает расширение .{format}: откройте его в своей программе, "
        f"сохраните как .{newer} и загрузите снова."
    )


def check_text(data: bytes) -> None:
    """Refuse what begins as something that is no text; «MZ» may begin one, if no NUL follows."""
    for beginnings, sentence in NO_TEXT:
        if data.startswith(beginnings) and not (data.startswith(DOS) and b"\x00" not in data[:512]):
            raise UnreadableDocument(sentence)
