"""What rules a sentence: clauses that hang on a word of it tell nothing of whether it asks or reports."""

from collections.abc import Sequence

from resolution_reader.addressees.tokens import Token
from resolution_reader.language.morphology import lemmas
from resolution_reader.language.word_lists import word_set

CONJUNCTIONS = word_set("если когда пока где куда откуда как поскольку хотя ибо что чей")
PURPOSE = "чтобы"


def main_clause(found: Sequence[Token]) -> list[Token]:
    """The tokens without subordinate clauses: each goes to its comma, «…, чтобы» to the end of the sentence."""
    kept: list[Token] = []
    inside = False
    for at, token in enumerate(found):
        if token.kind == "comma":
            if _opens(found, at + 1, PURPOSE):
                break
            inside = _is_relative(found, at + 1) or _follows_conjunction(found, at + 1)
        elif not inside:
            kept.append(token)
    return kept


def without_relatives(found: Sequence[Token]) -> list[Token]:
    """The tokens without clauses that describe somebody: each goes to its comma."""
    kept: list[Token] = []
    inside = False
    for at, token in enumerate(found):
        if token.kind == "comma":
            inside = _is_relative(found, at + 1)
        if not inside:
            kept.append(token)
    return kept


def after_purpose(found: Sequence[Token]) -> Sequence[Token]:
    """«Чтобы дети не ждали, построить …»: what the purpose is named for; the whole where none opens the sentence."""
    if not _opens(found, 0, PURPOSE):
        return found
    comma = next((at for at, token in enumerate(found) if token.kind == "comma"), len(found))
    return found[comma + 1 :]


def is_wish(found: Sequence[Token]) -> bool:
    """«чтобы лесхоз убрал валежник»: an item that goes on with «просим, …»."""
    return _opens(found, 0, PURPOSE)


def _opens(found: Sequence[Token], index: int, word: str) -> bool:
    """Whether the clause begins with it, alone or as «для того чтобы», «с тем чтобы»."""
    return any(token.small == word for token in found[index : index + 3])


def _is_relative(found: Sequence[Token], index: int) -> bool:
    """«…, на который возложен надзор, …»"""
    return any("который" in lemmas(token.text) for token in found[index : index + 3] if token.kind == "word")


def _follows_conjunction(found: Sequence[Token], index: int) -> bool:
    return any(token.small in CONJUNCTIONS for token in found[index : index + 1])
