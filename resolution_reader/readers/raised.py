"""Raised and lowered figures as one reads them aloud: a power (10³, м²), an index (CO₂), or the mark of a note.

A note's mark says nothing where the note is not read, so it is left out, as notes themselves are.
"""

import re

FIGURES = re.compile(r"[\d+−–()-]*\d[\d+−–()-]*$")
NOTE = re.compile(r"[\d\s,;*†()\[\]]+$")
RAISED = str.maketrans("0123456789+-−–()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾")
LOWERED = str.maketrans("0123456789+-−–()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₍₎")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d$")
UNIT = re.compile(r"(?<![а-яёa-z])(?:[кдсм]?м|[cdkm]?m|[a-z])$", re.I)


def raised(text: str, before: str) -> str:
    """A raised run after the text `before`: a power in Unicode, nothing for a note's mark, letters as they are."""
    bare, above = text.strip(), before.rstrip()
    if not NOTE.match(bare) and not FIGURES.match(bare):
        return text
    power = (above[-1:].isdigit() and not YEAR.search(above)) or above[-1:] in "⁺⁻⁽" or UNIT.search(above)
    if not above or (power and FIGURES.match(bare)):
        return text.translate(RAISED)
    return ""


def lowered(text: str, before: str) -> str:
    """A lowered run: figures after a letter or a figure are an index, all else is as it is."""
    return text.translate(LOWERED) if FIGURES.match(text.strip()) and before[-1:].isalnum() else text


def is_raised_mark(text: str) -> bool:
    """Whether a raised run may be a note's mark, so that its absence is no loss."""
    return bool(NOTE.match(text.strip()))
