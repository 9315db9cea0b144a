"""Bytes of a text file to characters, and characters to one normal form.

Own detector: general ones take short Russian texts for Bulgarian or Hebrew. Byte order mark, strict UTF-8,
UTF-16 by its zero bytes, else the old Russian code page whose letters are the most Russian.
"""

import codecs
import re
import unicodedata
from math import log

from resolution_reader.readers.limits import UnreadableDocument
from resolution_reader.readers.signatures import check_text

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
CODE_PAGES = ("cp1251", "koi8-r", "cp866", "mac-cyrillic")
# How often each letter stands in Russian texts, per cent.
FREQUENCY = {
    "о": 10.97, "е": 8.45, "а": 8.01, "и": 7.35, "н": 6.7, "т": 6.26, "с": 5.47, "р": 4.73, "в": 4.54,
    "л": 4.4, "к": 3.49, "м": 3.21, "д": 2.98, "п": 2.81, "у": 2.62, "я": 2.01, "ы": 1.9, "ь": 1.74,
    "г": 1.7, "з": 1.65, "б": 1.59, "ч": 1.44, "й": 1.21, "х": 0.97, "ж": 0.94, "ш": 0.73, "ю": 0.64,
    "ц": 0.48, "щ": 0.36, "э": 0.32, "ф": 0.26, "ъ": 0.04, "ё": 0.2,
}  # fmt: skip
FOREIGN = 0.01  # what is no Russian letter and no usual mark
USUAL_MARKS = "«»„“”–—…№\u00a0•°"
RARE_PAIR = re.compile(r"[а-яё][А-ЯЁ]|[ъыь]{2}|\b[ъыь]|[^\sа-яА-ЯёЁ\w.,;:!?()«»\"'№%/–—-]")
SURE = 0.6  # the mean of ln(per cent): Russian texts are near 1.4, wrong code pages below 0.5

BINARY = "Это не текстовый файл: сохраните резолюцию как обычный текст (.txt) и загрузите снова."
UNKNOWN_ENCODING = "Не удалось прочитать буквы: сохраните текст в кодировке UTF-8 и загрузите снова."
MAX_NULS = 0.01  # a stray NUL is dropped, more of them are a binary file

SOFT_BULLET = re.compile("^([ \t]*)\u00ad(?=[ \t\u00a0])", re.M)  # a soft hyphen typed for a dash
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\ufff9-\ufffb]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def decode(data: bytes) -> str:
    """The text in one normal form; UnreadableDocument for a binary file and for letters of no known code page."""
    encoding = encoding_of(data)
    return normalise(data.decode(encoding, errors="ignore"))


def encoding_of(data: bytes) -> str:
    """The name of its encoding, as Python has it; UnreadableDocument as decode() has it."""
    _refuse_binary(data)
    for mark, encoding in MARKS:
        if data.startswith(mark):
            if encoding == "utf-8" and not _is_utf8(data):
                raise UnreadableDocument(UNKNOWN_ENCODING)
            return encoding
    # UTF-16 before UTF-8: without letters above 0x7f its bytes are valid UTF-8 as well.
    return _utf16(data) or ("utf-8" if _is_utf8(data) else _code_page(data))


def normalise(text: str) -> str:
    """NFC without controls, zero-width characters, direction overrides and lone surrogates; lines end in \\n."""
    text = re.sub("\r\n?|\x0b|\x0c|\x85|\u2028|\u2029", "\n", text)
    return unicodedata.normalize("NFC", CONTROLS.sub("", INVISIBLE.sub("", SOFT_BULLET.sub(r"\1-", text))))


def is_guessed(data: bytes) -> bool:
    """Whether the code page had to be guessed from the letters, so that an editor should look."""
    return not data.startswith(tuple(mark for mark, _ in MARKS)) and not _is_utf8(data) and not _utf16(data)


def _refuse_binary(data: bytes) -> None:
    check_text(data)
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not marked and not _utf16(data) and data.count(0) > len(data) * MAX_NULS:
        raise UnreadableDocument(BINARY)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every second byte is 0x04 (Cyrillic) or 0x00 (Latin, spaces)."""
    sample = data[:4096]
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        low = sample[0::2] if encoding == "utf-16-le" else sample[1::2]
        if high and len(data) % 2 == 0 and _share(high) > 0.9 and _share(low) < 0.5:
            return encoding
    return None


def _share(octets: bytes) -> float:
    return sum(octet in (0, 4) for octet in octets) / len(octets)


def _code_page(data: bytes) -> str:
    """The code page that gives the most Russian text; broken UTF-8 is refused, never shown as mojibake."""
    if len(data.decode("utf-8", errors="ignore").encode()) > 0.9 * len(data):
        raise UnreadableDocument(UNKNOWN_ENCODING)
    best = max(CODE_PAGES, key=lambda page: _russianness(data, page))
    if _russianness(data, best) < SURE:
        raise UnreadableDocument(UNKNOWN_ENCODING)
    return best


def _russianness(data: bytes, page: str) -> float:
    """Mean logarithm of the letters' frequencies, less the pairs of letters that no Russian word holds."""
    text = data[:65536].decode(page, errors="replace")
    letters = [letter for letter in text.lower() if letter > "\x7f" and letter not in USUAL_MARKS] or ["?"]
    mean = sum(log(FREQUENCY.get(letter, FOREIGN)) for letter in letters) / len(letters)
    return mean - 5 * len(RARE_PAIR.findall(text)) / len(text)


def is_russian(text: str) -> bool:
    """Whether letters stand in it as often as in Russian texts."""
    return _russianness(text.encode("cp1251", errors="replace"), "cp1251") >= SURE
