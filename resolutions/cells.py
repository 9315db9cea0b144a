"""Foreign text in cells: no control characters, and nothing that a spreadsheet would compute."""

import re

from resolutions.characters import plain

# A formula begins with one of these, in full width too where a keyboard writes so; spaces before it do not help, and
# neither does what nobody sees: marks of direction and of no width (Default_Ignorable_Code_Point).
UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff"
    "\uffa0\ufff0-\ufff8\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
FORMULA = re.compile(rf"\t|[\s{UNSEEN}]*[=+\-@＝＋－＠﹦﹢﹣﹫]")
CELL = 32_767  # the longest text Excel keeps, in UTF-16 units


def neutral(text: str) -> str:
    """For a file without types: an apostrophe in front of what a spreadsheet would compute.

    «2.1» stays as it is: programs read such a file, and what would be a date to a spreadsheet harms nobody.
    """
    text = plain(text)
    return f"'{text}" if FORMULA.match(text) else text


def fitting(text: str, whole: str) -> str:
    """As much as a cell of Excel holds; what is cut says so and leads to the `whole`."""
    text = plain(text)
    if units(text) <= CELL:
        return text
    mark = f" … [текст не поместился в ячейку; целиком: {whole}]"
    kept = text.encode("utf-16-le")[: 2 * (CELL - units(mark))]
    return kept.decode("utf-16-le", "ignore") + mark  # half a letter at the cut is left out


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
