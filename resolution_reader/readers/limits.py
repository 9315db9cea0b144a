"""What no reader takes in, whatever the format: nothing, too much, paragraphs that are no paragraphs."""

from resolution_reader.readers.blocks import Block

MAX_BYTES = 25 * 1024 * 1024  # of one file
MAX_PARAGRAPHS = 5_000
MAX_PARAGRAPH_CHARACTERS = 50_000
MAX_LINES = 100_000  # of a text, blank ones as well: 20 for each paragraph
MAX_RECOMMENDATIONS = 4_000  # of one document
TOO_MANY_RECOMMENDATIONS = (
    f"В документе больше {MAX_RECOMMENDATIONS} рекомендаций: разделите его на несколько и загрузите по одному."
)
TOO_MANY_PARAGRAPHS = f"В файле больше {MAX_PARAGRAPHS} абзацев: оставьте только текст резолюции и загрузите снова."
TOO_MANY_LINES = f"В файле больше {MAX_LINES} строк: оставьте только текст резолюции и загрузите снова."


class UnreadableDocument(ValueError):
    """The document is refused; the message is one Russian sentence that says what to do."""


class NoPlaceFree(UnreadableDocument):
    """Nothing is wrong with the document: no reader was free in time."""


def check_size(data: bytes) -> None:
    """Refuse an empty file and one over 25 MB."""
    if not data:
        raise UnreadableDocument("Файл пустой: выберите файл с текстом резолюции.")
    if len(data) > MAX_BYTES:
        raise UnreadableDocument("Файл больше 25 МБ: оставьте в нём только текст резолюции и загрузите снова.")


def check_blocks(blocks: list[Block]) -> None:
    """Refuse a document without text, of more than 5,000 paragraphs, or with one over 50,000 characters."""
    if not blocks:
        raise UnreadableDocument("В файле нет текста: выберите файл с текстом резолюции.")
    if len(blocks) > MAX_PARAGRAPHS:
        raise UnreadableDocument(TOO_MANY_PARAGRAPHS)
    for number, block in enumerate(blocks, start=1):
        check_length(len(block.text), number)


def check_length(characters: int, number: int) -> None:
    """Refuse a paragraph, by its number from 1, of more than 50,000 characters."""
    if characters > MAX_PARAGRAPH_CHARACTERS:
        raise UnreadableDocument(f"Абзац {number} длиннее 50 000 знаков: разделите текст на абзацы и загрузите снова.")
