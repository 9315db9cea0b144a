"""Where a labelled or unlabelled block stands in the open list: a new item, a sub-item, or more of the last one."""

from collections.abc import Sequence

from resolution_reader.readers.blocks import Block
from resolution_reader.structure.numbering import Label, label_continues, parse_label
from resolution_reader.structure.skeleton import Item


def is_part(label: Label | None, item: Item | None) -> bool:
    """Whether a labelled block is a sub-item of the open item."""
    if item is None or label is None or item.label is None or item.found == "prose":
        return False
    parent = item.label
    if label.kind == parent.kind == "decimal" and label.depth > parent.depth:
        return label.path[: parent.depth] == parent.path
    if label.kind == parent.kind:
        return bool(
            item.texts[-1].rstrip().endswith(":") and label.path == (1,) and style(label) != style(parent)
        ) or bool(item.parts and item.parts[-1][0] and style(item.parts[-1][0]) == style(label) != style(parent))
    if label.kind == "roman" or (parent.kind == "bullet" and not item.texts[0].endswith(":")):
        return False
    return parent.kind != "letter" or label.kind == "bullet"


def goes_on(blocks: Sequence[Block], index: int, item: Item | None) -> bool:
    """A paragraph without a label between two items of one list goes on with the first of them."""
    if item is None or item.label is None or item.found == "prose":
        return False
    text = blocks[index].text
    if item.texts[-1].rstrip().endswith((":", ",")) or text[:1].islower():
        return True
    for following in blocks[index + 1 : index + 4]:
        label = parse_label(following.label)
        if label is not None:
            if label.kind == "bullet" == item.label.kind:
                return False
            last_part = item.parts[-1][0] if item.parts else None
            return label_continues(label, item.label) or (last_part is not None and label_continues(label, last_part))
        if following.text.endswith(":"):
            return False
    return False


def is_sibling(label: Label, parent: Label) -> bool:
    return style(label) == style(parent) and label.depth == parent.depth and label.path > parent.path


def style(label: Label) -> tuple[str, int, str]:
    """What tells the lists of one text apart: the kind, the depth, the closing mark."""
    last = label.printed[-1:]
    return label.kind, label.depth, last if label.kind == "bullet" or last in ".)" else ""
