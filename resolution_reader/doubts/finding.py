"""One thing that an outline leaves open, with its place in it."""

from dataclasses import dataclass

from resolution_reader.outline import Outline, Problem, Recommendation, Section, Span
from resolution_reader.problems import PROBLEMS


@dataclass(frozen=True)
class Finding:
    """One thing left open. `at` is the part of the outline where it stands, the very object that was given.

    `code` is a row of problems.PROBLEMS, `hint` a Russian sentence. `detail` tells it from others of its code in the
    same place, and stays the same from one computation to the next: «2-4» for a gap, the folded name for a body.
    """

    at: Outline | Section | Recommendation
    code: str
    hint: str
    detail: str = ""

    @property
    def problem(self) -> Problem:
        """It as the outline keeps it: its place as a span of blocks, None for what is said of the whole document."""
        return Problem(self.code, self._source, self.hint, PROBLEMS[self.code].shown)

    @property
    def _source(self) -> Span | None:
        if isinstance(self.at, Recommendation):
            return self.at.source
        return next(iter(self.at.source), None) if isinstance(self.at, Section) else None


def found(at: Outline | Section | Recommendation, code: str, hint: str = "", detail: str = "") -> Finding:
    """Without a hint, the sentence of the table (KeyError for a code that is not in it)."""
    return Finding(at, code, hint or PROBLEMS[code].sentence, detail)
