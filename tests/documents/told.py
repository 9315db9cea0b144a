"""Which wrong guesses the outline itself doubts: an editor is sent there, so the mistake is not a silent one.

A guess is wrong when a recommendation is missed, made up or cut elsewhere, or has an addressee too many or too few.
It is told when a problem's source covers the blocks where it happened.
"""

from dataclasses import dataclass

from resolution_reader import Block

from .gold import score

Span = tuple[int, int]


@dataclass(frozen=True)
class WrongGuess:
    what: str
    where: Span | None
    told: bool


def wrong_guesses(gold: dict, outline: dict, blocks: list[Block]) -> list[WrongGuess]:
    spans = [tuple(problem["source"]) for problem in outline["problems"] if problem["source"]]

    def guess(what: str, where: Span | None) -> WrongGuess:
        return WrongGuess(what, where, bool(where) and any(a <= where[1] and where[0] <= b for a, b in spans))

    asked = [entry for section in gold["sections"] for entry in section["recommendations"]]
    given = [entry for section in outline["sections"] for entry in section["recommendations"]]
    found, ignored = score.match_recs(asked, given)
    used = {at for places, _ in found.values() for at in places} | ignored
    wrong = [
        guess(f"made up: {entry['text'][:60]}", entry["source"]) for at, entry in enumerate(given) if at not in used
    ]
    for at, entry in enumerate(asked):
        if entry.get("debatable"):
            continue
        if at not in found:
            wrong.append(guess(f"missed: {entry['starts_with']}", _standing(entry["starts_with"], blocks)))
            continue
        places, whole = found[at]
        if not whole:
            wrong.append(guess(f"cut elsewhere: {entry['starts_with']}", given[places[0]]["source"]))
        if not _same_addressees(entry, given[places[0]]):
            wrong.append(guess(f"addressees: {entry['starts_with']}", given[places[0]]["source"]))
    return wrong


def _same_addressees(asked: dict, given: dict) -> bool:
    merged = asked.get("merged_addressees_ok")
    found, wanted, right, counted, *_ = score.match_addressees(asked["addressees"], given["addressees"], merged, False)
    return found == wanted and right == counted


def _standing(start: str, blocks: list[Block]) -> Span | None:
    at = next((at for at, block in enumerate(blocks) if score.norm(start) in score.norm(block.printed)), None)
    return None if at is None else (at, at)
