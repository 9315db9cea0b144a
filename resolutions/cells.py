"""Foreign text in cells: no control characters, and nothing that a spreadsheet would compute or turn into a date."""

import re

# All that XML forbids, and the C1 controls; tabs and line ends stay.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
FORMULA = ("=", "+", "-", "@")
# «2.1» is the second of January to a Russian spreadsheet, «1-2» and «1/2» the first of February.
LIKE_A_DATE = re.compile(r"\d+[.,/-]\d[\d.,/-]*")
CELL = 32_767  # the longest text Excel keeps, in UTF-16 units


def clean(text: str) -> str:
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def neutral(text: str) -> str:
    """For a file without types: an apostrophe in front of what would not stay text."""
    text = clean(text)
    risky = text.lstrip().startswith(FORMULA) or text.startswith("\t") or LIKE_A_DATE.fullmatch(text)
    return f"'{text}" if risky else text


def fitting(text: str, whole: str) -> str:
    """As much as a cell of Excel holds; what is cut says so and leads to the `whole`."""
    text = clean(text)
    if units(text) <= CELL:
        return text
    mark = f" … [текст не поместился в ячейку; целиком: {whole}]"
    kept = text.encode("utf-16-le")[: 2 * (CELL - units(mark))]
    return kept.decode("utf-16-le", "ignore") + mark  # half a letter at the cut is left out


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
