"""Ruled tables: rules that meet make a grid, and where no rule parts two fields of it they are one cell."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from resolution_reader.readers.grid import Place
from resolution_reader.readers.pdf_drawings import Drawings, Rule
from resolution_reader.readers.pdf_frame import Box
from resolution_reader.readers.pdf_words import Word

NEAR = 2.5  # points between rules that are one
MAX_RULES, MAX_FIELDS = 2_000, 20_000  # of one page each way, of one grid: more is a drawing
OPEN = 8.0  # points that rules across stand out where a table has no side


@dataclass
class Cell(Place):
    """What the rules of a table enclose, and the words in it."""

    box: Box = field(kw_only=True)
    words: list[Word] = field(default_factory=list)


@dataclass
class Grid:
    """A table on one page: the places of its upright rules from the left, of those across from the top. `fields` says
    row by row to which cell each field between them belongs."""

    columns: list[float]
    heights: list[float]
    cells: list[Cell]
    fields: list[Cell]

    @property
    def box(self) -> Box:
        return self.columns[0], self.heights[-1], self.columns[-1], self.heights[0]

    def cell_at(self, x: float, y: float) -> Cell | None:
        column = bisect_right(self.columns, x) - 1
        row = bisect_right(self.heights, -y, key=lambda height: -height) - 1
        wide = len(self.columns) - 1
        if not (0 <= column < wide and 0 <= row < len(self.heights) - 1):
            return None
        return self.fields[row * wide + column]


def grids_of(drawings: Drawings) -> list[Grid]:
    """Every grid of two columns or more, from the top down."""
    across, down = _merged(drawings.across), _merged(drawings.down)
    if max(len(across), len(down)) > MAX_RULES:
        return []
    found = [grid for group in _groups(across, down) if (grid := _grid(*group))]
    return sorted(found, key=lambda grid: -grid.box[3])


def fill(grids: Sequence[Grid], words: Sequence[Word]) -> list[Word]:
    """Put each word into its cell; those that stand in none are given back."""
    rest: list[Word] = []
    for word in words:
        cell = next((cell for grid in grids if (cell := grid.cell_at(*word.middle))), None)
        (cell.words if cell else rest).append(word)
    return rest


def _merged(rules: Sequence[Rule]) -> list[Rule]:
    """Rules in one line that touch are one rule."""
    merged: list[Rule] = []
    for line in _lines(rules):
        at = sum(rule.at for rule in line) / len(line)
        for number, rule in enumerate(sorted(line, key=lambda rule: rule.first)):
            if number and rule.first <= merged[-1].last + NEAR:
                merged[-1] = Rule(at, merged[-1].first, max(merged[-1].last, rule.last))
            else:
                merged.append(Rule(at, rule.first, rule.last))
    return merged


def _lines(rules: Sequence[Rule]) -> list[list[Rule]]:
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if lines and rule.at - lines[-1][0].at <= NEAR:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return lines


class _Together:
    """Numbers that belong together, directly or by others."""

    def __init__(self, count: int) -> None:
        self.parent = list(range(count))

    def root(self, one: int) -> int:
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        """The lower number stays the root."""
        low, high = sorted((self.root(one), self.root(other)))
        self.parent[high] = low


def _groups(across: list[Rule], down: list[Rule]) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Rules that meet."""
    together = _Together(len(across) + len(down))
    heights = [rule.at for rule in across]
    for number, upright in enumerate(down, start=len(across)):
        for index in range(bisect_left(heights, upright.first - NEAR), bisect_right(heights, upright.last + NEAR)):
            if across[index].first - NEAR <= upright.at <= across[index].last + NEAR:
                together.join(index, number)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for number, rule in enumerate([*across, *down]):
        groups[together.root(number)][number >= len(across)].append(rule)
    return groups.values()


def _grid(across: list[Rule], down: list[Rule]) -> Grid | None:
    if not across or not down:
        return None
    left, right = min(rule.first for rule in across), max(rule.last for rule in across)
    heights = _places([rule.at for rule in across] + [end for rule in down for end in (rule.first, rule.last)])
    columns = _places([rule.at for rule in down])
    columns = [left] * (columns[0] - left > OPEN) + columns + [right] * (right - columns[-1] > OPEN)
    wide, high = len(columns) - 1, len(heights) - 1
    if wide < 1 or high < 1 or wide * high > MAX_FIELDS:
        return None
    roots = _roots(wide, high, _middles(columns), _middles(heights)[::-1], _At(down, columns), _At(across, heights))
    heights.reverse()
    return _of_cells(roots, columns, heights)


def _places(numbers: Iterable[float]) -> list[float]:
    places: list[float] = []
    for number in sorted(numbers):
        if not places or number - places[-1] > NEAR:
            places.append(number)
    return places


def _middles(places: list[float]) -> list[float]:
    return [(one + other) / 2 for one, other in pairwise(places)]


class _At:
    """The rules at each of the places, by their number from the lowest."""

    def __init__(self, rules: list[Rule], places: list[float]) -> None:
        self.rules: list[list[Rule]] = [[] for _ in places]
        for rule in sorted(rules, key=lambda rule: rule.first):
            self.rules[max(0, bisect_right(places, rule.at + NEAR) - 1)].append(rule)

    def covers(self, number: int, place: float) -> bool:
        rules = self.rules[number]
        before = bisect_right(rules, place, key=lambda rule: rule.first)
        return any(place <= rule.last for rule in rules[max(0, before - 2) : before])


def _roots(wide: int, high: int, across: list[float], down: list[float], upright: _At, level: _At) -> list[int]:
    """For each field, row by row from the top, the first one of its cell. `across`, `down`: middles of the fields."""
    together = _Together(wide * high)
    for row in range(high):
        for column in range(wide):
            here = row * wide + column
            if column + 1 < wide and not upright.covers(column + 1, down[row]):
                together.join(here, here + 1)
            if row + 1 < high and not level.covers(high - row - 1, across[column]):
                together.join(here, here + wide)
    return [together.root(one) for one in range(wide * high)]


def _of_cells(roots: list[int], columns: list[float], heights: list[float]) -> Grid | None:
    wide = len(columns) - 1
    members: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one, first in enumerate(roots):
        members[first].append(divmod(one, wide))
    cells: dict[int, Cell] = {}
    for first, fields in members.items():
        (top, left), (bottom, right) = map(min, zip(*fields, strict=True)), map(max, zip(*fields, strict=True))
        box = (columns[left], heights[bottom + 1], columns[right + 1], heights[top])
        cells[first] = Cell(top + 1, left + 1, bottom - top + 1, right - left + 1, box=box)
    if all(cell.columns == wide for cell in cells.values()):
        return None  # a frame
    return Grid(columns, heights, list(cells.values()), [cells[first] for first in roots])
