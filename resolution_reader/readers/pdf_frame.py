"""Where a page of a .pdf is seen: places from the lower left corner of its crop box, the page upright."""

from dataclasses import dataclass, replace

Box = tuple[float, float, float, float]  # left, bottom, right, top


@dataclass(frozen=True)
class Frame:
    """What is shown of a page: the crop box, turned by quarters with the clock."""

    box: Box
    quarters: int

    @property
    def size(self) -> tuple[float, float]:
        left, bottom, right, top = self.box
        across, up = right - left, top - bottom
        return (up, across) if self.quarters % 2 else (across, up)

    def place(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self.box
        if self.quarters == 0:
            return x - left, y - bottom
        if self.quarters == 1:
            return y - bottom, right - x
        return (right - x, top - y) if self.quarters == 2 else (top - y, x - left)

    def placed(self, box: Box) -> Box:
        (one, two), (three, four) = self.place(box[0], box[1]), self.place(box[2], box[3])
        return min(one, three), min(two, four), max(one, three), max(two, four)

    def turned(self, quarters: int) -> "Frame":
        return replace(self, quarters=(self.quarters + quarters) % 4)
