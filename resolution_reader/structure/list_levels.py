"""How blocks stand to each other in lists: a sub-item, more of the last item, a list below a line."""

from collections.abc import Sequence

from resolution_reader.language.sentence_ends import sentences
from resolution_reader.readers.blocks import Block
from resolution_reader.structure.demands import instructs
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
        ) or bool(item.parts and item.parts[-1].label and style(item.parts[-1].label) == style(label) != style(parent))
    if label.kind == "roman" or (parent.kind == "bullet" and not item.texts[0].endswith(":")):
        return False
    return parent.kind != "letter" or label.kind == "bullet"


def goes_on(blocks: Sequence[Block], index: int, item: Item | None) -> bool:
    """A paragraph without a label between two items of one list goes on with the first of them."""
    if item is None or item.found == "prose" or item.label is None:
        return False
    text = blocks[index].text
    if _divides(blocks, index, item.label, item.texts[-1]):
        return False
    if item.texts[-1].rstrip().endswith((":", ",")) or text[:1].islower():
        return True
    for following in blocks[index + 1 : index + 4]:
        label = parse_label(following.label)
        if label is not None:
            if label.kind == "bullet" == item.label.kind:
                return False
            last_part = item.parts[-1].label if item.parts else None
            return label_continues(label, item.label) or (last_part is not None and label_continues(label, last_part))
        if following.text.endswith(":"):
            return False
    return False


def _divides(blocks: Sequence[Block], index: int, label: Label, above: str) -> bool:
    """«почтовое отделение –» below an item that is whole, over the next number of its list: says who is asked now."""
    following = parse_label(blocks[index + 1].label) if index + 1 < len(blocks) else None
    opens = blocks[index].text.rstrip().endswith((":", "–", "—")) and above.rstrip().endswith((";", "."))
    return (
        opens and following is not None and (is_sibling(following, label) or following.kind == label.kind == "bullet")
    )


def list_below(blocks: Sequence[Block], index: int, label: Label | None) -> bool:
    """Whether the next block is a list item of another level than this one, or a request that this line stands over."""
    following = parse_label(blocks[index + 1].label) if index + 1 < len(blocks) else None
    if following is None:
        return blocks[index].text.endswith(":") or _stands_over_request(blocks, index)
    return label is None or style(following) != style(label) or following.depth > label.depth


def _stands_over_request(blocks: Sequence[Block], index: int) -> bool:
    """A line that stands out, apart or goes on below, over a paragraph that says what to do: it may say who is to."""
    block, below = blocks[index], blocks[index + 1 : index + 2]
    goes_on_below = block.text[-1:].isalpha() and bool(below) and below[0].text[:1].islower()
    is_apart = block.text[-1:] not in ".;,!?" and index > 0 and block.span[0] - blocks[index - 1].span[1] > 1
    stands_out = bool(block.emphasis) or block.kind == "heading" or goes_on_below or is_apart
    if not stands_out or not below or below[0].label:
        return False
    return instructs(sentences(below[0].text)[0] if below[0].text else "")


def begins_anew(blocks: Sequence[Block], index: int, above: Label | None) -> bool:
    """Whether the first number of a list of the same kind as the one above stands here."""
    label = parse_label(blocks[index].label) if index < len(blocks) else None
    return label is not None and above is not None and label.kind == above.kind and label.path == (1,)


def is_sibling(label: Label, parent: Label) -> bool:
    return style(label) == style(parent) and label.depth == parent.depth and label.path > parent.path


def style(label: Label) -> tuple[str, int, str]:
    """What tells the lists of one text apart: the kind, the depth, the closing mark."""
    last = label.printed[-1:]
    return label.kind, label.depth, last if label.kind == "bullet" or last in ".)" else ""
