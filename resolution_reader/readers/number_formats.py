"""How word processors print the n-th mark of a list: figures, Roman figures, Latin and Russian letters, bullets."""

from collections.abc import Callable

LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"  # ECMA-376, 17.18.59: without ё, й, ъ, ь, but with ы
ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
         (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
MAX_ROMAN = 3_999
MAX_REPEATED = 20  # «аа» for the 30th letter; a forged start value must not make a label of megabytes

# Bullets of the fonts Symbol and Wingdings, which stand in the private part of Unicode.
PRIVATE_BULLETS = {
    "\uf0b7": "•", "\uf06c": "●", "\uf06e": "■", "\uf0a7": "▪", "\uf0a8": "□", "\uf071": "□", "\uf0d8": "➢",
    "\uf0fc": "✓", "\uf02d": "–", "\uf0be": "–", "\uf076": "◆", "\uf0a1": "○", "\uf06f": "□",
}  # fmt: skip


def formatted(number: int, style: str) -> str:
    """The number in a format of Word (`w:numFmt`); an unknown format is printed in figures."""
    return FORMATS.get(style, str)(number)


def bullet(mark: str) -> str:
    """A bullet as it looks; a private character that no table knows is shown as the common one."""
    shown = "".join(PRIVATE_BULLETS.get(sign, "•" if "\ue000" <= sign <= "\uf8ff" else sign) for sign in mark)
    return "○" if shown == "o" else shown


def as_bullet(line: str) -> str:
    """A line that begins with a sign of a symbol font, as it looks."""
    return bullet(line[0]) + line[1:] if "\ue000" <= line[:1] <= "\uf8ff" else line


def roman(number: int) -> str:
    if not 0 < number <= MAX_ROMAN:
        return str(number)
    printed = ""
    for value, signs in ROMAN:
        count, number = divmod(number, value)
        printed += signs * count
    return printed


def letters(number: int, alphabet: str) -> str:
    """а … я, аа, бб …: past the last letter Word doubles them."""
    times, index = divmod(number - 1, len(alphabet))
    return alphabet[index] * (times + 1) if 0 <= times < MAX_REPEATED else str(number)


FORMATS: dict[str, Callable[[int], str]] = {
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: letters(number, LATIN.upper()),
    "lowerLetter": lambda number: letters(number, LATIN),
    "russianUpper": lambda number: letters(number, RUSSIAN.upper()),
    "russianLower": lambda number: letters(number, RUSSIAN),
    "decimalZero": lambda number: f"{number:02}",
    "ordinal": lambda number: f"{number}-й",
    "none": lambda number: "",
}
